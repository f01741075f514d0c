import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/contract/identifiers.ts';
import { Database } from '#platform/server/database.ts';
import { systemActor } from '#platform/server/outbox/dispatcher.ts';
import { withClient } from '#platform/server/postgres/sql-client.ts';
import { isolatedDatabase, type IsolatedDatabase } from '#platform/server/testing/database.ts';
import { makeAccount, signInForTest, testPhones } from './factory.ts';
import { admitAttempt, keepCode } from './guard.ts';
import { clearExpired } from './jobs.ts';
import { keepStep } from './steps.ts';

let isolated: IsolatedDatabase;
let database: Database;
let now = new Date();
beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database({ ...isolated, clock: () => now });
});
afterAll(async () => {
  await database.close();
  await isolated.drop();
});

test('clears away old sessions, codes, counted failures and half-done sign-ins, and nothing younger', async () => {
  const { accountId, phone } = await database.transact(systemActor, (tx) => makeAccount(tx, newId()), { access: 'worker' });
  const leave = async () => {
    await signInForTest(database, accountId);
    await database.transact(
      systemActor,
      async (tx) => {
        await keepCode(tx, testPhones.digest(`${phone}${now.getTime()}`), Buffer.from('x'));
        await admitAttempt(tx, testPhones.digest(`${phone}${now.getTime()}`), null);
        await keepStep(tx, 'provider', {});
      },
      { access: 'worker' },
    );
  };
  const counts = () =>
    withClient(isolated.adminUrl, async (client) => {
      const text = `select (select count(*)::int from account_session) as sessions, (select count(*)::int from one_time_code) as codes,
        (select count(*)::int from sign_in_guard) as guards, (select count(*)::int from sign_in_step) as steps`;
      return (await client.query(text)).rows[0] as unknown;
    });
  await leave();
  now = new Date(now.getTime() + 200 * 86_400_000);
  await leave();
  expect(await counts()).toEqual({ sessions: 2, codes: 2, guards: 2, steps: 2 });
  await clearExpired.handle(database, {}, { id: 'x', signal: new AbortController().signal });
  expect(await counts()).toEqual({ sessions: 1, codes: 1, guards: 1, steps: 1 });
});
