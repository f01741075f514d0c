import { AlignmentType } from 'docx';
import type { Paragraph } from 'docx';
import { dayOf } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { figureTable } from '#platform/server/documents/figure-table.ts';
import { bodyParagraph, documentDay, officialDocument, plainLine, titleLine } from '#platform/server/documents/official-format.ts';
import type { SessionReport } from '../../contract/hall/report.ts';
import { reportSections, type ReportTable } from '../../contract/hall/report-sections.ts';
import type { RaisedMatters } from '../parts.ts';
import { readReport } from './read-report.ts';

/** The statistics of a meeting as a document in the official form (GB/T 9704), with the same sections and tables as on the screen. */
export async function reportDocument(tx: Tx, meetingId: string, raised: RaisedMatters): Promise<{ name: string; bytes: Buffer }> {
  const report = await readReport(tx, meetingId, raised);
  const title = `${report.meeting.title}出席和履职情况统计`;
  const children = reportSections(report).flatMap((section) => [
    bodyParagraph(`${section.number}、${section.heading}`),
    ...section.words.map(bodyParagraph),
    ...(section.table ? [figureTable(section.table, widthOf(section.table)), plainLine('', { spacing: { line: 240 } })] : []),
  ]);
  const bytes = await officialDocument({ title, creator: report.bodyName, children: [titleLine(title), ...children, ...signed(report)] });
  return { name: `${title}.docx`, bytes };
}

function signed(report: SessionReport): Paragraph[] {
  return [
    plainLine(''),
    plainLine(`${report.meeting.title}秘书处`, { alignment: AlignmentType.RIGHT, indent: { right: 640 } }),
    plainLine(documentDay(dayOf(new Date(report.at))), { alignment: AlignmentType.RIGHT, indent: { right: 1280 } }),
  ];
}

/** Twentieths of a point for each column after the first. */
function widthOf({ columns }: ReportTable): number {
  return Math.min(1_500, Math.floor(5_400 / (columns.length - 1)));
}
