import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { Actor } from '../../contract/actor.ts';
import { defineEvent } from '../../contract/event.ts';
import { newId } from '../../contract/identifiers.ts';
import { Database, emit, noBody } from '../database.ts';
import { FileRoom } from '../files/file-room.ts';
import type { ServerModule } from '../module.ts';
import { platformModule } from '../platform-module.ts';
import { memberActor, officeActor, unitActor } from '../testing/actors.ts';
import type { IsolatedDatabase } from '../testing/database.ts';
import { isolatedDatabase } from '../testing/database.ts';
import { EventStream } from '../testing/event-stream.ts';
import { as, testServer } from '../testing/test-server.ts';
import type { LiveHubOptions } from './hub.ts';
import { LiveHub } from './hub.ts';

const happened = defineEvent('test.happened', z.object({ secret: z.string() }));
const open = newId();

let isolated: IsolatedDatabase;
let database: Database;
let hub: LiveHub;
let server: FastifyInstance;
let address: string;
const streams: EventStream[] = [];
const log = { error: vi.fn(), warn: vi.fn() };

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database(isolated);
});
afterAll(async () => {
  await database.close();
  await isolated.drop();
});
beforeEach(async () => await serve());
afterEach(async () => {
  for (const stream of streams.splice(0)) stream.close();
  await server.close();
});

async function serve(options: Partial<LiveHubOptions> = {}): Promise<void> {
  hub = new LiveHub({ database, log, ...options });
  await hub.start();
  const matters: ServerModule = {
    name: 'test',
    permissions: {},
    policies: {},
    routes: [],
    liveTopics: [{ prefix: 'matter', mayFollow: async (_tx, id) => id === open }],
  };
  const files = new FileRoom({ settings: { kind: 'folder', path: '/nonexistent' }, dataDir: '/nonexistent' });
  const platform = platformModule({ modules: [matters], files, hub, push: null, mayRemindAt: async () => true });
  server = await testServer(database, { modules: [matters, platform], hub });
  address = await server.listen({ port: 0, host: '127.0.0.1' });
}

function follow(actor: Actor, { topics = '', lastEventId = '', since = '' } = {}): EventStream {
  const query = new URLSearchParams({ ...(topics && { topics }), ...(since && { since }) });
  const stream = new EventStream(`${address}/api/live?${query.toString()}`, as(actor), lastEventId);
  streams.push(stream);
  return stream;
}

/** Lets something happen in the topics; returns the subject. */
async function happen(...topics: string[]): Promise<string> {
  const subject = newId();
  await database.transact(officeActor(), async (tx) =>
    emit(tx, happened, { bodyId: noBody, subject, topics, payload: { secret: '机密内容' } }),
  );
  return subject;
}

const subjects = (stream: EventStream) => stream.messages.map((message) => message.subject);

/** Everybody has been told everything: an event for all marks the end. */
async function settled(...all: EventStream[]): Promise<void> {
  const marks = await Promise.all(all.map(async (_stream, index) => await happen(`person:${people[index]!.personId}`)));
  for (const [index, stream] of all.entries()) await vi.waitFor(() => expect(subjects(stream)).toContain(marks[index]), { timeout: 5_000 });
}
let people: Actor[] = [];

async function followAll(...actors: Actor[]): Promise<EventStream[]> {
  people = actors;
  return await Promise.all(actors.map(async (actor) => await follow(actor).ready()));
}

