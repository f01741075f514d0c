import { dayOf } from '#platform/contract/instant.ts';

interface CountedMatter {
  readonly stage: string;
  readonly state: string;
  readonly field: string | null;
  readonly region_code: string | null;
  readonly rating: string | null;
  readonly submitted_at: Date | null;
  readonly closed_at: Date | null;
}
interface CountedHandling {
  readonly unit_id: string;
  readonly role: string;
  readonly state: string;
}
interface CountedClock {
  readonly holder_id: string;
  readonly state: string;
  readonly card: string;
  readonly principal: boolean;
  readonly is_right: boolean;
}
interface CountedCommitment {
  readonly state: string;
  readonly verdict: string | null;
  readonly due_on: string;
}

/** The order in which one mark stands for a whole matter: its most pressing principal clock. */
const pressing = ['veryOverdue', 'overdue', 'dueSoon', 'running', 'waiting'] as const;

/**
 * What the board counts of one matter, as lists of keys by dimension. `mark` divides the open matters and `wall` all matters (by year, region
 * and standing): each holds exactly one key for each of them, so that its counts add up. Drafts count nowhere. Pure.
 */
export function factsOf(
  matter: CountedMatter,
  handlings: readonly CountedHandling[],
  clocks: readonly CountedClock[],
  commitments: readonly CountedCommitment[],
  today: string,
): Record<string, string[]> {
  if (matter.submitted_at === null) return {};
  const open = matter.closed_at === null;
  const year = dayOf(matter.submitted_at).slice(0, 4);
  const region = matter.region_code ?? '';
  const principal = clocks.filter((clock) => clock.principal);
  const mark = pressing.find((state) => principal.some((clock) => clock.state === state)) ?? 'waiting';
  const units = handlings.filter((handling) => handling.role !== 'co').map((handling) => handling.unit_id);
  const late = (unit: string) =>
    clocks.some((clock) => clock.holder_id === unit && !clock.is_right && (clock.state === 'overdue' || clock.state === 'veryOverdue'));
  return {
    raised: ['all', year],
    [open ? 'open' : 'closed']: ['all', year],
    stage: [matter.stage],
    field: matter.field ? [matter.field] : [],
    mark: open ? [mark] : [],
    wall: [`${year}:${region}:${open ? mark : 'closed'}`],
    card: [...new Set(clocks.map((clock) => clock.card).filter((card) => card !== 'none'))],
    rating: matter.rating ? [matter.rating] : [],
    unitOpen: open ? units : [],
    unitOverdue: open ? units.filter(late) : [],
    unitClosed: open ? [] : units,
    unitRated: matter.rating ? units : [],
    unitRating: matter.rating ? units.map((unit) => `${unit}:${matter.rating}`) : [],
    commitment: commitments.map((one) =>
      one.verdict === 'kept' || one.verdict === 'keptLate'
        ? one.verdict
        : one.state === 'reported'
          ? 'kept'
          : one.due_on < today
            ? 'overdue'
            : 'open',
    ),
  };
}
