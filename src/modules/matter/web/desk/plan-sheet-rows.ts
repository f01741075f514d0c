import type { AssignmentRow } from '../../contract/assignment-sheet.ts';
import { mostAssignmentRows } from '../../contract/assignment-sheet.ts';

/** The sheet cannot be read at all; the message says what to change. */
export class SheetFault extends Error {}

const heads = {
  number: ['编号', '建议编号', '提案编号', '号'],
  title: ['标题', '案由', '题目'],
  mode: ['办理方式', '方式'],
  lead: ['主办单位', '主办', '独办单位', '主办（独办）单位', '主办（独办、分办）单位'],
  co: ['会办单位', '会办', '协办单位', '协办'],
} as const;

/** The rows of a sheet by its headings, in any order; rows without any content are no rows. Throws {@link SheetFault}. */
export function rowsOf(cells: readonly (readonly string[])[]): AssignmentRow[] {
  const [head = [], ...body] = cells;
  const place = (words: readonly string[]) => head.findIndex((cell) => words.includes(cell.replaceAll(/[\s*]/g, '')));
  const places = {
    number: place(heads.number),
    title: place(heads.title),
    mode: place(heads.mode),
    lead: place(heads.lead),
    co: place(heads.co),
  };
  if (places.number < 0 || places.lead < 0) throw new SheetFault('表格缺少“编号”或“主办单位”列，请核对第一行的表头。');
  const cellsOf = (row: readonly string[], name: keyof typeof places, most: number) => (row[places[name]] ?? '').slice(0, most);
  const rows = body.flatMap((row, index) =>
    row.some(Boolean)
      ? [
          {
            row: index + 2,
            number: cellsOf(row, 'number', 200),
            title: cellsOf(row, 'title', 500),
            mode: cellsOf(row, 'mode', 50),
            lead: cellsOf(row, 'lead', 1_000),
            co: cellsOf(row, 'co', 1_000),
          },
        ]
      : [],
  );
  if (rows.length === 0) throw new SheetFault('表格里没有内容，请从第二行起填写。');
  if (rows.length > mostAssignmentRows) throw new SheetFault(`一次最多 ${mostAssignmentRows} 行，请分开读入。`);
  return rows;
}
