import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { close, closest, leaves, turned, whole, within, zoom, type Look } from './zoom-rules.ts';

const screen = { width: 390, height: 844 };
const fitted = { width: 390, height: 292 };
const point = fc.record({ x: fc.double({ min: -195, max: 195, noNaN: true }), y: fc.double({ min: -422, max: 422, noNaN: true }) });
const factors = fc.array(fc.tuple(fc.double({ min: 0.1, max: 10, noNaN: true }), point), { maxLength: 20 });

describe('looking closer at a picture', () => {
  it('keeps the size between the whole and the closest, and the picture on the screen, whatever the fingers do', () => {
    fc.assert(
      fc.property(factors, (turns) => {
        let look: Look = whole;
        for (const [factor, at] of turns) look = zoom(look, factor, at, fitted, screen);
        expect(look.scale).toBeGreaterThanOrEqual(1);
        expect(look.scale).toBeLessThanOrEqual(closest);
        expect(Math.abs(look.x)).toBeLessThanOrEqual(Math.max(0, (fitted.width * look.scale - screen.width) / 2) + 1e-9);
        expect(Math.abs(look.y)).toBeLessThanOrEqual(Math.max(0, (fitted.height * look.scale - screen.height) / 2) + 1e-9);
      }),
    );
  });

  it('keeps what is under the finger where it is', () => {
    const at = { x: 80, y: 0 };
    const look = zoom(whole, close, at, fitted, screen);
    expect(look.x + (at.x - whole.x) * close).toBeCloseTo(at.x);
  });

  it('lies whole again, in the middle, at its own size', () => {
    expect(within({ scale: 1, x: 300, y: -20 }, fitted, screen)).toEqual(whole);
  });
});

describe('a finger that leaves the screen', () => {
  it.each([
    ['far to the left', 1, -100, 2],
    ['far to the right', 1, 100, 0],
    ['a little', 1, -50, 1],
    ['beyond the last', 2, -300, 2],
    ['beyond the first', 0, 300, 0],
  ])('turns on when it moved %s', (_, index, moved, shown) => {
    expect(turned(index, 3, moved, 390)).toBe(shown);
  });

  it('leaves when it moved down, not when it moved aside', () => {
    expect(leaves({ x: 10, y: 200 }, 844)).toBe(true);
    expect(leaves({ x: 200, y: 200 }, 844)).toBe(false);
    expect(leaves({ x: 0, y: -300 }, 844)).toBe(false);
  });
});
