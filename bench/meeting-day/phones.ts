import { connect, type Socket } from 'node:net';

/** Three thousand phones in one process: each has its event stream and a second connection over which it reads its day again at every event. */
interface PhonesOrder {
  readonly port: number;
  readonly meetingId: string;
  readonly day: string;
  readonly people: readonly string[];
}

const order = JSON.parse(process.argv[2]!) as PhonesOrder;
const heard: number[][] = [];
const read: number[][] = [];
let bytes = 0;
let refused = '';
const now = () => Number(process.hrtime.bigint()) / 1e6;
const mark = Buffer.from('\ndata:');

function request(path: string, person: string, accept: string): string {
  return `GET ${path} HTTP/1.1\r\nhost: localhost\r\nx-person: ${person}\r\naccept: ${accept}\r\n\r\n`;
}

/** Opens one phone; resolves when its stream has begun. */
async function open(person: string): Promise<void> {
  const reading = await reader(person);
  let events = 0;
  await new Promise<void>((resolve, reject) => {
    const socket = connect({ port: order.port, host: '127.0.0.1', noDelay: true }, () =>
      socket.write(request(`/api/live?topics=meeting:${order.meetingId}`, person, 'text/event-stream')),
    );
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      if (chunk.includes('retry:')) resolve();
      for (let from = chunk.indexOf(mark); from >= 0; from = chunk.indexOf(mark, from + mark.length)) {
        (heard[events] ??= []).push(now());
        events += 1;
        reading();
      }
    });
  });
}

/** The phone's connection for reading; the returned function reads the day once. */
async function reader(person: string): Promise<() => void> {
  const socket = await new Promise<Socket>((resolve, reject) => {
    const made = connect({ port: order.port, host: '127.0.0.1', noDelay: true }, () => resolve(made));
    made.on('error', reject);
  });
  socket.on('close', () => {
    refused ||= 'the server closed a connection';
  });
  let answers = 0;
  let left = -1;
  let head = '';
  socket.on('data', (chunk) => {
    let body = chunk.length;
    if (left < 0) {
      head += chunk.toString('latin1');
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      if (!head.startsWith('HTTP/1.1 200')) refused ||= head.slice(0, 600);
      left = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      body = head.length - end - 4;
      head = '';
    }
    left -= body;
    bytes += body;
    if (left > 0) return;
    left = -1;
    (read[answers] ??= []).push(now());
    answers += 1;
  });
  return () => socket.write(request(`/api/meetings/${order.meetingId}/days/${order.day}`, person, 'application/json'));
}

for (let opened = 0; opened < order.people.length; opened += 100) await Promise.all(order.people.slice(opened, opened + 100).map(open));

process.on('message', () => process.send!({ heard: heard.map(span), read: read.map(span), bytes, refused }));
process.send!({ open: order.people.length });

function span(times: readonly number[]): { count: number; last: number } {
  return { count: times.length, last: times.reduce((most, time) => Math.max(most, time), 0) };
}
