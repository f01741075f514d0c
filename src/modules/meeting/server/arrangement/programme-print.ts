import { Worker } from 'node:worker_threads';
import type { Tx } from '#platform/server/database.ts';
import type { ProgrammeSheet } from './programme-sheet.ts';
import { agendaSheet, programmeSheet } from './programme-sheet.ts';

/** What is to be printed: the programme, or the agenda of one sitting. */
export async function readSheet(tx: Tx, meetingId: string, sittingId: string | undefined): Promise<ProgrammeSheet> {
  return sittingId === undefined ? await programmeSheet(tx, meetingId) : await agendaSheet(tx, meetingId, sittingId);
}

/** The sheet as PDF. Drawn in a thread of its own: reading the typeface alone takes longer than anybody else should wait. */
export async function printSheet(sheet: ProgrammeSheet): Promise<{ name: string; bytes: Buffer }> {
  const thread = new Worker(new URL('./programme-print-worker.ts', import.meta.url), { workerData: sheet });
  try {
    const bytes = await new Promise<Uint8Array>((resolve, reject) => {
      thread.once('message', resolve).once('error', reject);
    });
    return { name: `${sheet.title}.pdf`, bytes: Buffer.from(bytes) };
  } finally {
    await thread.terminate();
  }
}
