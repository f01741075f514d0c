import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entries } from './selection-rules.ts';
import { groundsOf, obstacleTo, quotaOf } from './selection-rules.ts';

const entry = (change: Partial<Entries> = {}): Entries => ({
  stage: 'chosen',
  collective: false,
  committee: '提案委员会',
  title: '一件',
  ...change,
});
const deliberating = { state: 'deliberating', purpose: 'key', quota: 2 } as const;

describe('how many may be chosen', () => {
  test.each([
    [741, 6, 44],
    [10, 2, 1],
    [0, 5, 1],
    [100, 5, 5],
  ])('%i filed at %i%% are %i', (accepted, share, quota) => expect(quotaOf(accepted, share)).toBe(quota));

  test('never more than the share of all, but one', () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.integer({ min: 1, max: 100 }), (accepted, share) => {
        const quota = quotaOf(accepted, share);
        expect(quota === 1 || quota * 100 <= accepted * share).toBe(true);
      }),
    );
  });
});

describe('publication', () => {
  test.each([
    ['nothing chosen', [entry({ stage: 'shortlisted' })], '还没有选定'],
    ['too many', [entry(), entry(), entry()], '请减去 1 件'],
    ['no committee', [entry({ committee: ' ', title: '老年食堂' })], '《老年食堂》'],
  ])('%s is refused', (_, entries, words) => expect(obstacleTo('published', deliberating, entries, 20)).toContain(words));

  test('excellent proposals keep the share of collective ones', () => {
    const of = { ...deliberating, purpose: 'excellent', quota: 10 } as const;
    const chosen = (collective: number) =>
      Array.from({ length: 5 }, (_, index) => entry({ collective: index < collective, committee: null }));
    expect(obstacleTo('published', of, chosen(0), 20)).toContain('至少要 1 件');
    expect(obstacleTo('published', of, chosen(1), 20)).toBeNull();
  });

  test('what is published or dropped stays so', () => {
    for (const state of ['published', 'dropped'] as const)
      for (const to of ['nominating', 'shortlisted', 'deliberating', 'published', 'dropped'] as const)
        expect(obstacleTo(to, { ...deliberating, state }, [entry()], 0)).not.toBeNull();
  });
});

test('grounds follow from the case', () => {
  const facts = {
    signers: 12,
    units: 3,
    round: 2,
    rating: null,
    collective: true,
    joined: 0,
    qualityScore: 95,
    answeredBest: true,
    promisesKept: false,
  };
  expect(groundsOf('key', facts, 90)).toEqual(['many', 'crossCutting', 'hard', 'collective']);
  expect(groundsOf('excellent', facts, 90)).toEqual(['many', 'crossCutting', 'collective', 'quality', 'adopted']);
});
