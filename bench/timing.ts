/** How long something took, in milliseconds. */
export interface Distribution {
  readonly p50: number;
  readonly p95: number;
  readonly samples: number;
}

/**
 * Times several pieces of work against each other: one of each in every round, so that whatever else the machine does at the time falls on
 * all of them alike. The first tenth of the rounds warms up and is not counted.
 */
export async function inTurns<Name extends string>(
  rounds: number,
  work: Readonly<Record<Name, (round: number) => Promise<unknown>>>,
): Promise<Record<Name, Distribution>> {
  const names = Object.keys(work) as Name[];
  const warming = Math.ceil(rounds / 10);
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < rounds + warming; round += 1) {
    for (const name of names) {
      const begun = performance.now();
      await work[name](round);
      if (round >= warming) times[name].push(performance.now() - begun);
    }
  }
  return Object.fromEntries(names.map((name) => [name, distribution(times[name])])) as Record<Name, Distribution>;
}

/** The middle and the slow end of `times`. */
export function distribution(times: readonly number[]): Distribution {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), samples: sorted.length };
}

/** The middle of a few figures. */
export function median(figures: readonly number[]): number {
  return distribution(figures).p50;
}
