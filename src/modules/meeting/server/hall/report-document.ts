import { AlignmentType, BorderStyle, Paragraph, Table, TableCell, TableRow, TextRun, VerticalAlign, WidthType } from 'docx';
import { dayOf } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
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
    ...(section.table ? [tablePart(section.table), plainLine('', { spacing: { line: 240 } })] : []),
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

const hair = { style: BorderStyle.SINGLE, size: 4, color: '8B95A3' };
/** Twentieths of a point of the text's width. */
const sheetWidth = 8_845;
const fangsong = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '仿宋_GB2312' };

/** A table in 仿宋: the first column takes what the others leave, figures stand at the right, the head repeats on each page. */
function tablePart(table: ReportTable): Table {
  const others = table.columns.length - 1;
  const narrow = Math.min(1_500, Math.floor(5_400 / others));
  const widths = [sheetWidth - narrow * others, ...Array.from({ length: others }, () => narrow)];
  const cell = (text: string, column: number, heading: boolean) =>
    new TableCell({
      width: { size: widths[column]!, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      children: [
        new Paragraph({
          alignment: heading ? AlignmentType.CENTER : column === 0 ? AlignmentType.LEFT : AlignmentType.RIGHT,
          children: [new TextRun({ text, size: 22, font: heading ? { ...fangsong, eastAsia: '黑体' } : fangsong })],
        }),
      ],
    });
  return new Table({
    width: { size: sheetWidth, type: WidthType.DXA },
    columnWidths: widths,
    borders: { top: hair, bottom: hair, left: hair, right: hair, insideHorizontal: hair, insideVertical: hair },
    rows: [
      new TableRow({ tableHeader: true, children: table.columns.map((text, column) => cell(text, column, true)) }),
      ...table.rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            children: [row.label, ...row.cells.map((one) => one.text)].map((text, column) => cell(text, column, false)),
          }),
      ),
    ],
  });
}
