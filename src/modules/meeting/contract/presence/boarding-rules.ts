import type { ListWindow } from './redeem-rules.ts';
import { decideScan } from './redeem-rules.ts';

/** What was tapped on a liaison's phone. `at` in milliseconds of the server's clock. */
export interface BoardingTap {
  readonly attendeeId: string;
  readonly on: boolean;
  readonly at: number;
}

interface Passenger {
  readonly id: string;
  readonly boardedAt: string | null;
}

/**
 * Who is on the coach as far as a phone can know: what the server said last and the taps that it has not heard of, in their order. Whether a tap lets
 * somebody on is decided by the rules of every scan; a tap that takes back lets stand what came after it.
 */
export function boardedWith<One extends Passenger>(passengers: readonly One[], taps: readonly BoardingTap[], list: ListWindow): One[] {
  const own = Map.groupBy(taps, (tap) => tap.attendeeId);
  return passengers.map((one) => ({
    ...one,
    boardedAt: (own.get(one.id) ?? []).reduce((at, tap) => after(one.id, at, tap, list), one.boardedAt),
  }));
}

function after(id: string, boardedAt: string | null, tap: BoardingTap, list: ListWindow): string | null {
  if (!tap.on) return boardedAt !== null && isTakenBack(Date.parse(boardedAt), tap.at) ? null : boardedAt;
  const decision = decideScan({
    finding: { found: 'person', attendeeId: id, isDue: true, isExpired: false },
    list,
    entry: boardedAt === null ? null : { nonce: '', scannerId: null, at: Date.parse(boardedAt) },
    attempt: { at: tap.at, force: false },
  });
  return decision.letsIn ? new Date(tap.at).toISOString() : boardedAt;
}

/** Whether a tap of `at` takes back an entry: not one that came later, which it cannot have meant. */
export function isTakenBack(enteredAt: number, at: number): boolean {
  return enteredAt <= at;
}
