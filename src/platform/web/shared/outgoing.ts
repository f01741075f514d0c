import { useSyncExternalStore } from 'react';
import { newId } from '../../contract/identifiers.ts';
import { Problem, type ProblemShape } from '../../contract/problem.ts';
import type { AnswerOf, CallOf, Method, RouteContract } from '../../contract/route.ts';
import { addressOf, seatInUse, send } from './call.ts';
import { type SignalWatch, signal } from './signal.ts';
import { type DeviceStore, deviceStore } from './store.ts';
import { uploadFile } from './upload.ts';

/** A picture, recording or document that belongs to a write. Its `id` stands in the write's body as `file:<id>` until the server has named it. */
export interface OutgoingFile {
  readonly id: string;
  readonly name: string;
  readonly blob: Blob;
  /** The server's id once it was uploaded, so that a broken-off write does not upload it again. */
  readonly uploadedAs?: string;
}

/** `waiting` for signal or its turn, on its way (`sending`), arrived (`sent`), or refused by the server with a reason (`refused`). */
export type OutgoingState = 'waiting' | 'sending' | 'sent' | 'refused';

/** One write with everything that is needed to send it, later and after a restart, exactly once. */
export interface OutgoingWrite {
  /** Place in the row; given by the store. */
  readonly order?: number;
  /** Also the idempotency key: however often it is sent, the server does it once. */
  readonly id: string;
  readonly personId: string;
  readonly seatId: string | null;
  /** What it is in the user's words: `督事：云塘路 118 号门前行道树倒伏`. */
  readonly title: string;
  readonly method: Method;
  readonly address: string;
  readonly body: unknown;
  readonly files: readonly OutgoingFile[];
  /** The body whose matter the files are for, see `uploadFile`. */
  readonly bodyId?: string | undefined;
  readonly state: OutgoingState;
  readonly madeAt: string;
  readonly sentAt?: string;
  /** Why the server refused it. */
  readonly refusal?: ProblemShape & { readonly status: number };
  readonly answer?: unknown;
}

export interface OutgoingSettings {
  readonly store: () => Promise<Awaited<ReturnType<typeof deviceStore>>>;
  readonly send: (write: OutgoingWrite) => Promise<unknown>;
  readonly upload: (file: OutgoingFile, write: OutgoingWrite) => Promise<string>;
  readonly signal: Pick<SignalWatch, 'state' | 'watch'>;
  /** Pause before a write is tried again that the server could not take because of its own trouble. */
  readonly pause?: number;
}

const keepSentFor = 86_400_000;
const mostMissesAtOnce = 3;

/**
 * The row of writes that leave this device one after another. A write is stored before its first attempt, so that no dead battery and no
 * tunnel loses it; its idempotency key is stored with it, so that no repetition doubles it. A lost signal stops the row, a refusal marks
 * the one write and lets the others go on.
 */
export class Outgoing {
  #writes: readonly OutgoingWrite[] = [];
  #personId: string | null = null;
  #busy: Promise<void> | null = null;
  #again: ReturnType<typeof setTimeout> | undefined;
  /** Attempts in a row that did not get through. */
  #misses = 0;
  readonly #listeners = new Set<() => void>();
  readonly #settings: OutgoingSettings;

