import writeXlsxFile from 'write-excel-file/node';
import { dayOf } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import type { MatterLine } from '../../contract/views.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import type { MatterFilter } from '../queries/list-matters.ts';
import { filteredMatters } from '../queries/list-matters.ts';
import { matterLines } from '../queries/matter-lines.ts';

/** Most rows of one sheet: what an office can still work with, and what fits into a request. */
const mostRows = 20_000;

type Columns = readonly (readonly [label: string, width: number, value: (line: MatterLine) => string | number | null])[];

/** `group` is what the members of the reader's body belong to; a unit meets both. */
const columnsFor = (group: string): Columns => [
  ['编号', 28, (line) => line.number],
  ['类别', 10, (line) => kindOf(line.kind).words.name],
  ['标题', 50, (line) => line.title],
  ['领域', 12, (line) => line.field],
  ['提出人', 10, (line) => line.author?.name ?? null],
  [group, 14, (line) => line.author?.title ?? null],
  ['联名人数', 8, (line) => line.signers],
  ['状态', 10, (line) => line.stateLabel],
  ['承办单位', 36, (line) => line.units.map((unit) => `${unit.name}（${unit.roleLabel}）`).join('、')],
  ['提出日期', 12, (line) => line.submittedAt && dayOf(new Date(line.submittedAt))],
  ['到期日', 12, (line) => line.due?.on ?? null],
  ['剩余工作日', 10, (line) => line.due?.workingDaysLeft ?? null],
  ['办理结果', 10, (line) => line.answerClass],
  ['评价', 10, (line) => line.rating],
  ['重点督办', 8, (line) => (line.key ? '是' : null)],
  ['已公开', 8, (line) => (line.published ? '是' : null)],
];

/**
 * The list as an Excel sheet, in the order and with the filters of the screen. Every text is written as text, so that none of it can ever be a
 * formula (formula injection).
 */
export async function matterSheet(tx: Tx, filter: MatterFilter): Promise<{ name: string; bytes: Buffer }> {
  const lines = await matterLines(tx, await filteredMatters(tx, filter, mostRows));
  const columns = columnsFor({ congress: '代表团', cppcc: '界别' }[tx.actor.bodyKind as string] ?? '代表团、界别');
  const heading = columns.map(([label]) => ({ value: label, type: String, fontWeight: 'bold' as const, backgroundColor: '#F5F6F8' }));
  const rows = lines.map((line) =>
    columns.map(([, , value]) => {
      const shown = value(line);
      return shown === null || shown === ''
        ? null
        : typeof shown === 'number'
          ? { value: shown, type: Number }
          : { value: shown, type: String };
    }),
  );
  const bytes = await writeXlsxFile([heading, ...rows], {
    columns: columns.map(([, width]) => ({ width })),
    stickyRowsCount: 1,
    sheet: '事项',
  }).toBuffer();
  return { name: `事项清单${dayOf(tx.now)}.xlsx`, bytes };
}
