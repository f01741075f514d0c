import { expect, test } from 'vitest';
import { boardedWith } from './boarding-rules.ts';

/** A liaison's phone without network shows what the server will say, as far as it can know. */
const always = { opensAt: null, closesAt: null, closedAt: null };
const at = (minute: number) => Date.UTC(2026, 10, 23, 0, minute);
const words = (minute: number) => new Date(at(minute)).toISOString();
const on = (minute: number) => ({ attendeeId: 'a', on: true, at: at(minute) });
const off = (minute: number) => ({ attendeeId: 'a', on: false, at: at(minute) });

test.each([
  ['nothing was tapped', null, [], always, null],
  ['a tap lets on', null, [on(5)], always, words(5)],
  ['somebody who is on keeps his first moment', words(3), [on(5)], always, words(3)],
  ['a tap takes back', null, [on(5), off(6)], always, null],
  ['and on again', null, [on(5), off(6), on(7)], always, words(7)],
  ['what came after the tap stands', words(9), [off(6)], always, words(9)],
  ['a closed list lets nobody on', null, [on(5)], { ...always, closedAt: at(4) }, null],
  ['but whoever got on before', null, [on(3)], { ...always, closedAt: at(4) }, words(3)],
  ['another one is another one', null, [{ ...on(5), attendeeId: 'b' }], always, null],
] as const)('%s', (_, boardedAt, taps, list, becomes) => {
  expect(boardedWith([{ id: 'a', boardedAt }], taps, list)).toEqual([{ id: 'a', boardedAt: becomes }]);
});
