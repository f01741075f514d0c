import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AuditLine } from '../../contract/audit.ts';
import { newId } from '../../contract/identifiers.ts';
import { Database, recordAct } from '../database.ts';
import { FileRoom } from '../files/file-room.ts';
import { platformModule } from '../platform-module.ts';
import { officeActor } from '../testing/actors.ts';
import type { IsolatedDatabase } from '../testing/database.ts';
import { isolatedDatabase } from '../testing/database.ts';
import { as, testServer } from '../testing/test-server.ts';
import { Sealer } from './sealer.ts';
import { verifyChain } from './verify.ts';

let isolated: IsolatedDatabase;
let database: Database;
let admin: pg.Client;
let sealer: Sealer;
const log = { error: vi.fn() };

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database(isolated);
  admin = new pg.Client({ connectionString: isolated.adminUrl });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await database.close();
  await isolated.drop();
});
beforeEach(async () => {
  await admin.query(`truncate audit_entry, audit_seal; delete from subscription`);
  sealer = new Sealer(database, log);
});

async function act(bodyId: string, count: number, actor = officeActor({ bodyId })): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    await database.transact(actor, async (tx) =>
      recordAct(tx, { bodyId, act: `test.act-${n}`, subjectKind: 'test', subjectId: newId(), detail: { n, words: '内容' } }),
    );
  }
}

/** Seals as soon as all committed entries can be read: other databases of the server may hold them back for a moment. */
async function seal(count: number): Promise<void> {
  await vi.waitFor(async () => {
    await sealer.drain();
    expect((await admin.query('select from audit_seal')).rowCount).toBe(count);
  });
}

describe('sealing', () => {
  it('links each body’s entries into a chain of its own, without gaps', async () => {
    const [one, two] = [newId(), newId()];
    await act(one, 3);
    await act(two, 2);
    await seal(5);
    await act(one, 2);
    await seal(7);
    const report = await verifyChain(database);
    expect(report).toMatchObject({ sealed: 7, unsealed: 0, breaks: [] });
    expect(new Map(report.heads.map((head) => [head.bodyId, head.position]))).toEqual(
      new Map([
        [one, 5],
        [two, 2],
      ]),
    );
  });

  it('gives every entry one position when several processes write and seal at once', async () => {
    const bodies = [newId(), newId(), newId()];
    const sealers = [sealer, new Sealer(database, log), new Sealer(database, log)];
    for (const one of sealers) one.start();
    await Promise.all(bodies.flatMap((bodyId) => [act(bodyId, 30), act(bodyId, 30)]));
    await vi.waitFor(async () => expect((await admin.query('select from audit_seal')).rowCount).toBe(180), { timeout: 10_000 });
    for (const one of sealers) await one.stop();
    expect(await verifyChain(database)).toMatchObject({ sealed: 180, unsealed: 0, breaks: [] });
    expect(log.error).not.toHaveBeenCalled();
  });

  it('counts what waits for its seal', async () => {
    await act(newId(), 2);
    expect(await verifyChain(database)).toMatchObject({ sealed: 0, unsealed: 2, breaks: [] });
  });
});