  constructor(settings: OutgoingSettings) {
    this.#settings = settings;
    settings.signal.watch((state) => state === 'online' && this.#resume());
  }

  /** Takes up the row of the person who is signed in; another person's writes stay untouched until that person returns. */
  async begin(personId: string): Promise<void> {
    this.#personId = personId;
    const store = await this.#settings.store();
    for (const write of await store.getAll('outgoing')) {
      if (write.state === 'sending') await store.put('outgoing', { ...write, state: 'waiting' });
      if (write.state === 'sent' && Date.now() - Date.parse(write.sentAt ?? write.madeAt) > keepSentFor)
        await store.delete('outgoing', write.order!);
    }
    await this.#reload();
    void this.drain();
  }

  /** Stores a write and starts sending. Resolves when it is safely stored. */
  async add(
    write: Pick<OutgoingWrite, 'title' | 'method' | 'address' | 'body' | 'files' | 'bodyId'> & {
      readonly id?: string;
      readonly seatId?: string | null;
    },
  ): Promise<string> {
    if (!this.#personId) throw new Error('outgoing.begin(person) comes before outgoing.add');
    const id = write.id ?? newId();
    const seatId = write.seatId === undefined ? seatInUse() : write.seatId;
    const store = await this.#settings.store();
    await store.add('outgoing', { ...write, id, seatId, personId: this.#personId, state: 'waiting', madeAt: new Date().toISOString() });
    await this.#reload();
    void this.drain();
    return id;
  }

  /** Sends whatever waits, in order. Safe to call at any time; only one round runs, across all open windows of the browser. */
  drain(): Promise<void> {
    this.#busy ??= onlyHere(() => this.#round()).finally(() => {
      this.#busy = null;
    });
    return this.#busy;
  }

  /** Tries a refused write again as it is. */
  async retry(id: string): Promise<void> {
    await this.#change(id, { state: 'waiting', refusal: undefined });
    await this.drain();
  }

  /** Takes a write out of the row for good. One that is on its way cannot be taken back. */
  async discard(id: string): Promise<void> {
    const store = await this.#settings.store();
    const write = await store.getFromIndex('outgoing', 'id', id);
    if (!write || write.state === 'sending') return;
    await store.delete('outgoing', write.order!);
    await this.#reload();
  }

  /** This person's writes, oldest first. */
  get writes(): readonly OutgoingWrite[] {
    return this.#writes;
  }

  watch = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The signal is back: at once; where others get through and only this row does not, with pauses, or it would turn without end. */
  #resume(): void {
    if (this.#misses < mostMissesAtOnce) void this.drain();
    else this.#drainLater();
  }

  async #round(): Promise<void> {
    await this.#reload();
    while (this.#settings.signal.state !== 'offline') {
      const write = this.#writes.find((one) => one.state === 'waiting');
      if (!write || !(await this.#attempt(write))) return;
    }
  }

  /** One attempt; false where the row has to wait. */
  async #attempt(write: OutgoingWrite): Promise<boolean> {
    await this.#change(write.id, { state: 'sending' });
    try {
      const files = await this.#uploadAll(write);
      const answer = await this.#settings.send({ ...write, files, body: withUploadedFiles(write.body, files) });
      this.#misses = 0;
      await this.#change(write.id, { state: 'sent', sentAt: new Date().toISOString(), answer, files: [] });
      return true;
    } catch (error) {
      return this.#fail(write, error);
    }
  }

  async #uploadAll(write: OutgoingWrite): Promise<readonly OutgoingFile[]> {
    const files = [...write.files];
    for (const [index, file] of files.entries()) {
      if (file.uploadedAs) continue;
      files[index] = { ...file, uploadedAs: await this.#settings.upload(file, write) };
      await this.#change(write.id, { files: [...files] });
    }
    return files;
  }

  async #fail(write: OutgoingWrite, error: unknown): Promise<boolean> {
    const status = error instanceof Problem ? error.status : null;
    this.#misses = status === null ? this.#misses + 1 : 0;
    if (error instanceof Problem && error.status < 500 && status !== 401 && status !== 429) {
      await this.#change(write.id, { state: 'refused', refusal: { ...error.toJSON(), status: error.status } });
      return true;
    }
    await this.#change(write.id, { state: 'waiting' });
    // Nobody is signed in: the row goes on with `begin` after the next sign-in.
    if (status !== 401 && this.#settings.signal.state !== 'offline') this.#drainLater();
    return false;
  }

  #drainLater(): void {
    if (this.#again !== undefined) return;
    this.#again = setTimeout(() => {
      this.#again = undefined;
      void this.drain();
    }, this.#settings.pause ?? 15_000);
  }

  async #change(id: string, part: Partial<OutgoingWrite>): Promise<void> {
    const store = await this.#settings.store();
    const write = await store.getFromIndex('outgoing', 'id', id);
    if (write) await store.put('outgoing', { ...write, ...part });
    await this.#reload();
  }

