import { createPrivateKey, createPublicKey, sign, timingSafeEqual, type KeyObject } from 'node:crypto';
import type { Verify } from '../../contract/presence/code-rules.ts';

/** The public key of a seed, base64url: what scanners carry. */
export function publicKeyOf(seed: Buffer): string {
  return createPublicKey(keyOf(seed)).export({ format: 'jwk' }).x!;
}

/**
 * Verifies under a person's seed. The server has the seed, and Ed25519 signs the same message the same way always, so it signs anew and
 * compares: a third of the time that verifying takes.
 */
export function verifierOfSeed(seed: Buffer): Verify {
  return (signature, message) => {
    const own = sign(null, message, keyOf(seed));
    return own.length === signature.length && timingSafeEqual(own, signature);
  };
}

/** Making a key of its seed takes longer than signing with it. */
const keys = new Map<string, KeyObject>();
const mostKeys = 20_000;

function keyOf(seed: Buffer): KeyObject {
  const name = seed.toString('base64url');
  const known = keys.get(name);
  if (known) return known;
  if (keys.size >= mostKeys) keys.clear();
  // A JWK is the quickest door to a bare seed; the public key that stands in one is not looked at.
  const key = createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', d: name, x: blank }, format: 'jwk' });
  keys.set(name, key);
  return key;
}

const blank = Buffer.alloc(32).toString('base64url');
