import type { ClientRequest } from 'node:http';
import { request } from 'node:http';
import { vi } from 'vitest';
import { expect } from 'vitest';
import type { LiveMessage } from '../../contract/live.ts';

/** A client of the event stream that remembers everything, as a browser's EventSource does. */
export class EventStream {
  readonly messages: LiveMessage[] = [];
  resyncs = 0;
  lastEventId = '';
  status = 0;
  retry = 0;
  ended = false;
  private readonly request: ClientRequest;
  private rest = '';

  constructor(url: string, headers: Record<string, string>, lastEventId = '') {
    this.lastEventId = lastEventId;
    this.request = request(
      url,
      { headers: { ...headers, ...(lastEventId ? { 'last-event-id': lastEventId } : {}) }, agent: false },
      (response) => {
        this.status = response.statusCode ?? 0;
        response
          .setEncoding('utf8')
          .on('data', (text: string) => this.take(text))
          .on('error', () => undefined)
          .once('close', () => {
            this.ended = true;
          });
      },
    );
    this.request.on('error', () => {
      this.ended = true;
    });
    this.request.end();
  }

  /** Resolves when the server has told the stream where it stands: from then on nothing is missed. */
  async ready(): Promise<this> {
    await vi.waitFor(() => expect(this.lastEventId !== '' || this.ended).toBe(true), { timeout: 5_000 });
    return this;
  }

  close(): void {
    this.request.destroy();
  }

  private take(text: string): void {
    const blocks = (this.rest + text).split('\n\n');
    this.rest = blocks.pop()!;
    for (const block of blocks)
      this.read(new Map(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)])));
  }

  private read(fields: ReadonlyMap<string, string>): void {
    if (fields.has('id')) this.lastEventId = fields.get('id')!;
    if (fields.has('retry')) this.retry = Number(fields.get('retry'));
    if (fields.get('event') === 'resync') this.resyncs += 1;
    else if (fields.has('data')) this.messages.push(JSON.parse(fields.get('data')!) as LiveMessage);
  }
}
