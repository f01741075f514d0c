/** How far a device's clock is from the server's, as measured by one answer. */
export interface ClockSample {
  /** Milliseconds to add to the device's clock for the server's. */
  readonly offset: number;
  /** Half of the round trip: the truth lies within so many milliseconds of `offset`. */
  readonly within: number;
  /** When it was measured, by the device's clock. */
  readonly at: number;
}

/** A good measurement is kept for so long, because a clock drifts. */
const longestKept = 10 * 60_000;

/**
 * The better of what is known and a new answer (Cristian's algorithm): the server's moment is taken for the middle of the round trip, and the shortest round
 * trip is the surest. A jump of the device's clock, which the new answer contradicts, ends the old one at once.
 */
export function betterSample(
  known: ClockSample | null,
  { sentAt, receivedAt, serverAt }: { readonly sentAt: number; readonly receivedAt: number; readonly serverAt: number },
): ClockSample {
  const within = Math.max(0, (receivedAt - sentAt) / 2);
  const fresh: ClockSample = { offset: Math.round(serverAt - (sentAt + receivedAt) / 2), within, at: receivedAt };
  if (!known || receivedAt - known.at > longestKept || receivedAt < known.at) return fresh;
  const agrees = Math.abs(fresh.offset - known.offset) <= fresh.within + known.within + 50;
  return agrees && known.within <= fresh.within ? known : fresh;
}
