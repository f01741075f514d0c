/** How long the calls of one route took, of those that were answered. */
export interface RouteTimes {
  readonly calls: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
}

/** What everybody's calls came to: how long each route took, which writes a kill cut off, and how many were sent again under the same key. */
export class CallBook {
  /** Writes that were sent again under the key of the first time, because its answer never came. */
  repeated = 0;
  /** Writes by route that were under way in the moment of a kill. */
  readonly cutOff: Record<string, number> = {};
  /** What the server itself failed at, in its words. */
  readonly failures: string[] = [];
  private readonly times = new Map<string, number[]>();
  private readonly underWay = new Map<string, number>();

  begin(route: string): void {
    this.underWay.set(route, (this.underWay.get(route) ?? 0) + 1);
  }

  end(route: string): void {
    this.underWay.set(route, this.underWay.get(route)! - 1);
  }

  /** The server answered that it failed (5xx). One that is being killed has none to say so. */
  failed(route: string, status: number, text: string): void {
    this.failures.push(`${route}：${status} ${text.slice(0, 200)}`);
  }

  answered(route: string, milliseconds: number): void {
    const known = this.times.get(route);
    if (known) known.push(milliseconds);
    else this.times.set(route, [milliseconds]);
  }

  /** Writes down what is under way; called as the server is killed. */
  noteKill(): void {
    for (const [route, count] of this.underWay) if (count > 0) this.cutOff[route] = (this.cutOff[route] ?? 0) + count;
  }

  /** By route, in the order of the alphabet. */
  summary(): Record<string, RouteTimes> {
    const routes = [...this.times].toSorted(([one], [other]) => (one < other ? -1 : 1));
    return Object.fromEntries(routes.map(([route, times]) => [route, timesOf(times.toSorted((a, b) => a - b))]));
  }
}

function timesOf(sorted: readonly number[]): RouteTimes {
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]! * 10) / 10;
  return { calls: sorted.length, p50: at(0.5), p95: at(0.95) };
}
