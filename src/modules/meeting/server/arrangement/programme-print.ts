import type { Tx } from '#platform/server/database.ts';
import { inThread, isFault } from '#platform/server/thread.ts';
import type { ProgrammeSheet } from './programme-sheet.ts';
import { agendaSheet, programmeSheet } from './programme-sheet.ts';

/** What is to be printed: the programme, or the agenda of one sitting. */
export async function readSheet(tx: Tx, meetingId: string, sittingId: string | undefined): Promise<ProgrammeSheet> {
  return sittingId === undefined ? await programmeSheet(tx, meetingId) : await agendaSheet(tx, meetingId, sittingId);
}

/** The sheet as PDF. Drawn in a thread of its own: reading the typeface alone takes longer than anybody else should wait. */
export async function printSheet(sheet: ProgrammeSheet): Promise<{ name: string; bytes: Buffer }> {
  const script = new URL('./programme-print-worker.ts', import.meta.url);
  const bytes = await inThread<Uint8Array>(script, sheet, { milliseconds: 60_000, memory: 512 * 2 ** 20 });
  if (isFault(bytes)) throw new Error(`the programme was not drawn: ${bytes.fault}`);
  return { name: `${sheet.title}.pdf`, bytes: Buffer.from(bytes) };
}
