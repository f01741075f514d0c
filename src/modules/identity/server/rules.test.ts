import { describe, expect, test } from 'vitest';
import { phone } from '../contract/account.ts';
import { passwordFault } from '../contract/password-rules.ts';
import { addressWait, countAddress, countAttempt, lockMinutes, networkOf, nextCode, type Failures } from './guard-rules.ts';
import { maskPhone, openPhoneVault } from './phone-vault.ts';
import { isPassword, hashPassword, temporaryPassword } from './passwords.ts';
import { signedHeaders } from './providers/zhezhengding.ts';
import { safeReturn, signInPage } from './return-rules.ts';
import { deviceOf, isFresh, isHandheld, setCookie, tokenOf } from './session-rules.ts';

const at = (seconds: number) => new Date(Date.parse('2026-11-23T02:00:00Z') + seconds * 1000);

describe('locks', () => {
  test('double from one minute to an hour, after five failures', () => {
    expect([1, 4, 5, 6, 7, 10, 11, 50].map(lockMinutes)).toEqual([0, 0, 1, 2, 4, 32, 60, 60]);
  });

  test('count attempts in a row; a lock refuses without counting, a day or an administrator forgets', () => {
    let seen: Failures | null = null;
    for (let second = 0; second < 5; second += 1) seen = countAttempt(seen, null, at(second));
    expect(seen).toMatchObject({ failures: 5, lockedUntil: at(64) });
    expect(countAttempt(seen, null, at(30))).toMatchObject({ failures: 5, refusedUntil: at(64) });
    expect(countAttempt(seen, null, at(64))).toMatchObject({ failures: 6, refusedUntil: null, lockedUntil: at(64 + 120) });
    expect(countAttempt(seen, at(20), at(30))).toMatchObject({ failures: 1, refusedUntil: null });
    expect(countAttempt(seen, null, at(86_500))).toMatchObject({ failures: 1 });
  });

  test('leave an address alone until three hundred failures in ten minutes', () => {
    let seen: Failures | null = null;
    for (let index = 0; index < 299; index += 1) seen = countAddress(seen, at(index));
    expect(addressWait(seen, at(299))).toBe(0);
    seen = countAddress(seen, at(300));
    expect(addressWait(seen, at(300))).toBe(300);
    expect(addressWait(seen, at(600))).toBe(0);
    expect(countAddress(seen, at(700))).toMatchObject({ failures: 1, since: at(700) });
  });

  test('count an IPv6 network as one address', () => {
    expect(networkOf('10.1.2.3')).toBe('10.1.2.3');
    expect(networkOf('::ffff:10.1.2.3')).toBe('10.1.2.3');
    expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2');
    expect(networkOf('2001:db8:1:2::9')).toBe(networkOf('2001:0db8:0001:0002:ffff::'));
    expect(networkOf('::1')).toBe('0:0:0:0');
  });
});

test('codes: one a minute, ten in a day', () => {
  expect(nextCode(null, at(0))).toEqual({ waitSeconds: 0, sentSince: at(0), sent: 1 });
  expect(nextCode({ madeAt: at(0), sentSince: at(0), sent: 1 }, at(30))).toMatchObject({ waitSeconds: 30 });
  expect(nextCode({ madeAt: at(0), sentSince: at(0), sent: 9 }, at(60))).toMatchObject({ waitSeconds: 0, sent: 10 });
  expect(nextCode({ madeAt: at(0), sentSince: at(0), sent: 10 }, at(60)).waitSeconds).toBe(86_340);
  expect(nextCode({ madeAt: at(0), sentSince: at(0), sent: 10 }, at(86_400))).toEqual({ waitSeconds: 0, sentSince: at(86_400), sent: 1 });
});

describe('passwords', () => {
  test('need length and three kinds of characters, and are not the usual ones', () => {
    expect(passwordFault('Short-1')).toContain('至少 10 位');
    expect(passwordFault('alllowercase')).toContain('三种');
    expect(passwordFault('Password-2026')).toContain('猜到');
    expect(passwordFault('Abc-1234567890')).toContain('猜到');
    expect(passwordFault('Aaaaaaaa-1')).toContain('猜到');
    expect(passwordFault(`Ab1-${'x1'.repeat(70)}`)).toContain('不能超过');
    expect(passwordFault('Qingshan-lvshui-7')).toBeNull();
    expect(passwordFault('青山绿水Green-7x')).toBeNull();
  });

  test('match their hash; nothing matches where there is none', async () => {
    const hash = await hashPassword('Qingshan-lvshui-7');
    expect(hash).not.toContain('Qingshan');
    expect(await isPassword('Qingshan-lvshui-7', hash)).toBe(true);
    expect(await isPassword('qingshan-lvshui-7', hash)).toBe(false);
    expect(await isPassword('Qingshan-lvshui-7', null)).toBe(false);
  });

  test('temporary ones keep the rules and are not alike', () => {
    const made = Array.from({ length: 50 }, temporaryPassword);
    for (const one of made) expect(passwordFault(one), one).toBeNull();
    expect(new Set(made).size).toBe(50);
  });
});

