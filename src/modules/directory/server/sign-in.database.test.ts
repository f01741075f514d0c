import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { withClient } from '#platform/server/postgres/sql-client.ts';
import * as routes from '#modules/identity/contract/routes.ts';
import { readMe } from '../contract/routes.ts';
import { makeCity, makeMember, makePerson, makeStaff, making, type TestCity, type TestSeat } from './factory.ts';
import { startTestServer, type TestServer } from './test-server.ts';

// The tests of identity's sign-in stand here, because whoever signs in is a person and identity knows no people.

let test1: TestServer;
let city: TestCity;
let deputy: TestSeat;
const password = 'Qingshan-lvshui-7';

beforeAll(async () => {
  test1 = await startTestServer();
  city = await making(test1.database, makeCity);
});
afterAll(() => test1.close());
beforeEach(async () => {
  deputy = await making(test1.database, (tx) => makeMember(tx, city.congress));
});

const asOwner = (sql: string, values: unknown[] = []) =>
  withClient(test1.isolated.adminUrl, async (client) => (await client.query(sql, values)).rows as Record<string, never>[]);
const later = (milliseconds: number) => {
  test1.clock.now = new Date(test1.clock.now.getTime() + milliseconds);
};
const minutes = 60_000;
const cookieOf = (answer: { cookies: readonly string[] }) => ({
  cookie: answer.cookies.find((one) => one.startsWith('luzhitong.session_token='))!,
});

async function byCode(seat: TestSeat, address?: string) {
  await test1.call(routes.requestCode, { body: { phone: seat.phone } }, {}, address);
  return await test1.call(routes.signInWithCode, { body: { phone: seat.phone, code: test1.messages.at(-1)!.code! } }, {}, address);
}

/** Signs in with a code and sets `password`; returns the headers of that session. */
async function withPassword(seat: TestSeat): Promise<Record<string, string>> {
  const headers = cookieOf(await byCode(seat));
  const changed = await test1.call(routes.changePassword, { body: { next: password } }, headers);
  expect(changed.status).toBe(200);
  later(1000);
  return headers;
}

const byPassword = (phone: string, given: string, address?: string) =>
  test1.call(routes.signInWithPassword, { body: { phone, password: given } }, {}, address);

