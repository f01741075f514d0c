import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Actor } from '../../contract/actor.ts';
import { newId } from '../../contract/identifiers.ts';
import type { NotificationLine } from '../../contract/notifications.ts';
import { Database } from '../database.ts';
import { FileRoom } from '../files/file-room.ts';
import { drainJobs } from '../jobs/job-runner.ts';
import type { ServerModule } from '../module.ts';
import { Dispatcher, systemActor } from '../outbox/dispatcher.ts';
import { platformModule } from '../platform-module.ts';
import { memberActor, officeActor } from '../testing/actors.ts';
import type { IsolatedDatabase } from '../testing/database.ts';
import { isolatedDatabase } from '../testing/database.ts';
import { as, testServer } from '../testing/test-server.ts';
import type { Notice, NotificationKind } from './notifications.ts';
import { notify, withdrawNotices } from './notifications.ts';
import type { PushDevice, PushMessage, PushOutcome } from './push.ts';

const news: NotificationKind = { kind: 'test.news', label: '新消息', defaultChannel: 'now' };
const daily: NotificationKind = { kind: 'test.daily', label: '每日消息', defaultChannel: 'digest' };
const reminder: NotificationKind = { kind: 'test.reminder', label: '催办提醒', defaultChannel: 'now', reminder: true };
const quiet: NotificationKind = { kind: 'test.quiet', label: '安静的消息', defaultChannel: 'app' };

let isolated: IsolatedDatabase;
let database: Database;
let admin: pg.Client;
let server: FastifyInstance;
let platform: ServerModule;
const pushed: { endpoint: string; message: PushMessage }[] = [];
const outcomes = new Map<string, PushOutcome>();
let working = true;
const bodyId = newId();

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database(isolated);
  admin = new pg.Client({ connectionString: isolated.adminUrl });
  await admin.connect();
  const kinds: ServerModule = {
    name: 'test',
    permissions: {},
    policies: {},
    routes: [],
    notificationKinds: [news, daily, reminder, quiet],
  };
  const files = new FileRoom({ settings: { kind: 'folder', path: '/nonexistent' }, dataDir: '/nonexistent' });
  const send = async ({ endpoint }: PushDevice, message: PushMessage) => {
    const outcome = outcomes.get(endpoint) ?? 'sent';
    if (outcome === 'sent') pushed.push({ endpoint, message });
    return outcome;
  };
  platform = platformModule({
    modules: [kinds],
    files,
    hub: null,
    push: { publicKey: 'public', hosts: ['push.example'], send },
    mayRemindAt: async () => working,
  });
  server = await testServer(database, { modules: [kinds, platform] });
});
afterAll(async () => {
  await server.close();
  await admin.end();
  await database.close();
  await isolated.drop();
});
beforeEach(async () => {
  pushed.length = 0;
  outcomes.clear();
  working = true;
  await admin.query('truncate notification, notification_choice, push_subscription, outbox');
});

async function tell(people: readonly Actor[], told: Partial<Notice> = {}): Promise<void> {
  await database.transact(
    systemActor,
    async (tx) =>
      await notify(tx, {
        kind: news,
        bodyId,
        eventId: newId(),
        subjectId: newId(),
        personIds: people.map((person) => person.personId!),
        title: '有了答复',
        words: '市住建局答复了您的建议',
        link: '/matters/1',
        ...told,
      }),
    { access: 'worker' },
  );
}

const runJobs = async () => await drainJobs(database, isolated.workerUrl, platform.jobs!);
async function runDigest(): Promise<void> {
  const digest = platform.jobs!.find((job) => job.name === 'notification.digest')!;
  await digest.handle(database, {}, { id: newId(), signal: new AbortController().signal });
}
const listOf = async (person: Actor, query = '') =>
  (await server.inject({ url: `/api/notifications${query}`, headers: as(person) })).json<{
    items: NotificationLine[];
    next: string | null;
  }>();
const unreadOf = async (person: Actor) =>
  (await server.inject({ url: '/api/notifications/unread', headers: as(person) })).json<{ count: number }>().count;
const choose = async (person: Actor, kind: string, channel: string) =>
  await server.inject({ method: 'PUT', url: '/api/notifications/choices', headers: as(person), payload: { kind, channel } });
const keys = { p256dh: 'B'.repeat(87), auth: 'A'.repeat(22) };
const register = async (person: Actor, endpoint: string) =>
  await server.inject({ method: 'POST', url: '/api/push', headers: as(person), payload: { endpoint, keys, device: '测试手机' } });

