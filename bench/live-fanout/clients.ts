import { connect } from 'node:net';

/** Arrival times of each message at all clients, in milliseconds of the machine's monotonic clock. */
const arrivals: number[][] = [];

const [port, count] = process.argv.slice(2).map(Number) as [number, number];
const request = 'GET /api/live HTTP/1.1\r\nhost: localhost\r\naccept: text/event-stream\r\n\r\n';
const mark = Buffer.from('\ndata:');

/** Opens one client; resolves when the server has begun its stream. */
async function open(): Promise<void> {
  let messages = 0;
  await new Promise<void>((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => socket.write(request));
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      if (chunk.includes('retry:')) resolve();
      const at = Number(process.hrtime.bigint()) / 1e6;
      for (let from = chunk.indexOf(mark); from >= 0; from = chunk.indexOf(mark, from + mark.length))
        (arrivals[messages++] ??= []).push(at);
    });
  });
}

for (let opened = 0; opened < count; opened += 100) await Promise.all(Array.from({ length: Math.min(100, count - opened) }, open));

process.on('message', (word: 'counts' | { starts: readonly number[] }) => {
  if (word === 'counts') return process.send!({ counts: arrivals.map((times) => times.length) });
  const latencies = arrivals.map((times, index) => times.map((at) => at - word.starts[index]!));
  const all = Float64Array.from(latencies.flat()).sort();
  return process.send!({ lasts: latencies.map((times) => Math.max(...times)), p99: all[Math.floor(all.length * 0.99)] });
});
process.send!({ open: count });
