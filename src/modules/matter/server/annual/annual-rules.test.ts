import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FigureRow, KindAccount } from '../../contract/annual.ts';
import { drawChart } from '../../contract/annual-charts.ts';
import type { DimensionName } from '../../contract/annual-figures.ts';
import {
  dimensions,
  featuresOf,
  groupCondition,
  measures,
  parseCondition,
  percent,
  periodOf,
  yearBefore,
} from '../../contract/annual-figures.ts';
import { chartOf, chineseNumber, tableOf } from '../../contract/annual-tables.ts';
import { kinds } from '../../contract/kinds/index.ts';
import { measureSql } from './figure-sql.ts';
import { ownComposition } from './composition-rules.ts';
import { difference, fillingsOf, fillWords, sayHours, sharesApart, unknownFillings } from './filling-rules.ts';

/** An account of a kind in which everything is `count`, `before` a year earlier. */
function accountOf(name: string, count: number, before: number): KindAccount {
  const kind = kinds[name]!;
  const features = featuresOf(kind);
  const all = (value: number) => Object.fromEntries(features.measures.map((measure) => [measure, value]));
  const row = (key: string, label: string): FigureRow => ({ key, label, now: all(count), before: all(before) });
  return {
    kind: name,
    name: kind.words.name,
    full: kind.words.full,
    counter: kind.words.counter,
    all: row('', kind.words.full),
    hours: { now: { median: 30, ninetieth: 100 }, before: { median: null, ninetieth: null } },
    dimensions: Object.fromEntries(
      features.dimensions.map((dimension) => [dimension, [row('one', '甲'), row('two', '乙'), row('', '没有')]]),
    ),
    promises: features.promises ? [row('kept', '按期兑现'), row('open', '未到期')] : null,
  };
}

const contentOf = (accounts: readonly KindAccount[]) => ({
  year: 2026,
  bodyName: '明州市人大常委会',
  bodyKind: 'congress' as const,
  period: { from: '2026-01-01', to: '2026-11-23' },
  before: { from: '2025-01-01', to: '2025-11-23' },
  kinds: [...accounts],
});

describe('which figures a kind has', () => {
  test.each(Object.keys(kinds))('%s: every share has its measures, every measure its condition', (name) => {
    const { measures: named, shares, replyClocks } = featuresOf(kinds[name]!);
    expect(named).toContain('raised');
    for (const measure of named) expect(measureSql[measure]).toBeDefined();
    expect(replyClocks.length > 0).toBe(shares.includes('onTimeShare'));
    for (const clock of replyClocks) expect(kinds[name]!.clocks[clock.split('/')[1]!]?.principal).toBe(true);
  });

  test('a report has no acceptance and is quick; a suggestion has classes and promises', () => {
    expect(featuresOf(kinds['report']!)).toMatchObject({ promises: false, speedEdges: [24, 72, 120, 240] });
    expect(featuresOf(kinds['report']!).measures).not.toContain('accepted');
    expect(featuresOf(kinds['suggestion']!)).toMatchObject({ promises: true });
    expect(featuresOf(kinds['suggestion']!).dimensions).toContain('class');
  });
});

describe('conditions', () => {
  test('come back from an address as they went into it, whatever the key holds', () => {
    const dimension = fc.constantFrom(...(Object.keys(dimensions) as DimensionName[]));
    fc.assert(
      fc.property(dimension, fc.string(), (name, key) => {
        const flat = key.replaceAll(/[\r\n\u2028\u2029]/g, ' ');
        const condition = groupCondition(name, flat);
        expect(condition).not.toContain(',');
        expect(parseCondition(condition)).toEqual({ dimension: name, key: flat });
      }),
    );
    for (const measure of Object.keys(measures)) expect(parseCondition(measure)).toEqual({ measure });
  });

  test.each(['', 'nothing', 'unit', 'elsewhere:x', 'field:%zz'])('%s is none', (words) => {
    expect(parseCondition(words)).toBeNull();
  });
});

describe('days', () => {
  test.each([
    [2026, '2026-11-23', '2026-01-01', '2026-11-23', '2025-11-23'],
    [2024, '2026-11-23', '2024-01-01', '2024-12-31', '2023-12-31'],
    [2028, '2028-02-29', '2028-01-01', '2028-02-29', '2027-02-28'],
    [2027, '2026-11-23', '2027-01-01', '2027-01-01', '2026-01-01'],
  ])('%i on %s runs from %s to %s, beside the days to %s', (year, today, from, to, lastBefore) => {
    expect(periodOf(year, today)).toEqual({ from, to });
    expect(yearBefore({ from, to }).to).toBe(lastBefore);
  });
});

