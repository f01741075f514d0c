import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Stratum } from './comparison-rules.ts';
import { betaBelow, betaQuantile, compareLoads, credible } from './comparison-rules.ts';

const stratum = (unitId: string, due: number, late: number, hard = 0, kind = 'one'): Stratum => ({
  unitId,
  kind,
  hard,
  shares: due,
  due,
  late,
});
const strata = fc.array(
  fc
    .record({
      unit: fc.integer({ min: 0, max: 12 }),
      due: fc.integer({ min: 0, max: 150 }),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
      hard: fc.integer({ min: 0, max: 2 }),
    })
    .map(({ unit, due, part, hard }) => stratum(`unit ${unit}`, due, Math.floor(due * part), hard)),
  { minLength: 1, maxLength: 40 },
);

describe('the interval of a share', () => {
  // Closed forms: Beta(1, b) is 1 − (1 − x)^b, Beta(½, ½) is the arcsine law.
  test.each([
    [0.3, 1, 4, 1 - 0.7 ** 4],
    [0.9, 3, 1, 0.9 ** 3],
    [0.5, 7.5, 7.5, 0.5],
    [0.2, 0.5, 0.5, (2 / Math.PI) * Math.asin(Math.sqrt(0.2))],
    [0.04, 2, 60, 1 - 0.96 ** 61 - 61 * 0.04 * 0.96 ** 60],
  ])('is that of the beta distribution: I_%d(%d, %d)', (x, a, b, known) => {
    expect(betaBelow(x, a, b)).toBeCloseTo(known, 9);
    expect(betaQuantile(known, a, b)).toBeCloseTo(x, 9);
  });

  test('holds what was seen, and narrows with the number of cases', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }), (tries, part) => {
        const hits = Math.round(tries * part);
        const { low, middle, high } = credible(hits, tries);
        expect(0 <= low && low <= middle && middle <= high && high <= 1).toBe(true);
        expect(low <= hits / tries && hits / tries <= high).toBe(true);
        const more = credible(hits * 10, tries * 10);
        expect(more.high - more.low).toBeLessThan(high - low + 1e-9);
      }),
    );
  });

  test('says nearly nothing of nothing', () => {
    expect(credible(0, 0)).toMatchObject({ low: 0, high: 1 });
  });
});

describe('comparing units', () => {
  test('keeps every unit once, with those of similar load, and expects in all as many late cases as there were', () => {
    fc.assert(
      fc.property(strata, (rows) => {
        const groups = compareLoads(rows);
        const units = groups.flatMap((group) => group.units);
        expect(units.map((unit) => unit.unitId).toSorted()).toEqual([...new Set(rows.map((row) => row.unitId))].toSorted());
        const late = rows.reduce((sum, row) => sum + row.late, 0);
        expect(units.reduce((sum, unit) => sum + unit.expected, 0)).toBeCloseTo(late, 6);
        for (const { units: within, ranked } of groups) {
          const due = within.map((unit) => unit.due);
          expect(!ranked || Math.max(...due) >= 90 || Math.max(...due) <= 3 * Math.min(...due)).toBe(true);
          expect(within.every((unit) => (unit.place !== null) === ranked)).toBe(true);
          expect(ranked || within.every((unit) => unit.verdict === 'few')).toBe(true);
        }
      }),
    );
  });

  test('does not hold hard cases against the unit that gets them', () => {
    // Hard cases are late half the time wherever they are, easy ones one time in ten; `hard` gets mostly hard ones and is as good as `easy`.
    const rows = [stratum('hard', 40, 20, 2), stratum('hard', 10, 1), stratum('easy', 10, 5, 2), stratum('easy', 40, 4)];
    const [group] = compareLoads(rows);
    expect(group!.units.map((unit) => [unit.unitId, unit.late, unit.expected, unit.verdict, unit.place])).toEqual([
      ['hard', 21, 21, 'alike', 1],
      ['easy', 9, 9, 'alike', 1],
    ]);
  });

  test('calls worse or better only what chance does not explain', () => {
    const usual = Array.from({ length: 8 }, (_, index) => stratum(`usual ${index}`, 60, 6));
    const verdicts = (due: number, late: number) =>
      compareLoads([...usual, stratum('one', due, late)])
        .flatMap((group) => group.units)
        .find((unit) => unit.unitId === 'one')!.verdict;
    expect([verdicts(60, 20), verdicts(60, 8), verdicts(80, 0), verdicts(12, 0), verdicts(5, 5)]).toEqual([
      'worse',
      'alike',
      'better',
      'alike',
      'few',
    ]);
  });

  test('does not depend on the order of its rows', () => {
    fc.assert(
      fc.property(strata, (rows) => {
        const standing = (of: readonly Stratum[]) =>
          new Map(compareLoads(of).flatMap((group) => group.units.map((unit) => [unit.unitId, [group.label, unit.place, unit.verdict]])));
        expect(Object.fromEntries(standing(rows.toReversed()))).toEqual(Object.fromEntries(standing(rows)));
      }),
    );
  });
});
