import type { HandlingRow, UnitInLine } from '../tables.ts';

const leadingFirst = ['lead', 'sole', 'separate', 'co'];

type Share = Pick<HandlingRow, 'id' | 'unit_id' | 'unit_short_name' | 'role' | 'state' | 'assigned_at'>;

/** Who has a case in hand, as `matter.units` keeps it: the shares that have not ended, leading ones first, then as they were assigned; null without any. */
export function unitsInLine(shares: readonly Share[]): UnitInLine[] | null {
  const live = shares.filter((share) => share.state !== 'ended');
  if (live.length === 0) return null;
  return live.toSorted(byRank).map(({ unit_id, unit_short_name, role }) => ({ unit_id, unit_short_name, role }));
}

function byRank(one: Share, other: Share): number {
  return (
    leadingFirst.indexOf(one.role) - leadingFirst.indexOf(other.role) ||
    one.assigned_at.getTime() - other.assigned_at.getTime() ||
    (one.id < other.id ? -1 : 1)
  );
}
