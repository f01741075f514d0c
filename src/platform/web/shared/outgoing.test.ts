import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Problem } from '../../contract/problem.ts';
import type { Outgoing as OutgoingRow, OutgoingFile, OutgoingWrite } from './outgoing.ts';
import type { Signal } from './signal.ts';
import type { DeviceStore } from './store.ts';

// The modules look at the browser when they are loaded; a server-side test has to hold it ready.
vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined, removeItem: () => undefined });
const { Outgoing } = await import('./outgoing.ts');
const { Unreachable } = await import('./call.ts');

let database = 0;
const openStore = (name: string) =>
  openDB<DeviceStore>(name, 1, {
    upgrade(store) {
      store.createObjectStore('drafts');
      store.createObjectStore('outgoing', { keyPath: 'order', autoIncrement: true }).createIndex('id', 'id', { unique: true });
      store.createObjectStore('readings');
    },
  });

const write = (title: string, files: readonly OutgoingFile[] = []) => ({
  title,
  method: 'POST' as const,
  address: '/api/things',
  body: { title, files: files.map((file) => `file:${file.id}`) },
  files,
  seatId: null,
});

describe('the row of outgoing writes', () => {
  let state: Signal;
  let tell: (state: Signal) => void;
  let reachable: boolean;
  let sent: OutgoingWrite[];
  let uploads: string[];
  let name: string;
  let refuse: Problem | null;

  const make = (pause = 5): OutgoingRow =>
    new Outgoing({
      store: () => openStore(name),
      pause,
      signal: {
        get state() {
          return state;
        },
        watch: (listener) => {
          tell = listener;
          return () => undefined;
        },
      },
      upload: async (file) => {
        if (!reachable) throw new Unreachable();
        uploads.push(file.id);
        return `server-${file.id}`;
      },
      send: async (one) => {
        if (!reachable) throw new Unreachable();
        if (refuse) {
          const problem = refuse;
          refuse = null;
          throw problem;
        }
        sent.push(one);
        return { ok: one.title };
      },
    });

  beforeEach(() => {
    state = 'online';
    reachable = true;
    sent = [];
    uploads = [];
    refuse = null;
    name = `row-${(database += 1)}`;
  });

  test('a write without signal is kept, and goes once and in order when the signal returns', async () => {
    state = 'offline';
    reachable = false;
    const row = make();
    await row.begin('me');
    const first = await row.add(write('一'));
    await row.add(write('二'));
    await row.drain();
    expect(row.writes.map((one) => [one.title, one.state])).toEqual([
      ['一', 'waiting'],
      ['二', 'waiting'],
    ]);
    state = 'online';
    reachable = true;
    tell('online');
    await vi.waitFor(() => expect(row.writes.every((one) => one.state === 'sent')).toBe(true));
    expect(sent.map((one) => one.title)).toEqual(['一', '二']);
    expect(sent[0]!.id).toBe(first);
    await row.drain();
    expect(sent).toHaveLength(2);
  });

  test('it survives a restart in the middle of sending and keeps its idempotency key', async () => {
    reachable = false;
    const before = make();
    await before.begin('me');
    const id = await before.add(write('一'));
    await before.drain();
    const store = await openStore(name);
    const kept = (await store.getAll('outgoing'))[0]!;
    await store.put('outgoing', { ...kept, state: 'sending' });

    reachable = true;
    const after = make();
    await after.begin('me');
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]!.id).toBe(id);
  });

  test('files go up once each, also when the write breaks off after them', async () => {
    const row = make();
    await row.begin('me');
    const file = { id: 'f1', name: '现场.jpg', blob: new Blob(['x']) };
    refuse = new Problem('server.unavailable', 503, '请稍后再试');
    await row.add(write('一', [file]));
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    expect(uploads).toEqual(['f1']);
    expect(sent[0]!.body).toEqual({ title: '一', files: ['server-f1'] });
    await vi.waitFor(() => expect(row.writes[0]!.files).toEqual([]));
  });

  test('a refusal marks the one write and lets the next one go', async () => {
    const row = make();
    await row.begin('me');
    refuse = new Problem('matter.changed', 409, '别人刚刚改过');
    await row.add(write('一'));
    await row.add(write('二'));
    await vi.waitFor(() => expect(sent.map((one) => one.title)).toEqual(['二']));
    expect(row.writes[0]).toMatchObject({ state: 'refused', refusal: { code: 'matter.changed', message: '别人刚刚改过', status: 409 } });
    await row.retry(row.writes[0]!.id);
    expect(sent.map((one) => one.title)).toEqual(['二', '一']);
  });

  test('a sign-out stops the row without losing anything; the next sign-in lets it go on', async () => {
    const row = make();
    await row.begin('me');
    refuse = new Problem('actor.unauthenticated', 401, '请重新登录');
    await row.add(write('一'));
    await row.drain();
    expect(refuse).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(sent).toHaveLength(0);
    expect(row.writes[0]!.state).toBe('waiting');
    await row.begin('me');
    await row.drain();
    expect(sent).toHaveLength(1);
  });

  test('trouble of the server is tried again by itself', async () => {
    const row = make();
    await row.begin('me');
    refuse = new Problem('server.failed', 500, '系统出了问题');
    await row.add(write('一'));
    await vi.waitFor(() => expect(sent).toHaveLength(1));
  });

  test('a write that alone does not get through waits between its attempts, however often the signal seems to be back', async () => {
    reachable = false;
    const row = make(60_000);
    await row.begin('me');
    await row.add(write('一'));
    for (let attempt = 0; attempt < 3; attempt += 1) await row.drain();
    const drain = vi.spyOn(row, 'drain');
    tell('online');
    expect(drain).not.toHaveBeenCalled();
    reachable = true;
    await row.drain();
    drain.mockClear();
    tell('online');
    expect(drain).toHaveBeenCalledOnce();
    expect(sent).toHaveLength(1);
  });

  test("another person's writes are neither shown nor sent", async () => {
    reachable = false;
    const mine = make(60_000);
    await mine.begin('me');
    await mine.add(write('我的'));
    await mine.drain();
    reachable = true;
    const other = make();
    await other.begin('other');
    await other.drain();
    expect(other.writes).toEqual([]);
    expect(sent).toEqual([]);
  });

  test('a discarded write never leaves', async () => {
    state = 'offline';
    reachable = false;
    const row = make();
    await row.begin('me');
    const id = await row.add(write('一'));
    await row.discard(id);
    state = 'online';
    reachable = true;
    await row.drain();
    expect(sent).toEqual([]);
    expect(row.writes).toEqual([]);
  });
});
