import { fork } from 'node:child_process';
import { createPrivateKey, randomBytes, sign } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '#platform/contract/identifiers.ts';
import { Database } from '#platform/server/database.ts';
import { migrate } from '#platform/server/migrate.ts';
import { systemActor } from '#platform/server/outbox/dispatcher.ts';
import { openPostgres, wipePostgres } from '#platform/server/postgres/open-postgres.ts';
import { addressesAt, createDatabase } from '#platform/server/postgres/provide-database.ts';
import { withClient } from '#platform/server/postgres/sql-client.ts';
import { makeCity, makeMember } from '#modules/directory/server/factory.ts';
import { hashToken } from '#modules/identity/server/index.ts';
import { newToken, sessionCookie } from '#modules/identity/server/session-rules.ts';
import { makeCode } from '#modules/meeting/contract/presence/code-rules.ts';
import { hallWordsAt } from '#modules/meeting/server/presence/hall-code.ts';
import { openList } from '#modules/meeting/server/presence/lists.ts';
import { layOutDay, type SimulatedMeeting } from '#modules/meeting/server/simulation/lay-out-day.ts';
import type { MeasuringTask, Measurement } from './measurement.ts';
import { floorFunctions } from './meeting-checkin/floor-server.ts';
import { cpuOfProcess, cpuOfSessions, cpuSince } from './matter-write/cpu.ts';
import type { LoadCall, LoadOrder, LoadOutcome } from './matter-write/load.ts';
import { startServer } from './product-process.ts';
import { median } from './timing.ts';

/**
 * Work: 3,000 people come in by 20 scanners, each scanner waiting for its answer before the next person, every code of the phone's changing
 * kind and verified by the server; then 3,000 phones sign in at once by the code on the hall's screen; then the 20 scanners, which were without
 * the server, hand over whom they let in, as many in one request as a device sends. Against the product's own server process.
 * Floor: a bare Fastify that checks the session and writes one row a person, gathered into few statements (meeting-checkin/floor-server.ts), the
 * same load on the same database.
 */
export const description =
  'meeting.checkin：3,000 人经 20 台设备签到，再由 3,000 部手机同时签到，再由断网的设备补交（下限为裸 Fastify 查会话并成批写入）；--people N、--rounds N、--profile';

/** So many scans a device hands over in one request when the network is back (web/shared/presence/scanner-link.ts). */
const handedOver = 100;

export const measure: MeasuringTask['measure'] = async (words) => {
  const numberAfter = (flag: string, usual: number) => (words.includes(flag) ? Number(words[words.indexOf(flag) + 1]) : usual);
  const people = numberAfter('--people', 3_000);
  const rounds = numberAfter('--rounds', 5);
  const hall = await layOut(people);
  const stops: (() => Promise<void>)[] = [hall.close];
  try {
    const flags = words.includes('--profile') ? ['--cpu-prof', '--cpu-prof-dir=.data/profiles'] : [];
    const product = await startServer({ DATABASE_URL: hall.url, SECRET: hall.secret, DATA_DIR: hall.folder, DEMO: 'off' }, flags);
    stops.push(product.stop);
    const floor = await startFloor(hall.appUrl);
    stops.push(floor.stop);
    const loads: Loads = { hall, product, floor };
    // Both compile their ways first: a server at a hall's doors has been up for days.
    await scannersOnce(loads, people);
    await phonesOnce(loads, people);
    // Statistics as in a database in use: those at hand are of tables that were still empty.
    await withClient(hall.url, (client) => client.query('analyze'));
    const [scanners, phones, returning]: [Round[], Round[], Round[]] = [[], [], []];
    for (let round = 0; round < rounds; round += 1) {
      scanners.push(await scannersOnce(loads, people));
      phones.push(await phonesOnce(loads, people));
      returning.push(await handOverOnce(loads, people));
    }
    return [toldScanners(people, scanners), toldPhones(people, phones), toldReturning(people, returning)];
  } finally {
    for (const stop of stops.toReversed()) await stop();
  }
};