describe('one-time codes', () => {
  test('sign in, with the phone as people write it, into a cookie that scripts cannot read', async () => {
    const asked = await test1.call(routes.requestCode, { body: { phone: `+86 ${deputy.phone.slice(0, 3)}-${deputy.phone.slice(3)}` } });
    expect(asked).toMatchObject({ status: 200, body: { retryAfterSeconds: 60, validMinutes: 5 } });
    const sent = test1.messages.at(-1)!;
    expect(sent.phone).toBe(deputy.phone);
    const answer = await test1.call(routes.signInWithCode, {
      body: { phone: deputy.phone, code: sent.code!, returnTo: '/desk/people?tab=1' },
    });
    expect(answer).toMatchObject({
      status: 200,
      body: { personId: deputy.personId, returnTo: '/desk/people?tab=1', mustChangePassword: false },
    });
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^luzhitong\.session_token=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/,
    );
    const me = await test1.call(readMe, {}, cookieOf(answer));
    expect(me.body).toMatchObject({ person: { id: deputy.personId }, seat: { id: deputy.seatId, title: '明州市人大代表' } });
    expect(me.body.phone).toBe(`154****${deputy.phone.slice(-4)}`);
  });

  test('a code works once, for five minutes, for five tries and for its phone only', async () => {
    await test1.call(routes.requestCode, { body: { phone: deputy.phone } });
    const code = test1.messages.at(-1)!.code!;
    const use = (phone: string, given: string) => test1.call(routes.signInWithCode, { body: { phone, code: given } });
    const other = await making(test1.database, (tx) => makeMember(tx, city.congress));
    expect((await use(other.phone, code)).body.code).toBe('identity.code-failed');
    expect((await use(deputy.phone, code)).status).toBe(200);
    expect((await use(deputy.phone, code)).body.code).toBe('identity.code-failed');
    later(2 * minutes);
    await test1.call(routes.requestCode, { body: { phone: deputy.phone } });
    later(5 * minutes);
    expect((await use(deputy.phone, test1.messages.at(-1)!.code!)).body.code).toBe('identity.code-failed');
    await test1.call(routes.requestCode, { body: { phone: deputy.phone } });
    const third = test1.messages.at(-1)!.code!;
    const wrong = third === '000000' ? '000001' : '000000';
    for (let index = 0; index < 5; index += 1) await use(deputy.phone, wrong);
    expect((await use(deputy.phone, third)).body.code).toBe('identity.code-failed');
  });

  test('a phone gets one a minute and ten a day, and is told how long to wait', async () => {
    const ask = () => test1.call(routes.requestCode, { body: { phone: deputy.phone } });
    expect((await ask()).status).toBe(200);
    expect(await ask()).toMatchObject({ status: 429, body: { code: 'identity.wait', message: expect.stringContaining('60 秒') } });
    for (let index = 1; index < 10; index += 1) {
      later(minutes);
      expect((await ask()).status).toBe(200);
    }
    later(minutes);
    expect((await ask()).status).toBe(429);
    later(24 * 60 * minutes);
    expect((await ask()).status).toBe(200);
  });

  test('an unknown phone, and one of a disabled account, are answered alike and get nothing', async () => {
    const before = test1.messages.length;
    const disabled = await making(test1.database, (tx) => makeMember(tx, city.congress));
    await asOwner(`update account set status = 'disabled' where id = $1`, [disabled.accountId]);
    for (const phone of ['15499999998', disabled.phone]) {
      expect(await test1.call(routes.requestCode, { body: { phone } })).toMatchObject({
        status: 200,
        body: { retryAfterSeconds: 60, validMinutes: 5 },
      });
      expect((await test1.call(routes.requestCode, { body: { phone } })).body.code).toBe('identity.wait');
      expect((await test1.call(routes.signInWithCode, { body: { phone, code: '123456' } })).body.code).toBe('identity.code-failed');
    }
    expect(test1.messages.length).toBe(before);
  });

  test('an address gets three hundred in ten minutes, for whatever phones', async () => {
    const ask = (index: number, address = '10.66.66.66') =>
      test1.call(routes.requestCode, { body: { phone: `1547654${String(index).padStart(4, '0')}` } }, {}, address);
    for (let index = 0; index < 300; index += 1) expect((await ask(index)).status).toBe(200);
    expect((await ask(300)).body.code).toBe('identity.wait');
    expect((await ask(300, '10.66.66.67')).status).toBe(200);
  });

  test('nothing readable of codes, tokens, passwords or phones lies in the database', async () => {
    const headers = await withPassword(deputy);
    const dumped =
      await asOwner(`select (select string_agg(t::text, '') from account t) || (select string_agg(t::text, '') from account_password t)
      || (select string_agg(t::text, '') from account_session t) || (select string_agg(t::text, '') from one_time_code t)
      || (select string_agg(t::text, '') from sign_in_guard t) || coalesce((select string_agg(t::text, '') from request_record t), '')
      || (select string_agg(t::text, '') from audit_entry t) || (select string_agg(t::text, '') from outbox t) as text`);
    const token = headers['cookie']!.split('=')[1]!;
    const text = String(dumped[0]!['text']);
    const hex = (value: string) => Buffer.from(value).toString('hex');
    for (const secret of [deputy.phone, password, token]) {
      expect(text.includes(secret), secret).toBe(false);
      expect(text.includes(hex(secret)), secret).toBe(false);
    }
  });
});

