import type { ListColumn } from '../../contract/list-import.ts';

/** A cell as the spreadsheet reader gives it. */
export type Cell = string | number | boolean | Date | null;

export interface RefusedRow {
  /** The row number that the spreadsheet shows. */
  readonly row: number;
  readonly name: string;
  readonly reasons: readonly string[];
}

/** A list as it was read: every row ends among `rows` or, with all reasons, among `refused`. */
export interface ReadList<Row> {
  readonly rows: readonly Row[];
  readonly refused: readonly RefusedRow[];
  readonly ignoredColumns: readonly string[];
  /** Headings that are required and not there; then there are no rows. */
  readonly missingColumns: readonly string[];
}

/** What a row is known by, and the words against a later row that is known by the same. */
export type RowMark = readonly [mark: string, words: (earlierRow: number) => string];

export interface ListRules<Column extends ListColumn, Row extends { readonly row: number; readonly name: string }> {
  readonly columns: readonly Column[];
  /** One row that is not blank. `reasons` begins with the required cells that are empty. */
  readonly readRow: (cell: (key: Column['key']) => Cell, row: number, reasons: readonly string[]) => Row | RefusedRow;
  /** A row that shares a mark with an earlier one is refused: nobody can tell which of them is meant. */
  readonly marks: (row: Row) => readonly RowMark[];
}

/** How far down the heading may stand: below a title, a date, a note. */
const headingWithin = 20;

/** Reads a sheet. Its heading is the row among the first that names the most columns; what stands above it is passed over. */
export function readList<Column extends ListColumn, Row extends { readonly row: number; readonly name: string }>(
  rules: ListRules<Column, Row>,
  sheet: readonly (readonly Cell[])[],
): ReadList<Row> {
  const { columns } = rules;
  const headingAt = findHeading(columns, sheet);
  const headings = (sheet[headingAt] ?? []).map(headingOf);
  const places = new Map(columns.map((column) => [column.key as Column['key'], headings.findIndex((heading) => means(column, heading))]));
  const missingColumns = columns.filter((column) => column.required && places.get(column.key) === -1).map((column) => column.heading);
  const ignoredColumns = headings.filter((heading) => heading !== '' && !columns.some((column) => means(column, heading)));
  if (missingColumns.length > 0) return { rows: [], refused: [], ignoredColumns, missingColumns };
  const read = sheet
    .slice(headingAt + 1)
    .flatMap((cells, index) => readOne(rules, (key) => cells[places.get(key)!] ?? null, headingAt + index + 2) ?? []);
  const { rows, refused } = withoutDoubles(
    rules,
    read.filter((one): one is Row => !isRefused(one)),
  );
  const all = [...read.filter(isRefused), ...refused].toSorted((one, other) => one.row - other.row);
  return { rows, refused: all, ignoredColumns, missingColumns };
}

/** The words of a cell, without characters that cannot be seen. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return String(cell)
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
}

/** Null where the cell is empty, undefined where it holds something else. */
export function genderOf(text: string): 'male' | 'female' | null | undefined {
  if (text === '') return null;
  if (['男', '男性'].includes(text)) return 'male';
  return ['女', '女性'].includes(text) ? 'female' : undefined;
}

/** A phone without spaces, dashes and the country's number. */
export function bareNumber(text: string): string {
  return text.replaceAll(/[\s-]/g, '').replace(/^(\+|00)?86(?=1\d{10}$)/, '');
}

function findHeading(columns: readonly ListColumn[], sheet: readonly (readonly Cell[])[]): number {
  const named = sheet
    .slice(0, headingWithin)
    .map((cells) => columns.filter((column) => cells.some((cell) => means(column, headingOf(cell)))).length);
  const most = Math.max(0, ...named);
  return most === 0 ? -1 : named.indexOf(most);
}

function headingOf(cell: Cell | undefined): string {
  return textOf(cell).replace(/[*＊\s]/g, '');
}

function means(column: ListColumn, heading: string): boolean {
  return heading === column.heading || column.also.includes(heading);
}

function readOne<Column extends ListColumn, Row extends { readonly row: number; readonly name: string }>(
  { columns, readRow }: ListRules<Column, Row>,
  cell: (key: Column['key']) => Cell,
  row: number,
): Row | RefusedRow | null {
  const empty = columns.filter((column) => textOf(cell(column.key)) === '');
  if (empty.length === columns.length) return null;
  return readRow(
    cell,
    row,
    empty.filter((column) => column.required).map((column) => `缺少${column.heading}`),
  );
}

function isRefused(one: object): one is RefusedRow {
  return 'reasons' in one;
}

function withoutDoubles<Column extends ListColumn, Row extends { readonly row: number; readonly name: string }>(
  { marks }: ListRules<Column, Row>,
  rows: readonly Row[],
): { rows: Row[]; refused: RefusedRow[] } {
  const places = new Map<string, number>();
  const kept: Row[] = [];
  const refused: RefusedRow[] = [];
  for (const one of rows) {
    const own = marks(one);
    const reasons = own.flatMap(([mark, words]) => (places.has(mark) ? [words(places.get(mark)!)] : []));
    if (reasons.length > 0) refused.push({ row: one.row, name: one.name, reasons });
    else {
      for (const [mark] of own) places.set(mark, one.row);
      kept.push(one);
    }
  }
  return { rows: kept, refused };
}
