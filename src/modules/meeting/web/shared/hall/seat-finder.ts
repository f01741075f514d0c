import type { SeatLine } from '../../../contract/hall/scene.ts';

/**
 * The people that what was typed may mean, in the list's order: figures are the number of a certificate, Chinese characters a part of the name,
 * letters the initials of the name or its spelling. Nothing typed finds nobody.
 */
export function findSeats(people: readonly SeatLine[], typed: string): SeatLine[] {
  const words = typed.replaceAll(/[\s·]/g, '').toLowerCase();
  if (!words) return [];
  if (/^\d+$/.test(words)) {
    const exact = people.filter((one) => bare(one.certificate) === bare(words));
    return exact.length > 0 ? exact : people.filter((one) => one.certificate.startsWith(words));
  }
  const spelt = spelling(words);
  return people.filter(
    (one) => one.initials.startsWith(words) || spelling(one.pinyin).startsWith(spelt) || one.name.replaceAll('·', '').includes(words),
  );
}

/** 16 is 0016. */
const bare = (number: string) => number.replace(/^0+/, '');
/** 吕 is typed lv on some keyboards and lu on others. */
const spelling = (words: string) => words.replaceAll(/[vü]/g, 'u');