describe('passwords', () => {
  test('sign in, and refuse with the same words whatever was wrong', async () => {
    await withPassword(deputy);
    expect(await byPassword(deputy.phone, password)).toMatchObject({ status: 200, body: { mustChangePassword: false } });
    const neverSet = await making(test1.database, (tx) => makeMember(tx, city.congress));
    const disabled = await making(test1.database, (tx) => makeMember(tx, city.congress));
    await withPassword(disabled);
    await asOwner(`update account set status = 'disabled' where id = $1`, [disabled.accountId]);
    const answers = [
      await byPassword(deputy.phone, 'wrong'),
      await byPassword('15499999999', password),
      await byPassword(neverSet.phone, password),
      await byPassword(disabled.phone, password),
    ];
    for (const answer of answers) expect(answer).toMatchObject({ status: 401, body: answers[0]!.body });
    expect(answers[0]!.body.code).toBe('identity.sign-in-failed');
  });

  test('an unknown phone takes as long as a known one', async () => {
    await withPassword(deputy);
    const times: { known: number; unknown: number }[] = [];
    const timeOf = async (phone: string) => {
      const started = performance.now();
      await byPassword(phone, 'Wrong-password-1');
      return performance.now() - started;
    };
    for (let index = 0; index < 4; index += 1)
      times.push({ known: await timeOf(deputy.phone), unknown: await timeOf(`1548888888${index}`) });
    const known = Math.min(...times.map((one) => one.known));
    const unknown = Math.min(...times.map((one) => one.unknown));
    expect(unknown).toBeGreaterThan(known * 0.5);
    expect(unknown).toBeLessThan(known * 2);
  });

  test('lock the account progressively, known or not, and not the address', async () => {
    await withPassword(deputy);
    const office = '10.20.30.40';
    for (const phone of [deputy.phone, '15477777777']) {
      for (let index = 0; index < 5; index += 1)
        expect((await byPassword(phone, 'wrong', office)).body.code).toBe('identity.sign-in-failed');
      expect(await byPassword(phone, password, office)).toMatchObject({
        status: 429,
        body: { code: 'identity.locked', message: expect.stringContaining('1 分钟') },
      });
    }
    later(61_000);
    expect((await byPassword(deputy.phone, 'wrong', office)).body.code).toBe('identity.sign-in-failed');
    expect((await byPassword(deputy.phone, password, office)).body).toMatchObject({
      code: 'identity.locked',
      message: expect.stringContaining('2 分钟'),
    });
    // A colleague at the next desk, behind the same address, is not touched; nor is the way in by code.
    const colleague = await making(test1.database, (tx) => makeMember(tx, city.congress));
    await withPassword(colleague);
    expect((await byPassword(colleague.phone, password, office)).status).toBe(200);
    later(minutes);
    expect((await byCode(deputy, office)).status).toBe(200);
    later(2 * minutes);
    expect((await byPassword(deputy.phone, password, office)).status).toBe(200);
  });

  test('attempts at once are all counted', async () => {
    await withPassword(deputy);
    const answers = await Promise.all(Array.from({ length: 12 }, () => byPassword(deputy.phone, 'wrong')));
    expect(answers.filter((answer) => answer.body.code === 'identity.locked').length).toBe(7);
  });

  test('a whole office behind one address signs in while three hundred attempts fail', async () => {
    const office = '10.9.8.7';
    const colleagues = await making(test1.database, async (tx) => {
      const seats: TestSeat[] = [];
      for (let index = 0; index < 3; index += 1) seats.push(await makeMember(tx, city.congress));
      return seats;
    });
    for (const one of colleagues) await withPassword(one);
    const digits = (index: number) => String(index).padStart(3, '0');
    const failing = (index: number) =>
      test1.call(routes.signInWithCode, { body: { phone: `15466666${digits(index)}`, code: '123456' } }, {}, office);
    for (let index = 0; index < 299; index += 1) await failing(index);
    for (const one of colleagues) expect((await byPassword(one.phone, password, office)).status).toBe(200);
    await failing(299);
    // Now it is no office any more: this address waits, everybody elsewhere does not.
    expect((await byPassword(colleagues[0]!.phone, password, office)).body.code).toBe('identity.wait');
    expect((await byPassword(colleagues[0]!.phone, password, '10.9.8.8')).status).toBe(200);
    later(11 * minutes);
    expect((await byPassword(colleagues[0]!.phone, password, office)).status).toBe(200);
  });

  test('are changed knowing the old one, by the rules, and end all other sessions', async () => {
    const here = await withPassword(deputy);
    const elsewhere = cookieOf(await byPassword(deputy.phone, password));
    const change = (body: { current?: string; next: string }, headers: Record<string, string> = here) =>
      test1.call(routes.changePassword, { body }, headers);
    expect((await change({ current: password, next: 'short' })).body.fields).toEqual([{ path: 'next', message: '密码至少 10 位' }]);
    expect((await change({ current: password, next: `Aa-${deputy.phone}` })).body.fields).toEqual([
      { path: 'next', message: '密码不能包含手机号' },
    ]);
    expect((await change({ current: password, next: password })).body.code).toBe('identity.password-used');
    expect((await change({ current: 'wrong', next: 'Chunfeng-huayu-8' })).body.code).toBe('identity.password-wrong');
    expect((await change({ current: password, next: 'Chunfeng-huayu-8' })).status).toBe(200);
    expect((await test1.call(readMe, {}, here)).status).toBe(200);
    expect((await test1.call(readMe, {}, elsewhere)).status).toBe(401);
    expect((await byPassword(deputy.phone, password)).status).toBe(401);
    expect((await byPassword(deputy.phone, 'Chunfeng-huayu-8')).status).toBe(200);
    expect((await change({ current: 'Chunfeng-huayu-8', next: password })).body.code).toBe('identity.password-used');
  });

  test('may be set without the old one only right after proving oneself otherwise', async () => {
    await withPassword(deputy);
    const byOld = cookieOf(await byPassword(deputy.phone, password));
    expect((await test1.call(routes.changePassword, { body: { next: 'Chunfeng-huayu-8' } }, byOld)).body.code).toBe(
      'identity.reauthenticate',
    );
    later(2 * minutes);
    const fresh = cookieOf(await byCode(deputy));
    expect((await test1.call(routes.readMyAccount, {}, fresh)).body).toMatchObject({ passwordSet: true, currentPasswordNeeded: false });
    later(11 * minutes);
    expect((await test1.call(routes.readMyAccount, {}, fresh)).body).toMatchObject({ currentPasswordNeeded: true });
    expect((await test1.call(routes.changePassword, { body: { next: 'Chunfeng-huayu-8' } }, fresh)).body.code).toBe(
      'identity.reauthenticate',
    );
  });

  test('a stolen session is no good for guessing', async () => {
    const headers = await withPassword(deputy);
    for (let index = 0; index < 5; index += 1) {
      expect((await test1.call(routes.changePassword, { body: { current: 'wrong', next: 'Chunfeng-huayu-8' } }, headers)).body.code).toBe(
        'identity.password-wrong',
      );
    }
    expect((await test1.call(routes.changePassword, { body: { current: password, next: 'Chunfeng-huayu-8' } }, headers)).body.code).toBe(
      'identity.locked',
    );
  });

  test('an outdated one lets in to nothing but changing it', async () => {
    await withPassword(deputy);
    later(181 * 24 * 60 * minutes);
    const answer = await byPassword(deputy.phone, password);
    expect(answer.body.mustChangePassword).toBe(true);
    const headers = cookieOf(answer);
    expect((await test1.call(readMe, {}, headers)).body).toMatchObject({
      seats: [],
      seat: null,
      permissions: ['identity.own', 'directory.self'],
    });
    expect((await test1.call(routes.changePassword, { body: { current: password, next: 'Chunfeng-huayu-8' } }, headers)).status).toBe(200);
    expect((await test1.call(readMe, {}, headers)).body.seat.id).toBe(deputy.seatId);
  });
});

