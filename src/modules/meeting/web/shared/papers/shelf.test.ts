import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { newId } from '#platform/contract/identifiers.ts';
import { Problem } from '#platform/contract/problem.ts';
import type { OwnPaper, PaperNote, PaperView } from '../../../contract/papers/paper.ts';
import type { KeptPaper } from './shelf.ts';

// The modules look at the browser when they are loaded; a server-side test has to hold it ready.
vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined, removeItem: () => undefined });
const answer = vi.fn<(address: string, body: unknown) => unknown>();
vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
  const told = answer(address, init.body ? JSON.parse(init.body as string) : undefined);
  if (told instanceof Problem) return new Response(JSON.stringify(told), { status: told.status });
  if (told === undefined) throw new TypeError('no network');
  return new Response(JSON.stringify(told), { status: 200 });
});
const { clearShelf, keepPaper, keepPiece, keptPaper, keptPapers, pieceSize, readBytes, shelf } = await import('./shelf.ts');
const { dropOverdue, followList, keepPapersTidy, leaveNoPapers } = await import('./tidy.ts');
const { fetchNotes, keepNote, keptNotes, sendNotes } = await import('./notes-sync.ts');
const { merged } = await import('./reports.ts');

let person: string;
const meetingId = newId();

beforeEach(async () => {
  person = newId();
  answer.mockReset();
  const database = await shelf();
  for (const name of ['papers', 'pieces', 'texts', 'notes', 'reports', 'places', 'marks', 'keys'] as const) await database.clear(name);
  await clearShelf(null);
});

const bytes = (length: number) => Uint8Array.from({ length }, (_, index) => (index * 7) % 251);

async function kept(part: Partial<KeptPaper> = {}, content = bytes(1_000)): Promise<KeptPaper> {
  const paperId = newId();
  let paper: KeptPaper = {
    personId: person,
    paperId,
    meetingId,
    version: 1,
    bytes: content.length,
    pieces: 0,
    whole: true,
    until: null,
    mustReturn: false,
    savedAt: '2026-01-01T00:00:00.000Z',
    sizes: [],
    view: { id: paperId } as PaperView,
    ...part,
  };
  await keepPaper(paper);
  for (let at = 0; at < content.length; at += pieceSize) paper = await keepPiece(paper, paper.pieces, content.slice(at, at + pieceSize));
  return paper;
}
const reports = async () => (await (await shelf()).getAll('reports')).map((one) => one.report);

describe('papers on a device', () => {
  test('any part is read as it was, across pieces; what lies in the store is not the paper itself', async () => {
    const content = bytes(pieceSize * 2 + 77);
    const paper = await kept({}, content);
    for (const [begin, end] of [
      [0, 10],
      [pieceSize - 5, pieceSize + 5],
      [pieceSize * 2, content.length],
      [0, content.length],
    ] as const)
      expect(isSame(await readBytes(paper, begin, end), content.subarray(begin, end))).toBe(true);
    const [stored] = await (await shelf()).getAll('pieces');
    expect(isSame(new Uint8Array(stored!.data).subarray(0, 64), content.subarray(0, 64))).toBe(false);
  });

  test('leave when their time is over, without asking anybody, and it is told once there is a network', async () => {
    const over = await kept({ until: '2026-01-24T15:59:59.999Z', mustReturn: true });
    const stays = await kept({ until: '2999-01-01T00:00:00.000Z', mustReturn: true });
    await dropOverdue(person);
    expect(await keptPaper(person, over.paperId)).toBeUndefined();
    await expect(readBytes(over, 0, 10)).rejects.toThrow('missing');
    expect(await keptPaper(person, stays.paperId)).toBeDefined();
    expect(await reports()).toEqual([{ paperId: over.paperId, version: 1, returnedAt: expect.any(String) as string }]);
    answer.mockImplementation((address) => (address.endsWith('/own-papers') ? { papers: [listed(stays.paperId)] } : { done: true }));
    await keepPapersTidy(person);
    expect(answer).toHaveBeenCalledWith(`/api/meetings/${meetingId}/paper-readings`, {
      readings: [expect.objectContaining({ paperId: over.paperId })],
    });
    expect(await reports()).toEqual([]);
  });

  test('putting the clock back keeps none longer', async () => {
    const paper = await kept({ until: new Date(Date.now() + 60_000).toISOString(), mustReturn: true });
    await (await shelf()).put('marks', new Date(Date.now() + 3_600_000).toISOString(), 'clock');
    await dropOverdue(person);
    expect(await keptPaper(person, paper.paperId)).toBeUndefined();
  });

  test('leave when they were withdrawn, and when their reader signs out, with the key that opens them', async () => {
    const [withdrawn, stays] = [await kept({ mustReturn: true }), await kept()];
    await followList(person, meetingId, [listed(stays.paperId)]);
    expect((await keptPapers(person)).map((one) => one.paperId)).toEqual([stays.paperId]);
    expect(await reports()).toMatchObject([{ paperId: withdrawn.paperId }]);
    await leaveNoPapers();
    expect(await keptPapers(person)).toEqual([]);
    const database = await shelf();
    expect([await database.count('pieces'), await database.count('keys')]).toEqual([0, 0]);
  });

  test('of somebody else who was signed in here are gone; mine stay, also without a network', async () => {
    const mine = await kept();
    await kept({ personId: newId() });
    answer.mockReturnValue(undefined);
    await keepPapersTidy(person);
    expect((await (await shelf()).getAll('papers')).map((one) => one.paperId)).toEqual([mine.paperId]);
  });
});

