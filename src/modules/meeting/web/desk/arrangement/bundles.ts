import type { MeetingView } from '../../../contract/arrangement/meeting-view.ts';
import type { Sitting } from './sitting-words.ts';

/** Sittings of several groups at the same time, which stand as one row until it is opened. */
export interface Bundle {
  readonly id: string;
  /** What they do, without the groups' names. */
  readonly title: string;
  readonly sittings: readonly Sitting[];
}

export type Row = { readonly sitting: Sitting; readonly inside?: string } | { readonly bundle: Bundle; readonly open: boolean };

/** Fewer are read at a glance. */
const fewest = 4;

export const idOf = (row: Row): string => ('bundle' in row ? row.bundle.id : row.sitting.id);
export const firstOf = (row: Row): Sitting => ('bundle' in row ? row.bundle.sittings[0]! : row.sitting);

/** The rows of a programme: entries in order, sittings of single groups at one time under one row. */
export function rowsOf(meeting: Pick<MeetingView, 'sittings' | 'groups'>, open: ReadonlySet<string>): readonly Row[] {
  const bundles = Map.groupBy(meeting.sittings, (one) => keyOf(one, meeting));
  return meeting.sittings
    .flatMap((sitting): Row[] => {
      const id = keyOf(sitting, meeting);
      const sittings = bundles.get(id)!;
      if (sittings.length < fewest) return [{ sitting }];
      const isOpen = open.has(id);
      const head: Row[] = sittings[0] === sitting ? [{ bundle: { id, title: plainTitle(sitting, meeting), sittings }, open: isOpen }] : [];
      return isOpen ? [...head, { sitting, inside: id }] : head;
    })
    .toSorted(byBundle(meeting));
}

/** Members of an open bundle stand right behind its row, whatever else begins at the same time. */
function byBundle(meeting: Pick<MeetingView, 'sittings' | 'groups'>) {
  const place = new Map<string, number>();
  for (const [index, one] of meeting.sittings.entries()) {
    const key = keyOf(one, meeting);
    if (!place.has(key)) place.set(key, index);
  }
  const of = (row: Row) => place.get('bundle' in row ? row.bundle.id : keyOf(row.sitting, meeting))!;
  return (one: Row, other: Row) => of(one) - of(other);
}

function keyOf(sitting: Sitting, meeting: Pick<MeetingView, 'groups'>): string {
  if (sitting.dueGroups.length !== 1) return sitting.id;
  return ['bundle', sitting.startsAt, sitting.endsAt, sitting.kind, plainTitle(sitting, meeting)].join(' ');
}

function plainTitle(sitting: Sitting, meeting: Pick<MeetingView, 'groups'>): string {
  const name = meeting.groups.find((group) => group.id === sitting.dueGroups[0])?.name;
  return name ? sitting.title.replace(name, '').trim() || sitting.title : sitting.title;
}
