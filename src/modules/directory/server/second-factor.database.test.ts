import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { withClient } from '#platform/server/postgres/sql-client.ts';
import * as routes from '#modules/identity/contract/routes.ts';
import { demoPassword, offerDemoAccounts } from '#modules/identity/server/index.ts';
import { readMe } from '../contract/routes.ts';
import type { Role } from '../contract/seat.ts';
import { makeCity, makeMember, makeStaff, making, type TestCity, type TestSeat } from './factory.ts';
import { startTestServer, type TestAnswer, type TestServer } from './test-server.ts';

// Stands here like the other tests of signing in: whoever administers is known to the directory alone.

let test1: TestServer;
let city: TestCity;
let administrator: TestSeat;
const password = 'Qingshan-lvshui-7';

beforeAll(async () => {
  test1 = await startTestServer();
  city = await making(test1.database, makeCity);
});
afterAll(() => test1.close());
beforeEach(async () => {
  administrator = await staffWithPassword('administrator');
  test1.clock.now = new Date(test1.clock.now.getTime() + 61_000);
});

const asOwner = (sql: string, values: unknown[] = []) =>
  withClient(test1.isolated.adminUrl, async (client) => (await client.query(sql, values)).rows as Record<string, unknown>[]);

/** Staff with a lasting password, through the door that the demo's seed uses. */
async function staffWithPassword(role: Role): Promise<TestSeat> {
  const seat = await making(test1.database, (tx) => makeStaff(tx, city.congress, [role]));
  const offer = {
    accountId: seat.accountId,
    name: '某',
    title: '某',
    words: '某',
    phone: seat.phone,
    terminal: 'desk',
    group: '某',
  } as const;
  await making(test1.database, (tx) => offerDemoAccounts(tx, [offer]));
  return seat;
}

const cookies = (answer: TestAnswer) => ({ cookie: answer.cookies.filter((one) => !one.endsWith('=')).join('; ') });
const byPassword = (seat: TestSeat, given = demoPassword) =>
  test1.call(routes.signInWithPassword, { body: { phone: seat.phone, password: given, returnTo: '/desk/people' } });
const confirm = (first: TestAnswer, body: Parameters<typeof test1.call<typeof routes.confirmSecondFactor>>[1]) =>
  test1.call(routes.confirmSecondFactor, body, cookies(first));
const sentCode = () => test1.messages.at(-1)!.code!;

async function byCode(seat: TestSeat) {
  await test1.call(routes.requestCode, { body: { phone: seat.phone } });
  return await test1.call(routes.signInWithCode, { body: { phone: seat.phone, code: sentCode() } });
}

