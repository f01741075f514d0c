/**
 * One figure of a benchmark or an evaluation. `floor` is what the same machine needs, in the same run, for the least that could do the job
 * (a bare query, an empty route): only `value / floor` can be compared between machines.
 */
export interface Measurement {
  /** What was measured, e.g. `list 50 matters, p95`. */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly floor?: number;
  /** How far the figure shall come. Whether it does is told beside it; it never fails the command, because a busy machine is no fault. */
  readonly reach?: Reach;
  /** Circumstances that a reader needs to repeat it: rows, connections, versions. */
  readonly detail?: Readonly<Record<string, string | number>>;
}

/** A bound of the ratio to the floor, or, with `of: 'value'`, of the figure itself. */
export type Reach = { readonly of?: 'value' } & ({ readonly most: number } | { readonly least: number });

/** What `bench/<name>.bench.ts` and `bench/evaluate/<task>.ts` export. */
export interface MeasuringTask {
  /** One sentence that `npm run bench` or `npm run evaluate` lists. */
  readonly description: string;
  /** Measures and cleans up after itself. `words` are the further words of the command line. */
  readonly measure: (words: readonly string[]) => Promise<readonly Measurement[]>;
}
