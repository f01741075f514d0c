import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { floorActs, type FloorAct } from '../../contract/words/floor.ts';
import { queueOrder, spokenSeconds, startingBeside, turnAfter, type TurnClock } from './floor-rules.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 21, 6, 0, seconds));
const waiting: TurnClock = { form: 'floor', state: 'queued', seconds: 0, beganAt: null, runningSince: null, endedAt: null };
const acts = Object.keys(floorActs) as FloorAct[];

describe('a turn', () => {
  test('counts the time between start, pauses and end, and nothing else', () => {
    const story: [FloorAct, number][] = [
      ['start', 0],
      ['pause', 100],
      ['resume', 400],
      ['end', 430],
    ];
    const ended = story.reduce((turn, [act, second]) => turnAfter(turn, act, at(second))!, waiting);
    expect(ended).toMatchObject({ state: 'spoken', seconds: 130, runningSince: null, endedAt: at(430) });
  });

  test.each<[string, TurnClock['state'], boolean, readonly FloorAct[]]>([
    ['who waits', 'queued', false, ['start', 'skip']],
    ['who is planned', 'selected', false, ['start', 'skip']],
    ['who speaks', 'speaking', true, ['pause', 'end']],
    ['who pauses', 'speaking', false, ['resume', 'end']],
    ['who has spoken', 'spoken', false, []],
    ['who was skipped', 'skipped', false, ['restore']],
    ['who took his request back', 'withdrawn', false, []],
  ])('%s', (_, state, running, allowed) => {
    const turn: TurnClock = { ...waiting, state, runningSince: running ? at(0) : null };
    expect(acts.filter((act) => turnAfter(turn, act, at(10)) !== null)).toEqual(allowed);
  });

  test('keeps its clock right whatever the chair presses in whichever order, also when the clock is set back', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...acts), fc.integer({ min: -5, max: 300 })), { maxLength: 40 }), (presses) => {
        let turn = waiting;
        let now = 0;
        let spoken = 0;
        let since: number | null = null;
        for (const [act, passed] of presses) {
          now += passed;
          const after = turnAfter(turn, act, at(now));
          if (!after) continue;
          if (act === 'start') spoken = 0;
          if ((act === 'pause' || act === 'end') && since !== null) spoken += Math.max(0, now - since);
          since = after.runningSince ? (act === 'start' || act === 'resume' ? now : since) : null;
          expect(after.seconds).toBe(spoken);
          expect(after.runningSince !== null && after.state !== 'speaking').toBe(false);
          expect(after.state === 'spoken').toBe(after.endedAt !== null);
          turn = after;
        }
        expect(spokenSeconds(turn, at(now))).toBe(spoken + (since === null ? 0 : Math.max(0, now - since)));
      }),
    );
  });
});

test.each([
  ['an ordinary turn on a free floor', 'turn', [], 'free'],
  ['an ordinary turn beside another', 'turn', ['turn'], 'taken'],
  ['a remark put into a speech', 'interposed', ['turn'], 'interrupts'],
  ['a point of order during a speech', 'pointOfOrder', ['turn'], 'interrupts'],
  ['a remark during a remark', 'interposed', ['turn', 'interposed'], 'taken'],
] as const)('%s: %s beside %j is %s', (_, intervention, speaking, outcome) => {
  const others = speaking.map((one) => ({ intervention: one, runningSince: at(0) }));
  expect(startingBeside({ intervention }, others)).toBe(outcome);
});

test('points of order come first, then remarks, then turns in the order of the chair; the order does not hang on how the rows came', () => {
  const turn = fc.record({
    id: fc.uuid(),
    position: fc.nat(20),
    intervention: fc.constantFrom('turn' as const, 'interposed' as const, 'pointOfOrder' as const),
  });
  fc.assert(
    fc.property(fc.uniqueArray(turn, { selector: (one) => one.id, maxLength: 30 }), (turns) => {
      const ordered = queueOrder(turns);
      expect(queueOrder([...turns].reverse())).toEqual(ordered);
      const ranks = ordered.map((one) => ['pointOfOrder', 'interposed', 'turn'].indexOf(one.intervention));
      expect(ranks).toEqual([...ranks].sort((one, other) => one - other));
      const inOrder = ordered.every(
        (one, index) => index === 0 || ranks[index] !== ranks[index - 1] || one.position >= ordered[index - 1]!.position,
      );
      expect(inOrder).toBe(true);
    }),
  );
});