/** A server under load, and where the CPU that it uses can be read. */
interface Served {
  readonly url: string;
  readonly pid: number;
}

interface Loads {
  readonly hall: Hall;
  readonly product: Served;
  readonly floor: Served;
}

/** What a load came to, and the CPU that a person cost the server and PostgreSQL, in milliseconds; null where the system does not tell. */
interface Cost extends LoadOutcome {
  readonly people: number;
  readonly serverCpu: number | null;
  readonly databaseCpu: number | null;
}

interface Round {
  readonly product: Cost;
  readonly floor: Cost;
}

function toldScanners(people: number, rounds: readonly Round[]): Measurement {
  const of = (side: keyof Round, what: 'perSecond' | 'p95') => median(rounds.map((round) => round[side][what]));
  return {
    name: `meeting.checkin ${people} people by 20 scanners`,
    value: of('product', 'perSecond'),
    floor: of('floor', 'perSecond'),
    unit: '1/s',
    reach: { least: 0.5 },
    detail: {
      p95: Math.round(of('product', 'p95') * 10) / 10,
      floorP95: Math.round(of('floor', 'p95') * 10) / 10,
      ...circumstances(rounds),
    },
  };
}

const toTheLast = ({ answered, perSecond }: LoadOutcome) => (answered / perSecond) * 1_000;

function toldPhones(people: number, rounds: readonly Round[]): Measurement {
  const last = (side: keyof Round) => median(rounds.map((round) => toTheLast(round[side])));
  return {
    name: `meeting.checkin ${people} phones at once, to the last`,
    value: last('product'),
    floor: last('floor'),
    unit: 'ms',
    reach: { most: 2 },
    detail: circumstances(rounds),
  };
}

function toldReturning(people: number, rounds: readonly Round[]): Measurement {
  const perSecond = (side: keyof Round) => median(rounds.map((round) => (people / toTheLast(round[side])) * 1_000));
  return {
    name: `meeting.checkin ${people} people handed over by 20 scanners that were offline, ${handedOver} a request`,
    value: perSecond('product'),
    floor: perSecond('floor'),
    unit: '1/s',
    detail: circumstances(rounds),
  };
}

function circumstances(rounds: readonly Round[]): Record<string, string | number> {
  const failed = rounds.reduce((sum, round) => sum + round.product.failed + round.floor.failed, 0);
  const fault = rounds.map((round) => round.product.fault ?? round.floor.fault).find(Boolean);
  const cpu = { cpuMs: cpuOf(rounds.map((round) => round.product)), floorCpuMs: cpuOf(rounds.map((round) => round.floor)) };
  return { ...cpu, answered: rounds.at(-1)!.product.answered, failed, ...(fault ? { fault } : {}) };
}

/** Server and PostgreSQL, for a person, in the middle of the rounds. */
function cpuOf(costs: readonly Cost[]): string {
  const middle = (what: 'serverCpu' | 'databaseCpu') => {
    const told = costs.flatMap((cost) => cost[what] ?? []);
    return told.length === 0 ? '' : String(Math.round(median(told) * 1_000) / 1_000);
  };
  return `${middle('serverCpu')} + ${middle('databaseCpu')}`;
}

/** The hall: a database with the meeting, 20 devices and a signed-in phone for each of its people. */
interface Hall {
  readonly url: string;
  readonly appUrl: string;
  readonly secret: string;
  readonly folder: string;
  /** The process of the PostgreSQL server. */
  readonly postmaster: number;
  readonly meeting: SimulatedMeeting;
  readonly phones: readonly string[];
  /** A list that nobody is in yet. */
  readonly newList: () => Promise<string>;
  readonly close: () => Promise<void>;
}

