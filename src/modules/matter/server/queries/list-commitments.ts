import { sql } from 'kysely';
import { dayOf, endOfDay, startOfDay } from '#platform/contract/instant.ts';
import { encodeCursor } from '#platform/contract/paging.ts';
import type { AnswerOf, QueryOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { keysetCursor } from '#platform/server/http/cursor.ts';
import { organisationsByIds } from '#modules/directory/server/index.ts';
import { leadWithin, workingDaysBetween } from '#modules/profile/server/index.ts';
import type { listCommitments as ledgerRoute } from '../../contract/routes.ts';
import type { Rules } from '../engine/act-context.ts';
import { thresholdsFor } from '../engine/clock-rules.ts';
import { hasWords, searchQuery } from '../engine/search.ts';
import { rulesFor } from '../engine/surroundings.ts';
import type { CommitmentRow, MatterTables } from '../tables.ts';
import { lineColumns, lineParts, matterLines } from './matter-lines.ts';
import { commitmentView } from './read-case.ts';

type Ledger = AnswerOf<typeof ledgerRoute>;

/** The ledger of promises (承诺事项台账) that the actor may see, those due first in front. A unit sees its own. */
export async function listCommitments(tx: Tx, query: QueryOf<typeof ledgerRoute>): Promise<Ledger> {
  const rows = await pageOf(tx, query);
  const shown = rows.slice(0, query.limit);
  const matters = await tables<MatterTables>(tx)
    .selectFrom('matter')
    .select(lineColumns)
    .select(lineParts)
    .where(
      sql<boolean>`(body_id, id) in (select * from unnest(${shown.map((row) => row.body_id)}::uuid[], ${shown.map((row) => row.matter_id)}::uuid[]))`,
    )
    .execute();
  const lines = new Map((await matterLines(tx, matters)).map((line) => [line.id, line]));
  const [units, rules] = await Promise.all([
    organisationsByIds(tx, [...new Set(shown.map((row) => row.unit_id))]),
    rulesOfBodies(tx, [...new Set(shown.map((row) => row.body_id))]),
  ]);
  const today = dayOf(tx.now);
  const last = shown.at(-1);
  return {
    items: shown.flatMap((row) => {
      const matter = lines.get(row.matter_id);
      const commitment = commitmentView(row, units.get(row.unit_id)?.shortName, () => []);
      return matter ? [{ matter, commitment, ...standingOf(row, rules.get(row.body_id)!, today) }] : [];
    }),
    next: rows.length > query.limit && last ? encodeCursor([`${last.due_on}T00:00:00.000Z`, last.id]) : null,
  };
}

async function rulesOfBodies(tx: Tx, bodies: readonly string[]): Promise<Map<string, Rules>> {
  return new Map(await Promise.all(bodies.map(async (id) => [id, await rulesFor(tx, id)] as const)));
}

type Standing = Pick<Ledger['items'][number], 'state' | 'workingDaysLeft'>;

/** How a promise stands today; one that was reported or judged runs no longer. */
function standingOf(row: CommitmentRow, { calendar, parameters }: Rules, today: string): Standing {
  if (row.state === 'judged' || row.state === 'reported')
    return { state: row.verdict === 'keptLate' ? 'metLate' : 'metOnTime', workingDaysLeft: null };
  const { dueSoon, veryOverdue } = thresholdsFor('suggestion', parameters);
  const left = workingDaysBetween(calendar, today, row.due_on);
  if (today > row.due_on) return { state: -left >= veryOverdue ? 'veryOverdue' : 'overdue', workingDaysLeft: left };
  const lead = leadWithin(calendar, { start: dayOf(row.made_at), due: row.due_on }, dueSoon);
  return { state: left <= lead ? 'dueSoon' : 'running', workingDaysLeft: left };
}

async function pageOf(tx: Tx, query: QueryOf<typeof ledgerRoute>): Promise<CommitmentRow[]> {
  const { actor } = tx;
  let found = tables<MatterTables>(tx)
    .selectFrom('commitment')
    .selectAll()
    .orderBy('due_on')
    .orderBy('id')
    .limit(query.limit + 1);
  if (actor.unitId) found = found.where('unit_id', '=', actor.unitId);
  else found = found.where('body_id', '=', actor.bodyId);
  if (actor.scope === 'member')
    found = found.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('matter')
          .select('matter.id')
          .whereRef('matter.body_id', '=', 'commitment.body_id')
          .whereRef('matter.id', '=', 'commitment.matter_id')
          .where('matter.author_id', '=', actor.personId),
      ),
    );
  if (query.state?.length) found = found.where(sql<boolean>`state = any(${query.state}::text[])`);
  if (query.unit) found = found.where('unit_id', '=', query.unit);
  if (query.standing?.length || query.kind || query.from || query.to)
    found = found.where(sql<boolean>`commitment.id in (
      select promise_id from promises_raised(${query.kind ?? null}::text, ${startOfDay(query.from ?? '1900-01-01')}::timestamptz,
        ${endOfDay(query.to ?? '2199-12-31')}::timestamptz, ${dayOf(tx.now)}::date)
      where ${query.standing ?? null}::text[] is null or standing = any(${query.standing ?? null}::text[]))`);
  if (query.overdue) found = found.where('state', 'in', ['open', 'broken']).where('due_on', '<', dayOf(tx.now));
  if (query.words) found = found.where(hasWords('commitment.body_id', 'commitment.matter_id', searchQuery(actor.bodyId, query.words)));
  if (!query.cursor) return await found.execute();
  const [value, id] = keysetCursor(query.cursor, 'instant');
  return await found.where(sql<boolean>`(due_on, id) > (${String(value).slice(0, 10)}::date, ${id}::uuid)`).execute();
}
