import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { endOfDay, startOfDay } from '#platform/contract/instant.ts';
import type { DimensionName, MeasureName, Period } from '../../contract/annual-figures.ts';
import { allReplyClocks, parseCondition, quickEdges, slowEdges } from '../../contract/annual-figures.ts';
import { kinds } from '../../contract/kinds/index.ts';

type Truth = RawBuilder<boolean>;

/** What each measure counts, over a row `f` of `matters_raised`. The words for it stand in `measures` (contract/annual-figures.ts). */
export const measureSql: Readonly<Record<MeasureName, Truth>> = {
  raised: sql`true`,
  accepted: sql`f.accepted`,
  assigned: sql`cardinality(f.units) > 0`,
  answered: sql`f.answered`,
  due: sql`(f.answered or f.late)`,
  onTime: sql`(f.answered and not f.late)`,
  late: sql`f.late`,
  extended: sql`f.extended`,
  talked: sql`(f.answered and f.talked)`,
  met: sql`(f.answered and f.met)`,
  rated: sql`f.rating is not null`,
  unrated: sql`(f.answered and f.rating is null)`,
  satisfied: sql`f.rating = 'satisfied'`,
  basicallySatisfied: sql`f.rating = 'basicallySatisfied'`,
  dissatisfied: sql`f.rating = 'dissatisfied'`,
  again: sql`f.again`,
  key: sql`f.is_key`,
  publishable: sql`(f.answered and f.agreed)`,
  published: sql`(f.answered and f.agreed and f.published)`,
  closed: sql`f.closed`,
  open: sql`not f.closed`,
};

const quickKinds = Object.values(kinds)
  .filter((kind) => kind.pace === 'short')
  .map((kind) => kind.kind);

/** The group of a row in each dimension that divides the matters; `unit` stands apart, because a matter may have several. */
const groupSql: Readonly<Record<Exclude<DimensionName, 'unit'>, RawBuilder<string>>> = {
  state: sql`f.state`,
  field: sql`coalesce(f.field, split_part(f.category, '.', 1), '')`,
  session: sql`case when f.in_session then 'in' else 'out' end`,
  class: sql`coalesce(f.answer_class, '')`,
  rating: sql`coalesce(f.rating, '')`,
  delegation: sql`coalesce(f.delegation_id::text, '')`,
  speed: sql`case when f.hours is null then '' when f.kind = any(${quickKinds}::text[]) then width_bucket(f.hours, ${[...quickEdges]}::float8[])::text
    else width_bucket(f.hours, ${[...slowEdges]}::float8[])::text end`,
};

/** Every group that a row stands in, as rows of (dimension, key): once in `all`, once in each dividing dimension, once for each unit. */
export function groupsOfRow(): RawBuilder<unknown> {
  const rows = Object.entries(groupSql).map(([dimension, group]) => sql`(${sql.lit(dimension)}, ${group})`);
  return sql`(select g.dimension, g.key from (values ('all', ''), ${sql.join(rows)}) as g(dimension, key)
    union all select 'unit', u::text from unnest(f.units) as u)`;
}

/** The rows of the body's matters that were raised in `period`, as a table `f`. `now` decides what is late. Seen by the office alone. */
export function raisedIn(kind: string | null, period: Period, now: Date): RawBuilder<unknown> {
  return sql`matters_raised(${kind}::text, ${startOfDay(period.from)}::timestamptz, ${endOfDay(period.to)}::timestamptz,
    ${allReplyClocks()}::text[], ${now}::timestamptz) as f`;
}

/** The condition that a list's `figure` filter means, over a row `f`; null where it names what is not declared, so that a list is empty rather than wrong. */
function conditionSql(condition: string): Truth | null {
  const parsed = parseCondition(condition);
  if (!parsed) return null;
  if ('measure' in parsed) return measureSql[parsed.measure];
  if (parsed.dimension === 'unit') return sql`${parsed.key} = any(f.units::text[])`;
  return sql`${groupSql[parsed.dimension]} = ${parsed.key}`;
}

/** Ids of the matters that all `conditions` mean, as a sub-select for a list. */
export function mattersOfFigure(of: {
  readonly kind: string | null;
  readonly period: Period;
  readonly conditions: readonly string[];
  readonly now: Date;
}): RawBuilder<string> {
  const meant = of.conditions.map((one) => conditionSql(one) ?? sql<boolean>`false`);
  return sql`(select f.matter_id from ${raisedIn(of.kind, of.period, of.now)} where ${sql.join(meant, sql` and `)})`;
}
