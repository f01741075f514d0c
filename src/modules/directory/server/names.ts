import { pinyin } from 'pinyin-pro';

/** How `name` of a person is found by typing: full pinyin with spaces (`shan xiao ming`, surname readings minded) and initials (`sxm`). */
export function spell(name: string): { pinyin: string; initials: string } {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', surname: 'head', nonZh: 'consecutive' }).map((part) =>
    part.toLowerCase(),
  );
  return { pinyin: syllables.join(' '), initials: syllables.map((part) => part[0] ?? '').join('') };
}

/** Pinyin initials of an organisation's names, e.g. `mzszfhcxjsj szjj`. */
export function initialsOf(...names: readonly string[]): string {
  return names.map((name) => pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('').toLowerCase()).join(' ');
}

const digits = '零一二三四五六七八九';

/** `number` (1 to 99) as Chinese ordinals write it: 十六, 二十一. */
export function chineseNumber(number: number): string {
  const tens = Math.floor(number / 10);
  const ones = number % 10;
  if (tens >= 10) return String(number).replaceAll(/\d/g, (digit) => digits[Number(digit)]!);
  return `${tens === 0 ? '' : `${tens === 1 ? '' : digits[tens]}十`}${ones === 0 && tens > 0 ? '' : digits[ones]}`;
}

/** 第十六届 */
export function termName(number: number): string {
  return `第${chineseNumber(number)}届`;
}

/** 第三次会议 */
export function sessionName(number: number): string {
  return `第${chineseNumber(number)}次会议`;
}

/** Text for a `like` that begins with what was typed; the characters that `like` reads specially stand for themselves. */
export function likePrefix(typed: string): string {
  return `${typed.replaceAll(/[\\%_]/g, (char) => `\\${char}`)}%`;
}

/** Text for a `like` that contains what was typed. */
export function likeAnywhere(typed: string): string {
  return `%${likePrefix(typed)}`;
}
