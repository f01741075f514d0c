import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { nobody } from '../contract/actor.ts';
import { defineEvent } from '../contract/event.ts';
import { newId } from '../contract/identifiers.ts';
import type { Repetition, Tx } from './database.ts';
import { Database, emit, KeyReused, recordAct, tables } from './database.ts';
import type { PlatformTables } from './tables.ts';
import { memberActor, officeActor } from './testing/actors.ts';
import type { IsolatedDatabase } from './testing/database.ts';
import { isolatedDatabase } from './testing/database.ts';

const happened = defineEvent('test.happened', z.object({ word: z.string() }));

let isolated: IsolatedDatabase;
let database: Database;
let admin: pg.Client;

beforeAll(async () => {
  isolated = await isolatedDatabase();
  admin = new pg.Client({ connectionString: isolated.adminUrl });
  await admin.connect();
  // A commit that fails: the check waits until then.
  await admin.query(`
    create table late (id int primary key, word text);
    create function refuse_late() returns trigger language plpgsql as $$ begin if new.word = 'refused' then raise 'too late'; end if; return null; end $$;
    create constraint trigger late_check after insert on late deferrable initially deferred for each row execute function refuse_late();
    grant select, insert on late to luzhitong_app`);
});

afterAll(async () => {
  await admin.end();
  await isolated.drop();
});

beforeEach(() => {
  // One connection, so that each transaction follows the one before on the same session.
  database = new Database({ appUrl: isolated.appUrl, workerUrl: isolated.workerUrl, connections: 1 });
  return async () => await database.close();
});

const settingsOf = async (tx: Tx) => {
  const { rows } = await sql<{ body: string; person: string; scope: string; role: string }>`
    select app_body()::text as body, app_person()::text as person, app_scope() as scope, current_user as role`.execute(tables(tx));
  return rows[0]!;
};

const insertLate = async (tx: Tx, id: number, word: string) => await sql`insert into late values (${id}, ${word})`.execute(tables(tx));
const countLate = async (id: number) => (await admin.query('select from late where id = $1', [id])).rowCount;
const outboxOf = async (bodyId: string) => (await admin.query('select * from outbox where body_id = $1', [bodyId])).rows;
const auditOf = async (bodyId: string) => (await admin.query('select * from audit_entry where body_id = $1', [bodyId])).rows;

describe('who acts', () => {
  it('is told to row-level security in each transaction anew, on the same connection', async () => {
    const office = officeActor();
    expect(await database.read(office, settingsOf)).toEqual({
      body: office.bodyId,
      person: office.personId,
      scope: 'office',
      role: 'luzhitong_app',
    });
    expect(await database.read(nobody, settingsOf)).toEqual({ body: null, person: null, scope: 'public', role: 'luzhitong_app' });
    expect(await database.transact(office, settingsOf, { access: 'worker' })).toMatchObject({ role: 'luzhitong_worker' });
  });

  it('leaves nothing behind on the connection after a failure', async () => {
    await expect(database.transact(officeActor(), async () => await Promise.reject(new Error('stop')))).rejects.toThrow('stop');
    const client = new pg.Client({ connectionString: isolated.appUrl });
    await client.connect();
    expect((await client.query('select app_body() as body')).rows).toEqual([{ body: null }]);
    await client.end();
    expect(await database.read(nobody, settingsOf)).toMatchObject({ body: null, person: null });
  });

  it('never reaches SQL when an id is no id', async () => {
    await expect(database.read(officeActor({ bodyId: `'; drop table late; --` }), settingsOf)).rejects.toThrow('编号格式不对');
    expect(await database.read(nobody, settingsOf)).toMatchObject({ scope: 'public' });
  });

  it('keeps a person from another person’s rows', async () => {
    const [one, other] = [memberActor(), memberActor()];
    await database.transact(one, async (tx) => {
      await tables<PlatformTables>(tx)
        .insertInto('notification_choice')
        .values({ person_id: one.personId!, kind: 'test', channel: 'off' })
        .execute();
    });
    const seen = async (tx: Tx) => (await tables<PlatformTables>(tx).selectFrom('notification_choice').select('kind').execute()).length;
    expect(await database.read(one, seen)).toBe(1);
    expect(await database.read(other, seen)).toBe(0);
    await expect(
      database.transact(other, async (tx) => {
        await tables<PlatformTables>(tx)
          .insertInto('notification_choice')
          .values({ person_id: one.personId!, kind: 'planted', channel: 'off' })
          .execute();
      }),
    ).rejects.toMatchObject({ code: '42501' });
  });
});

