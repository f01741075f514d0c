import { describe, expect, it, vi } from 'vitest';
import { LivePositions, earlierOf, isEarlier } from './live-positions.ts';

const id = (last: number) => `01a205b3-d000-7000-8000-${String(last).padStart(12, '0')}`;
const at = (txid: number, last = 0) => `${txid}:${id(last)}`;

describe('positions', () => {
  it('are ordered by transaction as a number, then by id', () => {
    expect(isEarlier(at(9), at(10))).toBe(true);
    expect(isEarlier(at(10), at(9))).toBe(false);
    expect(isEarlier(at(10, 1), at(10, 2))).toBe(true);
    expect(isEarlier(at(10, 1), at(10, 1))).toBe(false);
    expect(earlierOf(at(10), at(9))).toBe(at(9));
    expect(earlierOf(null, at(9))).toBe(at(9));
  });

  it('keep the furthest, tell every one, and pass over what is none', () => {
    const positions = new LivePositions();
    const told = vi.fn();
    positions.onNote(told);
    for (const one of [null, at(9), 'nonsense', at(12), at(11)]) positions.note(one);
    expect(positions.latest).toBe(at(12));
    expect(told.mock.calls.flat()).toEqual([at(9), at(12), at(11)]);
  });
});
