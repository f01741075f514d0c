import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nobody } from '#platform/contract/actor.ts';
import { Database } from '#platform/server/database.ts';
import { isolatedDatabase, type IsolatedDatabase } from '#platform/server/testing/database.ts';
import { withClient } from '#platform/server/postgres/sql-client.ts';
import { signInForTest } from '#modules/identity/server/factory.ts';
import { openAuthenticator, type Authenticator } from './authenticator.ts';
import { makeCity, makeMember, makeStaff, making, type TestCity, type TestSeat } from './factory.ts';

let isolated: IsolatedDatabase;
let database: Database;
let now = new Date();
let here: Authenticator;
let elsewhere: Authenticator;
let city: TestCity;
let deputy: TestSeat;

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database({ ...isolated, clock: () => now });
  here = await openAuthenticator(database);
  elsewhere = await openAuthenticator(database);
  city = await making(database, makeCity);
  deputy = await making(database, (tx) => makeMember(tx, city.congress));
});

afterAll(async () => {
  await here.close();
  await elsewhere.close();
  await database.close();
  await isolated.drop();
});

const signIn = async (seat: TestSeat) => ({ headers: await signInForTest(database, seat.accountId, seat.actor) });
const asOwner = (sql: string, values: unknown[]) => withClient(isolated.adminUrl, (client) => client.query(sql, values));

describe('authenticate', () => {
  test('finds the actor in the seat that is named, and in the first seat where none is', async () => {
    const request = await signIn(deputy);
    expect(await here.authenticate(request)).toEqual(deputy.actor);
    expect(await here.authenticate({ headers: { cookie: request.headers.cookie } })).toEqual(deputy.actor);
  });

  test('one person acts in each of several seats', async () => {
    const clerk = await making(database, (tx) => makeStaff(tx, city.unit, ['unitClerk'], { personId: deputy.personId }));
    const request = await signIn(deputy);
    expect(await here.authenticate(request)).toMatchObject({ scope: 'member', bodyId: city.congress.id, unitId: null, roles: ['deputy'] });
    const asClerk = { headers: { ...request.headers, 'x-seat': clerk.seatId } };
    expect(await here.authenticate(asClerk)).toMatchObject({ scope: 'unit', bodyId: null, unitId: city.unit.id, roles: ['unitClerk'] });
  });

  test('nobody without a cookie, with a wrong one, with a long one', async () => {
    expect(await here.authenticate({ headers: {} })).toEqual(nobody);
    expect(await here.authenticate({ headers: { cookie: 'luzhitong.session_token=wrong' } })).toEqual(nobody);
    expect(await here.authenticate({ headers: { cookie: `luzhitong.session_token=${'x'.repeat(5000)}` } })).toEqual(nobody);
  });

  test('refuses a seat of somebody else', async () => {
    const other = await making(database, (tx) => makeMember(tx, city.cppcc));
    const request = await signIn(deputy);
    await expect(here.authenticate({ headers: { ...request.headers, 'x-seat': other.seatId } })).rejects.toMatchObject({
      code: 'actor.seat',
    });
  });

  test('a person without a seat is known and sees no more than the public', async () => {
    const leaver = await making(database, (tx) => makeStaff(tx, city.congress, ['clerk']));
    const request = await signIn(leaver);
    await asOwner(`update post set status = 'ended' where id = $1`, [leaver.seatId]);
    const actor = await here.authenticate({ headers: { cookie: request.headers.cookie } });
    expect(actor).toMatchObject({ personId: leaver.personId, seatId: null, scope: 'public', bodyId: null, unitId: null, roles: [] });
  });

  test('ends after idle time and at the end of its life', async () => {
    const request = await signIn(deputy);
    expect(await here.authenticate(request)).toEqual(deputy.actor);
    const started = now;
    try {
      now = new Date(started.getTime() + 2 * 3_600_000 + 1000);
      expect(await elsewhere.authenticate(request)).toEqual(nobody);
    } finally {
      now = started;
    }
  });
});

describe('what has ended is refused at once, in every process', () => {
  test('ended sessions, disabled accounts and ended seats', async () => {
    for (const sql of [
      `update account_session set ended_at = now() where account_id = $1`,
      `update account set status = 'disabled' where id = $1`,
      `update post set status = 'ended' where person_id = (select person_id from account where id = $1)`,
    ]) {
      const clerk = await making(database, (tx) => makeStaff(tx, city.congress, ['clerk']));
      const request = await signIn(clerk);
      const bare = { headers: { cookie: request.headers.cookie } };
      expect((await here.authenticate(bare)).roles).toEqual(['clerk']);
      expect((await elsewhere.authenticate(bare)).roles).toEqual(['clerk']);
      await asOwner(sql, [clerk.accountId]);
      await here.settle();
      expect((await here.authenticate(bare)).roles).toEqual([]);
      expect((await elsewhere.authenticate(bare)).roles).toEqual([]);
    }
  });

  test('also while sessions are asked for all the time', async () => {
    for (let round = 0; round < 20; round += 1) {
      const clerk = await making(database, (tx) => makeStaff(tx, city.congress, ['clerk']));
      const request = await signIn(clerk);
      const asking = new AbortController();
      const busy = Array.from({ length: 8 }, async () => {
        while (!asking.signal.aborted) {
          await here.authenticate(request);
          await new Promise(setImmediate);
        }
      });
      await asOwner(`update account_session set ended_at = now() where account_id = $1`, [clerk.accountId]);
      await elsewhere.settle();
      const refused = await here.authenticate(request);
      asking.abort();
      await Promise.all(busy);
      expect(refused).toEqual(nobody);
    }
  });

  test('while notifications are cut off, every request asks the database', async () => {
    const clerk = await making(database, (tx) => makeStaff(tx, city.congress, ['clerk']));
    const request = await signIn(clerk);
    await here.authenticate(request);
    await asOwner(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and query like 'listen%' or query like '%actor_of_session%' and pid <> pg_backend_pid()`,
      [isolated.name],
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    await asOwner(`update account_session set ended_at = now() where account_id = $1`, [clerk.accountId]);
    expect(await here.authenticate(request)).toEqual(nobody);
    // Later it listens again, and keeps again.
    await new Promise((resolve) => setTimeout(resolve, 600));
    const again = await signIn(clerk);
    expect((await here.authenticate(again)).roles).toEqual(['clerk']);
    await asOwner(`update account_session set ended_at = now() where account_id = $1`, [clerk.accountId]);
    const asked = performance.now();
    await elsewhere.settle();
    expect(performance.now() - asked).toBeLessThan(1_000);
    expect(await here.authenticate(again)).toEqual(nobody);
  });
});
