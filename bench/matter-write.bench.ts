import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '#platform/contract/identifiers.ts';
import { withClient } from '#platform/server/postgres/sql-client.ts';
import { hashToken } from '#modules/identity/server/index.ts';
import { newToken, sessionCookie } from '#modules/identity/server/session-rules.ts';
import { routeOfAct } from '#modules/matter/contract/act-routes.ts';
import type { BenchSeat } from './matters/city.ts';
import type { BenchMatters } from './matters/open-matters.ts';
import { benchSecret, copyMatters, sizeIn } from './matters/open-matters.ts';
import { drawTexts } from './matters/texts.ts';
import { floorFunctions } from './matter-write/floor-server.ts';
import type { LoadCall, LoadOrder, LoadOutcome } from './matter-write/load.ts';
import type { MeasuringTask, Measurement } from './measurement.ts';
import { cpuOfProcess, cpuOfSessions, cpuSince } from './matter-write/cpu.ts';
import { startServer, startWorker } from './product-process.ts';

/**
 * Work: deputies raise reports, then duty desks send grid workers to them, over HTTP against the product's own server process, each of
 * so many connections waiting for its answer before it asks again. What follows after commit is the worker's and does not run meanwhile;
 * with `--worker` it does, in a process of its own.
 * Floor: bare Fastify in front of one prepared plpgsql function each (matter-write/floor-server.ts), the same load on the same database. A second
 * floor writes all the rows that an act of the product writes; it has no bound, and tells what keeping them costs whoever keeps them.
 */
export const description =
  'matter.write：经 HTTP 提出督事并派单，50 / 200 / 1000 个连接（下限为裸 Fastify 加一个预编译函数）；--size、--seconds N、--worker、--profile';

const levels = [50, 200, 1_000];

