import { AlignmentType, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from 'docx';
import { sql } from 'kysely';
import { dayOf, endOfDay, startOfDay } from '#platform/contract/instant.ts';
import type { QueryOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { organisationsByIds } from '#modules/directory/server/index.ts';
import type { Kind } from '../../contract/kind.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import type { readAssignmentList as listRoute } from '../../contract/routes.ts';
import type { MatterTables } from '../tables.ts';
import { documentDay, officialDocument, plainLine, titleLine } from '#platform/server/documents/official-format.ts';

/** Heads and widths; who put a matter forward is called by its kind: 领衔代表, 第一提案人. */
const columnsOf = ({ words }: Kind) =>
  [
    ['编号', 900],
    ['标题', 3800],
    [words.author, 1200],
    ['承办方式', 900],
    ['承办单位', 1900],
    ['答复期限', 1200],
  ] as const;

/** The list that an assignment meeting (交办会) hands out: one row for each case and unit, by unit, then number. */
export async function assignmentList(tx: Tx, query: QueryOf<typeof listRoute>): Promise<{ name: string; bytes: Buffer }> {
  const kind = kindOf(query.kind);
  const [rows, bodies] = await Promise.all([assigned(tx, query), organisationsByIds(tx, [tx.actor.bodyId!])]);
  const columns = columnsOf(kind);
  const title = `${bodies.get(tx.actor.bodyId!)?.name ?? ''}${kind.words.name}交办清单`;
  const cell = (text: string, width: number, heading = false) =>
    new TableCell({
      width: { size: width, type: WidthType.DXA },
      children: [
        new Paragraph({
          alignment: heading ? AlignmentType.CENTER : AlignmentType.LEFT,
          children: [
            new TextRun({ text, size: 21, bold: heading, font: { ascii: 'Times New Roman', eastAsia: heading ? '黑体' : '仿宋_GB2312' } }),
          ],
        }),
      ],
    });
  const table = new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({ tableHeader: true, children: columns.map(([label, width]) => cell(label, width, true)) }),
      ...rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            children: [
              row.number_short ?? '',
              row.title,
              row.author_name,
              kind.handlingRoles[row.role] ?? row.role,
              row.unit_name,
              row.due_on ? documentDay(row.due_on) : '',
            ].map((text, index) => cell(text, columns[index]![1])),
          }),
      ),
    ],
  });
  const bytes = await officialDocument({
    title,
    creator: '履职通',
    children: [
      titleLine(title),
      plainLine(`共 ${rows.length} 项，${documentDay(dayOf(tx.now))}打印`, { alignment: AlignmentType.RIGHT }),
      table,
    ],
  });
  return { name: `${title}.docx`, bytes };
}

async function assigned(tx: Tx, query: QueryOf<typeof listRoute>) {
  let found = tables<MatterTables>(tx)
    .selectFrom('matter')
    .innerJoin('handling', (join) => join.onRef('handling.body_id', '=', 'matter.body_id').onRef('handling.matter_id', '=', 'matter.id'))
    .leftJoin('matter_clock as clock', (join) =>
      join
        .onRef('clock.body_id', '=', 'handling.body_id')
        .onRef('clock.matter_id', '=', 'handling.matter_id')
        .onRef('clock.handling_id', '=', 'handling.id')
        .on('clock.clock', 'in', ['reply', 'coOpinion']),
    )
    .select([
      'matter.number_short',
      'matter.number',
      'matter.title',
      'matter.author_name',
      'handling.role',
      'handling.unit_name',
      'clock.due_on',
    ])
    .where('matter.body_id', '=', tx.actor.bodyId)
    .where('matter.kind', '=', query.kind)
    .where('handling.state', '!=', 'ended')
    .orderBy('handling.unit_name')
    .orderBy('matter.number')
    .orderBy('matter.id')
    .limit(5_000);
  if (query.session) found = found.where('matter.session_id', '=', query.session);
  if (query.from) found = found.where('matter.assigned_at', '>=', startOfDay(query.from));
  if (query.to) found = found.where('matter.assigned_at', '<=', endOfDay(query.to));
  if (!query.session && !query.from)
    found = found.where('matter.assigned_at', '>=', sql<Date>`${tx.now}::timestamptz - interval '60 days'`);
  return await found.execute();
}
