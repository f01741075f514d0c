import { sql } from 'kysely';
import { addDays, dayOf, endOfDay, startOfDay } from '#platform/contract/instant.ts';
import type { AnswerOf, QueryOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { organisationsByIds } from '#modules/directory/server/index.ts';
import type { compareUnits as compareRoute, readSupervision as supervisionRoute } from '../../contract/annual.ts';
import type { Period } from '../../contract/annual-figures.ts';
import { allReplyClocks, featuresOf, kindsOfBody } from '../../contract/annual-figures.ts';
import { tallies } from '../queries/read-board.ts';
import type { MatterTables } from '../tables.ts';
import type { Stratum } from './comparison-rules.ts';
import { compareLoads } from './comparison-rules.ts';

type Comparison = AnswerOf<typeof compareRoute>;
type Days = Comparison['groups'][number]['units'][number]['days'];

/** Units of the body side by side over the cases assigned in a period; the last twelve months unless told. */
export async function compareUnits(tx: Tx, query: QueryOf<typeof compareRoute>): Promise<Comparison> {
  const bodyId = tx.actor.bodyId!;
  const today = dayOf(tx.now);
  const period = { from: query.from ?? addDays(today, -364), to: query.to ?? today };
  const { strata, mixes } = await sharesIn(tx, query.kind ?? null, period);
  const organisations = await organisationsByIds(tx, [bodyId, ...mixes.keys()]);
  const body = organisations.get(bodyId)!;
  const total = (of: 'due' | 'late') => strata.reduce((sum, row) => sum + row[of], 0);
  return {
    at: tx.now.toISOString(),
    period,
    bodyName: body.name,
    bodyKind: body.kind === 'cppcc' ? 'cppcc' : 'congress',
    overall: { due: total('due'), late: total('late') },
    groups: compareLoads(strata).map((group) => ({
      label: group.label,
      ranked: group.ranked,
      units: group.units.map(({ unitId, ...standing }) => {
        const unit = organisations.get(unitId);
        const { joint, key, again, days } = mixes.get(unitId)!;
        return { unit: { id: unitId, name: unit?.name ?? '', shortName: unit?.shortName ?? '' }, ...standing, joint, key, again, days };
      }),
    })),
  };
}

interface Mix {
  readonly joint: number;
  readonly key: number;
  readonly again: number;
  readonly days: Days;
}

interface SharesRow extends Stratum {
  readonly whole: boolean;
  readonly joint: number;
  readonly key: number;
  readonly again: number;
  readonly replied: number;
  readonly spread: number[] | null;
}

/** One statement: each unit's cases by kind and difficulty, and each unit's mix and spread of days. */
async function sharesIn(tx: Tx, kind: string | null, period: Period): Promise<{ strata: Stratum[]; mixes: Map<string, Mix> }> {
  const { rows } = await sql<SharesRow>`
    select unit_id as "unitId", kind, hard, grouping(kind) = 1 as whole, count(*)::int as shares,
      count(*) filter (where due)::int as due, count(*) filter (where due and late)::int as late,
      count(*) filter (where joint)::int as joint, count(*) filter (where is_key)::int as key, count(*) filter (where again)::int as again,
      count(days)::int as replied, percentile_cont(array[0.05, 0.25, 0.5, 0.75, 0.95]) within group (order by days) as spread
    from unit_shares(${kind}::text, ${startOfDay(period.from)}::timestamptz, ${endOfDay(period.to)}::timestamptz, ${allReplyClocks()}::text[], ${tx.now}::timestamptz)
    group by grouping sets ((unit_id), (unit_id, kind, hard))`.execute(tables<MatterTables>(tx));
  const mixOf = (row: SharesRow): Mix => ({ joint: row.joint, key: row.key, again: row.again, days: daysOf(row.replied, row.spread) });
  return {
    strata: rows.filter((row) => !row.whole),
    mixes: new Map(rows.filter((row) => row.whole).map((row) => [row.unitId, mixOf(row)])),
  };
}

function daysOf(count: number, spread: readonly number[] | null): Days {
  const [least, lower, middle, upper, most] = spread ?? [];
  return least === undefined ? null : { count, least, lower: lower!, middle: middle!, upper: upper!, most: most! };
}

/** What is due, late, red and promised of each kind of the body, from the figures that are moved after each commit. A wall may read it. */
export async function readSupervision(tx: Tx): Promise<AnswerOf<typeof supervisionRoute>> {
  const bodyId = tx.actor.bodyId!;
  const body = (await organisationsByIds(tx, [bodyId])).get(bodyId)!;
  const bodyKind = body.kind === 'cppcc' ? 'cppcc' : 'congress';
  const kinds = kindsOfBody(bodyKind);
  const figures = await Promise.all(kinds.map((kind) => tallies(tx, kind.kind, ['open', 'mark', 'card', 'commitment'])));
  return {
    at: tx.now.toISOString(),
    bodyName: body.name,
    bodyKind,
    kinds: kinds.map((kind, index) => {
      const one = (dimension: string, key: string) => figures[index]!(dimension).get(key) ?? 0;
      const promise = (key: string) => one('commitment', key);
      return {
        kind: kind.kind,
        name: kind.words.name,
        full: kind.words.full,
        counter: kind.words.counter,
        open: one('open', 'all'),
        running: one('mark', 'running'),
        soon: one('mark', 'dueSoon'),
        overdue: one('mark', 'overdue'),
        veryOverdue: one('mark', 'veryOverdue'),
        waiting: one('mark', 'waiting'),
        cards: { blue: one('card', 'blue'), yellow: one('card', 'yellow'), red: one('card', 'red') },
        promises: featuresOf(kind).promises
          ? { open: promise('open'), overdue: promise('overdue'), kept: promise('kept'), keptLate: promise('keptLate') }
          : null,
      };
    }),
  };
}
