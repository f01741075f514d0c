import { AlignmentType, BorderStyle, Paragraph, Table, TableCell, TableRow, TextRun, VerticalAlign, WidthType } from 'docx';

/** A table of figures: the words of its head, and rows with a label and one text for each further column. */
export interface FigureTable {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly { readonly text: string }[] }[];
}

const hair = { style: BorderStyle.SINGLE, size: 4, color: '8B95A3' };
/** Twentieths of a point of the text's width. */
const sheetWidth = 8_845;
const fangsong = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '仿宋_GB2312' };

/**
 * A table in 仿宋 for a document in the official form (GB/T 9704): the first column takes what the others leave, its head repeats on each page. `others` is
 * the width of each further column in twentieths of a point; they hold figures, which stand at the right, or with `wordy` words, at the left.
 */
export function figureTable(table: FigureTable, others: number, wordy = false): Table {
  const count = table.columns.length - 1;
  const widths = [sheetWidth - others * count, ...Array.from({ length: count }, () => others)];
  const cell = (text: string, column: number, heading: boolean) =>
    new TableCell({
      width: { size: widths[column]!, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      children: [
        new Paragraph({
          alignment: heading ? AlignmentType.CENTER : column === 0 || wordy ? AlignmentType.LEFT : AlignmentType.RIGHT,
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
