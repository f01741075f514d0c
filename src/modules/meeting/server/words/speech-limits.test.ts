import { describe, expect, test } from 'vitest';
import { charactersOf } from '../../contract/words/characters.ts';
import { sittingSeconds, speechLimits } from './speech-limits.ts';

/** 全国人大议事规则 §57, §58: 10 and 5 minutes, presidium 15 and 10; CPPCC 8 minutes (DOMAIN §6.1, §6.3). */
describe('how long one may speak', () => {
  test.each([
    ['congress', 'plenary', 10, 5],
    ['congress', 'delegation', 10, 5],
    ['congress', 'presidium', 15, 10],
    ['cppcc', 'plenary', 8, 5],
    ['cppcc', 'group', 8, 5],
  ] as const)('%s, %s: %i minutes, then %i', (kind, sitting, first, later) => {
    expect(sittingSeconds(speechLimits(kind, {}), sitting)).toEqual({ first: first * 60, later: later * 60 });
  });

  test('follows the rules that the meeting took, e.g. Beijing’s 15 and 5', () => {
    const limits = speechLimits('congress', { speechMinutes: 15, speechAgainMinutes: 5, speechCharacters: 1_600 });
    expect(limits).toEqual({ first: 900, later: 300, presidiumFirst: 900, presidiumLater: 600, characters: 1_600 });
    expect(speechLimits('cppcc', { speechCharacters: 0 }).characters).toBeNull();
  });

  test('rules that say nonsense are as if they said nothing', () => {
    expect(speechLimits('cppcc', { speechMinutes: 'long', speechAgainMinutes: -1 })).toEqual(speechLimits('cppcc', {}));
  });
});

test('a text is counted without blanks and line breaks, one character for each sign', () => {
  expect(charactersOf('各位委员：\n　　大家好 𠮷！')).toBe(10);
});