describe('a transaction', () => {
  it('writes its events and acts with it', async () => {
    const actor = officeActor();
    const bodyId = actor.bodyId!;
    await database.transact(
      actor,
      async (tx) => {
        await insertLate(tx, 1, 'fine');
        emit(tx, happened, { bodyId, subject: newId(), topics: [`body:${bodyId}`, 'matter:x'], payload: { word: '好' } });
        recordAct(tx, { bodyId, act: 'test.act', subjectKind: 'test', subjectId: newId(), detail: { word: '好' } });
      },
      { requestId: 'r1' },
    );
    expect(await outboxOf(bodyId)).toMatchObject([
      { type: 'test.happened', topics: [`body:${bodyId}`, 'matter:x'], payload: { word: '好' }, actor: { personId: actor.personId } },
    ]);
    expect(await auditOf(bodyId)).toMatchObject([{ act: 'test.act', person_id: actor.personId, request_id: 'r1', detail: { word: '好' } }]);
  });

  it.each([
    [
      'the work throws',
      async (tx: Tx) => {
        await insertLate(tx, 2, 'lost');
        throw new Error('stop');
      },
    ],
    ['the first statement fails', async (tx: Tx) => await sql`select nonsense`.execute(tables(tx))],
    [
      'a statement fails and the work goes on',
      async (tx: Tx) => {
        await sql`select nonsense`.execute(tables(tx)).catch(() => undefined);
      },
    ],
    ['the commit fails', async (tx: Tx) => await insertLate(tx, 2, 'refused')],
    [
      'an event cannot be written',
      async (tx: Tx) => {
        await insertLate(tx, 2, 'lost');
        emit(tx, happened, { bodyId: tx.actor.bodyId!, subject: newId(), topics: [], payload: { word: 'NUL \u0000' } });
      },
    ],
    [
      'an act cannot be written',
      async (tx: Tx) => {
        await insertLate(tx, 2, 'lost');
        recordAct(tx, { bodyId: tx.actor.bodyId!, act: 'test.act', subjectKind: 'test', subjectId: 'no id', detail: {} });
      },
    ],
  ])('leaves nothing when %s, and its connection goes on', async (_case, work) => {
    const actor = officeActor();
    const attempt = database.transact(actor, async (tx) => {
      recordAct(tx, { bodyId: actor.bodyId!, act: 'test.act', subjectKind: 'test', subjectId: newId(), detail: {} });
      await work(tx);
    });
    await expect(attempt).rejects.toBeInstanceOf(Error);
    expect(await countLate(2)).toBe(0);
    expect([...(await outboxOf(actor.bodyId!)), ...(await auditOf(actor.bodyId!))]).toEqual([]);
    expect(await database.read(actor, settingsOf)).toMatchObject({ body: actor.bodyId });
  });

  it('fails when its connection is cut, without harm to the process, and the next one gets a fresh connection', async () => {
    const pidOf = async (tx: Tx) => (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tables(tx))).rows[0]!.pid;
    const pid = await database.read(nobody, pidOf);
    const attempt = database.read(nobody, async (tx) => {
      await admin.query('select pg_terminate_backend($1)', [pid]);
      return await pidOf(tx);
    });
    await expect(attempt).rejects.toBeInstanceOf(Error);
    expect(await database.read(nobody, pidOf)).not.toBe(pid);
  });

  it('may not write when it only reads', async () => {
    await expect(database.read(officeActor(), async (tx) => await insertLate(tx, 3, 'fine'))).rejects.toMatchObject({ code: '25006' });
  });
});

describe('a repeated write', () => {
  const repetition = (key: string, content = 'one'): Repetition => ({
    key,
    route: 'test.write',
    fingerprint: createHash('sha256').update(content).digest(),
  });

  it('gets the first answer and is done once', async () => {
    const actor = officeActor();
    let done = 0;
    const write = async () => await database.transact(actor, async () => ({ done: (done += 1) }), { repetition: repetition('key-00001') });
    expect([await write(), await write(), done]).toEqual([{ done: 1 }, { done: 1 }, 1]);
  });

  it('is done once when two come at the same time', async () => {
    const parallel = new Database({ appUrl: isolated.appUrl, workerUrl: isolated.workerUrl, connections: 8 });
    const actor = officeActor();
    const bodyId = actor.bodyId!;
    const write = async () =>
      await parallel.transact(
        actor,
        async (tx) => {
          const id = newId();
          recordAct(tx, { bodyId, act: 'test.act', subjectKind: 'test', subjectId: id, detail: {} });
          return { id };
        },
        { repetition: repetition('key-00002') },
      );
    const answers = await Promise.all(Array.from({ length: 8 }, write));
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
    expect(await auditOf(bodyId)).toMatchObject([{ subject_id: answers[0]!.id }]);
    await parallel.close();
  });

  it('is refused with another content or for another operation', async () => {
    const actor = officeActor();
    const write = async (told: Repetition) => await database.transact(actor, async () => 'done', { repetition: told });
    await write(repetition('key-00003'));
    await expect(write(repetition('key-00003', 'two'))).rejects.toBeInstanceOf(KeyReused);
    await expect(write({ ...repetition('key-00003'), route: 'test.other' })).rejects.toBeInstanceOf(KeyReused);
  });

  it('belongs to the account: another one’s same key is its own', async () => {
    const write = async (name: string) => await database.transact(officeActor(), async () => name, { repetition: repetition('key-00004') });
    expect([await write('one'), await write('other')]).toEqual(['one', 'other']);
  });

  it('is done again when the first attempt failed', async () => {
    const actor = officeActor();
    const write = async (fail: boolean) =>
      await database.transact(
        actor,
        async () => {
          if (fail) throw new Error('stop');
          return 'done';
        },
        { repetition: repetition('key-00005') },
      );
    await expect(write(true)).rejects.toThrow('stop');
    expect(await write(false)).toBe('done');
  });
});