async function layOut(people: number): Promise<Hall> {
  const folder = mkdtempSync(join(tmpdir(), 'meeting-checkin-'));
  const secret = randomBytes(32).toString('hex');
  const server = await openPostgres({ dataDir: folder, purpose: 'bench' });
  await createDatabase(server.url('postgres'), 'luzhitong', secret);
  await migrate({ url: server.url('luzhitong'), secret });
  const urls = addressesAt(server.url('luzhitong'), secret);
  const database = new Database(urls);
  const meeting = await database.transact(systemActor, (tx) => layOutDay(tx, people, 20), { access: 'worker' });
  const phones = await signEverybodyIn(database, urls.adminUrl, meeting);
  const newList = async () =>
    await database.transact(
      systemActor,
      async (tx) => (await openList(tx, { body_id: meeting.bodyId, id: meeting.id }, { kind: 'sitting', title: '会议' })).id,
      {
        access: 'worker',
      },
    );
  const postmaster = await withClient(urls.adminUrl, async (client) => {
    await client.query(floorFunctions);
    const tokens = [...phones, ...meeting.scanners.map((scanner) => scanner.cookie.slice(scanner.cookie.indexOf('=') + 1))];
    await client.query(`insert into floor_session select unnest($1::bytea[]), gen_random_uuid(), null, now() + interval '1 day'`, [
      tokens.map(hashToken),
    ]);
    // A hall code is for lists that are open; those laid out for a whole day would be in the way.
    await client.query(`update check_list set state = 'closed', closed_at = now()`);
    await client.query('vacuum analyze');
    return (await client.query<{ pid: number }>(`select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int as pid`)).rows[0]!.pid;
  });
  const close = async () => {
    await database.close();
    await server.close();
    await wipePostgres(folder);
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: urls.adminUrl, appUrl: urls.appUrl, secret, folder, postmaster, meeting, phones, newList, close };
}

/** Gives each attendee a seat and a session; the tokens, in the order of the people. */
async function signEverybodyIn(database: Database, adminUrl: string, meeting: SimulatedMeeting): Promise<string[]> {
  const seats = await database.transact(
    systemActor,
    async (tx) => {
      const city = await makeCity(tx);
      const made = [];
      for (const [place] of meeting.people.entries()) made.push(await makeMember(tx, city.congress, { name: `代表${place + 1}` }));
      return made;
    },
    { access: 'worker' },
  );
  const tokens = seats.map(() => newToken());
  await withClient(adminUrl, async (client) => {
    await client.query(
      `insert into account_session (id, account_id, token_hash, method, device, address, started_at, last_seen_at, idle_seconds, expires_at)
       select gen_random_uuid(), account, hash, 'demo', '测量', '127.0.0.1', now(), now(), 86400, now() + interval '1 day'
       from unnest($1::uuid[], $2::bytea[]) as t (account, hash)`,
      [seats.map((seat) => seat.accountId), tokens.map(hashToken)],
    );
    await client.query(
      `update attendee a set person_id = t.person from unnest($1::uuid[], $2::uuid[]) as t (id, person) where a.id = t.id`,
      [meeting.people.map((one) => one.id), seats.map((seat) => seat.personId)],
    );
  });
  return tokens;
}

async function scannersOnce(loads: Loads, people: number): Promise<Round> {
  return await inTurn(loads, people, 20, async (isFloor) => await scannerCalls(loads.hall, people, 1, isFloor));
}

async function phonesOnce(loads: Loads, people: number): Promise<Round> {
  return await inTurn(loads, people, people, async (isFloor) => await phoneCalls(loads.hall, people, isFloor));
}

async function handOverOnce(loads: Loads, people: number): Promise<Round> {
  return await inTurn(loads, people, 20, async (isFloor) => await scannerCalls(loads.hall, people, handedOver, isFloor));
}

async function inTurn(
  { hall, product, floor }: Loads,
  people: number,
  connections: number,
  callsOf: (isFloor: boolean) => Promise<readonly LoadCall[]>,
): Promise<Round> {
  const cost = async (served: Served, isFloor: boolean) => await costOf(hall, served, people, connections, await callsOf(isFloor));
  const ofFloor = await cost(floor, true);
  return { floor: ofFloor, product: await cost(product, false) };
}

