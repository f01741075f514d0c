import { expect, test } from 'vitest';
import { bandOf } from './band-rules.ts';

const bands = { ratingExcellentScore: 90, ratingGoodScore: 75, ratingPassScore: 60 };

test.each([
  [100, '优秀'],
  [90, '优秀'],
  [89, '良好'],
  [75, '良好'],
  [74, '一般'],
  [60, '一般'],
  [59, '较差'],
  [0, '较差'],
])('%i points are %s', (score, band) => {
  expect(bandOf(score, bands)).toBe(band);
});

test('what was not scored stands in no band', () => {
  expect(bandOf(null, bands)).toBeNull();
});