  async #reload(): Promise<void> {
    const all: DeviceStore['outgoing']['value'][] = await (await this.#settings.store()).getAll('outgoing');
    this.#writes = all.filter((write) => write.personId === this.#personId);
    for (const listener of this.#listeners) listener();
  }
}

/** The row of this terminal. */
export const outgoing = new Outgoing({
  store: deviceStore,
  signal,
  upload: (file, write) => uploadFile(file.blob, file.name, { idempotencyKey: file.id, seatId: write.seatId, bodyId: write.bodyId }),
  send: async (write) => {
    const response = await send({
      method: write.method,
      address: write.address,
      body: write.body,
      seatId: write.seatId,
      idempotencyKey: write.id,
    });
    return response.json();
  },
});

/** This person's outgoing writes, oldest first. */
export function useOutgoing(): readonly OutgoingWrite[] {
  return useSyncExternalStore(outgoing.watch, () => outgoing.writes);
}

/** What became of {@link sendOrKeep}: the server's answer, or the promise that the write is stored and will go by itself. */
export type SentOrKept<R extends RouteContract> =
  | { readonly outcome: 'sent'; readonly answer: AnswerOf<R> }
  | { readonly outcome: 'kept'; readonly id: string };

/**
 * Sends a write through the row and waits a little for its answer. Without signal, or where the signal is weak, it resolves as `kept`.
 * Where the server refuses, the write leaves the row and the refusal is thrown, so that the form can show it.
 */
export async function sendOrKeep<R extends RouteContract>(
  route: R,
  input: CallOf<R>,
  words: { readonly title: string; readonly files?: readonly OutgoingFile[]; readonly bodyId?: string; readonly waitFor?: number },
): Promise<SentOrKept<R>> {
  const id = await outgoing.add({
    title: words.title,
    method: route.method,
    address: addressOf(route, input),
    body: input.body,
    files: words.files ?? [],
    bodyId: words.bodyId,
  });
  const write = await settled(id, words.waitFor ?? 8_000);
  if (write?.state === 'sent') return { outcome: 'sent', answer: write.answer as AnswerOf<R> };
  if (write?.state !== 'refused') return { outcome: 'kept', id };
  await outgoing.discard(id);
  const { code = 'outgoing.refused', status = 422, message = '没有办成，请检查后再试。', fields } = write.refusal ?? {};
  throw new Problem(code, status, message, fields);
}

/** Resolves when the write is sent or refused, when the signal is found to be gone, or after `limit` milliseconds. */
function settled(id: string, limit: number): Promise<OutgoingWrite | undefined> {
  return new Promise((resolve) => {
    const find = () => outgoing.writes.find((one) => one.id === id);
    const finish = () => {
      clearTimeout(timer);
      unwatch();
      unwatchSignal();
      resolve(find());
    };
    const look = () => {
      const write = find();
      if (!write || write.state === 'sent' || write.state === 'refused') finish();
    };
    const timer = setTimeout(finish, limit);
    const unwatch = outgoing.watch(look);
    const unwatchSignal = signal.watch((state) => state === 'offline' && finish());
    if (signal.state === 'offline') finish();
    else look();
  });
}

/** Puts the server's ids in the place of `file:<id>` wherever they stand in a body. */
function withUploadedFiles(body: unknown, files: readonly OutgoingFile[]): unknown {
  if (typeof body === 'string' && body.startsWith('file:')) return files.find((file) => `file:${file.id}` === body)?.uploadedAs ?? body;
  if (Array.isArray(body)) return body.map((one) => withUploadedFiles(one, files));
  if (body === null || typeof body !== 'object') return body;
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, withUploadedFiles(value, files)]));
}

/** Runs `work` while no other window of this browser does; where locks are missing the idempotency keys alone keep repetitions harmless. */
function onlyHere(work: () => Promise<void>): Promise<void> {
  return globalThis.navigator?.locks ? navigator.locks.request('luzhitong-outgoing', work) : work();
}
