import type { Organisation } from '#modules/directory/contract/organisation.ts';
import type { MatterLine } from '../../contract/views.ts';
import type { Plan } from './plans.ts';

export interface PlanReport {
  readonly rows: number;
  readonly plans: ReadonlyMap<string, Plan>;
  readonly refused: readonly { readonly row: number; readonly number: string; readonly reason: string }[];
}

/** The sheet cannot be read at all; the message says what to change. */
export class SheetFault extends Error {}

type Unit = Pick<Organisation, 'id' | 'name' | 'shortName'>;

/** Reads the plans from an Excel file. */
export async function readPlans(file: File, matters: readonly MatterLine[], units: readonly Unit[]): Promise<PlanReport> {
  const { readSheet } = await import('read-excel-file/universal');
  const rows = await readSheet(file);
  return plansOf(
    rows.map((row) => row.map((cell) => (cell === null || cell === undefined ? '' : String(cell).trim()))),
    matters,
    units,
  );
}

/** Plans by matter from the rows of a sheet, the first being its head. Rows that name what is not there are refused with the reason. */
export function plansOf(rows: readonly (readonly string[])[], matters: readonly MatterLine[], units: readonly Unit[]): PlanReport {
  const [head = [], ...body] = rows;
  const column = (words: readonly string[]) => head.findIndex((cell) => words.includes(cell.replaceAll(/\s/g, '')));
  const [number, lead, co] = [
    column(['编号', '建议编号', '提案编号', '号']),
    column(['主办单位', '主办', '独办单位', '主办（独办）单位']),
    column(['会办单位', '会办', '协办单位', '协办']),
  ];
  if (number < 0 || lead < 0) throw new SheetFault('表格缺少“编号”或“主办单位”列，请核对表头。');
  const plans = new Map<string, Plan>();
  const refused: { row: number; number: string; reason: string }[] = [];
  for (const [index, cells] of body.entries()) {
    if (cells.every((cell) => !cell)) continue;
    const taken = planOfRow(cells[number] ?? '', cells[lead] ?? '', co < 0 ? '' : (cells[co] ?? ''), matters, units);
    if ('reason' in taken) refused.push({ row: index + 2, number: cells[number] ?? '', reason: taken.reason });
    else plans.set(taken.id, taken.plan);
  }
  return { rows: body.filter((cells) => cells.some(Boolean)).length, plans, refused };
}

function planOfRow(
  number: string,
  lead: string,
  co: string,
  matters: readonly MatterLine[],
  units: readonly Unit[],
): { id: string; plan: Plan } | { reason: string } {
  const wanted = number.replaceAll(/[第号\s]/g, '');
  const matter = matters.find((one) => one.shortNumber?.replaceAll(/\s/g, '') === wanted || one.number === number);
  if (!matter) return { reason: '没有这个编号的待交办件，可能已经交办' };
  const unitOf = (name: string) => units.find((unit) => unit.shortName === name || unit.name === name);
  const leadUnit = unitOf(lead);
  if (!leadUnit) return { reason: lead ? `没有找到单位“${lead}”` : '没有写主办单位' };
  const names = co.split(/[、，,；;\s]+/).filter(Boolean);
  const unknown = names.find((name) => !unitOf(name));
  if (unknown) return { reason: `没有找到单位“${unknown}”` };
  const ids = names.map((name) => unitOf(name)!.id);
  if (ids.includes(leadUnit.id)) return { reason: '主办单位不能同时会办' };
  return { id: matter.id, plan: { mode: ids.length > 0 ? 'lead' : 'sole', lead: leadUnit.id, co: ids, separate: [] } };
}
