import { ed25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '#platform/contract/identifiers.ts';
import { fromBase45, toBase45 } from './base45.ts';
import { momentOf, offsetOf } from './clock-rules.ts';
import { checkCode, codeLength, makeCode, readCode, secondsLeft, stepSeconds, toleranceSteps } from './code-rules.ts';
import type { Attempt, Finding, ScanFacts } from './redeem-rules.ts';
import { decideScan, isConflict, isOpenAt } from './redeem-rules.ts';
import type { ScanStatus } from './words.ts';

const at = Date.parse('2026-11-23T01:00:10.000Z');
const owner = { meetingId: newId(), attendeeId: newId() };
const keyPair = (seed: Uint8Array) => ({
  sign: (message: Uint8Array) => ed25519.sign(message, seed),
  verify: (signature: Uint8Array, message: Uint8Array) => ed25519.verify(signature, message, ed25519.getPublicKey(seed)),
});
const mine = keyPair(new Uint8Array(32).fill(7));

describe('Base45', () => {
  test('is that of RFC 9285', () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    expect(toBase45(bytes('AB'))).toBe('BB8');
    expect(toBase45(bytes('Hello!!'))).toBe('%69 VD92EX0');
    expect(toBase45(bytes('base-45'))).toBe('UJCLQE7W581');
    expect(fromBase45('QED8WEX0')).toEqual(bytes('ietf!'));
  });

  test('gives back what it was given, and refuses what no bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 90 }), (bytes) => {
        expect(fromBase45(toBase45(bytes))).toEqual(bytes);
      }),
    );
    for (const text of ['GGW', ':::', 'A', 'ab', '李雷']) expect(fromBase45(text)).toBeNull();
  });
});

describe('personal codes', () => {
  test('fit the QR code of version 4 and are their owner’s', () => {
    const text = makeCode(owner, at, mine.sign);
    expect(text).toHaveLength(codeLength);
    expect(text).toMatch(/^[0-9A-Z $%*+\-./:]+$/);
    const code = readCode(text)!;
    expect(owner.attendeeId.endsWith(code.attendeeTag)).toBe(true);
    expect(checkCode(code, owner, at, mine.verify)).toBe('good');
    expect(checkCode(code, owner, at, keyPair(new Uint8Array(32).fill(8)).verify)).toBe('forged');
    expect(checkCode(code, { ...owner, attendeeId: newId() }, at, mine.verify)).toBe('forged');
    expect(checkCode(code, { ...owner, meetingId: newId() }, at, mine.verify)).toBe('forged');
  });

  test.each([
    [0, 'good'],
    [toleranceSteps * stepSeconds, 'good'],
    [-toleranceSteps * stepSeconds, 'good'],
    [(toleranceSteps + 1) * stepSeconds, 'expired'],
    [-(toleranceSteps + 1) * stepSeconds, 'expired'],
    [86_400, 'expired'],
  ])('%d seconds later a code is %s', (seconds, expected) => {
    const code = readCode(makeCode(owner, at, mine.sign))!;
    expect(checkCode(code, owner, at + seconds * 1_000, mine.verify)).toBe(expected);
  });

  test('change every half minute', () => {
    expect(secondsLeft(Date.parse('2026-11-23T01:00:00.000Z'))).toBe(30);
    expect(secondsLeft(Date.parse('2026-11-23T01:00:29.999Z'))).toBe(1);
    expect(makeCode(owner, at, mine.sign)).not.toBe(makeCode(owner, at + 30_000, mine.sign));
  });

  test('one changed letter makes it nobody’s', () => {
    const text = makeCode(owner, at, mine.sign);
    const isGood = (changed: string) => {
      const code = readCode(changed);
      return code !== null && owner.attendeeId.endsWith(code.attendeeTag) && checkCode(code, owner, at, mine.verify) !== 'forged';
    };
    // The first letters name meeting and version; whatever they turn into, the signature is over the whole ids.
    const place = fc.integer({ min: 6, max: text.length - 1 });
    fc.assert(
      fc.property(place, fc.constantFrom('0', '1', '2', 'A', 'B', 'C'), (index, letter) => {
        fc.pre(text[index] !== letter);
        return !isGood(text.slice(0, index) + letter + text.slice(index + 1));
      }),
      { numRuns: 40 },
    );
    expect(isGood(text)).toBe(true);
  });

  test('any other text is none', () => {
    for (const text of ['', 'K7Q2M9X4TB', 'https://example.cn', 'A'.repeat(codeLength)]) expect(readCode(text)).toBeNull();
  });
});

const open = { opensAt: null, closesAt: null, closedAt: null };
const entry = { nonce: newId(), scannerId: 'a', at: at - 60_000 };
const right: Finding = { found: 'person', attendeeId: owner.attendeeId, isDue: true, isExpired: false };
const calm: Attempt = { at, force: false };
const facts = (told: Partial<ScanFacts>): ScanFacts => ({ finding: right, list: open, entry: null, attempt: calm, ...told });
const forced: Attempt = { at, force: true };