describe('requests that are not ours', () => {
  test('malformed ones are told what is wrong', async () => {
    expect((await byPassword('12', '')).body.fields.map((field: { path: string }) => field.path)).toEqual(['phone', 'password']);
    expect((await test1.call(routes.signInWithCode, { body: { phone: deputy.phone, code: 'abc' } })).body.fields[0].path).toBe('code');
  });

  test('another site cannot sign anybody in', async () => {
    const answer = await test1.call(
      routes.signInWithPassword,
      { body: { phone: deputy.phone, password } },
      { origin: 'https://evil.example' },
    );
    expect(answer).toMatchObject({ status: 403, body: { code: 'request.forgery' } });
  });

  test('a stale cookie does not stand in the way of signing in', async () => {
    await withPassword(deputy);
    const answer = await test1.call(
      routes.signInWithPassword,
      { body: { phone: deputy.phone, password } },
      { cookie: 'luzhitong.session_token=gone', 'x-seat': city.congress.id },
    );
    expect(answer.status).toBe(200);
  });

  test('nothing of the demo is mounted', async () => {
    for (const route of [routes.listDemoAccounts, routes.listDemoMessages])
      expect((await test1.call(route, { query: { phone: deputy.phone } })).status).toBe(404);
    expect((await test1.call(routes.signInAsDemo, { body: { accountId: deputy.accountId } })).status).toBe(404);
  });
});