describe('notify', () => {
  it('tells a person once of an event, however often it is handled', async () => {
    const [one, two] = [memberActor(), memberActor()];
    const eventId = newId();
    await tell([one, two, one], { eventId });
    await tell([one, two], { eventId });
    await tell([one], { eventId, kind: quiet });
    expect((await listOf(one)).items.map((item) => item.kind)).toEqual([quiet.kind, news.kind]);
    expect((await listOf(two)).items).toHaveLength(1);
  });

  it('tells nobody who chose off, and tells live clients of the others', async () => {
    const [one, two] = [memberActor(), memberActor()];
    expect((await choose(one, news.kind, 'off')).statusCode).toBe(200);
    await admin.query('truncate outbox');
    await tell([one, two]);
    expect([await unreadOf(one), await unreadOf(two)]).toEqual([0, 1]);
    expect((await admin.query('select topics from outbox')).rows).toEqual([{ topics: [`person:${two.personId}`] }]);
  });

  it('takes back what is no longer true', async () => {
    const person = memberActor();
    const subjectId = newId();
    await tell([person], { subjectId });
    await tell([person]);
    await database.transact(systemActor, async (tx) => await withdrawNotices(tx, { bodyId, subjectId }), { access: 'worker' });
    expect([(await listOf(person)).items.length, await unreadOf(person)]).toEqual([1, 1]);
  });
});

describe('a person’s list', () => {
  it('is read page by page and shows nobody else’s', async () => {
    const [one, two] = [memberActor(), memberActor()];
    for (let n = 0; n < 5; n += 1) await tell([one, two], { title: `第 ${n} 条` });
    const titles: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: { items: NotificationLine[]; next: string | null } = await listOf(one, `?limit=2${next && `&cursor=${next}`}`);
      titles.push(...page.items.map((item) => item.title));
      next = page.next;
    }
    expect(titles).toEqual(['第 4 条', '第 3 条', '第 2 条', '第 1 条', '第 0 条']);
  });

  it('is marked as read in part or as a whole, by its owner only', async () => {
    const [one, two] = [memberActor(), memberActor()];
    for (let n = 0; n < 4; n += 1) await tell([one]);
    const ids = (await listOf(one)).items.map((item) => item.id);
    const mark = async (person: Actor, path: string, payload: object) =>
      await server.inject({ method: 'POST', url: `/api/notifications/${path}`, headers: as(person), payload });
    await mark(two, 'read', { ids });
    expect(await unreadOf(one)).toBe(4);
    await mark(one, 'read', { ids: [ids[3]] });
    await mark(one, 'read-all', { upTo: ids[1] });
    expect([await unreadOf(one), (await listOf(one, '?unread=1')).items.map((item) => item.id)]).toEqual([1, [ids[0]]]);
    await mark(one, 'read-all', {});
    expect(await unreadOf(one)).toBe(0);
  });

  it('offers a choice for every kind', async () => {
    const person = officeActor();
    expect((await choose(person, 'test.unknown', 'off')).json()).toMatchObject({ code: 'notification.kind' });
    await choose(person, daily.kind, 'now');
    const { choices } = (await server.inject({ url: '/api/notifications/choices', headers: as(person) })).json<{
      choices: { kind: string; channel: string; defaultChannel: string }[];
    }>();
    expect(choices.map(({ kind, channel, defaultChannel }) => [kind, channel, defaultChannel])).toEqual([
      [news.kind, 'now', 'now'],
      [daily.kind, 'now', 'digest'],
      [reminder.kind, 'now', 'now'],
      [quiet.kind, 'app', 'app'],
    ]);
  });
});

