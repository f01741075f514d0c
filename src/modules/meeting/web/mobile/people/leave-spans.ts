import { endOfDay, startOfDay } from '#platform/contract/instant.ts';
import type { SittingLine } from '../../../contract/meeting.ts';
import type { OwnAttendance } from '../../../contract/arrangement/meeting-view.ts';

/** When somebody wants to be away. */
export interface Span {
  readonly fromAt: string;
  readonly untilAt: string;
}

/** The sittings that ask for an attendee and have not ended, in order of time. Meals and registration are nothing to be excused from. */
export function sittingsToExcuse(sittings: readonly SittingLine[], own: OwnAttendance, now: Date): SittingLine[] {
  const groups = new Set([own.groupId, ...own.posts.map((post) => post.groupId)]);
  return sittings
    .filter((one) => !['meal', 'other', 'registration'].includes(one.kind))
    .filter((one) => (one.state === 'planned' || one.state === 'running') && new Date(one.endsAt) > now)
    .filter((one) => one.dueCategories.includes(own.category) && (one.dueGroups.length === 0 || one.dueGroups.some((id) => groups.has(id))))
    .toSorted((one, other) => one.startsAt.localeCompare(other.startsAt));
}

/**
 * The leaves that excuse from the picked of `sittings`: one for each run of sittings that follow each other, so that none in between which the
 * person means to attend is covered.
 */
export function spansOf(sittings: readonly SittingLine[], picked: readonly string[]): Span[] {
  const spans: Span[] = [];
  let follows = false;
  for (const one of sittings) {
    if (!picked.includes(one.id)) {
      follows = false;
      continue;
    }
    const last = follows ? spans.pop() : undefined;
    const untilAt = last && last.untilAt > one.endsAt ? last.untilAt : one.endsAt;
    spans.push({ fromAt: last?.fromAt ?? one.startsAt, untilAt });
    follows = true;
  }
  return spans;
}

/** Whole days from `first` to `last`. */
export function spanOfDays(first: string, last: string): Span {
  return { fromAt: startOfDay(first).toISOString(), untilAt: new Date(endOfDay(last).getTime() + 1).toISOString() };
}
