import { sql } from 'kysely';
import { dayOf, endOfDay, startOfDay } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { organisationsByIds } from '#modules/directory/server/index.ts';
import type { FigureRow, KindAccount } from '../../contract/annual.ts';
import type { DimensionName, MeasureName, Period, PromiseStandingName } from '../../contract/annual-figures.ts';
import { featuresOf, fieldOf, promiseStandings, ratingEffects, speedLabel } from '../../contract/annual-figures.ts';
import type { Kind } from '../../contract/kind.ts';
import type { Rules } from '../engine/act-context.ts';
import { ruleChoices } from '../engine/choices.ts';
import { reportCategory, reportCategories } from '../engine/report-categories.ts';
import type { MatterTables } from '../tables.ts';
import { groupsOf, measureSql, raisedIn } from './figure-sql.ts';

/** Figures of one kind in two periods, the later one first. */
export async function reckonKind(tx: Tx, kind: Kind, rules: Rules, period: Period, before: Period): Promise<KindAccount> {
  const [now, then, promised, promisedThen] = await Promise.all([
    groupsIn(tx, kind, period),
    groupsIn(tx, kind, before),
    promisesIn(tx, kind, period),
    promisesIn(tx, kind, before),
  ]);
  const names = await namesOf(tx, kind, rules, [...now, ...then]);
  const features = featuresOf(kind);
  const nothing = Object.fromEntries(features.measures.map((name) => [name, 0]));
  const all = (rows: readonly Group[]) => rows.find((row) => row.dimension === 'all');
  return {
    kind: kind.kind,
    name: kind.words.name,
    full: kind.words.full,
    counter: kind.words.counter,
    all: { key: '', label: kind.words.full, now: all(now)?.counts ?? nothing, before: all(then)?.counts ?? nothing },
    hours: { now: hoursOf(all(now)), before: hoursOf(all(then)) },
    dimensions: Object.fromEntries(
      features.dimensions.map((dimension) => [dimension, rowsOf(dimension, kind, rules, names, now, then, nothing)]),
    ),
    promises: features.promises ? promiseRows(promised, promisedThen) : null,
  };
}

interface Group {
  readonly dimension: 'all' | DimensionName;
  readonly key: string;
  readonly name: string;
  readonly median: number | null;
  readonly ninetieth: number | null;
  readonly counts: Record<string, number>;
}

/** One statement: every measure in every group of every dimension, over rows that are made once. */
async function groupsIn(tx: Tx, kind: Kind, period: Period): Promise<Group[]> {
  const features = featuresOf(kind);
  const counted = features.measures.map((name) => sql`count(*) filter (where ${measureSql[name]})::int as ${sql.ref(columnOf(name))}`);
  const among = (share: number) =>
    sql`percentile_cont(${sql.lit(share)}) within group (order by f.hours) filter (where g.dimension = 'all')`;
  const { rows } = await sql<Omit<Group, 'counts'> & Record<`n_${MeasureName}`, number>>`
    with f as materialized (select * from ${raisedIn(kind.kind, period, tx.now)})
    select g.dimension, g.key, max(f.delegation) as name, ${among(0.5)} as median, ${among(0.9)} as ninetieth, ${sql.join(counted)}
    from f cross join lateral ${groupsOf(features)} as g
    group by g.dimension, g.key`.execute(tables<MatterTables>(tx));
  return rows.map(({ dimension, key, name, median, ninetieth, ...rest }) => ({
    dimension,
    key,
    name,
    median,
    ninetieth,
    counts: Object.fromEntries(features.measures.map((measure) => [measure, rest[columnOf(measure)]])),
  }));
}

const columnOf = (name: MeasureName) => `n_${name}` as const;

function hoursOf(all: Group | undefined): KindAccount['hours']['now'] {
  return { median: all?.median ?? null, ninetieth: all?.ninetieth ?? null };
}

type Counted = ReadonlyMap<string, number>;

async function promisesIn(tx: Tx, kind: Kind, period: Period): Promise<Counted> {
  if (!featuresOf(kind).promises) return new Map();
  const { rows } = await sql<{ standing: string; count: number }>`
    select standing, count(*)::int as count
    from promises_raised(${kind.kind}, ${startOfDay(period.from)}::timestamptz, ${endOfDay(period.to)}::timestamptz, ${dayOf(tx.now)}::date)
    group by standing`.execute(tables<MatterTables>(tx));
  return new Map(rows.map((row) => [row.standing, row.count]));
}