describe('administrators', () => {
  test.each(['administrator', 'securityAdministrator', 'auditor'] as const)('as %s are not signed in by a password alone', async (role) => {
    const seat = await staffWithPassword(role);
    const first = await byPassword(seat);
    expect(first).toMatchObject({ status: 200, body: { secondFactor: true } });
    expect(first.cookies.some((one) => one.startsWith('luzhitong.session_token='))).toBe(false);
    expect((await test1.call(readMe, {}, cookies(first))).status).toBe(401);
    expect(await asOwner('select from account_session where account_id = $1', [seat.accountId])).toEqual([]);
  });

  test('get in with the code that their phone is sent, where they wanted to go, in one session of two factors', async () => {
    const first = await byPassword(administrator);
    const asked = await test1.call(routes.readSecondFactor, {}, cookies(first));
    expect(asked.body.awaited).toMatchObject({
      first: 'password',
      ways: ['code'],
      phone: `154****${administrator.phone.slice(-4)}`,
      demoPhone: null,
    });
    expect((await test1.call(routes.requestFactorCode, {}, cookies(first))).status).toBe(200);
    expect(test1.messages.at(-1)!.phone).toBe(administrator.phone);
    const second = await confirm(first, { body: { way: 'code', code: sentCode() } });
    expect(second).toMatchObject({ status: 200, body: { secondFactor: false, returnTo: '/desk/people' } });
    const me = await test1.call(readMe, {}, cookies(second));
    expect(me.body.permissions).toContain('directory.manage-people');
    const sessions = await test1.call(routes.listMySessions, {}, cookies(second));
    expect(sessions.body.items).toMatchObject([{ method: 'password', secondFactor: 'code' }]);
    expect((await confirm(first, { body: { way: 'code', code: '000000' } })).body.code).toBe('identity.second-factor-lost');
  });

  test('may try again after a wrong code, and cannot confirm by the factor that they began with', async () => {
    const first = await byPassword(administrator);
    await test1.call(routes.requestFactorCode, {}, cookies(first));
    const wrong = sentCode() === '000000' ? '000001' : '000000';
    expect((await confirm(first, { body: { way: 'code', code: wrong } })).body.code).toBe('identity.code-failed');
    expect((await confirm(first, { body: { way: 'password', password: demoPassword } })).body.code).toBe('identity.second-factor-way');
    expect((await confirm(first, { body: { way: 'code', code: sentCode() } })).status).toBe(200);
  });

  test('are asked for the password after a code, and guessing it is locked like any', async () => {
    const first = await byCode(administrator);
    expect(first.body.secondFactor).toBe(true);
    expect((await test1.call(routes.readSecondFactor, {}, cookies(first))).body.awaited).toMatchObject({
      first: 'code',
      ways: ['password'],
    });
    expect((await test1.call(routes.requestFactorCode, {}, cookies(first))).body.code).toBe('identity.second-factor-way');
    for (let index = 0; index < 5; index += 1)
      expect((await confirm(first, { body: { way: 'password', password: 'wrong' } })).body.code).toBe('identity.password-wrong');
    expect((await confirm(first, { body: { way: 'password', password: demoPassword } })).body.code).toBe('identity.locked');
    test1.clock.now = new Date(test1.clock.now.getTime() + 61_000);
    expect((await confirm(first, { body: { way: 'password', password: demoPassword } })).status).toBe(200);
  });

  test('have ten minutes, in the browser that gave the first factor', async () => {
    const first = await byPassword(administrator);
    await test1.call(routes.requestFactorCode, {}, cookies(first));
    const [name, value] = cookies(first).cookie.split('=') as [string, string];
    const forged = { cookie: `${name}=${value.split('.')[0]}.another-secret` };
    expect((await test1.call(routes.readSecondFactor, {}, forged)).body.awaited).toBeNull();
    expect((await test1.call(routes.confirmSecondFactor, { body: { way: 'code', code: sentCode() } }, forged)).body.code).toBe(
      'identity.second-factor-lost',
    );
    test1.clock.now = new Date(test1.clock.now.getTime() + 601_000);
    expect((await confirm(first, { body: { way: 'code', code: sentCode() } })).body.code).toBe('identity.second-factor-lost');
  });

  test('whose account was disabled meanwhile are let in no more', async () => {
    const first = await byPassword(administrator);
    await test1.call(routes.requestFactorCode, {}, cookies(first));
    await asOwner(`update account set status = 'disabled' where id = $1`, [administrator.accountId]);
    expect((await confirm(first, { body: { way: 'code', code: sentCode() } })).body.code).toBe('identity.second-factor-lost');
  });

  test('new ones, who have a phone only, must set a password before anything else, and have two factors then', async () => {
    const fresh = await making(test1.database, (tx) => makeStaff(tx, city.congress, ['securityAdministrator']));
    const answer = await byCode(fresh);
    expect(answer.body).toMatchObject({ secondFactor: false, mustChangePassword: true });
    expect((await test1.call(readMe, {}, cookies(answer))).body.seats).toEqual([]);
    expect((await test1.call(routes.changePassword, { body: { next: password } }, cookies(answer))).status).toBe(200);
    expect((await test1.call(readMe, {}, cookies(answer))).body.permissions).toContain('identity.administer-accounts');
  });

  test('who become so while signed in by one factor hold the powers from the next sign-in on', async () => {
    const clerk = await staffWithPassword('clerk');
    const headers = cookies(await byPassword(clerk));
    await asOwner(`update post set roles = '{clerk,administrator}' where id = $1`, [clerk.seatId]);
    await test1.authenticator.settle();
    const me = await test1.call(readMe, {}, headers);
    expect(me.body.seat.id).toBe(clerk.seatId);
    expect(me.body.permissions).not.toContain('directory.manage-people');
    expect((await byPassword(clerk)).body.secondFactor).toBe(true);
  });
});

describe('whoever administers nothing', () => {
  test('signs in by one factor, unless the installation demands two of everyone', async () => {
    const deputy = await making(test1.database, (tx) => makeMember(tx, city.congress));
    expect((await byCode(deputy)).body).toMatchObject({ secondFactor: false, mustChangePassword: false });
    expect((await test1.call(routes.readSecondFactor)).body.awaited).toBeNull();
    const settings = {
      secret: 'a secret for the phones of tests, and of nothing else',
      publicUrl: 'http://luzhitong.test',
      demo: false,
      sms: { kind: 'log' },
      oidc: null,
    } as const;
    const strict = await startTestServer({ settings: { ...settings, secondFactor: 'everyone' } });
    try {
      const other = await making(strict.database, async (tx) => await makeMember(tx, (await makeCity(tx)).congress));
      await strict.call(routes.requestCode, { body: { phone: other.phone } });
      const answer = await strict.call(routes.signInWithCode, { body: { phone: other.phone, code: strict.messages.at(-1)!.code! } });
      expect(answer.body.mustChangePassword).toBe(true);
    } finally {
      await strict.close();
    }
  });
});
