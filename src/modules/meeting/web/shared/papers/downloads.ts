import { useSyncExternalStore } from 'react';
import { Problem, problemShape } from '#platform/contract/problem.ts';
import { Unreachable, addressOf, call, seatInUse } from '#platform/web/shared/call.ts';
import { signal } from '#platform/web/shared/signal.ts';
import type { OwnPaper } from '../../../contract/papers/paper.ts';
import { papersProblem } from '../../../contract/papers/problems.ts';
import { downloadPaper, readPaper, readPaperTexts, readerHeader } from '../../../contract/papers/routes.ts';
import { keepReaderParts } from './reader-parts.ts';
import { noteReading, sendReports } from './reports.ts';
import {
  type KeptPaper,
  canSeal,
  dropOlderPieces,
  dropPaper,
  keepPaper,
  keepPiece,
  keepTexts,
  keptPaper,
  keptPapers,
  pieceSize,
} from './shelf.ts';

/** How far a download is. */
export interface Download {
  readonly state: 'waiting' | 'running' | 'paused' | 'failed';
  readonly done: number;
  readonly total: number;
  /** Why it failed, in words. */
  readonly words?: string;
}

/** What this device has, for lists: downloads on their way, and papers that are here with their version. */
export interface OnDevice {
  readonly downloads: ReadonlyMap<string, Download>;
  readonly kept: ReadonlyMap<string, KeptPaper>;
}

/**
 * Downloads of papers, one after another. A piece is stored as soon as it is there, so that a download that was cut off, by the signal or by closing
 * the app, goes on from there.
 */
class Downloads {
  #now: OnDevice = { downloads: new Map(), kept: new Map() };
  #waiting: { readonly personId: string; readonly meetingId: string; readonly paper: OwnPaper }[] = [];
  #running: AbortController | null = null;
  readonly #listeners = new Set<() => void>();

  watch = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get now(): OnDevice {
    return this.#now;
  }

  /** Looks at what is on the device. */
  async look(personId: string): Promise<void> {
    const kept = new Map((await keptPapers(personId)).map((paper) => [paper.paperId, paper]));
    this.#tell({ kept });
  }

