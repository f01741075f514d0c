import { sql } from 'kysely';
import { dayOf, endOfDay, startOfDay } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { organisationsByIds } from '#modules/directory/server/index.ts';
import type { FigureRow, KindAccount } from '../../contract/annual.ts';
import type { DimensionName, MeasureName, Period, PromiseStandingName } from '../../contract/annual-figures.ts';
import { featuresOf, fieldOf, measures, promiseStandings, ratingEffects, speedLabel } from '../../contract/annual-figures.ts';
import type { Kind } from '../../contract/kind.ts';
import type { Rules } from '../engine/act-context.ts';
import { ruleChoices } from '../engine/choices.ts';
import { reportCategory, reportCategories } from '../engine/report-categories.ts';
import type { MatterTables } from '../tables.ts';
import { groupsOfRow, measureSql, raisedIn } from './figure-sql.ts';

/** Figures of `kinds` in two periods, the later one first, in their order. */
export async function reckonKinds(tx: Tx, kinds: readonly Kind[], rules: Rules, period: Period, before: Period): Promise<KindAccount[]> {
  const groups = await groupsIn(tx, period, before);
  return await Promise.all(
    kinds.map((kind) =>
      reckonKind(
        tx,
        kind,
        rules,
        groups.filter((group) => group.kind === kind.kind),
        [period, before],
      ),
    ),
  );
}

async function reckonKind(
  tx: Tx,
  kind: Kind,
  rules: Rules,
  groups: readonly Group[],
  [period, before]: readonly [Period, Period],
): Promise<KindAccount> {
  const features = featuresOf(kind);
  const [names, promised, promisedThen] = await Promise.all([
    namesOf(tx, kind, rules, groups),
    promisesIn(tx, kind, period),
    promisesIn(tx, kind, before),
  ]);
  const counted = (group: Group | undefined) => Object.fromEntries(features.measures.map((name) => [name, group?.counts[name] ?? 0]));
  const all = (era: Era) => groups.find((group) => group.dimension === 'all' && group.era === era);
  return {
    kind: kind.kind,
    name: kind.words.name,
    full: kind.words.full,
    counter: kind.words.counter,
    all: { key: '', label: kind.words.full, now: counted(all('now')), before: counted(all('before')) },
    hours: { now: hoursOf(all('now')), before: hoursOf(all('before')) },
    dimensions: Object.fromEntries(
      features.dimensions.map((dimension) => [dimension, rowsOf({ dimension, kind, rules, names, groups, counted })]),
    ),
    promises: features.promises ? promiseRows(promised, promisedThen) : null,
  };
}

type Era = 'now' | 'before';

interface Group {
  readonly kind: string;
  readonly era: Era;
  readonly dimension: 'all' | DimensionName;
  readonly key: string;
  readonly name: string;
  readonly median: number | null;
  readonly ninetieth: number | null;
  readonly counts: Readonly<Record<string, number>>;
}

/** One statement: every measure in every group of every dimension, of every kind and both periods, over rows that are made once. */
async function groupsIn(tx: Tx, period: Period, before: Period): Promise<Group[]> {
  const names = Object.keys(measures) as MeasureName[];
  const counted = names.map((name) => sql`count(*) filter (where ${measureSql[name]})::int as ${sql.ref(columnOf(name))}`);
  const { rows } = await sql<Omit<Group, 'counts'> & Record<`n_${MeasureName}`, number>>`
    with f as materialized (
      select f.*, case when f.raised_at >= ${startOfDay(period.from)}::timestamptz then 'now' else 'before' end as era
      from ${raisedIn(null, { from: before.from, to: period.to }, tx.now)}
      where f.raised_at >= ${startOfDay(period.from)}::timestamptz or f.raised_at <= ${endOfDay(before.to)}::timestamptz),
    -- Apart, so that only one row a matter is sorted for them and the groups are hashed.
    p as (
      select kind, era, percentile_cont(0.5) within group (order by hours) as median, percentile_cont(0.9) within group (order by hours) as ninetieth
      from f group by kind, era),
    c as (
      select f.kind, f.era, g.dimension, g.key, max(f.delegation) as name, ${sql.join(counted)}
      from f cross join lateral ${groupsOfRow()} as g
      group by f.kind, f.era, g.dimension, g.key)
    select c.*, p.median, p.ninetieth from c left join p on c.dimension = 'all' and p.kind = c.kind and p.era = c.era`.execute(
    tables<MatterTables>(tx),
  );
  return rows.map(({ kind, era, dimension, key, name, median, ninetieth, ...rest }) => ({
    kind,
    era,
    dimension,
    key,
    name,
    median,
    ninetieth,
    counts: Object.fromEntries(names.map((measure) => [measure, rest[columnOf(measure)]])),
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

interface Division {
  readonly dimension: DimensionName;
  readonly kind: Kind;
  readonly rules: Rules;
  readonly names: Names;
  readonly groups: readonly Group[];
  readonly counted: (group: Group | undefined) => Record<string, number>;
}

function rowsOf({ dimension, kind, rules, names, groups, counted }: Division): FigureRow[] {
  const within = (era: Era) => new Map(groups.filter((one) => one.dimension === dimension && one.era === era).map((one) => [one.key, one]));
  const [ofNow, ofBefore] = [within('now'), within('before')];
  const declared = choicesOf(kind, rules).flatMap(([of, key]) => (of === dimension ? [key] : []));
  const present = [...ofNow.keys(), ...ofBefore.keys()];
  const fixed = fixedOrder.has(dimension);
  const rows = [...new Set(fixed ? [...declared, ...present] : present)].map((key) => ({
    key,
    label: names.get(`${dimension} ${key}`) ?? groupLabel(dimension, key),
    now: counted(ofNow.get(key)),
    before: counted(ofBefore.get(key)),
  }));
  if (fixed) return rows;
  return rows.toSorted((one, other) => other.now['raised']! - one.now['raised']! || one.label.localeCompare(other.label, 'zh'));
}

/** A group without a declared name: categories by their group's name, anything else as it was stored. */
function groupLabel(dimension: DimensionName, key: string): string {
  if (dimension !== 'field') return key;
  return reportCategory(key)?.label ?? reportCategories.find((one) => one.key.startsWith(`${key}.`))?.group ?? key;
}
