import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../contract/identifiers.ts';
import type { Look, Repetition, Tx } from './database.ts';
import { callLater, Database, keptFact, lookUp, recordAct } from './database.ts';
import { officeActor } from './testing/actors.ts';
import type { IsolatedDatabase } from './testing/database.ts';
import { isolatedDatabase } from './testing/database.ts';

let isolated: IsolatedDatabase;
let database: Database;
let admin: pg.Client;
const actor = officeActor();

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database(isolated);
  admin = new pg.Client({ connectionString: isolated.adminUrl });
  await admin.connect();
  await admin.query(`
    create table counter (id int primary key, n int not null);
    insert into counter values (1, 0);
    grant select, insert, update on counter to luzhitong_app;
    create function read_counter(of_id int) returns table (n int) language sql as $$ select c.n from counter c where c.id = of_id $$;
    create function write_counter(of_id int, old int, new int) returns void language plpgsql as $$
    begin
      update counter set n = new where id = of_id and n = old;
      if not found then
        raise exception 'changed' using errcode = '40001';
      end if;
    end $$;
    create table visit (id int primary key, n int not null default 0, person uuid, txid xid8);
    grant select, insert, update on visit to luzhitong_app;
    create function read_visit(of_id int) returns table (n int, person uuid, at text) language sql as
      $$ select v.n, app_person(), statement_timestamp()::text from visit v where v.id = of_id $$;
    create function read_visits(many jsonb, first int) returns table ("#" int, n int, person uuid, at text) language sql as
      $$ select w.n::int, v.n, (w.e ->> 2)::uuid, statement_timestamp()::text
        from jsonb_array_elements(many) with ordinality as w (e, n) join visit v on v.id = (w.e -> first)::int $$;
    create function write_visits(many jsonb, first int) returns void language plpgsql as $$
    declare
      done int;
    begin
      update visit set n = visit.n + 1, person = (w.e ->> 2)::uuid, txid = pg_current_xact_id()
        from jsonb_array_elements(many) as w (e) where visit.id = (w.e -> first)::int and visit.n = (w.e -> (first + 1))::int;
      get diagnostics done = row_count;
      if done < jsonb_array_length(many) then
        raise exception 'changed' using errcode = '40001';
      end if;
    end $$;
    create function write_visit(of_id int, old int) returns void language plpgsql as $$
    begin
      update visit set n = n + 1, person = app_person(), txid = pg_current_xact_id() where id = of_id and n = old;
      if not found then
        raise exception 'changed' using errcode = '40001';
      end if;
    end $$`);
});
afterAll(async () => {
  await admin.end();
  await database.close();
  await isolated.drop();
});

const counter: Look = { from: 'read_counter', values: [1] };
const guard = (): Repetition => ({ key: newId(), route: 'test.count', fingerprint: createHash('sha256').update('one').digest() });
const counted = async () => (await admin.query<{ n: number }>('select n from counter where id = 1')).rows[0]!.n;
const audited = async () => (await admin.query(`select from audit_entry where act = 'test.count'`)).rowCount;

async function countUp(tx: Tx): Promise<number> {
  const { n } = (await lookUp<{ n: number }>(tx, counter))!;
  callLater(tx, 'write_counter', [1, n, n + 1]);
  recordAct(tx, { bodyId: actor.bodyId!, act: 'test.count', subjectKind: 'test', subjectId: newId(), detail: { n } });
  return n + 1;
}

it('writes that looked at the same thing at once are done one after the other, none is lost', async () => {
  const before = await counted();
  const all = await Promise.allSettled(
    Array.from({ length: 6 }, () => database.transact(actor, countUp, { ahead: counter, repetition: guard() })),
  );
  const done = all.filter((one) => one.status === 'fulfilled').length;
  // A write that is overtaken twice is refused; none is counted that was not answered.
  expect(done).toBeGreaterThan(0);
  expect([await counted(), await audited()]).toEqual([before + done, done]);
});

it('a statement of the work turns it into a transaction of the usual kind, with what was called before', async () => {
  const before = await counted();
  const seen = await database.transact(
    actor,
    async (tx) => {
      await countUp(tx);
      return (await lookUp<{ n: number }>(tx, counter))!.n;
    },
    { ahead: counter, repetition: guard() },
  );
  expect([seen, await counted()]).toEqual([before + 1, before + 1]);
});

it('leaves nothing where the work fails, or where its closing does', async () => {
  const before = [await counted(), await audited()];
  const failing = async (tx: Tx) => {
    await countUp(tx);
    throw new Error('stop');
  };
  await expect(database.transact(actor, failing, { ahead: counter, repetition: guard() })).rejects.toThrow('stop');
  const closing = async (tx: Tx) => {
    await countUp(tx);
    callLater(tx, 'write_counter', [2, 0, 1]);
  };
  await expect(database.transact(actor, closing, { ahead: counter, repetition: guard() })).rejects.toMatchObject({ code: '40001' });
  expect([await counted(), await audited()]).toEqual(before);
});

