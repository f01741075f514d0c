import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { publicKeyOf, verifierOfSeed } from './pass-keys.ts';

const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
const messages = fc.uint8Array({ maxLength: 100 });

/** PKCS #8 before the 32 bytes of an Ed25519 seed (RFC 8410). */
const header = Buffer.from('302e020100300506032b657004220420', 'hex');
const privateKeyOf = (seed: Buffer) => createPrivateKey({ key: Buffer.concat([header, seed]), format: 'der', type: 'pkcs8' });
const signed = (seed: Buffer, message: Uint8Array) => new Uint8Array(sign(null, message, privateKeyOf(seed)));

describe('a signature looked at with the seed', () => {
  test('is taken where the signature is the seed’s, as the curve says too', () => {
    fc.assert(
      fc.property(seeds, messages, (seed, message) => {
        const signature = signed(seed, message);
        expect(verify(null, message, createPublicKey(privateKeyOf(seed)), signature)).toBe(true);
        expect(verifierOfSeed(seed)(signature, message)).toBe(true);
      }),
    );
  });

  test('is refused with any bit of it turned, R’s or S’s', () => {
    fc.assert(
      fc.property(seeds, messages, fc.integer({ min: 0, max: 511 }), (seed, message, bit) => {
        const signature = signed(seed, message);
        signature[bit >> 3]! ^= 1 << (bit & 7);
        expect(verifierOfSeed(seed)(signature, message)).toBe(false);
      }),
    );
  });

  test('is refused for another message, of another seed, and with S one order further', () => {
    fc.assert(
      fc.property(seeds, seeds, messages, messages, (seed, other, message, another) => {
        fc.pre(!seed.equals(other) && !Buffer.from(message).equals(Buffer.from(another)));
        const signature = signed(seed, message);
        expect(verifierOfSeed(seed)(signature, another)).toBe(false);
        expect(verifierOfSeed(other)(signature, message)).toBe(false);
        expect(verifierOfSeed(seed)(further(signature), message)).toBe(false);
      }),
    );
  });

  test('is refused where it is shorter or longer than one', () => {
    const seed = Buffer.alloc(32, 7);
    for (const length of [0, 32, 63, 65, 128]) expect(verifierOfSeed(seed)(new Uint8Array(length), new Uint8Array(4))).toBe(false);
  });

  test('is looked at as RFC 8032 §7.1 says (TEST 2)', () => {
    const seed = Buffer.from('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', 'hex');
    const signature = Buffer.from(
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
      'hex',
    );
    expect(Buffer.from(publicKeyOf(seed), 'base64url').toString('hex')).toBe(
      '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    );
    expect(verifierOfSeed(seed)(signature, Buffer.from('72', 'hex'))).toBe(true);
  });
});

/** The same signature with the order of the group added to S: the curve's equation holds, the encoding is not the only one. */
function further(signature: Uint8Array): Uint8Array {
  const order = 2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n;
  const s = BigInt(`0x${Buffer.from(signature.slice(32)).reverse().toString('hex')}`) + order;
  return Buffer.concat([signature.slice(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse()]);
}
