import { sql } from 'kysely';
import type { Actor } from '#platform/contract/actor.ts';
import { holds } from '#platform/contract/actor.ts';
import { dayOf } from '#platform/contract/instant.ts';
import { encodeCursor } from '#platform/contract/paging.ts';
import type { AnswerOf, QueryOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { keysetCursor } from '#platform/server/http/cursor.ts';
import type { listTasks as listRoute } from '../../contract/routes.ts';
import { kindOf, kinds } from '../../contract/kinds/index.ts';
import { hasWords, searchQuery } from '../engine/search.ts';
import { rulesToShow } from '../engine/surroundings.ts';
import type { ClockRow, MatterTables } from '../tables.ts';
import { committeesOf } from '../engine/clocks.ts';
import type { ShownLine } from './matter-lines.ts';
import { clockOfLine, lineColumns, lineNamed } from './matter-lines.ts';
import { clockView } from './read-case.ts';

/** Tasks without a deadline stand after all others; the keyset needs a value for them, the one of the index `matter_clock_inbox`. */
const noDeadline = '9999-12-31T00:00:00.000Z';
const pressing = sql<Date>`case when due_at is null then '9999-12-31 00:00:00+00'::timestamptz else due_at end`;

/** The columns of a clock that a task shows; what is the same for every open clock that is no right is not read. */
const clockColumns = [
  'body_id',
  'id',
  'matter_id',
  'kind',
  'clock',
  'handling_id',
  'commitment_id',
  'holder_kind',
  'holder_id',
  'holder_name',
  'principal',
  'started_on',
  'due_on',
  'due_at',
  'explanation',
  'provisional',
  'state',
  'card',
  'pauses',
] as const satisfies readonly (keyof ClockRow)[];
type TaskClock = Pick<ClockRow, (typeof clockColumns)[number]>;

/** What the clock says of its matter already, and what no line shows, is not read again; its state has another name than the clock's. */
const matterColumns = lineColumns.filter(
  (column) => column !== 'body_id' && column !== 'id' && column !== 'kind' && column !== 'due_at' && column !== 'state',
);

/** A clock and its matter in one; without a state of the matter, row-level security hides it. */
type TaskRow = TaskClock &
  Pick<ShownLine, (typeof matterColumns)[number]> & {
    readonly matter_state: ShownLine['state'] | null;
    readonly line_clock: ShownLine['clock'];
  };

// What never changes of the statement is not put together anew for every page.
const taskMembers = sql.raw(
  [...clockColumns.map((column) => `task.${column}`), 'matter.state as matter_state', ...matterColumns.map((one) => `matter.${one}`)].join(
    ', ',
  ),
);
// Most tasks are the principal clock of their case: nobody has to look for that one.
const isOfLine = sql`task.principal and task.due_on is not null`;
const ownClock = sql`json_build_object('clock', task.clock, 'due_on', task.due_on, 'state', task.state)`;
const openClock = { is_right: false, ended_at: null, outcome: null } as const;

/** What waits for the actor's person, unit or office, most pressing first: the open clocks that run against them, with their matters. */
export async function listTasks(tx: Tx, query: QueryOf<typeof listRoute>): Promise<AnswerOf<typeof listRoute>> {
  const rows = await pageOfTasks(tx, query);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const bodies = [...new Set(shown.map((row) => row.body_id))];
  const rules = new Map(await Promise.all(bodies.map(async (id) => [id, await rulesToShow(tx, id)] as const)));
  const today = dayOf(tx.now);
  return {
    items: shown.flatMap((row) => {
      const { matter_id: id, matter_state: state, line_clock: clock } = row;
      if (state === null) return [];
      const of = rules.get(row.body_id)!;
      return [
        {
          clock: clockView(Object.assign(row, openClock), { kind: kindOf(row.kind) }, of, tx.now),
          matter: lineNamed(row, { id, state, clock }, of, today),
          next: nextAct(row.kind, row.clock),
        },
      ];
    }),
    next: rows.length > query.limit && last ? encodeCursor([last.due_at?.toISOString() ?? noDeadline, last.id]) : null,
  };
}

/** One statement: the page of clocks by its index, then the matter of each. */
async function pageOfTasks(tx: Tx, query: QueryOf<typeof listRoute>): Promise<TaskRow[]> {
  const clocks = matching(tx, query)
    .select([...clockColumns, pressing.as('pressing')])
    .orderBy(pressing)
    .orderBy('id')
    .limit(query.limit + 1);
  const { rows } = await sql<TaskRow>`
    select ${taskMembers}, case when ${isOfLine} then ${ownClock} else ${clockOfLine} end as line_clock
    from (${clocks}) as task left join matter on matter.body_id = task.body_id and matter.id = task.matter_id
    order by task.pressing, task.id`.execute(tables<MatterTables>(tx));
  return rows;
}

/** The actor's tasks that a query means, from its cursor on. */
function matching(tx: Tx, query: QueryOf<typeof listRoute>) {
  let found = tasksOf(tx);
  if (query.kind) found = found.where('kind', '=', query.kind);
  if (query.source) found = found.where(sql<boolean>`kind = any(${kindsOf(query.source)}::text[])`);
  if (query.clock?.length) found = found.where(sql<boolean>`clock = any(${query.clock}::text[])`);
  if (query.mark?.length) found = found.where(sql<boolean>`(state = any(${query.mark}::text[]) or card = any(${query.mark}::text[]))`);
  if (query.role?.length || query.officer !== 'any') found = found.where(handledAs(tx, query));
  if (query.words)
    found = found.where(hasWords('matter_clock.body_id', 'matter_clock.matter_id', searchQuery(tx.actor.bodyId, query.words)));
  if (!query.cursor) return found;
  const [value, id] = keysetCursor(query.cursor, 'instant');
  return found.where(sql<boolean>`(${pressing}, id) > (${value}::timestamptz, ${id}::uuid)`);
}

/** The kinds of one sort of body. */
function kindsOf(source: 'congress' | 'cppcc'): string[] {
  return Object.values(kinds)
    .filter((one) => one.bodyKind === source)
    .map((one) => one.kind);
}

function handledAs(tx: Tx, query: QueryOf<typeof listRoute>) {
  const { personId } = tx.actor;
  const officer =
    query.officer === 'me' ? sql`and h.officer_id = ${personId}` : query.officer === 'none' ? sql`and h.officer_id is null` : sql``;
  const roles = query.role?.length ? sql`and h.role = any(${query.role}::text[])` : sql``;
  return sql<boolean>`exists (select 1 from handling h where h.body_id = matter_clock.body_id and h.id = matter_clock.handling_id ${roles} ${officer})`;
}

/** The open clocks that run against the actor: his own, his unit's, or those of his office and role. Rights that merely lapse are no tasks. */
export function tasksOf(tx: Tx) {
  const { actor } = tx;
  const open = tables<MatterTables>(tx).selectFrom('matter_clock').where('ended_at', 'is', null).where('is_right', '=', false);
  if (isWorkerOnly(actor)) return open.where('holder_id', '=', actor.personId);
  // A deputy of two bodies works in one at a time: what waits in the other could not be done in this seat.
  if (actor.scope === 'member') return open.where('holder_id', '=', actor.personId).where('body_id', '=', actor.bodyId);
  return open
    .where('holder_id', '=', actor.unitId ?? actor.bodyId)
    .where(sql<boolean>`(holder_role is null or holder_role = any(${holderRoles(actor)}::text[]))`)
    .where(sql<boolean>`(holder_role is null or holder_role <> 'committee' or holder_name = any(${committeesOf(actor)}::text[]))`);
}

/** A grid worker has his own tasks only; the unit's are the duty desk's. */
function isWorkerOnly(actor: Actor): boolean {
  return holds(actor, 'gridWorker') && !holds(actor, 'dutyDesk', 'unitClerk', 'unitHead', 'unitOfficer');
}

/** Holder roles whose tasks a seat works on: everybody of a handling unit works its inbox. */
function holderRoles(actor: Actor): string[] {
  const handling = holds(actor, 'unitClerk', 'unitOfficer', 'unitHead') ? ['unitClerk'] : [];
  return [...actor.roles, ...handling, ...(holds(actor, 'officeLeader') ? ['clerk'] : [])];
}

const nextActs = new Map<string, string | null>();

/** The act that meets a clock: what the button of the task's row will say. */
function nextAct(kind: string, clock: string): string | null {
  const key = `${kind} ${clock}`;
  const known = nextActs.get(key);
  if (known !== undefined) return known;
  const meeting = Object.values(kindOf(kind).acts).filter((act) => act.meets?.includes(clock));
  const label = (meeting.find((act) => act.weight === 'main') ?? meeting[0])?.label ?? null;
  nextActs.set(key, label);
  return label;
}