export const measure: MeasuringTask['measure'] = async (words) => {
  const numberAfter = (flag: string, usual: number) => (words.includes(flag) ? Number(words[words.indexOf(flag) + 1]) : usual);
  const seconds = numberAfter('--seconds', 5);
  const only = numberAfter('--connections', 0);
  const matters = await copyMatters(sizeIn(words));
  const folder = mkdtempSync(join(tmpdir(), 'matter-write-'));
  const env = { DATABASE_URL: matters.urls.adminUrl, SECRET: benchSecret, DATA_DIR: folder, DEMO: 'off' };
  const flags = words.includes('--profile') ? ['--cpu-prof', '--cpu-prof-dir=.data/profiles'] : [];
  const stops: (() => Promise<void>)[] = [];
  try {
    const loads = new Loads(matters, folder, seconds);
    await loads.prepare();
    const product = await startServer(env, flags);
    stops.push(product.stop);
    if (words.includes('--worker')) stops.push(startWorker(env).stop);
    const floor = await startFloor(matters);
    stops.push(floor.stop);
    return await measureLevels(only ? [only] : levels, loads, product, floor);
  } finally {
    for (const stop of stops.toReversed()) await stop();
    await matters.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** A server under load, and where the CPU that it uses can be read. */
interface Served {
  readonly url: string;
  readonly pid: number;
}

/** What a load came to, and the CPU that an answer cost the server and PostgreSQL, in milliseconds; null where the system does not tell. */
interface Cost extends LoadOutcome {
  readonly serverCpu: number | null;
  readonly databaseCpu: number | null;
}

async function measureLevels(counts: readonly number[], loads: Loads, product: Served, floor: Served): Promise<Measurement[]> {
  // Both servers compile their ways first, and as long: one in use has been up for days.
  for (const connections of [50, 200]) {
    await loads.raise(product.url, connections, 3);
    await loads.floorRaise(floor.url, connections, 3);
    await loads.floorRaiseRows(floor.url, connections, 3);
    await loads.advance(product.url, connections, 3);
    await loads.floorAdvance(floor.url, connections, 3);
    await loads.floorAdvanceRows(floor.url, connections, 3);
  }
  await loads.analyse();
  const measurements: Measurement[] = [];
  for (const connections of counts) {
    const raised = {
      floor: await loads.costOf(floor, (url) => loads.floorRaise(url, connections)),
      product: await loads.costOf(product, (url) => loads.raise(url, connections)),
      rows: await loads.costOf(floor, (url) => loads.floorRaiseRows(url, connections)),
    };
    measurements.push(...told('raise', connections, raised));
    const advanced = {
      floor: await loads.costOf(floor, (url) => loads.floorAdvance(url, connections)),
      product: await loads.costOf(product, (url) => loads.advance(url, connections)),
      rows: await loads.costOf(floor, (url) => loads.floorAdvanceRows(url, connections)),
    };
    measurements.push(...told('advance', connections, advanced));
  }
  return measurements;
}

function told(what: string, connections: number, { product, floor, rows }: Record<'product' | 'floor' | 'rows', Cost>): Measurement[] {
  const name = `matter.write ${what}, ${connections} connections`;
  const value = product.perSecond;
  return [
    { name, value, floor: floor.perSecond, unit: '1/s', reach: { least: 0.5 }, detail: detailOf(product, floor) },
    { name: `${name}, against the same rows`, value, floor: rows.perSecond, unit: '1/s', detail: detailOf(product, rows) },
  ];
}

function detailOf(product: Cost, floor: Cost): NonNullable<Measurement['detail']> {
  const failed = product.failed + floor.failed;
  const hundredths = (milliseconds: number | null) => (milliseconds === null ? '' : Math.round(milliseconds * 100) / 100);
  return {
    p50: Math.round(product.p50),
    p95: Math.round(product.p95),
    floorP50: Math.round(floor.p50),
    floorP95: Math.round(floor.p95),
    cpuMs: `${hundredths(product.serverCpu)} + ${hundredths(product.databaseCpu)}`,
    floorCpuMs: `${hundredths(floor.serverCpu)} + ${hundredths(floor.databaseCpu)}`,
    answered: product.answered,
    failed,
    ...(failed > 0 ? { fault: product.fault ?? floor.fault ?? '' } : {}),
  };
}

interface Session {
  readonly headers: Readonly<Record<string, string>>;
}

/** Makes the calls of each load and has another process send them. */
class Loads {
  private readonly matters: BenchMatters;
  private readonly folder: string;
  private readonly seconds: number;
  private readonly texts = drawTexts(300).filter((text) => text.kind === 'report');
  private deputies: Session[] = [];
  private postmaster = 0;
  private desks = new Map<string, Session[]>();

  constructor(matters: BenchMatters, folder: string, seconds: number) {
    this.matters = matters;
    this.folder = folder;
    this.seconds = seconds;
  }

  /** Signs everybody in, each several times, so that no session calls more often than the server lets a person call; makes the floor's functions. */
  async prepare(): Promise<void> {
    const { city } = this.matters;
    this.postmaster = await withClient(this.matters.urls.adminUrl, async (client) => {
      await client.query(floorFunctions);
      const text = `select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int as pid`;
      return (await client.query<{ pid: number }>(text)).rows[0]!.pid;
    });
    this.deputies = await this.signIn(city.deputies, 5);
    for (const centre of city.bodies.flatMap((body) => body.centres)) this.desks.set(centre.id, await this.signIn([centre.dutyDesk], 20));
  }

  /** Statistics as in a database in use: the one at hand was built with tables that were still empty. */
  async analyse(): Promise<void> {
    await withClient(this.matters.urls.adminUrl, (client) => client.query('vacuum analyze'));
  }

  /** Runs a load and reads what CPU it took. */
  async costOf({ url, pid }: Served, load: (url: string) => Promise<LoadOutcome>): Promise<Cost> {
    const before = { server: cpuOfProcess(pid), sessions: cpuOfSessions(this.postmaster) };
    const outcome = await load(url);
    const after = { server: cpuOfProcess(pid), sessions: cpuOfSessions(this.postmaster) };
    const each = (milliseconds: number) => milliseconds / Math.max(1, outcome.answered);
    const serverCpu = before.server === null || after.server === null ? null : each(after.server - before.server);
    const databaseCpu = before.sessions && after.sessions ? each(cpuSince(before.sessions, after.sessions)) : null;
    return { ...outcome, serverCpu, databaseCpu };
  }

  async raise(url: string, connections: number, seconds = this.seconds): Promise<LoadOutcome> {
    const { centres } = this.matters.city.bodies[0]!;
    const calls = Array.from({ length: 3_000 * seconds }, (_, index): LoadCall => {
      const text = this.texts[index % this.texts.length]!;
      const place = { address: text.address ?? '云塘路', ...centres[index % centres.length]!.at };
      const form = { words: text.form.words, title: text.title, category: text.category, place };
      return this.call(`/api/raise/report/${newId()}`, this.deputies[index % this.deputies.length]!, { form });
    });
    return await this.send(url, connections, seconds, calls);
  }

  async advance(url: string, connections: number, seconds = this.seconds): Promise<LoadOutcome> {
    const centres = this.matters.city.bodies.flatMap((body) => body.centres);
    const workers = new Map(centres.map((centre) => [centre.id, centre.workerIds[0]!]));
    const { path } = routeOfAct('report', 'dispatch');
    const calls = (await this.waiting()).map((row, index) => {
      const desks = this.desks.get(row.unit)!;
      const filled = path.replace(':bodyId', row.body).replace(':matterId', row.matter).replace(':targetId', row.handling);
      return this.call(filled, desks[index % desks.length]!, { input: { worker: workers.get(row.unit)! } });
    });
    return await this.send(url, connections, seconds, calls);
  }

  async floorRaise(url: string, connections: number, seconds = this.seconds, path = '/raise'): Promise<LoadOutcome> {
    const { centres } = this.matters.city.bodies[0]!;
    const calls = Array.from({ length: 12_000 * seconds }, (_, index) => {
      const { form } = this.texts[index % this.texts.length]!;
      const body = { matter: newId(), form, unit: centres[index % centres.length]!.id };
      return this.call(path, this.deputies[index % this.deputies.length]!, body);
    });
    return await this.send(url, connections, seconds, calls);
  }

  async floorRaiseRows(url: string, connections: number, seconds = this.seconds): Promise<LoadOutcome> {
    return await this.floorRaise(url, connections, seconds, '/raise-rows');
  }

  async floorAdvance(url: string, connections: number, seconds = this.seconds): Promise<LoadOutcome> {
    const { centres } = this.matters.city.bodies[0]!;
    const handlings = await withClient(this.matters.urls.adminUrl, async (client) => {
      const text = `select id from handling where body_id = $1 and state = 'rated' limit 5000`;
      return (await client.query<{ id: string }>(text, [this.matters.city.bodies[0]!.id])).rows.map((row) => row.id);
    });
    const calls = Array.from({ length: 12_000 * seconds }, (_, index) => {
      const body = { handling: handlings[index % handlings.length]!, worker: centres[0]!.workerIds[0]! };
      return this.call('/advance', this.deputies[index % this.deputies.length]!, body);
    });
    return await this.send(url, connections, seconds, calls);
  }

  async floorAdvanceRows(url: string, connections: number, seconds = this.seconds): Promise<LoadOutcome> {
    const { centres } = this.matters.city.bodies[0]!;
    const calls = (await this.waiting()).map((row, index) => {
      const body = { body: row.body, matter: row.matter, handling: row.handling, worker: centres[0]!.workerIds[0]! };
      return this.call('/advance-rows', this.deputies[index % this.deputies.length]!, body);
    });
    return await this.send(url, connections, seconds, calls);
  }

  private call(path: string, session: Session, body: object): LoadCall {
    return {
      path,
      headers: { ...session.headers, 'content-type': 'application/json', 'idempotency-key': newId() },
      body: JSON.stringify(body),
    };
  }

  /** Reports that wait for their grid worker, those that were raised here among them. */
  private async waiting(): Promise<{ body: string; matter: string; handling: string; unit: string }[]> {
    return await withClient(this.matters.urls.adminUrl, async (client) => {
      const text = `select h.body_id as body, h.matter_id as matter, h.id as handling, h.unit_id as unit
        from handling h join matter m on m.body_id = h.body_id and m.id = h.matter_id
        where h.state = 'assigned' and m.kind = 'report' and m.state = 'received' and h.worker_id is null order by h.assigned_at desc, h.id limit 20000`;
      return (await client.query<{ body: string; matter: string; handling: string; unit: string }>(text)).rows;
    });
  }

  private async signIn(seats: readonly BenchSeat[], times: number): Promise<Session[]> {
    const made = seats.flatMap((seat) => Array.from({ length: times }, () => ({ seat, id: newId(), token: newToken() })));
    const rows = made.map(({ seat, id, token }) => ({ id, account: seat.accountId, hash: `\\x${hashToken(token).toString('hex')}` }));
    await withClient(this.matters.urls.adminUrl, (client) =>
      client.query(
        `insert into account_session (id, account_id, token_hash, method, device, address, started_at, last_seen_at, idle_seconds, expires_at)
         select id, account, hash, 'demo', '测量', '127.0.0.1', now(), now(), 86400, now() + interval '1 day'
         from jsonb_to_recordset($1::jsonb) as r(id uuid, account uuid, hash bytea)`,
        [JSON.stringify(rows)],
      ),
    );
    return made.map(({ seat, token }) => ({ headers: { cookie: `${sessionCookie}=${token}`, 'x-seat': seat.actor.seatId! } }));
  }

  private async send(url: string, connections: number, seconds: number, calls: readonly LoadCall[]): Promise<LoadOutcome> {
    if (calls.length === 0) throw new Error('nothing is left to send');
    const file = join(this.folder, 'calls.json');
    writeFileSync(file, JSON.stringify(calls));
    const child = fork(join(import.meta.dirname, 'matter-write/load.ts'));
    const order: LoadOrder = { url, connections, seconds, file };
    child.send(order);
    const ended = once(child, 'exit').then(() => Promise.reject<[LoadOutcome]>(new Error('the process that sends ended early')));
    const [outcome] = await Promise.race([once(child, 'message') as Promise<[LoadOutcome]>, ended]);
    ended.catch(() => undefined);
    child.disconnect();
    return outcome;
  }
}

async function startFloor({ urls, city }: BenchMatters): Promise<Served & { stop: () => Promise<void> }> {
  const child = fork(join(import.meta.dirname, 'matter-write/floor-server.ts'), [urls.adminUrl, city.bodies[0]!.id]);
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const stop = async () => {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  return { url: `http://127.0.0.1:${port}`, pid: child.pid!, stop };
}
