import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faultOfVote } from './guard-rules.ts';

/** 地方组织法 (2022) §14, §25: quorum of two thirds, more than half of ALL deputies. */
describe('faultOfVote', () => {
  const vote = (total: number, present: number, approve: number, outcome: string) =>
    faultOfVote({ total, present, approve, oppose: present - approve, abstain: 0, notCast: 0, outcome });

  test.each([
    [500, 480, 251, 'adopted', null],
    [500, 480, 250, 'adopted', '251 人以上'],
    [500, 480, 250, 'rejected', null],
    [500, 480, 251, 'rejected', '结果应为通过'],
    [500, 480, 250, 'referred', '251 人以上'],
    [501, 480, 251, 'adopted', null],
    [501, 480, 250, 'adopted', '251 人以上'],
    [500, 333, 333, 'adopted', '三分之二'],
    [500, 334, 334, 'adopted', null],
    [500, 501, 300, 'adopted', '多于全体'],
    // Three quarters of those present are still not half of all.
    [500, 334, 250, 'adopted', '251 人以上'],
  ])('全体 %i 到会 %i 赞成 %i %s: %s', (total, present, approve, outcome, fault) => {
    expect(vote(total, present, approve, outcome) ?? '结果成立').toContain(fault ?? '结果成立');
  });

  test('counts that do not add up to those present never pass', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(400), fc.nat(400), fc.nat(400), fc.nat(900), (approve, oppose, abstain, notCast, present) => {
        fc.pre(approve + oppose + abstain + notCast !== present);
        for (const outcome of ['adopted', 'rejected', 'referred'])
          expect(faultOfVote({ total: 900, present, approve, oppose, abstain, notCast, outcome })).not.toBeNull();
      }),
    );
  });

  test('exactly one of adopted and rejected follows from valid counts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000 }), fc.nat(), fc.nat(), (total, some, share) => {
        const present = Math.ceil((total * 2) / 3) + (some % (total - Math.ceil((total * 2) / 3) + 1));
        const approve = share % (present + 1);
        const passing = ['adopted', 'rejected'].filter((outcome) => vote(total, present, approve, outcome) === null);
        expect(passing).toEqual([approve > total / 2 ? 'adopted' : 'rejected']);
      }),
    );
  });
});
