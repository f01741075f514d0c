import { describe, expect, test } from 'vitest';
import { mustEnrol, secondWays } from './second-factor-rules.ts';

const nothing = { password: false, passkey: false };
const password = { password: true, passkey: false };
const both = { password: true, passkey: true };

describe('the second factor', () => {
  test.each([
    ['password', password, ['code']],
    ['password', both, ['passkey', 'code']],
    ['code', password, ['password']],
    ['code', both, ['passkey', 'password']],
    ['provider', nothing, ['code']],
    ['passkey', both, []],
    ['demo', both, []],
  ] as const)('after %s, with %o, is one of %o', (first, held, ways) => {
    expect(secondWays(first, held)).toEqual(ways);
  });

  test('is never what the first one was', () => {
    for (const first of ['password', 'code', 'passkey'] as const) expect(secondWays(first, both)).not.toContain(first);
  });

  test('is set up where the account has one factor only', () => {
    expect(mustEnrol('code', nothing)).toBe(true);
    expect(mustEnrol('code', password)).toBe(false);
    expect(mustEnrol('passkey', nothing)).toBe(false);
  });
});
