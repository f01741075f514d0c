import { expect, test } from 'vitest';
import { fullNumber } from './kind-words.ts';

test.each([
  ['congress', '明州市人民代表大会', '第十六届第五次会议第87号', '明州市第十六届人大第五次会议第87号'],
  ['congress', '云津区人民代表大会', '第十七届第三次会议闭会第24号', '云津区第十七届人大第三次会议闭会第24号'],
  ['cppcc', '政协明州市委员会', '第十五届第五次会议平时第1号', '政协明州市第十五届委员会第五次会议平时第1号'],
  ['cppcc', '政协明州市委员会', '2026年第7号', '政协明州市委员会2026年第7号'],
] as const)('a %s calls its number in full (%s, %s)', (bodyKind, body, number, full) => {
  expect(fullNumber(bodyKind, body, number)).toBe(full);
});
