import type { LodgingLine } from '../../../contract/places/routes.ts';

interface Row {
  readonly attendeeId: string;
  readonly hotel?: string;
  readonly room?: string;
  readonly hall?: string;
  readonly table?: string;
}

const columns = { hotel: '酒店', room: '房号', hall: '餐厅', table: '桌号' } as const;
type Column = keyof typeof columns;

/**
 * What a sheet changes, compared with what is known: people are found by the number in the column 编号, where it is missing by name and group. A row
 * that names nobody, or two people, refuses the whole sheet with its line.
 */
export async function lodgingRows(file: File, items: readonly LodgingLine[]): Promise<Row[]> {
  const { readSheet } = await import('read-excel-file/universal');
  const cells = await readSheet(file).catch(() => {
    throw new Error('这个文件读不了，请另存为 xlsx 再选。');
  });
  const [head = [], ...rows] = cells.map((row) => row.map((cell) => (cell === null || cell === undefined ? '' : String(cell).trim())));
  const at = (name: string) => head.indexOf(name);
  if (at('姓名') < 0 || Object.values(columns).every((name) => at(name) < 0))
    throw new Error('表头里要有“姓名”，以及“酒店、房号、餐厅、桌号”中的至少一栏。');
  return rows.flatMap((row, index) => {
    if (row.every((cell) => cell === '')) return [];
    const line = lineOf(items, { id: row[at('编号')] ?? '', name: row[at('姓名')] ?? '', group: row[at('团组')] ?? '' }, index + 2);
    const changed = (Object.keys(columns) as Column[]).filter(
      (key) => at(columns[key]) >= 0 && (row[at(columns[key])] ?? '') !== line[key],
    );
    return changed.length === 0
      ? []
      : [{ attendeeId: line.attendeeId, ...Object.fromEntries(changed.map((key) => [key, row[at(columns[key])] ?? ''])) }];
  });
}

function lineOf(items: readonly LodgingLine[], told: { id: string; name: string; group: string }, row: number): LodgingLine {
  const byId = items.find((one) => one.attendeeId === told.id);
  if (byId) return byId;
  const named = items.filter((one) => one.name === told.name && (told.group === '' || one.groupName === told.group));
  if (named.length === 1) return named[0]!;
  throw new Error(
    named.length === 0
      ? `第 ${String(row)} 行：没有找到“${told.name}”。`
      : `第 ${String(row)} 行：有 ${String(named.length)} 位“${told.name}”，请保留编号一栏。`,
  );
}
