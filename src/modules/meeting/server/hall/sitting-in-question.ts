import { dayOf } from '#platform/contract/instant.ts';
import type { SittingRow } from '../core/find.ts';

type Entry = Pick<SittingRow, 'id' | 'kind' | 'state' | 'starts_at' | 'ends_at'>;

/**
 * Which sitting the secretariat looks at: the one asked for; else one that runs; else the next of today; else the last of today; else the first to
 * come; else the last of all. Entries at which nobody is counted (meals, tours) only where there is no other.
 */
export function sittingInQuestion<Row extends Entry>(programme: readonly Row[], now: Date, askedFor?: string): Row | null {
  const asked = askedFor === undefined ? undefined : programme.find((one) => one.id === askedFor);
  if (asked) return asked;
  const counted = programme.filter((one) => one.kind !== 'meal' && one.kind !== 'registration' && one.kind !== 'other');
  const entries = counted.length > 0 ? counted : programme;
  const today = entries.filter((one) => dayOf(one.starts_at) === dayOf(now));
  return (
    entries.findLast((one) => one.state === 'running') ??
    today.find((one) => one.state === 'planned' && one.ends_at > now) ??
    today.at(-1) ??
    entries.find((one) => one.starts_at > now) ??
    entries.at(-1) ??
    null
  );
}
