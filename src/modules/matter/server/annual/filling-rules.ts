import type { AnnualContent, FigureRow, KindAccount } from '../../contract/annual.ts';
import type { MeasureName, ShareName } from '../../contract/annual-figures.ts';
import { dimensions, measureLabel, measures, percent, shareLabel, shares } from '../../contract/annual-figures.ts';
import type { Kind } from '../../contract/kind.ts';
import { kindOf } from '../../contract/kinds/index.ts';

/** What may stand in braces in a report's words, with what it is filled with: 建议.提出, 建议.按期答复率.比上年, 建议.评价.满意.占比. */
export type Fillings = ReadonlyMap<string, string>;

/** Dimensions whose groups are named in every year, so that a template may speak of them. */
const spoken = ['session', 'class', 'rating', 'speed'] as const;

/** All fillings of an account. Pure. */
export function fillingsOf(of: Pick<AnnualContent, 'year' | 'bodyName' | 'period' | 'kinds'>): Fillings {
  const fillings = new Map<string, string>([
    ['年份', String(of.year)],
    ['机构', of.bodyName],
    ['从', longDay(of.period.from)],
    ['至', longDay(of.period.to)],
  ]);
  for (const kind of of.kinds) for (const [name, value] of ofKind(kind)) fillings.set(`${kind.name}.${name}`, value);
  return fillings;
}

function* ofKind(kind: KindAccount): Generator<readonly [string, string]> {
  yield* ofCounts(kind.all, kind.counter, kindOf(kind.kind).bodyKind);
  const { now } = kind.hours;
  yield ['答复用时中位数', sayHours(now.median)];
  yield ['九成答复用时', sayHours(now.ninetieth)];
  for (const dimension of spoken)
    for (const row of kind.dimensions[dimension] ?? []) {
      const whole = dimension === 'rating' ? 'rated' : dimension === 'class' || dimension === 'speed' ? 'answered' : 'raised';
      yield* ofGroup(`${dimensions[dimension]}.${row.label}`, row, kind.all.now[whole] ?? 0, kind.counter);
    }
  if (!kind.promises) return;
  const made = sumOf(kind.promises, 'now');
  yield ['承诺', String(made)];
  yield ['承诺.比上年', difference(made, sumOf(kind.promises, 'before'), kind.counter)];
  for (const row of kind.promises) yield* ofGroup(`承诺.${row.label}`, row, made, kind.counter);
}

function* ofCounts({ now, before }: FigureRow, counter: string, bodyKind: Kind['bodyKind']): Generator<readonly [string, string]> {
  for (const name of Object.keys(measures) as MeasureName[]) {
    if (now[name] === undefined) continue;
    const label = measureLabel(name, bodyKind);
    yield [label, String(now[name])];
    yield [`${label}.比上年`, difference(now[name], before[name] ?? 0, counter)];
  }
  for (const name of Object.keys(shares) as ShareName[]) {
    const { part, whole } = shares[name];
    if (now[part] === undefined || now[whole] === undefined) continue;
    const label = shareLabel(name, bodyKind);
    yield [label, percent(now[part], now[whole])];
    yield [`${label}.比上年`, sharesApart(shareOf(now, part, whole), shareOf(before, part, whole))];
  }
}

function* ofGroup(name: string, row: FigureRow, whole: number, counter: string): Generator<readonly [string, string]> {
  const [now, before] = [row.now['raised'] ?? 0, row.before['raised'] ?? 0];
  yield [name, String(now)];
  yield [`${name}.占比`, percent(now, whole)];
  yield [`${name}.比上年`, difference(now, before, counter)];
}

/** 增加 12 件, 减少 3 件, 持平. */
export function difference(now: number, before: number, counter: string): string {
  if (now === before) return '持平';
  return now > before ? `增加 ${now - before} ${counter}` : `减少 ${before - now} ${counter}`;
}

/** 提高 2.1 个百分点; where one of the years has no whole there is nothing to compare. */
export function sharesApart(now: number | null, before: number | null): string {
  if (now === null || before === null) return '上年没有可比的数';
  const points = Math.round((now - before) * 1_000) / 10;
  if (points === 0) return '持平';
  return points > 0 ? `提高 ${points} 个百分点` : `降低 ${-points} 个百分点`;
}

function shareOf(counts: Readonly<Record<string, number>>, part: string, whole: string): number | null {
  return counts[whole] ? counts[part]! / counts[whole] : null;
}

function sumOf(rows: readonly FigureRow[], when: 'now' | 'before'): number {
  return rows.reduce((sum, row) => sum + (row[when]['raised'] ?? 0), 0);
}

/** Hours up to two days, then days, as people say them. */
export function sayHours(hours: number | null): string {
  if (hours === null) return '—';
  if (hours < 48) return `${Math.round(hours * 10) / 10} 小时`;
  return `${Math.round((hours / 24) * 10) / 10} 天`;
}

/** 2026年12月1日 */
function longDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

const braces = /\{([^{}\n]+)\}/g;

/** `words` with every filling in its place; a name that is none stays as it was typed. */
export function fillWords(words: string, fillings: Fillings): string {
  return words.replaceAll(braces, (whole, name: string) => fillings.get(name.trim()) ?? whole);
}

/** Names in braces that no filling has. */
export function unknownFillings(words: string, fillings: Fillings): string[] {
  return [...words.matchAll(braces)].map(([, name]) => name!.trim()).filter((name) => !fillings.has(name));
}