describe('sessions', () => {
  test('are listed and ended by their owner', async () => {
    const here = cookieOf(await byCode(deputy));
    later(2 * minutes);
    const there = cookieOf(await byCode(deputy));
    const listed = await test1.call(routes.listMySessions, {}, here);
    expect(listed.body.items).toHaveLength(2);
    expect(listed.body.items.map((one: { current: boolean }) => one.current).toSorted()).toEqual([false, true]);
    const other = listed.body.items.find((one: { current: boolean }) => !one.current);
    expect((await test1.call(routes.endMySession, { params: { id: other.id } }, here)).status).toBe(200);
    expect((await test1.call(readMe, {}, there)).status).toBe(401);
    expect((await test1.call(routes.endMySession, { params: { id: other.id } }, here)).body.code).toBe('identity.session-not-found');
    later(2 * minutes);
    const third = cookieOf(await byCode(deputy));
    expect((await test1.call(routes.endMyOtherSessions, {}, here)).body).toEqual({ ended: 1 });
    expect((await test1.call(readMe, {}, third)).status).toBe(401);
    expect((await test1.call(readMe, {}, here)).status).toBe(200);
  });

  test('of others are neither seen nor ended', async () => {
    const other = await making(test1.database, (tx) => makeMember(tx, city.congress));
    const theirs = cookieOf(await byCode(other));
    const mine = cookieOf(await byCode(deputy));
    const id = (await test1.call(routes.listMySessions, {}, theirs)).body.items[0].id;
    expect((await test1.call(routes.endMySession, { params: { id } }, mine)).status).toBe(404);
    expect((await test1.call(readMe, {}, theirs)).status).toBe(200);
  });

  test('end by signing out, also twice, and with the cookie gone', async () => {
    const headers = cookieOf(await byCode(deputy));
    const out = await test1.call(routes.signOut, {}, headers);
    expect(out.status).toBe(200);
    expect(String(out.headers['set-cookie'])).toContain('Max-Age=0');
    expect((await test1.call(readMe, {}, headers)).status).toBe(401);
    expect((await test1.call(routes.signOut, {}, headers)).status).toBe(200);
    expect((await test1.call(routes.signOut)).status).toBe(200);
  });

  test('the twenty-first ends the one used longest ago', async () => {
    for (let index = 0; index < 21; index += 1) {
      await test1.signIn(deputy);
      later(1000);
    }
    const rows = await asOwner(`select count(*)::int as living from account_session where account_id = $1 and ended_at is null`, [
      deputy.accountId,
    ]);
    expect(rows).toEqual([{ living: 20 }]);
  });

  test("routes of one's own account need somebody signed in", async () => {
    for (const route of [routes.listMySessions, routes.readMyAccount, routes.listMyPasskeys])
      expect((await test1.call(route)).status).toBe(401);
    expect((await test1.call(routes.endMyOtherSessions)).status).toBe(401);
    expect((await test1.call(routes.changePassword, { body: { next: password } })).status).toBe(401);
    expect((await test1.call(routes.startPasskeyRegistration)).status).toBe(401);
  });
});