describe('what becomes of a scan (FIELD §2)', () => {
  test.each<[string, Partial<ScanFacts>, ScanStatus, { letsIn: boolean; forced: boolean; forceSent: boolean }]>([
    ['first scan', {}, 'accepted', { letsIn: true, forced: false, forceSent: false }],
    ['second scan', { entry }, 'redeemed', { letsIn: false, forced: false, forceSent: false }],
    ['unknown code', { finding: { found: 'nobody' } }, 'unknown', { letsIn: false, forced: false, forceSent: false }],
    ['right person, wrong list', { finding: { ...right, isDue: false } }, 'product', { letsIn: false, forced: false, forceSent: false }],
    ['screenshot', { finding: { ...right, isExpired: true } }, 'expired', { letsIn: false, forced: false, forceSent: false }],
    ['before the list opens', { list: { ...open, opensAt: at + 1 } }, 'closed', { letsIn: false, forced: false, forceSent: false }],
    ['after it closed', { list: { ...open, closesAt: at - 1 } }, 'closed', { letsIn: false, forced: false, forceSent: false }],
    ['after somebody closed it', { list: { ...open, closedAt: at } }, 'closed', { letsIn: false, forced: false, forceSent: false }],
    ['forced first scan', { attempt: forced }, 'accepted', { letsIn: true, forced: false, forceSent: true }],
    ['forced second scan', { entry, attempt: forced }, 'forced', { letsIn: true, forced: true, forceSent: true }],
    [
      'forced, wrong list',
      { finding: { ...right, isDue: false }, attempt: forced },
      'forced',
      { letsIn: true, forced: true, forceSent: true },
    ],
    ['forced, unknown', { finding: { found: 'nobody' }, attempt: forced }, 'unknown', { letsIn: false, forced: false, forceSent: true }],
  ])('%s', (_, told, status, rest) => {
    expect(decideScan(facts(told))).toEqual({ status, ...rest });
  });

  const anyFacts = fc.record({
    finding: fc.oneof(
      fc.constant<Finding>({ found: 'nobody' }),
      fc.record({
        found: fc.constant('person' as const),
        attendeeId: fc.constant(owner.attendeeId),
        isDue: fc.boolean(),
        isExpired: fc.boolean(),
      }),
    ),
    list: fc.record({
      opensAt: fc.option(fc.integer({ min: at - 9, max: at + 9 })),
      closesAt: fc.option(fc.integer({ min: at - 9, max: at + 9 })),
      closedAt: fc.option(fc.integer({ min: at - 9, max: at + 9 })),
    }),
    entry: fc.option(fc.constant(entry)),
    attempt: fc.record({ at: fc.constant(at), force: fc.boolean() }),
  });

  test('lets in exactly whom the rules take and whom somebody forces, and never a stranger', () => {
    fc.assert(
      fc.property(anyFacts, (some) => {
        const decision = decideScan(some);
        expect(decision.letsIn).toBe(decision.status === 'accepted' || decision.status === 'forced');
        expect(decision.forced).toBe(decision.status === 'forced');
        expect(decision.forceSent).toBe(some.attempt.force);
        const isStranger = some.finding.found === 'nobody';
        expect(decision.status === 'unknown').toBe(isStranger);
        expect(decision.status === 'accepted' && (some.entry !== null || !isOpenAt(some.list, at))).toBe(false);
        expect(some.attempt.force && !isStranger && !decision.letsIn).toBe(false);
      }),
    );
  });

  test('two doors conflict only where the second let somebody in without asking', () => {
    const twice = decideScan(facts({ entry, attempt: forced }));
    expect(isConflict(twice, { offline: true, scannerId: 'b' }, entry)).toBe(true);
    expect(isConflict(twice, { offline: true, scannerId: 'a' }, entry)).toBe(false);
    expect(isConflict(twice, { offline: false, scannerId: 'b' }, entry)).toBe(false);
    expect(isConflict(decideScan(facts({ entry })), { offline: true, scannerId: 'b' }, entry)).toBe(false);
    expect(isConflict(decideScan(facts({})), { offline: true, scannerId: 'b' }, null)).toBe(false);
  });
});

describe('clocks', () => {
  test('the quickest round tells the offset', () => {
    const round = (way: number, off: number) => ({ asked: at + off, server: at + way / 2, answered: at + way + off });
    expect(offsetOf([round(400, 5_000), round(20, 5_000), round(90, 5_000)])).toEqual({ offset: 5_000, within: 10 });
    expect(offsetOf([])).toBeNull();
  });

  test('however the way there and back is shared, the offset is as near as it says', () => {
    const ways = fc.array(fc.tuple(fc.nat(900), fc.nat(900)), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(ways, fc.integer({ min: -1e7, max: 1e7 }), (times, off) => {
        const found = offsetOf(times.map(([there, back]) => ({ asked: at + off, server: at + there, answered: at + there + back + off })))!;
        expect(Math.abs(found.offset - off)).toBeLessThanOrEqual(found.within + 1);
      }),
    );
  });

  test.each([
    ['a corrected time', { deviceAt: at + 5_000, offsetMs: 6_000, offline: true }, at - 1_000],
    ['never the future', { deviceAt: at + 5_000, offsetMs: null, offline: true }, at],
    ['now, where an online device is far off', { deviceAt: at - 600_000, offsetMs: null, offline: false }, at],
    ['its own time, where an offline device says so', { deviceAt: at - 600_000, offsetMs: null, offline: true }, at - 600_000],
  ])('a scan happened at %s', (_, scan, expected) => {
    expect(momentOf(scan, at)).toBe(expected);
  });
});