function listed(id: string): OwnPaper {
  return { id, class: 'internal', until: null, closed: false, version: 1 } as OwnPaper;
}

describe('notes on a device', () => {
  const note = (words: string, changedAt: string, id = newId()): PaperNote => ({
    id,
    paperId: newId(),
    version: 1,
    page: 1,
    kind: 'text',
    content: {
      words,
      x: 0,
      y: 0,
    },
    changedAt,
    deleted: false,
  });

  test('wait without a network and go when it is back; what the server refuses as late gives way to what it has', async () => {
    const mine = note('离线写的', '2026-01-02T00:00:00.000Z');
    await keepNote(person, meetingId, mine);
    answer.mockReturnValue(undefined);
    await sendNotes(person);
    expect(await keptNotes(person)).toMatchObject([{ pending: true }]);
    const newer = note('平板上后写的', '2026-01-03T00:00:00.000Z', mine.id);
    answer.mockReturnValue({ newer: [newer], refused: [] });
    await sendNotes(person);
    expect(await keptNotes(person)).toMatchObject([{ pending: false, note: { content: { words: '平板上后写的' } } }]);
  });

  test('a change made while one is on its way still goes', async () => {
    const first = note('一', '2026-01-02T00:00:00.000Z');
    await keepNote(person, meetingId, first);
    const second = { ...first, changedAt: '2026-01-02T00:00:01.000Z' };
    answer.mockImplementationOnce(() => {
      void keepNote(person, meetingId, second);
      return { newer: [], refused: [] };
    });
    await sendNotes(person);
    expect(await keptNotes(person)).toMatchObject([{ pending: true, note: { changedAt: second.changedAt } }]);
  });

  test('what another device wrote later replaces mine, what it wrote earlier does not', async () => {
    const [older, newer] = [note('我改得晚', '2026-01-05T00:00:00.000Z'), note('我改得早', '2026-01-01T00:00:00.000Z')];
    await keepNote(person, meetingId, older);
    await keepNote(person, meetingId, newer);
    const items = [note('早的', '2026-01-04T00:00:00.000Z', older.id), note('晚的', '2026-01-04T00:00:00.000Z', newer.id)];
    answer.mockReturnValue({ items, next: null, at: '2026-01-06T00:00:00.000Z' });
    expect(await fetchNotes(person, meetingId)).toBe(true);
    const words = (await keptNotes(person)).map((one) => (one.note.content as { words: string }).words);
    expect(words.toSorted()).toEqual(['我改得晚', '晚的'].toSorted());
    await fetchNotes(person, meetingId);
    expect(answer).toHaveBeenLastCalledWith(`/api/meetings/${meetingId}/paper-notes?since=2026-01-06T00%3A00%3A00.000Z`, undefined);
  });

  test('unsent ones outlast a sign-out, sent ones do not', async () => {
    const [sent, unsent] = [note('已存', '2026-01-01T00:00:00.000Z'), note('未存', '2026-01-01T00:00:00.000Z')];
    await keepNote(person, meetingId, sent);
    answer.mockReturnValue({ newer: [], refused: [] });
    await sendNotes(person);
    await keepNote(person, meetingId, unsent);
    await leaveNoPapers();
    expect((await keptNotes(person)).map((one) => one.note.id)).toEqual([unsent.id]);
  });
});

describe('what is told of a paper', () => {
  const paperId = newId();

  test('becomes one report: the first opening, the last reading, the furthest page', () => {
    const first = {
      paperId,
      version: 1,
      openedAt: '2026-11-23T01:00:00.000Z',
      lastReadAt: '2026-11-23T01:00:00.000Z',
      page: 9,
      furthestPage: 9,
    };
    const second = {
      paperId,
      version: 1,
      openedAt: '2026-11-23T02:00:00.000Z',
      lastReadAt: '2026-11-23T02:00:00.000Z',
      page: 3,
      furthestPage: 3,
    };
    expect(merged(first, second)).toMatchObject({ openedAt: first.openedAt, lastReadAt: second.lastReadAt, page: 3, furthestPage: 9 });
  });

  test('of two versions the later one counts, whichever was read first; what was given back stays said', () => {
    const older = { paperId, version: 1, returnedAt: '2026-11-23T01:00:00.000Z' };
    const newer = { paperId, version: 2, openedAt: '2026-11-23T02:00:00.000Z' };
    expect(merged(older, newer)).toEqual(merged(newer, older));
    expect(merged(older, newer)).toMatchObject({ version: 2, returnedAt: older.returnedAt });
  });
});

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
