/** `1月28日 09:00` in China. */
export function timeOf(instant: string): string {
  const china = new Date(Date.parse(instant) + 8 * 3_600_000);
  return `${china.getUTCMonth() + 1}月${china.getUTCDate()}日 ${china.toISOString().slice(11, 16)}`;
}