describe('where to go after signing in', () => {
  test('is a path of this site, whatever is asked for', () => {
    for (const path of ['/', '/desk/', '/m/matters?tab=2#top', '/desk/a%20b']) expect(safeReturn(path)).toBe(path);
    for (const wanted of [
      undefined,
      '',
      'desk',
      '//evil.example',
      '///evil.example',
      '/\\evil.example',
      '\\/evil',
      'https://evil.example',
      'javascript:alert(1)',
      '/.//evil.example',
      '/a/..//evil.example',
      '/\t/evil.example',
      '/\n',
      '/desk\r\nset-cookie: a=b',
      '/x\\y',
      '/%2e//evil.example',
    ]) {
      expect(safeReturn(wanted), String(wanted)).toBe('/');
    }
  });

  test('on failure is the sign-in page of the same terminal', () => {
    expect(signInPage('/desk/cases', 'identity.state-lost')).toBe('/desk/sign-in?problem=identity.state-lost&returnTo=%2Fdesk%2Fcases');
    expect(signInPage('/', 'x')).toBe('/m/sign-in?problem=x&returnTo=%2F');
    expect(signInPage('/desktop', 'x')).toMatch(/^\/m\/sign-in/);
  });
});

describe('sessions', () => {
  test('the token is found among other cookies, and only there', () => {
    expect(tokenOf('a=b; luzhitong.session_token=abc_-1; c=d')).toBe('abc_-1');
    expect(tokenOf('xluzhitong.session_token=abc')).toBeNull();
    expect(tokenOf('luzhitong.session_token=')).toBeNull();
    expect(tokenOf(undefined)).toBeNull();
    expect(setCookie('a', 'b', 5, true)).toBe('a=b; Path=/; HttpOnly; SameSite=Lax; Max-Age=5; Secure');
  });

  test('devices are named in words', () => {
    const onPhone = 'Mozilla/5.0 (Linux; Android 14; V2309A) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36';
    expect([deviceOf(onPhone), isHandheld(onPhone)]).toEqual(['Chrome · Android', true]);
    const desk = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0';
    expect([deviceOf(desk), isHandheld(desk)]).toEqual(['Edge · Windows', false]);
    expect(deviceOf('Mozilla/5.0 (X11; Linux x86_64; UOS) Chrome/108 Safari/537.36')).toBe('Chrome · 统信 UOS');
    expect(deviceOf('')).toBe('浏览器');
  });

  test('prove who it is for ten minutes, except by password', () => {
    expect(isFresh('code', at(0), at(599))).toBe(true);
    expect(isFresh('code', at(0), at(600))).toBe(false);
    expect(isFresh('password', at(0), at(1))).toBe(false);
  });
});

test('phones are read as people write them, kept unreadable and shown masked', () => {
  expect(phone.parse(' +86 154-0000 0001 ')).toBe('15400000001');
  expect(phone.safeParse('1540000000').success).toBe(false);
  const [vault, other] = [openPhoneVault('a'.repeat(40)), openPhoneVault('b'.repeat(40))];
  const sealed = vault.seal('15400000001');
  expect(sealed.toString('latin1')).not.toContain('1540000');
  expect(vault.open(sealed)).toBe('15400000001');
  expect(vault.seal('15400000001').equals(sealed)).toBe(false);
  expect(vault.digest('15400000001')).toEqual(vault.digest('15400000001'));
  expect(vault.digest('15400000001').equals(other.digest('15400000001'))).toBe(false);
  expect(() => other.open(sealed)).toThrow('unable to authenticate');
  sealed[30]! ^= 1;
  expect(() => vault.open(sealed)).toThrow('unable to authenticate');
  expect(maskPhone('15400000001')).toBe('154****0001');
});

test('浙政钉: the signature of a known request', () => {
  const headers = signedHeaders(
    { appKey: 'key', appSecret: 'secret' },
    { method: 'GET', path: '/gettoken.json', parameters: 'appkey=key&appsecret=secret' },
    at(0),
  );
  expect(headers).toMatchObject({ 'X-Hmac-Auth-Timestamp': '2026-11-23T10:00:00.000+08:00', 'X-Hmac-Auth-Version': '1.0', apiKey: 'key' });
  expect(headers['X-Hmac-Auth-Nonce']).toMatch(new RegExp(`^${at(0).getTime()}\\d{4}$`));
  expect(headers['X-Hmac-Auth-Signature']).toMatch(/^[A-Za-z\d+/]{43}=$/);
});
