/** Fills `{name}` in declared words. A filling that is not there leaves nothing, and the punctuation around it is tidied. */
export function fill(words: string, fillings: Readonly<Record<string, string>>): string {
  return words
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => fillings[name] ?? '')
    .replaceAll(/[：，]([。；]|$)/g, '$1')
    .replaceAll('。。', '。')
    .replaceAll('《》', '')
    .trim();
}

/** A title in `most` characters, cut at the end with an ellipsis. Counts characters, not UTF-16 units, so nothing is torn. */
export function shorten(text: string, most: number): string {
  const characters = Array.from(text.replaceAll(/\s+/g, ' ').trim());
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most - 1).join('')}…`;
}

/** `2026-05-28` as 5月28日; with the year where it differs from `today`'s. */
export function sayDay(day: string, today: string): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return day.slice(0, 4) === today.slice(0, 4) ? `${month}月${date}日` : `${year}年${month}月${date}日`;
}

/** A moment as 1月26日12:00, in China's time. */
export function sayMoment(at: Date): string {
  const local = new Date(at.getTime() + 8 * 3_600_000).toISOString();
  return `${Number(local.slice(5, 7))}月${Number(local.slice(8, 10))}日${local.slice(11, 16)}`;
}
