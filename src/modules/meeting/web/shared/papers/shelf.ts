import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { PaperNote, PaperTexts, PaperView, ReadingReport } from '../../../contract/papers/paper.ts';

/** Bytes of one stored piece of a paper's file: what a download is cut into, and what a cut-off one goes on from. */
export const pieceSize = 256 * 1_024;

/** A paper on this device: whose it is, which version, when it must leave. */
export interface KeptPaper {
  readonly personId: string;
  readonly paperId: string;
  readonly meetingId: string;
  readonly version: number;
  readonly bytes: number;
  /** Pieces that are here; all of them where it is `whole`. */
  readonly pieces: number;
  readonly whole: boolean;
  /** When it must leave the device, whatever the network; null where it may stay until its reader signs out. */
  readonly until: string | null;
  readonly mustReturn: boolean;
  readonly savedAt: string;
  /** Sizes of its pages in points, so that they can be laid out before anything is unpacked. */
  readonly sizes: PaperTexts['sizes'];
  /** What the reader shows of it without the network. */
  readonly view: PaperView;
}

/** A note on this device; `pending` until the server has it. */
export interface KeptNote {
  readonly personId: string;
  readonly meetingId: string;
  readonly note: PaperNote;
  readonly pending: boolean;
}

/** What this device has to tell of a paper's reading. */
export interface KeptReport {
  readonly personId: string;
  readonly meetingId: string;
  readonly report: ReadingReport;
}

/** Where its reader stopped, and how far he has come. */
export interface KeptPlace {
  readonly page: number;
  readonly furthest: number;
  readonly at: string;
}

type Sealed = { readonly iv: Uint8Array<ArrayBuffer> | null; readonly data: ArrayBuffer };

interface ShelfSchema extends DBSchema {
  keys: { key: string; value: CryptoKey };
  papers: { key: [string, string]; value: KeptPaper };
  pieces: { key: [string, string, number, number]; value: Sealed };
  texts: { key: [string, string]; value: Sealed };
  notes: { key: [string, string]; value: KeptNote };
  reports: { key: [string, string]; value: KeptReport };
  places: { key: [string, string]; value: KeptPlace };
  /** When notes were fetched last, by person and meeting; and the latest moment this device has seen. */
  marks: { key: string; value: string };
}

let opened: Promise<IDBPDatabase<ShelfSchema>> | undefined;

/** The shelf's own database: papers are large and leave by rules of their own, so they do not lie among the terminal's other things. */
export function shelf(): Promise<IDBPDatabase<ShelfSchema>> {
  opened ??= openDB<ShelfSchema>('luzhitong-papers', 1, {
    upgrade(database) {
      database.createObjectStore('keys');
      database.createObjectStore('papers');
      database.createObjectStore('pieces');
      database.createObjectStore('texts');
      database.createObjectStore('notes');
      database.createObjectStore('reports');
      database.createObjectStore('places');
      database.createObjectStore('marks');
    },
    terminated: () => {
      opened = undefined;
    },
  });
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}

const keys = new Map<string, Promise<CryptoKey | null>>();

/**
 * The person's key on this device. It cannot be taken out of the browser, and without it the pieces are worth nothing: signing out destroys it. Null
 * where the browser has no cryptography (a page that came without TLS); there only public papers are kept.
 */
function keyOf(personId: string): Promise<CryptoKey | null> {
  const known = keys.get(personId);
  if (known) return known;
  const found = findKey(personId);
  keys.set(personId, found);
  found.catch(() => keys.delete(personId));
  return found;
}

/** Has the person's key at hand, so that the first paper that is opened does not wait for it. */
export async function warmKey(personId: string): Promise<void> {
  await keyOf(personId);
}

/** Whether what the person keeps on this device lies there encrypted. */
export async function canSeal(personId: string): Promise<boolean> {
  return (await keyOf(personId)) !== null;
}

async function findKey(personId: string): Promise<CryptoKey | null> {
  if (!globalThis.crypto?.subtle) return null;
  const database = await shelf();
  const kept = await database.get('keys', personId);
  if (kept) return kept;
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  // Of two windows that begin at once the first one's key counts.
  const transaction = database.transaction('keys', 'readwrite');
  const first = await transaction.store.get(personId);
  if (!first) await transaction.store.put(made, personId);
  await transaction.done;
  return first ?? made;
}

async function seal(personId: string, data: Uint8Array<ArrayBuffer>): Promise<Sealed> {
  const key = await keyOf(personId);
  if (!key) return { iv: null, data: data.slice().buffer };
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, data) };
}

async function unseal(personId: string, sealed: Sealed): Promise<Uint8Array<ArrayBuffer>> {
  if (!sealed.iv) return new Uint8Array(sealed.data);
  const key = await keyOf(personId);
  if (!key) throw new Error('the key of this paper is gone');
  return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv }, key, sealed.data));
}

export async function keptPaper(personId: string, paperId: string): Promise<KeptPaper | undefined> {
  return await (await shelf()).get('papers', [personId, paperId]);
}