describe('pushes', () => {
  it('go to all devices of the person, once', async () => {
    const person = memberActor();
    await register(person, 'https://a.push.example/1');
    await register(person, 'https://a.push.example/2');
    await tell([person], { title: '有了答复' });
    await runJobs();
    await runJobs();
    expect(pushed.map(({ endpoint, message }) => [endpoint, message.title])).toEqual([
      ['https://a.push.example/1', '有了答复'],
      ['https://a.push.example/2', '有了答复'],
    ]);
  });

  it('become one when many are due', async () => {
    const person = memberActor();
    await register(person, 'https://a.push.example/1');
    for (let n = 0; n < 6; n += 1) await tell([person], { title: `第 ${n} 条` });
    await runJobs();
    expect(pushed.map(({ message }) => [message.title, message.words])).toEqual([['您有 6 条新消息', '新消息 6 条。最新：第 5 条']]);
  });

  it('leave out what was read meanwhile or is only for the app', async () => {
    const person = memberActor();
    await register(person, 'https://a.push.example/1');
    await tell([person]);
    await tell([person], { kind: quiet });
    await server.inject({ method: 'POST', url: '/api/notifications/read-all', headers: as(person), payload: {} });
    await runJobs();
    expect(pushed).toEqual([]);
  });

  it('forget a device that is gone, and try again where the service did not take it', async () => {
    const person = memberActor();
    await register(person, 'https://a.push.example/gone');
    await register(person, 'https://a.push.example/later');
    outcomes.set('https://a.push.example/gone', 'gone').set('https://a.push.example/later', 'later');
    await tell([person]);
    await runJobs();
    expect((await admin.query('select endpoint from push_subscription')).rows).toEqual([{ endpoint: 'https://a.push.example/later' }]);
    outcomes.clear();
    const due = platform.jobs!.find((job) => job.name === 'notification.push-due')!;
    await due.handle(database, {}, { id: newId(), signal: new AbortController().signal });
    expect(pushed).toHaveLength(1);
  });

  it('remind in working hours only, while news goes through', async () => {
    const person = memberActor();
    await register(person, 'https://a.push.example/1');
    working = false;
    await tell([person], { kind: reminder, title: '快到期了' });
    await tell([person], { kind: reminder, title: '超期了', urgent: true });
    await tell([person], { title: '有了答复' });
    await runJobs();
    expect(pushed.map(({ message }) => message.title)).toEqual(['有了答复']);
    expect(await unreadOf(person)).toBe(3);
    working = true;
    const due = platform.jobs!.find((job) => job.name === 'notification.push-due')!;
    await due.handle(database, {}, { id: newId(), signal: new AbortController().signal });
    expect(pushed.map(({ message }) => message.title)).toEqual(['有了答复', '超期了', '快到期了']);
  });
});

describe('the daily digest', () => {
  it('is one push with everything since the last, in working hours only; urgent news does not wait for it', async () => {
    const person = memberActor();
    await register(person, 'https://a.push.example/1');
    for (let n = 0; n < 3; n += 1) await tell([person], { kind: daily, title: `第 ${n} 条` });
    await tell([person], { kind: daily, title: '急件', urgent: true });
    await runJobs();
    expect(pushed.map(({ message }) => message.title)).toEqual(['急件']);
    working = false;
    await runDigest();
    expect(pushed).toHaveLength(1);
    working = true;
    await runDigest();
    await runDigest();
    expect(pushed.map(({ message }) => message.title)).toEqual(['急件', '您有 3 条新消息']);
    expect(pushed[1]!.message).toMatchObject({ words: '每日消息 3 条。最新：第 2 条', link: '/notifications' });
  });
});

describe('devices', () => {
  it('are registered at known push services only', async () => {
    for (const endpoint of [
      'https://127.0.0.1/x',
      'https://push.example.evil.example/x',
      'https://push.example:8443/x',
      'https://user@push.example/x',
    ]) {
      expect((await register(memberActor(), endpoint)).json()).toMatchObject({ code: 'notification.push-host' });
    }
    expect((await register(memberActor(), 'http://push.example/x')).json()).toMatchObject({ code: 'request.invalid' });
  });

  it('belong to whoever registered them last', async () => {
    const [one, two] = [memberActor(), memberActor()];
    const log = { error: vi.fn(), warn: vi.fn() };
    await register(one, 'https://a.push.example/shared');
    await register(two, 'https://a.push.example/shared');
    await new Dispatcher(database, platform.subscribers!, log).drain();
    expect((await admin.query('select person_id from push_subscription')).rows).toEqual([{ person_id: two.personId }]);
  });

  it('are listed for and removed by their owner', async () => {
    const [one, two] = [memberActor(), memberActor()];
    await register(one, 'https://a.push.example/1');
    const {
      devices: [device],
      publicKey,
    } = (await server.inject({ url: '/api/push', headers: as(one) })).json<{
      publicKey: string;
      devices: { id: string; device: string }[];
    }>();
    expect([publicKey, device!.device]).toEqual(['public', '测试手机']);
    const remove = async (person: Actor) =>
      (await server.inject({ method: 'DELETE', url: `/api/push/${device!.id}`, headers: as(person), payload: {} })).statusCode;
    expect([await remove(two), await remove(one), await remove(one)]).toEqual([404, 200, 404]);
  });
});
