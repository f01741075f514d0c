import { AlignmentType } from 'docx';
import type { Paragraph } from 'docx';
import type { Tx } from '#platform/server/database.ts';
import { bodyParagraph, officialDocument, plainLine, titleLine } from '#platform/server/documents/official-format.ts';
import type { ProgrammeSheet, SheetEntry, SheetPoint } from './programme-sheet.ts';
import { programmeSheet } from './programme-sheet.ts';

/** The programme with its agendas as the reader may know it, in the official form (GB/T 9704): day by day, entry by entry. Hidden and cancelled entries are left out. */
export async function programmeDocument(tx: Tx, meetingId: string): Promise<{ name: string; bytes: Buffer }> {
  const sheet = await programmeSheet(tx, meetingId);
  const bytes = await officialDocument({
    title: sheet.title,
    creator: sheet.body,
    children: [titleLine(sheet.title), plainLine(`（${sheet.under}）`, { alignment: AlignmentType.CENTER }), ...daysWithEntries(sheet)],
  });
  return { name: `${sheet.title}.docx`, bytes };
}

function daysWithEntries({ days }: ProgrammeSheet): Paragraph[] {
  return days.flatMap(({ day, entries }) => [plainLine(''), plainLine(day, { strong: true }), ...entries.flatMap(entryLines)]);
}

function entryLines(entry: SheetEntry): Paragraph[] {
  return [
    plainLine(`${entry.time.replace('–', '至')}　${entry.title}`, { strong: true, indent: { firstLine: 640 } }),
    ...(entry.place && entry.groups.length === 0 ? [bodyParagraph(`地点：${entry.place}`)] : []),
    ...(entry.groups.length > 0
      ? [bodyParagraph(`地点：${entry.groups.map(({ name, place }) => `${name}在${place || '待定'}`).join('；')}`)]
      : []),
    ...(entry.quorum ? [bodyParagraph(`法定人数：${entry.quorum}`)] : []),
    ...entry.agenda.map(agendaLine),
  ];
}

function agendaLine({ number, words, beside, depth }: SheetPoint): Paragraph {
  return plainLine(`${number}${words}${beside ? `（${beside}）` : ''}`, { indent: { firstLine: 640 + depth * 320 } });
}
