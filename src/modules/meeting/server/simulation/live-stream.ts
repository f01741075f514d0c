import { Agent, get, type ClientRequest } from 'node:http';

/** What a stream tells whoever opened it. */
interface StreamEars {
  /** Something happened, or may have been missed (`resync`). */
  readonly heard: (type: string) => void;
  /** The stream is over; {@link LiveStream.open} goes on where it ended. */
  readonly ended: () => void;
}

// A stream keeps its connection to itself and gives it up when it ends.
const agent = new Agent({ keepAlive: false });

/** A phone's live updates, as a browser's EventSource follows them: it remembers the last event's id and is told what it missed. */
export class LiveStream {
  private readonly url: string;
  private readonly cookie: string;
  private readonly ears: StreamEars;
  private lastId = '';
  private asked: ClientRequest | null = null;

  constructor(url: string, cookie: string, ears: StreamEars) {
    this.url = url;
    this.cookie = cookie;
    this.ears = ears;
  }

  get isOpen(): boolean {
    return this.asked !== null;
  }

  /** Resolves true when the server has begun to tell, false where it was not reached. */
  async open(): Promise<boolean> {
    return await new Promise((resolve) => {
      let hasBegun = false;
      const headers = { cookie: this.cookie, ...(this.lastId ? { 'last-event-id': this.lastId } : {}) };
      const asked = get(this.url, { agent, headers }, (response) => {
        response.setEncoding('utf8');
        let rest = '';
        response.on('data', (chunk: string) => {
          const blocks = (rest + chunk).split('\n\n');
          rest = blocks.pop()!;
          for (const block of blocks) this.take(block);
          hasBegun = true;
          resolve(true);
        });
        response.on('error', () => undefined);
      });
      asked.on('error', () => undefined);
      asked.on('close', () => {
        resolve(false);
        if (this.asked !== asked) return;
        this.asked = null;
        if (hasBegun) this.ears.ended();
      });
      this.asked = asked;
    });
  }

  /** Ends it without a word, as when the network goes. */
  close(): void {
    const { asked } = this;
    this.asked = null;
    asked?.destroy();
  }

  private take(block: string): void {
    const lines = new Map(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
    const id = lines.get('id');
    if (id) this.lastId = id;
    const data = lines.get('data');
    if (data === undefined) return;
    this.ears.heard(lines.get('event') === 'resync' ? 'resync' : (JSON.parse(data) as { type: string }).type);
  }
}
