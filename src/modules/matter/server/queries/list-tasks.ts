import { sql } from 'kysely';
import type { Actor } from '#platform/contract/actor.ts';
import { holds } from '#platform/contract/actor.ts';
import { encodeCursor } from '#platform/contract/paging.ts';
import type { AnswerOf, QueryOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { keysetCursor } from '#platform/server/http/cursor.ts';
import type { listTasks as listRoute } from '../../contract/routes.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { searchQuery } from '../engine/search.ts';
import { rulesFor } from '../engine/surroundings.ts';
import type { ClockRow, MatterTables } from '../tables.ts';
import { lineColumns, matterLines } from './matter-lines.ts';
import { clockView } from './read-case.ts';

/** Tasks without a deadline stand after all others; the keyset needs a value for them. */
const noDeadline = '9999-12-31T00:00:00.000Z';

/** What waits for the actor's person, unit or office, most pressing first: the open clocks that run against them, with their matters. */
export async function listTasks(tx: Tx, query: QueryOf<typeof listRoute>): Promise<AnswerOf<typeof listRoute>> {
  const clocks = await pageOfClocks(tx, query);
  const shown = clocks.slice(0, query.limit);
  const last = shown.at(-1);
  const matters = await tables<MatterTables>(tx)
    .selectFrom('matter')
    .select(lineColumns)
    .where(
      sql<boolean>`(body_id, id) in (select * from unnest(${shown.map((row) => row.body_id)}::uuid[], ${shown.map((row) => row.matter_id)}::uuid[]))`,
    )
    .execute();
  const lines = new Map((await matterLines(tx, matters)).map((line) => [line.id, line]));
  const rules = new Map(
    await Promise.all([...new Set(shown.map((row) => row.body_id))].map(async (id) => [id, await rulesFor(tx, id)] as const)),
  );
  return {
    items: shown.flatMap((row) => {
      const matter = lines.get(row.matter_id);
      if (!matter) return [];
      return [{ clock: clockView(row, { kind: kindOf(row.kind) }, rules.get(row.body_id)!, tx.now), matter, next: nextAct(row) }];
    }),
    next: clocks.length > query.limit && last ? encodeCursor([last.due_at?.toISOString() ?? noDeadline, last.id]) : null,
  };
}

async function pageOfClocks(tx: Tx, query: QueryOf<typeof listRoute>): Promise<ClockRow[]> {
  let found = tasksOf(tx)
    .selectAll()
    .orderBy('due_at')
    .orderBy('id')
    .limit(query.limit + 1);
  if (query.kind) found = found.where('kind', '=', query.kind);
  if (query.clock?.length) found = found.where(sql<boolean>`clock = any(${query.clock}::text[])`);
  if (query.mark?.length) found = found.where(sql<boolean>`(state = any(${query.mark}::text[]) or card = any(${query.mark}::text[]))`);
  if (query.role?.length || query.officer !== 'any') found = found.where(handledAs(tx, query));
  if (query.words) {
    const text = searchQuery(tx.actor.bodyId, query.words);
    found = found.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('matter')
          .select('matter.id')
          .whereRef('matter.body_id', '=', 'matter_clock.body_id')
          .whereRef('matter.id', '=', 'matter_clock.matter_id')
          .where(sql<boolean>`matter.search @@ ${text}::tsquery`),
      ),
    );
  }
  if (!query.cursor) return await found.execute();
  const [value, id] = keysetCursor(query.cursor, 'instant');
  // Rows without a deadline come last; once the cursor stands among them only ids are compared.
  return await found
    .where(
      value === noDeadline
        ? sql<boolean>`(due_at is null and id > ${id}::uuid)`
        : sql<boolean>`((due_at, id) > (${value}::timestamptz, ${id}::uuid) or due_at is null)`,
    )
    .execute();
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
  const holder = actor.scope === 'member' ? actor.personId : (actor.unitId ?? actor.bodyId);
  const open = tables<MatterTables>(tx).selectFrom('matter_clock').where('ended_at', 'is', null).where('is_right', '=', false);
  if (isWorkerOnly(actor)) return open.where('holder_id', '=', actor.personId);
  return open
    .where('holder_id', '=', holder)
    .where(sql<boolean>`(holder_role is null or holder_role = any(${holderRoles(actor)}::text[]))`);
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

/** The act that meets a clock: what the button of the task's row will say. */
function nextAct(row: ClockRow): string | null {
  const acts = Object.entries(kindOf(row.kind).acts);
  return (
    acts.find(([, act]) => act.meets?.includes(row.clock) && act.weight === 'main')?.[1].label ??
    acts.find(([, act]) => act.meets?.includes(row.clock))?.[1].label ??
    null
  );
}