describe('tampering by a superuser is found:', () => {
  const bodyId = newId();
  const at = (position: number) => `(select entry_id from audit_seal where body_id = '${bodyId}' and position = ${position})`;

  it.each([
    ['a changed detail', `update audit_entry set detail = '{"n": 7}' where id = ${at(3)}`, 3],
    ['another name', `update audit_entry set actor_name = '别人' where id = ${at(2)}`, 2],
    ['another time, by a microsecond', `update audit_entry set at = at + interval '1 microsecond' where id = ${at(4)}`, 4],
    ['another actor', `update audit_entry set person_id = gen_random_uuid() where id = ${at(1)}`, 1],
    ['a moved transaction', `update audit_entry set txid = '5' where id = ${at(5)}`, 5],
    ['a changed seal', `update audit_seal set hash = sha256('x') where position = 4`, 4],
    ['a changed link', `update audit_seal set previous_hash = sha256('x') where position = 4`, 4],
    [
      'an entry removed with its seal',
      `with gone as (delete from audit_seal where position = 3 returning entry_id) delete from audit_entry where id in (select entry_id from gone)`,
      3,
    ],
    [
      'two entries that changed places',
      `alter table audit_seal drop constraint if exists audit_seal_body_id_entry_id_key;
      update audit_seal s set entry_id = case position when 2 then ${at(3)} else ${at(2)} end where position in (2, 3)`,
      2,
    ],
    ['a removed seal at the end', `delete from audit_seal where position = 5`, 0],
    [
      'an end that was cut off',
      `with gone as (delete from audit_seal where position = 5 returning entry_id) delete from audit_entry where id in (select entry_id from gone)`,
      0,
    ],
    [
      'an inserted entry',
      `insert into audit_entry (body_id, id, txid, at, actor_name, act, subject_kind, subject_id, detail, request_id)
      select body_id, gen_random_uuid(), '3', at, '伪造', act, subject_kind, subject_id, detail, request_id from audit_entry limit 1`,
      0,
    ],
  ])('%s', async (_case, tampering, position) => {
    await act(bodyId, 5);
    await seal(5);
    expect((await verifyChain(database)).breaks).toEqual([]);
    await admin.query(`begin; set local session_replication_role = replica; ${tampering}; commit`);
    const { breaks } = await verifyChain(database);
    expect(breaks[0]).toMatchObject({ position, reason: expect.stringMatching(/\p{Script=Han}/u) as string });
  });

  it('neither the application’s nor the worker’s role can change or remove an entry', async () => {
    for (const url of [isolated.appUrl, isolated.workerUrl]) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      for (const text of [
        `update audit_entry set actor_name = 'x'`,
        'delete from audit_entry',
        `update audit_seal set hash = ''`,
        'delete from audit_seal',
        'truncate audit_entry',
      ]) {
        await expect(client.query(text)).rejects.toMatchObject({ code: '42501' });
      }
      await client.end();
    }
  });
});

describe('the auditor’s list', () => {
  let server: FastifyInstance;
  beforeAll(async () => {
    const files = new FileRoom({ settings: { kind: 'folder', path: '/nonexistent' }, dataDir: '/nonexistent' });
    server = await testServer(database, {
      modules: [platformModule({ modules: [], files, hub: null, push: null, mayRemindAt: async () => true })],
    });
  });
  afterAll(async () => await server.close());

  const list = async (actor: ReturnType<typeof officeActor>, query = '') =>
    await server.inject({ url: `/api/audit${query}`, headers: as(actor) });

  it('shows the own body’s entries only, newest first, page by page', async () => {
    const bodyId = newId();
    await act(bodyId, 5);
    await act(newId(), 3);
    await seal(8);
    const auditor = officeActor({ bodyId, roles: ['auditor'] });
    const acts: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: { items: AuditLine[]; next: string | null } = (await list(auditor, `?limit=2${next && `&cursor=${next}`}`)).json();
      acts.push(...page.items.map((item) => item.act));
      next = page.next;
    }
    expect(acts).toEqual(['test.act-4', 'test.act-3', 'test.act-2', 'test.act-1', 'test.act-0']);
    expect((await list(auditor, '?act=test.act-3')).json()).toMatchObject({ items: [{ act: 'test.act-3', position: 4 }], next: null });
    expect((await server.inject({ url: '/api/audit/state', headers: as(auditor) })).json()).toMatchObject({ sealed: 5, unsealed: 0 });
  });

  it('is closed to others', async () => {
    expect((await list(officeActor({ roles: ['administrator', 'clerk'] }))).statusCode).toBe(403);
    expect((await list(officeActor({ roles: ['auditor'], scope: 'member' }))).statusCode).toBe(403);
    expect((await server.inject('/api/audit')).statusCode).toBe(401);
    expect((await list(officeActor({ roles: ['auditor'] }), '?cursor=WyJ4Il0')).json()).toMatchObject({ code: 'request.cursor' });
  });
});
