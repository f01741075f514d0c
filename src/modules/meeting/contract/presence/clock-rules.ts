/** How far a device's clock is from the server's: device minus server, in milliseconds, and how sure that is (half of the round trip). */
export interface ClockOffset {
  readonly offset: number;
  readonly within: number;
}

/** One question to the server's clock: the device's time before and after, and what the server said. All in milliseconds. */
export interface ClockRound {
  readonly asked: number;
  readonly answered: number;
  readonly server: number;
}

/** The offset by the quickest of several rounds: the one that can be wrong by the least. Null without any. */
export function offsetOf(rounds: readonly ClockRound[]): ClockOffset | null {
  const best = rounds.reduce<ClockRound | null>(
    (found, one) => (!found || one.answered - one.asked < found.answered - found.asked ? one : found),
    null,
  );
  if (!best) return null;
  return { offset: Math.round((best.asked + best.answered) / 2 - best.server), within: Math.ceil((best.answered - best.asked) / 2) };
}

/** What a device's time may differ from the server's while it says that it is not offline. */
const believable = 60_000;

/**
 * The moment of a scan by the server's clock, in milliseconds: the device's time, corrected by its measured offset. A scan cannot lie in the
 * future, and one that comes at once from a device whose clock is far off happened now.
 */
export function momentOf(
  scan: { readonly deviceAt: number; readonly offsetMs: number | null; readonly offline: boolean },
  now: number,
): number {
  const corrected = scan.deviceAt - (scan.offsetMs ?? 0);
  if (scan.offline) return Math.min(corrected, now);
  return Math.abs(corrected - now) > believable ? now : Math.min(corrected, now);
}
