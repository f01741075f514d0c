import { sql } from 'kysely';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { organisationsByIds } from '#modules/directory/server/index.ts';
import { stages } from '../../contract/kind.ts';
import type { readBoard as boardRoute } from '../../contract/routes.ts';
import { ruleChoices } from '../engine/choices.ts';
import { rulesToShow } from '../engine/surroundings.ts';
import type { MatterTables } from '../tables.ts';

type Board = AnswerOf<typeof boardRoute>;

/** What the board shows; the wall's figures, by far the most, stay where they are. */
const boardDimensions: readonly string[] = [
  'raised',
  'closed',
  'open',
  'stage',
  'mark',
  'card',
  'unitOpen',
  'unitOverdue',
  'unitClosed',
  'unitRating',
  'unitRated',
  'field',
  'rating',
  'commitment',
];

/** The figures of a body by dimension and key, over all kinds or one, of all dimensions or some. Moved after commit by `countMatters`, so reading costs one small scan. */
export async function tallies(
  tx: Tx,
  kind?: string,
  dimensions?: readonly string[],
): Promise<(dimension: string) => ReadonlyMap<string, number>> {
  let found = tables<MatterTables>(tx)
    .selectFrom('matter_tally')
    .select(['dimension', 'key', (eb) => eb.fn.sum<number>('count').as('count')])
    .where('body_id', '=', tx.actor.bodyId)
    .groupBy(['dimension', 'key']);
  if (kind) found = found.where('kind', '=', kind);
  if (dimensions) found = found.where(sql<boolean>`dimension = any(${dimensions}::text[])`);
  const counts = new Map<string, Map<string, number>>();
  for (const { dimension, key, count } of await found.execute()) {
    const known = counts.get(dimension);
    if (known) known.set(key, count);
    else counts.set(dimension, new Map([[key, count]]));
  }
  return (dimension) => counts.get(dimension) ?? new Map<string, number>();
}

/** The supervision board of the actor's body. Sums hold by construction: every open matter has one stage and one mark. */
export async function readBoard(tx: Tx, query: { kind?: string | undefined }): Promise<Board> {
  const [of, rules] = await Promise.all([tallies(tx, query.kind, boardDimensions), rulesToShow(tx, tx.actor.bodyId!)]);
  const one = (dimension: string, key: string) => of(dimension).get(key) ?? 0;
  const unitIds = [...of('unitOpen').keys(), ...of('unitClosed').keys()];
  const units = await organisationsByIds(tx, [...new Set(unitIds)]);
  const levels = ruleChoices(rules, 'ratings') ?? [];
  return {
    at: tx.now.toISOString(),
    total: { raised: one('raised', 'all'), closed: one('closed', 'all'), open: one('open', 'all') },
    stages: Object.entries(stages).map(([stage, label]) => ({ stage, label, count: one('stage', stage) })),
    marks: {
      running: one('mark', 'running'),
      soon: one('mark', 'dueSoon'),
      overdue: one('mark', 'overdue'),
      veryOverdue: one('mark', 'veryOverdue'),
      waiting: one('mark', 'waiting'),
    },
    cards: { blue: one('card', 'blue'), yellow: one('card', 'yellow'), red: one('card', 'red') },
    units: [...units.values()]
      .map((unit) => ({
        unit: { id: unit.id, name: unit.name, shortName: unit.shortName },
        open: one('unitOpen', unit.id),
        overdue: one('unitOverdue', unit.id),
        closed: one('unitClosed', unit.id),
        rated: one('unitRated', unit.id),
        ratings: levels.map((level) => ({
          rating: level.value,
          label: level.label,
          count: one('unitRating', `${unit.id}:${level.value}`),
        })),
      }))
      .filter((row) => row.open + row.closed > 0)
      .toSorted((left, right) => right.overdue - left.overdue || right.open - left.open),
    fields: [...of('field')]
      .filter(([, count]) => count > 0)
      .map(([field, count]) => ({ field, count }))
      .toSorted((left, right) => right.count - left.count),
    ratings: levels.map((choice) => ({
      rating: choice.value,
      label: choice.label,
      count: one('rating', choice.value),
    })),
    commitments: {
      open: one('commitment', 'open'),
      overdue: one('commitment', 'overdue'),
      kept: one('commitment', 'kept'),
      keptLate: one('commitment', 'keptLate'),
    },
  };
}
