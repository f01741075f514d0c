import { describe, expect, test } from 'vitest';
import { charactersOf } from '../../contract/words/characters.ts';
import { speechLimits, turnSeconds } from './speech-limits.ts';

/** 全国人大议事规则 §57, §58: 10 and 5 minutes, presidium 15 and 10; CPPCC 8 minutes (DOMAIN §6.1, §6.3). */
describe('how long one may speak', () => {
  test.each([
    ['congress', 1, false, 10],
    ['congress', 2, false, 5],
    ['congress', 3, false, 5],
    ['congress', 1, true, 15],
    ['congress', 2, true, 10],
    ['cppcc', 1, false, 8],
    ['cppcc', 1, true, 8],
  ] as const)('%s, turn %i, presidium %s: %i minutes', (kind, turn, presidium, minutes) => {
    expect(turnSeconds(speechLimits(kind, {}), turn, presidium)).toBe(minutes * 60);
  });

  test('follows the rules that the meeting took, e.g. Beijing’s 15 and 5', () => {
    const limits = speechLimits('congress', { speechMinutes: 15, speechAgainMinutes: 5 });
    expect([turnSeconds(limits, 1, false), turnSeconds(limits, 2, false), turnSeconds(limits, 1, true)]).toEqual([900, 300, 900]);
  });

  test('follows what the chair has set for the sitting; the presidium never has less than others', () => {
    const limits = speechLimits('congress', {});
    expect(turnSeconds(limits, 1, false, { first: 180, later: 60 })).toBe(180);
    expect(turnSeconds(limits, 1, true, { first: 1_200, later: 60 })).toBe(1_200);
  });

  test('rules that say nonsense are as if they said nothing', () => {
    expect(speechLimits('cppcc', { speechMinutes: 'viel', speechCharacters: 0 })).toEqual(speechLimits('cppcc', {}));
  });
});

test('a text is counted without blanks and line breaks, one character for each sign', () => {
  expect(charactersOf('各位委员：\n　　大家好 𠮷！')).toBe(10);
});
