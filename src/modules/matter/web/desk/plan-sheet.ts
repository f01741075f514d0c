import { certaintyNames } from '#platform/web/desk/marks.tsx';
import { everyRow } from '#platform/web/desk/list-excel.tsx';
import { call } from '#platform/web/shared/call.ts';
import { listUnits } from '#modules/directory/contract/routes.ts';
import type { CheckedRow } from '../../contract/assignment-sheet.ts';
import { assignmentModes } from '../../contract/assignment-sheet.ts';
import { checkAssignmentRows } from '../../contract/routes.ts';
import type { MatterLine } from '../../contract/views.ts';
import { SheetFault, rowsOf } from './plan-sheet-rows.ts';
import type { Plan, ProposedUnit } from './plans.ts';
import { levelOf } from './plans.ts';

/** Reads a sheet and has the server check every row; nothing is written by it. */
export async function checkPlanSheet(file: File, kind: string): Promise<readonly CheckedRow[]> {
  return (await call(checkAssignmentRows, { body: { kind, rows: rowsOf(await cellsIn(file)) } })).rows;
}

async function cellsIn(file: File): Promise<string[][]> {
  const { readSheet } = await import('read-excel-file/universal');
  try {
    const rows = await readSheet(file);
    return rows.map((row) => row.map((cell) => (cell === null || cell === undefined ? '' : String(cell).trim())));
  } catch {
    throw new SheetFault('这个文件读不了，请另存为 xlsx 再选。');
  }
}

interface SheetRow {
  readonly matter: MatterLine;
  /** What somebody has set on the bench; it stands in the columns that are read back. */
  readonly plan: Plan | null;
  /** What the machine proposes; to look at only. */
  readonly proposed: readonly ProposedUnit[];
}

/**
 * The sheet to fill in: one row for each matter, the units that were set on the bench already there, the proposed ones beside them, and two
 * more pages with the names of all units, to copy from, and how to fill it in.
 */
export async function planSheetOf(rows: readonly SheetRow[]): Promise<Blob> {
  const [{ default: writeExcelFile }, units] = await Promise.all([import('write-excel-file/universal'), everyRow(listUnits, {})]);
  const known = new Map(units.map((unit) => [unit.id, unit.shortName]));
  const names = (ids: readonly string[]) => ids.map((id) => known.get(id) ?? '').join('、');
  const head = (words: readonly string[]) => words.map((value) => ({ value, fontWeight: 'bold' as const, backgroundColor: '#F5F6F8' }));
  return writeExcelFile([
    {
      data: [
        head(['编号', '标题', '提出人', '办理方式', '主办单位', '会办单位', '系统推荐（仅供参考）', '交办期限']),
        ...rows.map(({ matter, plan, proposed }) => [
          matter.number ?? matter.shortNumber,
          matter.title,
          matter.author?.name ?? null,
          ...plannedCells(plan, names),
          proposed
            .filter((one) => levelOf(one) !== 'unsure')
            .map((one) => `${one.unit.shortName}（${certaintyNames[levelOf(one)]}）`)
            .join('、') || null,
          matter.due?.on ?? null,
        ]),
      ],
      columns: [34, 50, 10, 12, 24, 36, 44, 12].map((width) => ({ width })),
      stickyRowsCount: 1,
      sheet: '交办',
    },
    {
      data: [head(['简称', '全称']), ...units.map((unit) => [unit.shortName, unit.name])],
      columns: [{ width: 20 }, { width: 36 }],
      stickyRowsCount: 1,
      sheet: '单位',
    },
    { data: sheetNotes.map((words) => [words]), columns: [{ width: 90 }], sheet: '填写说明' },
  ]).toBlob();
}

const sheetNotes = [
  '每行一件。编号不要改动；这次不交办的行，把主办单位和会办单位都留空。',
  `办理方式写：${Object.values(assignmentModes).join('、')}。留空时，写了会办单位的按主办和会办，没有写的按独办。`,
  '主办单位写一家；分别办理的几家都写在“主办单位”一栏，用顿号隔开。会办单位多家也用顿号隔开。',
  '单位写简称或全称，见“单位”一页。系统推荐一栏不会读入。',
];

function plannedCells(plan: Plan | null, names: (ids: readonly string[]) => string): (string | null)[] {
  if (!plan) return [null, null, null];
  if (plan.mode === 'separate') return [assignmentModes.separate, names(plan.separate), null];
  return [assignmentModes[plan.mode], plan.lead ? names([plan.lead]) : null, plan.mode === 'lead' ? names(plan.co) : null];
}
