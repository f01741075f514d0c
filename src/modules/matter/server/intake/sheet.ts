import writeXlsxFile from 'write-excel-file/node';
import { dayOf } from '#platform/contract/instant.ts';
import type { Field } from '../../contract/field.ts';
import type { Kind } from '../../contract/kind.ts';
import type { Recognised } from './recognise.ts';
import { dayIn, namesIn } from './recognise.ts';

/** One column of the template. `field` is the form's; the others are about people and time. */
export interface SheetColumn {
  readonly heading: string;
  readonly required: boolean;
  readonly explanation: string;
  readonly as: 'author' | 'group' | 'signers' | 'receivedOn' | { readonly field: string };
}

/** Inputs that a cell of a sheet can hold. */
const cellInputs: ReadonlySet<Field['input']> = new Set([
  'line',
  'text',
  'list',
  'choice',
  'choices',
  'yes',
  'number',
  'day',
  'units',
  'place',
]);

/** The columns for a kind: its form, then 提出人, 联名人, 提出时间, in the words of its body. */
export function sheetColumns(kind: Kind): SheetColumn[] {
  const group = kind.bodyKind === 'congress' ? '代表团' : '界别';
  const form = kind.form
    .filter((field) => cellInputs.has(field.input))
    .map((field) => ({
      heading: field.label,
      required: field.required === true && !field.when,
      explanation: explanationOf(field),
      as: { field: field.name },
    }));
  return [
    ...form,
    { heading: '提出人', required: true, explanation: '只写姓名；同名的在后一列写明代表团或界别', as: 'author' },
    { heading: group, required: false, explanation: '提出人的；用来分清同名的人', as: 'group' },
    { heading: '联名人', required: false, explanation: '用顿号隔开，不含提出人', as: 'signers' },
    { heading: '提出时间', required: false, explanation: '如 2026-01-10；不写的算今天收到', as: 'receivedOn' },
  ];
}

function explanationOf(field: Field): string {
  const limits = [
    field.min && `至少 ${field.min} 字`,
    field.max && field.input !== 'list' && field.input !== 'units' && `最多 ${field.max} 字`,
  ].filter(Boolean);
  const how =
    field.input === 'list'
      ? '一条一行，在单元格里按 Alt+Enter 换行'
      : field.input === 'choice' || field.input === 'choices'
        ? field.choices
          ? `选填：${field.choices.map(([, label]) => label).join('、')}`
          : '写系统里的名称'
        : field.input === 'units'
          ? '单位名称，用顿号隔开'
          : '';
  return [field.hint, how, limits.join('、')].filter(Boolean).join('；');
}

/** The template to download: headings with an asterisk where a cell must be filled, and a second sheet that explains each. */
export async function intakeSheet(kind: Kind): Promise<Buffer> {
  const columns = sheetColumns(kind);
  const text = (value: string, more: object = {}) => ({ value, type: String, ...more });
  const heading = columns.map((column) =>
    text(column.required ? `${column.heading}*` : column.heading, { fontWeight: 'bold' as const, backgroundColor: '#F5F6F8' }),
  );
  const notes = [
    [text('列', { fontWeight: 'bold' as const }), text('怎么填', { fontWeight: 'bold' as const })],
    ...columns.map((column) => [text(column.heading), text(`${column.required ? '必填。' : ''}${column.explanation}`)]),
  ];
  return await writeXlsxFile([
    {
      data: [heading],
      columns: columns.map(({ as }) => ({ width: typeof as === 'object' ? 30 : 14 })),
      stickyRowsCount: 1,
      sheet: kind.words.name,
    },
    { data: notes, columns: [{ width: 16 }, { width: 90 }], sheet: '填写说明' },
  ]).toBuffer();
}

export type Cell = string | number | boolean | Date | null;

export interface ReadIntakeSheet {
  readonly rows: readonly Recognised[];
  /** Headings of the template that the sheet lacks and that must be there. */
  readonly missing: readonly string[];
}

/** Reads the rows below the headings, which may stand on any of the first ten rows in any order. Empty rows are passed over. Pure. */
export function readIntakeRows(kind: Kind, cells: readonly (readonly Cell[])[]): ReadIntakeSheet {
  const columns = sheetColumns(kind);
  const known = new Map(columns.map((column) => [column.heading, column]));
  const headAt = cells.slice(0, 10).findIndex((row) => row.filter((cell) => known.has(bareHeading(cell))).length >= 3);
  if (headAt < 0) return { rows: [], missing: columns.filter((column) => column.required).map((column) => column.heading) };
  const head = cells[headAt]!.map((cell) => known.get(bareHeading(cell)));
  const missing = columns.filter((column) => column.required && !head.includes(column)).map((column) => column.heading);
  if (missing.length > 0) return { rows: [], missing };
  const rows = cells
    .slice(headAt + 1)
    .filter((row) => row.some((cell) => wordsOf(cell) !== ''))
    .map((row) => rowOf(head, row));
  return { rows, missing: [] };
}

function bareHeading(cell: Cell): string {
  return wordsOf(cell).replaceAll(/[\s*＊]/g, '');
}

function rowOf(head: readonly (SheetColumn | undefined)[], row: readonly Cell[]): Recognised {
  const typed: Record<string, string> = {};
  const said = { author: '', group: '', signers: '', receivedOn: '' };
  for (const [index, column] of head.entries()) {
    const words = wordsOf(row[index] ?? null);
    if (!column || !words) continue;
    if (typeof column.as === 'string') said[column.as] = words;
    else typed[column.as.field] = words;
  }
  const named = namesIn(said.author);
  return {
    title: typed['title'] ?? '',
    titleFrom: typed['title'] ? 'stated' : 'none',
    author: named[0] ?? (said.author || null),
    group: said.group || null,
    signers: [...new Set([...named.slice(1), ...namesIn(said.signers)])].filter((name) => name !== named[0]),
    signerCount: null,
    parts: {},
    sectioned: true,
    units: [],
    receivedOn: dayIn(said.receivedOn),
    typed,
    original: head.flatMap((column, index) => {
      const words = wordsOf(row[index] ?? null);
      return column && words ? [{ words: `${column.heading}：${words}`, as: meaningOf(column) }] : [];
    }),
  };
}

function meaningOf(column: SheetColumn): Recognised['original'][number]['as'] {
  if (typeof column.as === 'object') return column.as.field === 'title' ? 'title' : null;
  return column.as === 'receivedOn' ? 'date' : column.as;
}

function wordsOf(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : dayOf(cell);
  return String(cell).trim();
}