function promiseRows(now: Counted, before: Counted): FigureRow[] {
  return (Object.entries(promiseStandings) as [PromiseStandingName, string][]).map(([key, label]) => ({
    key,
    label,
    now: { raised: now.get(key) ?? 0 },
    before: { raised: before.get(key) ?? 0 },
  }));
}

type Names = ReadonlyMap<string, string>;

/** Names of units and delegations by `dimension key`. */
async function namesOf(tx: Tx, kind: Kind, rules: Rules, groups: readonly Group[]): Promise<Names> {
  const units = groups.filter((group) => group.dimension === 'unit').map((group) => group.key);
  const known = await organisationsByIds(tx, [...new Set(units)]);
  const names = new Map<string, string>(choicesOf(kind, rules).map(([dimension, key, label]) => [`${dimension} ${key}`, label]));
  for (const [id, unit] of known) names.set(`unit ${id}`, unit.shortName);
  for (const group of groups) if (group.dimension === 'delegation' && group.key) names.set(`delegation ${group.key}`, group.name);
  return names;
}

/** Groups that the declaration and the rules name: they stand in the account also when nothing is in them. */
function choicesOf(kind: Kind, rules: Rules): readonly (readonly [DimensionName, string, string])[] {
  const of = (dimension: DimensionName, field: ReturnType<typeof fieldOf>) =>
    (field?.choices?.map(([value, label]) => ({ value, label })) ?? ruleChoices(rules, field?.choicesFrom) ?? []).map(
      ({ value, label }) => [dimension, value, label] as const,
    );
  return [
    ...classesOf(kind, rules),
    ...of('rating', fieldOf(kind, ratingEffects, 'overall')),
    ['class', '', '还没有结果'],
    ['rating', '', '没有评价'],
    ['session', 'in', '大会期间'],
    ['session', 'out', '闭会期间'],
    ['delegation', '', kind.bodyKind === 'congress' ? '没有代表团' : '没有界别'],
    ['field', '', '没有类别'],
    ...[...featuresOf(kind).speedEdges.map((_, index) => String(index)), String(featuresOf(kind).speedEdges.length), ''].map(
      (key) => ['speed', key, speedLabel(kind, key)] as const,
    ),
    ...Object.entries(kind.states).map(([key, state]) => ['state', key, state.label] as const),
  ];
}

/** Classes as a matter keeps them: by the letter that was printed, or by the code where the body prints none. */
function classesOf(kind: Kind, rules: Rules): readonly (readonly [DimensionName, string, string])[] {
  const field = fieldOf(kind, ['draftReply', 'issueReply'], 'answerClass');
  if (field?.choicesFrom !== 'answerClasses') return (field?.choices ?? []).map(([key, label]) => ['class', key, label] as const);
  return rules.parameters.answerClasses.map(
    ({ code, letter, label }) => ['class', letter ?? code, letter ? `${letter} 类：${label}` : label] as const,
  );
}

/** Dimensions whose groups are always all shown, in their own order; the others are shown by size. */
const fixedOrder: ReadonlySet<DimensionName> = new Set(['session', 'class', 'rating', 'speed']);

function rowsOf(
  dimension: DimensionName,
  kind: Kind,
  rules: Rules,
  names: Names,
  now: readonly Group[],
  before: readonly Group[],
  nothing: Readonly<Record<string, number>>,
): FigureRow[] {
  const within = (groups: readonly Group[]) =>
    new Map(groups.filter((one) => one.dimension === dimension).map((one) => [one.key, one.counts]));
  const [ofNow, ofBefore] = [within(now), within(before)];
  const declared = choicesOf(kind, rules).flatMap(([of, key]) => (of === dimension ? [key] : []));
  const fixed = fixedOrder.has(dimension);
  const present = [...new Set([...ofNow.keys(), ...ofBefore.keys()])];
  const keys = fixed ? [...new Set([...declared, ...present])] : present;
  const rows = keys.map((key) => ({
    key,
    label: names.get(`${dimension} ${key}`) ?? groupLabel(dimension, key),
    now: ofNow.get(key) ?? { ...nothing },
    before: ofBefore.get(key) ?? { ...nothing },
  }));
  if (fixed) return rows;
  return rows.toSorted((one, other) => other.now['raised']! - one.now['raised']! || one.label.localeCompare(other.label, 'zh'));
}

/** A group without a declared name: categories by their group's name, anything else as it was stored. */
function groupLabel(dimension: DimensionName, key: string): string {
  if (dimension !== 'field') return key;
  return reportCategory(key)?.label ?? reportCategories.find((one) => one.key.startsWith(`${key}.`))?.group ?? key;
}