describe('the security administrator', () => {
  let guardian: Record<string, string>;
  beforeAll(async () => {
    guardian = await test1.signIn(await making(test1.database, (tx) => makeStaff(tx, city.congress, ['securityAdministrator'])));
  });
  const ofPerson = (seat: { personId: string }) => ({ params: { personId: seat.personId } });

  test('sees an account and ends its sessions, in every process', async () => {
    const theirs = cookieOf(await byCode(deputy));
    const { body } = await test1.call(routes.readAccount, ofPerson(deputy), guardian);
    expect(body.account).toMatchObject({
      personId: deputy.personId,
      status: 'active',
      phone: `154****${deputy.phone.slice(-4)}`,
      lockedUntil: null,
      passkeys: 0,
    });
    expect(body.account.sessions).toHaveLength(1);
    const id = body.account.sessions[0].id;
    expect((await test1.call(routes.endSessionOfPerson, { params: { personId: deputy.personId, id } }, guardian)).status).toBe(200);
    expect((await test1.call(readMe, {}, theirs)).status).toBe(401);
    later(2 * minutes);
    await byCode(deputy);
    expect((await test1.call(routes.endSessionsOfPerson, ofPerson(deputy), guardian)).body).toEqual({ ended: 1 });
  });

  test('disables an account: sessions end at once, no way in is left; enables it again', async () => {
    const theirs = await withPassword(deputy);
    expect((await test1.call(routes.disableAccount, { ...ofPerson(deputy), body: { reason: '代表资格终止' } }, guardian)).status).toBe(200);
    expect((await test1.call(readMe, {}, theirs)).status).toBe(401);
    expect((await byPassword(deputy.phone, password)).status).toBe(401);
    later(2 * minutes);
    const before = test1.messages.length;
    await test1.call(routes.requestCode, { body: { phone: deputy.phone } });
    expect(test1.messages.length).toBe(before);
    expect((await test1.call(routes.readAccount, ofPerson(deputy), guardian)).body.account).toMatchObject({
      status: 'disabled',
      disabledReason: '代表资格终止',
      sessions: [],
    });
    expect((await test1.call(routes.enableAccount, ofPerson(deputy), guardian)).status).toBe(200);
    expect((await byPassword(deputy.phone, password)).status).toBe(200);
  });

  test('lifts a lock', async () => {
    await withPassword(deputy);
    for (let index = 0; index < 6; index += 1) await byPassword(deputy.phone, 'wrong');
    expect((await test1.call(routes.readAccount, ofPerson(deputy), guardian)).body.account.lockedUntil).not.toBeNull();
    later(1000);
    await test1.call(routes.enableAccount, ofPerson(deputy), guardian);
    expect((await byPassword(deputy.phone, password)).status).toBe(200);
  });

  test('gives a temporary password that must be changed first', async () => {
    await withPassword(deputy);
    const reset = await test1.call(routes.resetPassword, { ...ofPerson(deputy), body: { reason: '忘记密码' } }, guardian);
    expect(reset.body.temporaryPassword).toMatch(/^[A-Z][a-z]{2}-[a-z]{3}-\d{4}$/);
    expect((await byPassword(deputy.phone, password)).status).toBe(401);
    const answer = await byPassword(deputy.phone, reset.body.temporaryPassword);
    expect(answer.body.mustChangePassword).toBe(true);
    expect((await test1.call(readMe, {}, cookieOf(answer))).body.seat).toBeNull();
  });

  test('changes the phone, unless it is taken', async () => {
    const other = await making(test1.database, (tx) => makeMember(tx, city.congress));
    const body = { phone: other.phone, reason: '换号' };
    expect((await test1.call(routes.changePhone, { ...ofPerson(deputy), body }, guardian)).body.code).toBe('identity.phone-taken');
    expect((await test1.call(routes.changePhone, { ...ofPerson(deputy), body: { ...body, phone: '15433334444' } }, guardian)).status).toBe(
      200,
    );
    expect((await byCode({ ...deputy, phone: '15433334444' })).status).toBe(200);
  });

  test('has no reach into other bodies, higher levels, shared seats, or their own account', async () => {
    const stranger = await making(test1.database, (tx) => makeMember(tx, city.cppcc));
    const both = await making(test1.database, (tx) => makeStaff(tx, city.cppcc, ['clerk'], { personId: deputy.personId }));
    const loner = await making(test1.database, (tx) => makePerson(tx, '王无席'));
    for (const one of [stranger, both, loner]) {
      expect((await test1.call(routes.readAccount, ofPerson(one), guardian)).body).toEqual({ account: null });
      for (const route of [routes.disableAccount, routes.resetPassword]) {
        expect((await test1.call(route, { ...ofPerson(one), body: { reason: '试一试' } }, guardian)).body.code).toBe(
          'identity.account-not-found',
        );
      }
      expect((await test1.call(routes.endSessionsOfPerson, ofPerson(one), guardian)).status).toBe(404);
      expect((await test1.call(routes.enableAccount, ofPerson(one), guardian)).status).toBe(404);
      expect(
        (await test1.call(routes.changePhone, { ...ofPerson(one), body: { phone: '15411112222', reason: '试一试' } }, guardian)).status,
      ).toBe(404);
    }
    const own = await making(test1.database, (tx) => makeStaff(tx, city.congress, ['securityAdministrator']));
    expect(
      (await test1.call(routes.resetPassword, { ...ofPerson(own), body: { reason: '试一试' } }, await test1.signIn(own))).body.code,
    ).toBe('identity.not-yours');
  });

  test('a higher level reaches those who sit below it, never the other way round', async () => {
    const low = await making(test1.database, (tx) => makeStaff(tx, city.county, ['securityAdministrator']));
    const shared = await making(test1.database, (tx) => makeMember(tx, city.county, { personId: deputy.personId }));
    expect((await test1.call(routes.readAccount, ofPerson(shared), await test1.signIn(low))).body.account).toBeNull();
    expect((await test1.call(routes.readAccount, ofPerson(shared), guardian)).body.account).not.toBeNull();
  });

  test('is the only one who may', async () => {
    for (const roles of [['administrator'], ['auditor'], ['clerk']] as const) {
      const headers = await test1.signIn(await making(test1.database, (tx) => makeStaff(tx, city.congress, [...roles])));
      expect((await test1.call(routes.readAccount, ofPerson(deputy), headers)).status).toBe(403);
      expect((await test1.call(routes.disableAccount, { ...ofPerson(deputy), body: { reason: '试一试' } }, headers)).status).toBe(403);
    }
    expect((await test1.call(routes.disableAccount, { ...ofPerson(deputy), body: { reason: '试一试' } })).status).toBe(401);
  });
});

