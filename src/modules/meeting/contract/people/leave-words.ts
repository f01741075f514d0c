import { dayOf } from '#platform/contract/instant.ts';

/** `11月23日 14:30 至 18:00`, `11月23日全天`, `11月23日至25日全天`, in China's time. `untilAt` does not belong to the time. */
export function leaveTimeWords({ fromAt, untilAt }: { readonly fromAt: string; readonly untilAt: string }): string {
  const [from, until] = [new Date(fromAt), new Date(untilAt)];
  const [first, last] = [dayOf(from), dayOf(new Date(until.getTime() - 1))];
  const day = (value: string) => `${Number(value.slice(5, 7))}月${Number(value.slice(8))}日`;
  const clock = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(11, 16);
  if (clock(from) === '00:00' && clock(until) === '00:00') {
    if (first === last) return `${day(first)}全天`;
    return `${day(first)}至${first.slice(0, 7) === last.slice(0, 7) ? `${Number(last.slice(8))}日` : day(last)}`;
  }
  return `${day(first)} ${clock(from)} 至 ${first === last ? '' : `${day(last)} `}${clock(until)}`;
}
