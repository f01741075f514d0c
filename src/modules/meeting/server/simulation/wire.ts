import { Agent, request } from 'node:http';
import { newId } from '#platform/contract/identifiers.ts';
import type { AnswerOf, CallOf, RouteContract } from '#platform/contract/route.ts';
import { uploadFile, type FileLine } from '#platform/contract/files.ts';
import type { Chance } from '#platform/server/chance.ts';
import type { CallBook } from './call-book.ts';

/** How a device's network behaves for a call: `cut` reaches nobody, `deaf` reaches the server and loses its answer. */
type Weather = 'clear' | 'cut' | 'deaf';

/** The call was lost on the way, or there was nobody to take it: nothing is known to have happened. */
export class Lost extends Error {}

/** The server's refusal. */
export class Refused extends Error {
  readonly code: string;

  constructor(where: string, status: number, text: string) {
    super(`${where}: ${status} ${text.slice(0, 300)}`);
    this.code = (/"code":"([^"]+)"/.exec(text) ?? [])[1] ?? String(status);
  }
}

/** False where a call in `work` was lost. */
export async function tried(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof Lost) return false;
    throw error;
  }
}

interface Sending {
  readonly routeId: string;
  readonly method: string;
  readonly address: string;
  readonly headers: Record<string, string>;
  readonly body: Buffer | null;
}

const agent = new Agent({ keepAlive: true });

/** One device's way to the server: real requests with its own session, over a network that comes and goes. */
export class Wire {
  weather: Weather = 'clear';
  readonly url: string;
  readonly cookie: string;
  private readonly book: CallBook;

  constructor(url: string, cookie: string, book: CallBook) {
    this.url = url;
    this.cookie = cookie;
    this.book = book;
  }

  /** Calls `route`; a write under `key`, by which the server knows a repetition. Throws {@link Lost} and {@link Refused}. */
  async call<R extends RouteContract>(route: R, input: CallOf<R> = {}, key: string = newId()): Promise<AnswerOf<R>> {
    const body = route.method === 'GET' ? null : Buffer.from(JSON.stringify(input.body ?? {}));
    return JSON.parse((await this.send(sendingOf(route, input, key, body, 'application/json'))).toString()) as AnswerOf<R>;
  }

  /** The bytes that `route` answers with, asked for with `headers` as well. */
  async bytes<R extends RouteContract>(route: R, input: CallOf<R>, headers: Readonly<Record<string, string>> = {}): Promise<Buffer> {
    const sending = sendingOf(route, input, newId(), null, '');
    return await this.send({ ...sending, headers: { ...sending.headers, ...headers } });
  }

  /** Uploads a PDF as a browser's form does. */
  async upload(name: string, bytes: Buffer, key: string): Promise<FileLine> {
    const head = `--simulated\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/pdf\r\n\r\n`;
    const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--simulated--\r\n')]);
    const sending = sendingOf(uploadFile, {}, key, body, 'multipart/form-data; boundary=simulated');
    return JSON.parse((await this.send(sending)).toString()) as FileLine;
  }

  /** Loses the network, gets it back, or hears half of it. */
  changeWeather(chance: Chance): void {
    this.weather = chance.weighted({ clear: 6, cut: 3, deaf: 1 });
  }

  private async send(sending: Sending): Promise<Buffer> {
    if (this.weather === 'cut') throw new Lost();
    const isWrite = sending.method !== 'GET';
    const begun = performance.now();
    if (isWrite) this.book.begin(sending.routeId);
    const answer = await this.exchange(sending).finally(() => isWrite && this.book.end(sending.routeId));
    if (answer.status >= 500) {
      this.book.failed(sending.routeId, answer.status, answer.body.toString());
      throw new Lost();
    }
    this.book.answered(sending.routeId, performance.now() - begun);
    if (this.weather === 'deaf') throw new Lost();
    if (answer.status >= 400) throw new Refused(`${sending.method} ${sending.address}`, answer.status, answer.body.toString());
    return answer.body;
  }

  private async exchange({ method, address, headers, body }: Sending): Promise<{ status: number; body: Buffer }> {
    return await new Promise((resolve, reject) => {
      const asked = request(`${this.url}${address}`, { method, agent, headers: { cookie: this.cookie, ...headers } }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => resolve({ status: response.statusCode!, body: Buffer.concat(parts) }));
        // An answer that breaks off is none.
        response.on('error', () => reject(new Lost()));
        response.on('close', () => reject(new Lost()));
      });
      asked.on('error', () => reject(new Lost()));
      asked.end(body);
    });
  }
}

function sendingOf<R extends RouteContract>(route: R, input: CallOf<R>, key: string, body: Buffer | null, mediaType: string): Sending {
  const params = (input.params ?? {}) as Record<string, string | number>;
  const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input.query ?? {})) if (value !== undefined) query.append(name, String(value));
  const headers = {
    ...(route.method === 'GET' ? {} : { 'idempotency-key': key }),
    ...(body ? { 'content-type': mediaType, 'content-length': String(body.length) } : {}),
  };
  return { routeId: route.id, method: route.method, address: query.size > 0 ? `${path}?${query.toString()}` : path, headers, body };
}