describe('words', () => {
  test.each([
    [0, 0, '—'],
    [0, 7, '0.0%'],
    [7, 7, '100%'],
    [9_999, 10_000, '99.9%'],
    [1, 3, '33.3%'],
  ])('%i of %i is %s', (part, whole, words) => expect(percent(part, whole)).toBe(words));

  test.each([
    [12, 10, '增加 2 件'],
    [10, 12, '减少 2 件'],
    [5, 5, '持平'],
  ])('%i after %i: %s', (now, before, words) => expect(difference(now, before, '件')).toBe(words));

  test('shares are compared in points, and only where both years have a whole', () => {
    expect([sharesApart(0.912, 0.9), sharesApart(0.9, 0.912), sharesApart(0.9, 0.9), sharesApart(0.9, null)]).toEqual([
      '提高 1.2 个百分点',
      '降低 1.2 个百分点',
      '持平',
      '上年没有可比的数',
    ]);
  });

  test.each([
    [null, '—'],
    [30, '30 小时'],
    [100, '4.2 天'],
  ])('%s hours are %s', (hours, words) => expect(sayHours(hours)).toBe(words));

  test.each([
    [1, '一'],
    [10, '十'],
    [12, '十二'],
    [20, '二十'],
    [35, '三十五'],
  ])('%i is %s', (count, words) => expect(chineseNumber(count)).toBe(words));
});

describe('the product’s own composition', () => {
  test.each(['congress', 'cppcc'] as const)('of a %s speaks its own words and names no figure that does not exist', (bodyKind) => {
    const own = Object.values(kinds).filter((kind) => kind.bodyKind === bodyKind);
    const composed = ownComposition(bodyKind, own);
    const content = contentOf(own.map((kind) => accountOf(kind.kind, 12, 10)));
    const fillings = fillingsOf(content);
    for (const { words } of composed.sections) {
      expect(unknownFillings(words, fillings)).toEqual([]);
      expect(fillWords(words, fillings)).not.toMatch(/[{}]/);
    }
    expect(fillWords(composed.title, fillings)).toContain('2026年');
    const said = JSON.stringify(composed);
    expect(said.includes(bodyKind === 'congress' ? '委员' : '代表团')).toBe(false);
    for (const section of composed.sections.filter((one) => one.table)) expect(tableOf(section, content)?.rows.length).toBeGreaterThan(0);
  });

  test('a name that is no figure is found, and stays as it was typed', () => {
    const fillings = fillingsOf(contentOf([accountOf('suggestion', 12, 10)]));
    expect(unknownFillings('共 {建议.提出} 件，{建议.不存在}', fillings)).toEqual(['建议.不存在']);
    expect(fillWords('共 {建议.提出} 件，{建议.不存在}', fillings)).toBe('共 12 件，{建议.不存在}');
  });
});

describe('tables and drawings', () => {
  test('a kind of another body, or a table that a kind lacks, gives nothing', () => {
    const content = contentOf([accountOf('report', 3, 2)]);
    expect(tableOf({ kind: 'suggestion', table: 'overview' }, content)).toBeNull();
    expect(tableOf({ kind: 'report', table: 'promise' }, content)).toBeNull();
    expect(chartOf({ kind: 'report', table: 'promise', chart: true }, content)).toBeNull();
  });

  test('a year without anything draws no chart', () => {
    const content = contentOf([accountOf('suggestion', 0, 0)]);
    for (const table of ['field', 'class', 'rating', 'speed'] as const)
      expect(chartOf({ kind: 'suggestion', table, chart: true }, content)).toBeNull();
  });

  test('bars are as long as their figures, and nothing leaves the sheet', () => {
    const count = fc.integer({ min: 0, max: 100_000 });
    const rows = fc.array(fc.record({ label: fc.string(), now: count, before: count, link: fc.constant(null) }), {
      minLength: 1,
      maxLength: 15,
    });
    fc.assert(
      fc.property(rows, (drawn) => {
        const { width, height, shapes } = drawChart({ form: 'bars', unit: '件', names: ['2026 年', '2025 年同期'], rows: drawn });
        const bars = shapes.filter((shape) => shape.form === 'rect' && shape.ink === 'now' && shape.y > 30) as {
          width: number;
          x: number;
        }[];
        const most = Math.max(1, ...drawn.flatMap((row) => [row.now, row.before]));
        expect(bars.map((bar) => Math.round((bar.width / (720 - 148 - 84)) * most))).toEqual(drawn.map((row) => row.now));
        for (const shape of shapes)
          expect(
            shape.x >= 0 && shape.y >= 0 && shape.y <= height && shape.x + (shape.form === 'rect' ? shape.width : 0) <= width + 0.01,
          ).toBe(true);
      }),
    );
  });
});