describe('the demo', () => {
  test('shows its messages and signs in with one click', async () => {
    const demo = await startTestServer({ demo: true });
    try {
      const seat = await making(demo.database, async (tx) => await makeMember(tx, (await makeCity(tx)).congress));
      await demo.call(routes.requestCode, { body: { phone: seat.phone } });
      const box = await demo.call(routes.listDemoMessages, { query: { phone: seat.phone } });
      expect(box.body.items[0].text).toContain(box.body.items[0].code);
      expect((await demo.call(routes.signInWithCode, { body: { phone: seat.phone, code: box.body.items[0].code } })).status).toBe(200);
      expect((await demo.call(routes.signInAsDemo, { body: { accountId: seat.accountId } })).status).toBe(401);
      await withClient(demo.isolated.adminUrl, (client) =>
        client.query(`insert into demo_account values ($1, 1, '代表', '张代表', '市人大代表', '试试', $2, 'x', 'mobile')`, [
          seat.accountId,
          seat.phone,
        ]),
      );
      expect((await demo.call(routes.listDemoAccounts)).body.groups).toMatchObject([
        { name: '代表', accounts: [{ accountId: seat.accountId }] },
      ]);
      expect((await demo.call(routes.signInAsDemo, { body: { accountId: seat.accountId } })).body).toMatchObject({
        personId: seat.personId,
      });
    } finally {
      await demo.close();
    }
  });
});