/** The person's papers on this device, whole ones and those half downloaded. */
export async function keptPapers(personId: string): Promise<KeptPaper[]> {
  return await (await shelf()).getAll('papers', IDBKeyRange.bound([personId], [personId, []]));
}

export async function keepPaper(paper: KeptPaper): Promise<void> {
  await (await shelf()).put('papers', paper, [paper.personId, paper.paperId]);
}

/** Puts one piece on the shelf and says so in the paper's line, both or neither. */
export async function keepPiece(paper: KeptPaper, index: number, data: Uint8Array<ArrayBuffer>): Promise<KeptPaper> {
  const sealed = await seal(paper.personId, data);
  const after = { ...paper, pieces: index + 1 };
  const transaction = (await shelf()).transaction(['pieces', 'papers'], 'readwrite');
  await Promise.all([
    transaction.objectStore('pieces').put(sealed, [paper.personId, paper.paperId, paper.version, index]),
    transaction.objectStore('papers').put(after, [paper.personId, paper.paperId]),
    transaction.done,
  ]);
  return after;
}

/** Bytes `begin` to `end` (not included) of a paper's file. Throws where a piece is missing or its key is gone. */
export async function readBytes(
  paper: Pick<KeptPaper, 'personId' | 'paperId' | 'version'>,
  begin: number,
  end: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const [first, last] = [Math.floor(begin / pieceSize), Math.floor((end - 1) / pieceSize)];
  const database = await shelf();
  const store = database.transaction('pieces').store;
  const of = [paper.personId, paper.paperId, paper.version] as const;
  const sealed = await store.getAll(IDBKeyRange.bound([...of, first], [...of, last]));
  if (sealed.length <= last - first) throw new Error('a piece of this paper is missing');
  const bytes = new Uint8Array(end - begin);
  await Promise.all(
    sealed.map(async (piece, index) => {
      const data = await unseal(paper.personId, piece);
      const at = (first + index) * pieceSize;
      const from = Math.max(begin, at);
      const to = Math.min(end, at + data.length);
      bytes.set(data.subarray(from - at, to - at), from - begin);
    }),
  );
  return bytes;
}

export async function keepTexts(personId: string, paperId: string, texts: PaperTexts): Promise<void> {
  const sealed = await seal(personId, new TextEncoder().encode(JSON.stringify(texts)));
  await (await shelf()).put('texts', sealed, [personId, paperId]);
}

export async function keptTexts(personId: string, paperId: string): Promise<PaperTexts | null> {
  const sealed = await (await shelf()).get('texts', [personId, paperId]);
  return sealed ? (JSON.parse(new TextDecoder().decode(await unseal(personId, sealed))) as PaperTexts) : null;
}

/** Takes a paper off the device with all its pieces, whatever version they are of. Its notes stay: they are their writer's. */
export async function dropPaper(personId: string, paperId: string): Promise<void> {
  const transaction = (await shelf()).transaction(['papers', 'pieces', 'texts'], 'readwrite');
  await Promise.all([
    transaction.objectStore('papers').delete([personId, paperId]),
    transaction.objectStore('pieces').delete(IDBKeyRange.bound([personId, paperId], [personId, paperId, []])),
    transaction.objectStore('texts').delete([personId, paperId]),
    transaction.done,
  ]);
}

/** Takes pieces of other versions off the device. */
export async function dropOlderPieces(paper: KeptPaper): Promise<void> {
  const { personId, paperId, version } = paper;
  const store = (await shelf()).transaction('pieces', 'readwrite').store;
  await store.delete(IDBKeyRange.bound([personId, paperId], [personId, paperId, version], false, true));
}

/** Takes everything of everybody but `exceptPersonId` off the device: papers, keys, places, and notes that the server has. Unsent notes wait for their writer. */
export async function clearShelf(exceptPersonId: string | null): Promise<readonly KeptPaper[]> {
  const database = await shelf();
  const gone = (await database.getAll('papers')).filter((paper) => paper.personId !== exceptPersonId);
  for (const paper of gone) await dropPaper(paper.personId, paper.paperId);
  for (const personId of await database.getAllKeys('keys')) {
    if (personId === exceptPersonId) continue;
    await database.delete('keys', personId);
    keys.delete(personId);
  }
  for (const kept of await database.getAll('notes'))
    if (kept.personId !== exceptPersonId && !kept.pending) await database.delete('notes', [kept.personId, kept.note.id]);
  for (const key of await database.getAllKeys('places')) if (key[0] !== exceptPersonId) await database.delete('places', key);
  for (const key of await database.getAllKeys('marks'))
    if (key !== 'clock' && !(exceptPersonId && key.startsWith(exceptPersonId))) await database.delete('marks', key);
  return gone;
}

/** Now, or the latest moment that this device has ever seen: putting the clock back keeps no paper longer. */
export async function shelfTime(): Promise<number> {
  const database = await shelf();
  const seen = Date.parse((await database.get('marks', 'clock')) ?? '1970-01-01T00:00:00.000Z');
  const now = Math.max(Date.now(), seen);
  if (now > seen) await database.put('marks', new Date(now).toISOString(), 'clock');
  return now;
}
