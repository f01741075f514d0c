import type { Board } from '../../../contract/hall/board.ts';
import { sittingKinds, type PresenceCount } from '../../../contract/meeting.ts';

type Entry = Board['strip'][number];

/** Entries of the day that are one thing on the strip: thirty groups that meet at the same hour. */
export interface DayBundle {
  readonly id: string;
  readonly title: string;
  readonly startsAt: string;
  readonly place: string;
  readonly state: Entry['state'];
  readonly count: PresenceCount | null;
  readonly entries: readonly Entry[];
}

/** More sittings of one kind at one hour than these are one entry of the strip. */
const mostAlone = 2;

/** The day as a strip shows it; the sums of a bundle are those of its sittings. */
export function bundlesOf(strip: readonly Entry[]): DayBundle[] {
  const together = Map.groupBy(strip, (entry) => `${entry.startsAt} ${entry.kind}`);
  const seen = new Set<string>();
  return strip.flatMap((entry) => {
    const key = `${entry.startsAt} ${entry.kind}`;
    const entries = together.get(key)!;
    if (entries.length <= mostAlone) return [alone(entry)];
    if (seen.has(key)) return [];
    seen.add(key);
    return [
      {
        ...alone(entry),
        title: `${sittingKinds[entry.kind]} ${entries.length} 场`,
        place: '',
        state: stateOf(entries),
        count: sumOf(entries),
        entries,
      },
    ];
  });
}

/** The sitting of a bundle that a press shows: the one with the most missing. */
export function worstOf({ entries }: DayBundle): Entry {
  return entries.toSorted((one, other) => (other.count?.missing ?? 0) - (one.count?.missing ?? 0))[0]!;
}

function alone(entry: Entry): DayBundle {
  const { id, title, startsAt, place, state, count } = entry;
  return { id, title, startsAt, place, state, count, entries: [entry] };
}

function stateOf(entries: readonly Entry[]): Entry['state'] {
  if (entries.some((entry) => entry.state === 'running')) return 'running';
  return entries.every((entry) => entry.state === 'ended') ? 'ended' : 'planned';
}

function sumOf(entries: readonly Entry[]): PresenceCount | null {
  const counts = entries.map((entry) => entry.count).filter((count) => count !== null);
  if (counts.length === 0) return null;
  const add = (name: keyof PresenceCount) => counts.reduce((sum, count) => sum + count[name], 0);
  return { due: add('due'), present: add('present'), onLeave: add('onLeave'), missing: add('missing') };
}