describe('an event stream', () => {
  it('tells each actor of the own topics and nobody of another’s, without any content', async () => {
    const bodyId = newId();
    const [clerk, deputy, officer] = [officeActor({ bodyId }), memberActor({ bodyId }), unitActor()];
    const [ofClerk, ofDeputy, ofOfficer] = (await followAll(clerk, deputy, officer)) as [EventStream, EventStream, EventStream];
    const told = {
      office: await happen(`body:${bodyId}`),
      deputy: await happen(`person:${deputy.personId}`),
      unit: await happen(`unit:${officer.unitId}`),
      published: await happen(`public:${bodyId}`),
      stranger: await happen(`person:${newId()}`, `body:${newId()}`, `unit:${newId()}`),
    };
    await settled(ofClerk, ofDeputy, ofOfficer);
    expect(subjects(ofClerk).slice(0, -1)).toEqual([told.office, told.published]);
    expect(subjects(ofDeputy).slice(0, -1)).toEqual([told.deputy, told.published]);
    expect(subjects(ofOfficer).slice(0, -1)).toEqual([told.unit]);
    expect(JSON.stringify([ofClerk.messages, ofDeputy.messages])).not.toContain('机密');
  });

  it('names of an event’s topics only those that the listener follows', async () => {
    const bodyId = newId();
    const [clerk, deputy] = [officeActor({ bodyId }), memberActor({ bodyId })];
    const [ofClerk, ofDeputy] = (await followAll(clerk, deputy)) as [EventStream, EventStream];
    const both = [`body:${bodyId}`, `person:${deputy.personId}`, `public:${bodyId}`, `person:${newId()}`];
    await happen(...both);
    await settled(ofClerk, ofDeputy);
    expect(ofClerk.messages[0]!.topics).toEqual([both[0], both[2]]);
    expect(ofDeputy.messages[0]!.topics).toEqual([both[1], both[2]]);
  });

  it('gives asked topics only where the module allows them', async () => {
    const deputy = memberActor();
    people = [deputy];
    const closed = newId();
    const stream = await follow(deputy, { topics: `matter:${open},matter:${closed},person:${newId()},body:${newId()}` }).ready();
    const seen = await happen(`matter:${open}`);
    await happen(`matter:${closed}`);
    await settled(stream);
    expect(subjects(stream)).toHaveLength(2);
    expect(stream.messages[0]).toEqual({ type: 'test.happened', subject: seen, topics: [`matter:${open}`] });
  });

  it('is for those who are signed in', async () => {
    expect((await server.inject('/api/live')).statusCode).toBe(401);
  });

  it('ends when the account’s rights change, and the others’ go on', async () => {
    const [one, other] = [memberActor(), memberActor()];
    const [ofOne, ofOther] = (await followAll(one, other)) as [EventStream, EventStream];
    hub.endStreamsOf(one.accountId!);
    await vi.waitFor(() => expect(ofOne.ended).toBe(true));
    expect([ofOther.ended, hub.figures().clients]).toEqual([false, 1]);
  });
});

describe('after a break', () => {
  it('replays what was missed, once and in order, from another process too', async () => {
    const deputy = memberActor();
    const topic = `person:${deputy.personId}`;
    const first = await follow(deputy).ready();
    const before = await happen(topic);
    await vi.waitFor(() => expect(subjects(first)).toEqual([before]));
    first.close();
    const missed = [await happen(topic), await happen(topic)];
    await happen(`person:${newId()}`);
    await server.close();
    await serve();
    const again = follow(deputy, { lastEventId: first.lastEventId });
    await vi.waitFor(() => expect(subjects(again)).toHaveLength(2));
    const after = await happen(topic);
    await vi.waitFor(() => expect(subjects(again)).toEqual([...missed, after]));
    expect(again.resyncs).toBe(0);
  });

  it('misses nothing and doubles nothing that happens while it replays', async () => {
    const deputy = memberActor();
    const topic = `person:${deputy.personId}`;
    const first = await follow(deputy).ready();
    first.close();
    const all: string[] = [];
    for (let n = 0; n < 20; n += 1) all.push(await happen(topic));
    const writing = (async () => {
      for (let n = 0; n < 40; n += 1) all.push(await happen(topic));
    })();
    const again = follow(deputy, { lastEventId: first.lastEventId });
    await writing;
    await vi.waitFor(() => expect(subjects(again)).toHaveLength(60), { timeout: 10_000 });
    expect(subjects(again)).toEqual(all);
  });

  it('says resync instead of replaying too much, or from too long ago', async () => {
    const deputy = memberActor();
    const first = await follow(deputy).ready();
    const start = first.lastEventId;
    const client = new pg.Client({ connectionString: isolated.adminUrl });
    await client.connect();
    await client.query(`insert into outbox (body_id, id, at, type, subject, topics, payload, actor)
      select '${noBody}', gen_random_uuid(), now(), 'test.happened', gen_random_uuid(), array['person:${deputy.personId}'], '{}', '{}' from generate_series(1, 300)`);
    await client.end();
    await vi.waitFor(() => expect(first.messages).toHaveLength(300));
    const again = follow(deputy, { lastEventId: start });
    await vi.waitFor(() => expect(again.resyncs).toBe(1));
    expect(again.messages).toEqual([]);
    const [txid] = first.lastEventId.split(':');
    const old = follow(deputy, { lastEventId: `${txid}:${newId(Date.now() - 2 * 86_400_000)}` });
    await vi.waitFor(() => expect(old.resyncs).toBe(1));
  });

  it('takes a Last-Event-ID that is none for a new client', async () => {
    const stream = follow(memberActor(), { lastEventId: `1'; drop table outbox` });
    await vi.waitFor(() => expect(stream.lastEventId).toMatch(/^\d+:[0-9a-f-]{36}$/));
    expect(stream.resyncs).toBe(0);
  });
});