/** Sends the calls and reads what CPU they took. */
async function costOf(hall: Hall, { url, pid }: Served, people: number, connections: number, calls: readonly LoadCall[]): Promise<Cost> {
  const before = { server: cpuOfProcess(pid), sessions: cpuOfSessions(hall.postmaster) };
  const outcome = await send(hall, url, connections, calls);
  const after = { server: cpuOfProcess(pid), sessions: cpuOfSessions(hall.postmaster) };
  const serverCpu = before.server === null || after.server === null ? null : (after.server - before.server) / people;
  const databaseCpu = before.sessions && after.sessions ? cpuSince(before.sessions, after.sessions) / people : null;
  return { ...outcome, people, serverCpu, databaseCpu };
}

/** The people, each by the next scanner; `together` of one scanner in each request, as of a device that let them in without the server. */
async function scannerCalls(hall: Hall, people: number, together: number, isFloor: boolean): Promise<LoadCall[]> {
  const listId = await hall.newList();
  const { meeting } = hall;
  const told = { deviceAt: new Date().toISOString(), offsetMs: 0, force: together > 1, offline: together > 1 };
  const scans = meeting.people
    .slice(0, people)
    .map((person) => ({ nonce: newId(), listId, means: 'personal', code: codeOf(meeting.id, person), ...told }));
  return batchesOf(scans, together).map((some, place) => {
    const floorScans = some.map(({ nonce, code }) => ({ listId, nonce, code }));
    const floorBody = together > 1 ? { scans: floorScans } : floorScans[0]!;
    const body = isFloor ? floorBody : { scans: some, says: { queued: 0 } };
    const path = isFloor ? (together > 1 ? '/scans' : '/scan') : '/api/scanner/scans';
    return call(path, meeting.scanners[place % meeting.scanners.length]!.cookie, body);
  });
}

function batchesOf<One>(all: readonly One[], size: number): One[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, place) => all.slice(place * size, (place + 1) * size));
}

async function phoneCalls(hall: Hall, people: number, isFloor: boolean): Promise<LoadCall[]> {
  const listId = await hall.newList();
  // The product keeps a meeting's open lists for a second.
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  const { code } = hallWordsAt(hall.secret, listId, Date.now());
  return hall.phones.slice(0, people).map((token) => {
    const body = isFloor ? { listId, nonce: newId(), code } : { nonce: newId(), code };
    return call(isFloor ? '/scan' : `/api/meetings/${hall.meeting.id}/sign-in`, `${sessionCookie}=${token}`, body);
  });
}

function call(path: string, cookie: string, body: object): LoadCall {
  return { path, headers: { cookie, 'content-type': 'application/json', 'idempotency-key': newId() }, body: JSON.stringify(body) };
}

const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

function codeOf(meetingId: string, person: SimulatedMeeting['people'][number]): string {
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, person.seed]), format: 'der', type: 'pkcs8' });
  return makeCode({ meetingId, attendeeId: person.id }, Date.now(), (message) => sign(null, message, key));
}

/** The process that sends must not be the one that prepares. */
async function send(hall: Hall, url: string, connections: number, calls: readonly LoadCall[]): Promise<LoadOutcome> {
  const file = join(hall.folder, 'calls.json');
  writeFileSync(file, JSON.stringify(calls));
  const sender = fork(join(import.meta.dirname, 'matter-write/load.ts'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const order: LoadOrder = { url, connections, seconds: 60, file };
  sender.send(order);
  const [outcome] = (await once(sender, 'message')) as [LoadOutcome];
  sender.kill();
  return outcome;
}

async function startFloor(url: string): Promise<Served & { stop: () => Promise<void> }> {
  const child = fork(join(import.meta.dirname, 'meeting-checkin/floor-server.ts'), [url], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const stop = async () => {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  return { url: `http://127.0.0.1:${port}`, pid: child.pid!, stop };
}