  /** Puts papers into the row of downloads; those that are here whole in this version are passed over. */
  async add(personId: string, meetingId: string, papers: readonly OwnPaper[]): Promise<void> {
    await this.look(personId);
    for (const paper of papers) {
      const kept = this.#now.kept.get(paper.id);
      if (paper.closed || (kept?.whole && kept.version === paper.version) || this.#waiting.some((one) => one.paper.id === paper.id))
        continue;
      this.#waiting.push({ personId, meetingId, paper });
      const begun = kept?.version === paper.version ? Math.min(paper.bytes, kept.pieces * pieceSize) : 0;
      this.#set(paper.id, { state: 'waiting', done: begun, total: paper.bytes });
    }
    await this.#run();
  }

  /** Stops everything on its way; what was stored of it stays for the next time. */
  pause(): void {
    for (const { paper } of this.#waiting) this.#set(paper.id, { ...this.#now.downloads.get(paper.id)!, state: 'paused' });
    this.#waiting = [];
    this.#running?.abort();
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = new AbortController();
    try {
      for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
        const { personId, meetingId, paper } = next;
        await this.#one(personId, meetingId, paper, this.#running.signal);
        this.#waiting = this.#waiting.filter((one) => one !== next);
        await this.look(personId);
        if (this.#waiting.length === 0) void sendReports(personId);
      }
    } finally {
      this.#running = null;
    }
    // Added while the last one was being finished off.
    if (this.#waiting.length > 0) await this.#run();
  }

  async #one(personId: string, meetingId: string, paper: OwnPaper, stop: AbortSignal): Promise<void> {
    const told = (done: number) => this.#set(paper.id, { state: 'running', done, total: paper.bytes });
    try {
      await download({ personId, meetingId, paper, stop, told });
      const downloads = new Map(this.#now.downloads);
      downloads.delete(paper.id);
      this.#tell({ downloads });
    } catch (error) {
      const before = this.#now.downloads.get(paper.id);
      if (!before) return;
      if (stop.aborted) this.#set(paper.id, { ...before, state: 'paused' });
      else this.#set(paper.id, { ...before, state: 'failed', words: wordsOf(error) });
    }
  }

  #set(paperId: string, now: Download): void {
    this.#tell({ downloads: new Map(this.#now.downloads).set(paperId, now) });
  }

  #tell(part: Partial<OnDevice>): void {
    this.#now = { ...this.#now, ...part };
    for (const listener of this.#listeners) listener();
  }
}

/** The downloads of this terminal. */
export const downloads = new Downloads();

/** What is on this device and on its way to it. */
export function useOnDevice(): OnDevice {
  return useSyncExternalStore(downloads.watch, () => downloads.now);
}

interface Order {
  readonly personId: string;
  readonly meetingId: string;
  readonly paper: OwnPaper;
  readonly stop: AbortSignal;
  readonly told: (bytes: number) => void;
}

async function download({ personId, meetingId, paper, stop, told }: Order): Promise<void> {
  const params = { meetingId, paperId: paper.id };
  const view = await call(readPaper, { params }, { signal: stop });
  if (view.class !== 'public' && !(await canSeal(personId))) throw papersProblem('meeting.paper-unsealed');
  const { version } = view;
  const bytes = view.versions.find((one) => one.version === version)?.bytes ?? paper.bytes;
  const before = await keptPaper(personId, paper.id);
  // A replaced version goes first: nobody should read in one what another cites from the other.
  const begun = before && before.version === version && before.bytes === bytes ? before : null;
  const place = { personId, paperId: paper.id, meetingId };
  let kept: KeptPaper = begun ?? {
    ...place,
    version,
    bytes,
    pieces: 0,
    whole: false,
    until: view.until,
    mustReturn: view.class === 'returned',
    savedAt: new Date().toISOString(),
    sizes: [],
    view,
  };
  const texts = await call(readPaperTexts, { params: { ...params, version } }, { signal: stop });
  kept = { ...kept, sizes: texts.sizes };
  if (!begun && before) await dropPaper(personId, paper.id);
  await keepPaper(kept);
  await keepTexts(personId, paper.id, texts);
  await keepReaderParts();
  told(Math.min(bytes, kept.pieces * pieceSize));
  for await (const piece of piecesOf({ ...params, version }, kept.pieces, bytes, stop)) {
    kept = await keepPiece(kept, kept.pieces, piece);
    told(Math.min(bytes, kept.pieces * pieceSize));
  }
  await keepPaper({ ...kept, whole: true, view, until: view.until, savedAt: new Date().toISOString() });
  await dropOlderPieces(kept);
  await noteReading(personId, meetingId, { paperId: paper.id, version, downloadedAt: new Date().toISOString() });
}

/** The pieces of a file from `from` on, in one request, each as soon as it is complete. Throws where the file ends early. */
async function* piecesOf(
  params: { meetingId: string; paperId: string; version: number },
  from: number,
  bytes: number,
  stop: AbortSignal,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let at = from * pieceSize;
  if (at >= bytes) return;
  const reader = (await fetchPaper(params, { begin: at, end: bytes }, stop)).getReader();
  let piece = new Uint8Array(Math.min(pieceSize, bytes - at));
  let filled = 0;
  for (;;) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      if (stop.aborted) throw error;
      signal.doubt();
      throw new Unreachable();
    });
    if (done) break;
    for (let taken = 0; taken < value.length;) {
      const part = value.subarray(taken, taken + piece.length - filled);
      piece.set(part, filled);
      filled += part.length;
      taken += part.length;
      if (filled < piece.length) continue;
      yield piece;
      at += piece.length;
      piece = new Uint8Array(Math.min(pieceSize, bytes - at));
      filled = 0;
      if (at >= bytes) return;
    }
  }
  if (at < bytes) throw new Unreachable();
}

/** A part of a paper's file from the server, as a stream. */
export async function fetchPaper(
  params: { meetingId: string; paperId: string; version: number },
  range: { begin: number; end: number },
  stop?: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const seat = seatInUse();
  const headers = { [readerHeader]: '1', range: `bytes=${range.begin}-${range.end - 1}`, ...(seat ? { 'x-seat': seat } : {}) };
  const response = await fetch(addressOf(downloadPaper, { params }), {
    headers,
    credentials: 'same-origin',
    cache: 'no-store',
    ...(stop ? { signal: stop } : {}),
  }).catch((error: unknown) => {
    if (stop?.aborted) throw error;
    signal.doubt();
    throw new Unreachable();
  });
  if (response.status === 206 || (response.status === 200 && range.begin === 0)) return response.body!;
  const parsed = problemShape.safeParse(await response.json().catch(() => null));
  throw parsed.success ? new Problem(parsed.data.code, response.status, parsed.data.message) : new Unreachable();
}

/** Whether `bytes` more find room on this device, as far as the browser tells; also asks it to keep what is here. */
export async function hasRoom(bytes: number): Promise<boolean> {
  const storage = (globalThis.navigator as Navigator | undefined)?.storage;
  if (!storage?.estimate) return true;
  void storage.persist?.().catch(() => false);
  const { quota = Number.POSITIVE_INFINITY, usage = 0 } = await storage.estimate();
  return quota - usage > bytes * 1.1 + 5_000_000;
}

function wordsOf(error: unknown): string {
  if (error instanceof Problem || error instanceof Unreachable) return error.message;
  const name = error instanceof Error ? error.name : '';
  return name === 'QuotaExceededError' ? '设备空间不够，请清理后再下载。' : '没有下载完，请重试。';
}