describe('between reading and listening', () => {
  it('nothing is missed: a stream that is opened from where a reading ended tells what happened since', async () => {
    const deputy = memberActor();
    const topic = `person:${deputy.personId}`;
    const before = await happen(topic);
    await hub.drain();
    const reading = await server.inject({ method: 'GET', url: '/api/notifications', headers: as(deputy) });
    const since = String(reading.headers['x-live-position']);
    expect(since).toMatch(/^\d+:[0-9a-f-]{36}$/);
    const missed = [await happen(topic), await happen(topic)];
    await hub.drain();
    const stream = follow(deputy, { since });
    await vi.waitFor(() => expect(subjects(stream)).toHaveLength(2));
    const after = await happen(topic);
    await vi.waitFor(() => expect(subjects(stream)).toEqual([...missed, after]));
    expect([subjects(stream).includes(before), stream.resyncs]).toEqual([false, 0]);
  });

  it('what the browser heard last counts for more than where its first reading ended', async () => {
    const deputy = memberActor();
    const topic = `person:${deputy.personId}`;
    await happen(topic);
    await hub.drain();
    const since = String(
      (await server.inject({ method: 'GET', url: '/api/notifications', headers: as(deputy) })).headers['x-live-position'],
    );
    const first = follow(deputy, { since });
    const heard = await happen(topic);
    await vi.waitFor(() => expect(subjects(first)).toEqual([heard]));
    first.close();
    const missed = await happen(topic);
    const again = follow(deputy, { since, lastEventId: first.lastEventId });
    await vi.waitFor(() => expect(subjects(again)).toEqual([missed]));
  });

  it('what is no position, or is where the hub stands, makes a new client', async () => {
    const deputy = memberActor();
    await follow(deputy, { since: 'nonsense' }).ready();
    const stream = await follow(deputy, { since: '0:00000000-0000-0000-0000-000000000000' }).ready();
    expect(stream.resyncs).toBe(0);
  });
});

describe('the hub', () => {
  it('cuts off who does not read, and keeps no memory for it', async () => {
    await server.close();
    await serve({ mostUnread: 20_000 });
    const deputy = memberActor();
    const { hostname, port } = new URL(address);
    const socket = connect(Number(port), hostname);
    const lines = Object.entries(as(deputy))
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('');
    socket.pause().write(`GET /api/live HTTP/1.1\r\nhost: x\r\n${lines}\r\n`);
    await vi.waitFor(() => expect(hub.figures().clients).toBe(1));
    const client = new pg.Client({ connectionString: isolated.adminUrl });
    await client.connect();
    // More than the socket's own buffers hold.
    await vi.waitFor(
      async () => {
        await client.query(`insert into outbox (body_id, id, at, type, subject, topics, payload, actor)
        select '${noBody}', gen_random_uuid(), now(), repeat('x', 5000), gen_random_uuid(), array['person:${deputy.personId}'], '{}', '{}' from generate_series(1, 500)`);
        await hub.drain();
        expect(hub.figures()).toEqual({ clients: 0, dropped: 1 });
      },
      { timeout: 20_000, interval: 10 },
    );
    socket.destroy();
    await client.end();
  });

  it('ends all streams with a hint when the server closes', async () => {
    const [stream] = (await followAll(memberActor())) as [EventStream];
    await server.close();
    await vi.waitFor(() => expect(stream.ended).toBe(true));
    expect(stream.retry).toBeGreaterThanOrEqual(500);
  });

  it('ends a stream after its longest time, and moves positions along by heartbeats', async () => {
    await server.close();
    await serve({ heartbeatMilliseconds: 20, longestMilliseconds: 400 });
    const [stream] = (await followAll(memberActor())) as [EventStream];
    const start = stream.lastEventId;
    await happen('nobody:follows');
    await vi.waitFor(() => expect(stream.lastEventId).not.toBe(start));
    await vi.waitFor(() => expect(stream.ended).toBe(true), { timeout: 3_000 });
  });
});
