import { expect, test } from 'vitest';
import { touches } from './strokes.ts';

test.each([
  ['on the line between two far points', [0.1, 0.1, 0.9, 0.1], 0.5, 0.1, true],
  ['a fingertip beside it', [0.1, 0.1, 0.9, 0.1], 0.5, 0.11, true],
  ['further away', [0.1, 0.1, 0.9, 0.1], 0.5, 0.2, false],
  ['beyond its end', [0.1, 0.1, 0.2, 0.1], 0.3, 0.1, false],
  ['on a dot', [0.5, 0.5], 0.505, 0.5, true],
])('the eraser hits a stroke %s', (_, points, x, y, expected) => {
  expect(touches(points, x, y, 1.41)).toBe(expected);
});
