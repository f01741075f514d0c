import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';
import { distribution } from '../timing.ts';

/** One request of the row that is sent. */
export interface LoadCall {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface LoadOrder {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  /** A JSON file of {@link LoadCall}s; each is sent once. The load ends early when none is left. */
  readonly file: string;
}

export interface LoadOutcome {
  readonly answered: number;
  readonly failed: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  /** The first answer that was a failure, for whoever looks into it. */
  readonly fault: string | null;
}

/** Sends calls over so many connections, one at a time on each. Run by fork: the process that sends must not be the one that answers. */
async function send({ url, connections, seconds, file }: LoadOrder): Promise<LoadOutcome> {
  const calls = JSON.parse(readFileSync(file, 'utf8')) as LoadCall[];
  const times: number[] = [];
  let [next, failed, fault] = [0, 0, null as string | null];
  const begun = performance.now();
  let last = begun;
  await new Promise<void>((resolve, reject) => {
    const options: autocannon.Options = {
      url,
      connections: Math.min(connections, calls.length),
      amount: calls.length,
      timeout: 30,
      requests: [
        {
          method: 'POST',
          setupRequest: (request) => Object.assign(request, calls[next++ % calls.length]),
          onResponse: (status, body) => {
            if (status >= 400) fault ??= `${status} ${body.slice(0, 300)}`;
          },
        },
      ],
    };
    const running = autocannon(options, (error) => (error ? reject(error as Error) : resolve()));
    const stop = setTimeout(() => running.stop(), seconds * 1_000);
    running.on('response', (_client, status, _bytes, milliseconds) => {
      last = performance.now();
      if (status < 400) times.push(milliseconds);
      else failed += 1;
    });
    running.on('done', () => clearTimeout(stop));
  });
  const { p50, p95 } = distribution(times);
  return { answered: times.length, failed, perSecond: times.length / Math.max(0.001, (last - begun) / 1_000), p50, p95, fault };
}

process.on('message', (order: LoadOrder) => {
  void send(order).then(
    (outcome) => process.send!(outcome),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