describe('writes that wait at the same time are sent together', () => {
  interface Visit {
    id: number;
    n: number;
    person: string | null;
    txid: string | null;
  }
  const visits = async (first: number) =>
    (await admin.query<Visit>('select id, n, person, txid::text from visit where id between $1 and $1 + 99 order by id', [first])).rows;
  const plant = async (first: number, count: number) =>
    await admin.query('insert into visit (id) select generate_series($1::int, $1::int + $2::int - 1)', [first, count]);

  /** Visits `id` as a person of its own; answers who the database thought was looking, and in which statement. */
  async function visit(id: number, who = officeActor(), repetition = guard(), stale = 0): Promise<{ person: string; at: string }> {
    const look: Look = { from: 'read_visit', values: [id], many: 'read_visits' };
    const work = async (tx: Tx) => {
      const { n, person, at } = (await lookUp<{ n: number; person: string; at: string }>(tx, look))!;
      callLater(tx, 'write_visit', [id, n + stale], 'write_visits');
      recordAct(tx, { bodyId: actor.bodyId!, act: 'test.visit', subjectKind: 'test', subjectId: who.personId!, detail: {} });
      return { person, at };
    };
    return await database.transact(who, work, { ahead: look, repetition });
  }

  it('in few transactions, each looking and writing as himself, none lost', async () => {
    await plant(100, 40);
    const people = Array.from({ length: 40 }, () => officeActor());
    const looked = await Promise.all(people.map((who, index) => visit(100 + index, who)));
    const ids = people.map((who) => who.personId);
    expect(looked.map((one) => one.person)).toEqual(ids);
    expect(new Set(looked.map((one) => one.at)).size).toBeLessThan(20);
    const rows = await visits(100);
    expect(rows.map((row) => row.person)).toEqual(ids);
    expect(rows.map((row) => row.n)).toEqual(ids.map(() => 1));
    expect(new Set(rows.map((row) => row.txid)).size).toBeLessThan(20);
    const entries = await admin.query<{ person_id: string; subject_id: string }>(
      `select person_id, subject_id from audit_entry where act = 'test.visit' and subject_id = any($1)`,
      [ids],
    );
    expect(entries.rows).toHaveLength(40);
    expect(entries.rows.every((row) => row.person_id === row.subject_id)).toBe(true);
  });

  it('and what is refused of one leaves the others as they are', async () => {
    await plant(200, 20);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => visit(200 + index, undefined, undefined, index === 7 ? 5 : 0)),
    );
    expect(outcomes.flatMap((one, index) => (one.status === 'rejected' ? [index] : []))).toEqual([7]);
    expect((await visits(200)).map((row) => row.n)).toEqual(Array.from({ length: 20 }, (_, index) => (index === 7 ? 0 : 1)));
  });

  it('and each is done once, however often it was sent at the same time', async () => {
    await plant(300, 10);
    const who = officeActor();
    const keys = Array.from({ length: 10 }, guard);
    await Promise.all([...keys, ...keys, ...keys].map((repetition, index) => visit(300 + (index % 10), who, repetition)));
    expect((await visits(300)).map((row) => row.n)).toEqual(Array.from({ length: 10 }, () => 1));
  });
});

it('gives a repetition its first answer', async () => {
  const repetition = guard();
  const write = async () => await database.transact(actor, countUp, { ahead: counter, repetition });
  expect(await write()).toBe(await write());
});

it('keeps a fact until a transaction commits that changes its table, one that was open while it was read among them', async () => {
  const id = newId();
  const nameOf = async (tx: Tx) => {
    const found = await keptFact(tx, `name ${id}`, async () => {
      asked += 1;
      return (await admin.query<{ short_name: string }>('select short_name from organisation where id = $1', [id])).rows[0]?.short_name;
    });
    return found ?? '';
  };
  let asked = 0;
  const told = async () => await database.transact(actor, nameOf, { repetition: guard() });
  await admin.query(`insert into region (code, name, level) values ('330100', '明州市', 'city')`);
  await admin.query(
    `insert into organisation (id, kind, name, short_name, initials, level, region_code) values ($1, 'handlingUnit', '市甲局', '甲局', '', 'city', '330100')`,
    [id],
  );
  expect([await told(), await told(), asked]).toEqual(['甲局', '甲局', 1]);
  const other = new pg.Client({ connectionString: isolated.adminUrl });
  await other.connect();
  await other.query('begin');
  await other.query(`update organisation set short_name = '乙局' where id = $1`, [id]);
  expect([await told(), asked]).toEqual(['甲局', 1]);
  await admin.query(`update organisation set duties = '其他' where id <> $1`, [id]);
  expect([await told(), asked]).toEqual(['甲局', 2]);
  await other.query('commit');
  await other.end();
  expect([await told(), asked]).toEqual(['乙局', 3]);
});
