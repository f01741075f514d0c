import { createPrivateKey, createPublicKey, sign, timingSafeEqual, type KeyObject } from 'node:crypto';
import type { Verify } from '../../contract/presence/code-rules.ts';

/** The public key of a seed, base64url: what scanners carry. */
export function publicKeyOf(seed: Buffer): string {
  return keyOf(seed).publicKey;
}

/**
 * Verifies under a person's seed. The server has the seed, and Ed25519 signs the same message the same way always, so it signs anew and
 * compares: a third of the time that verifying takes.
 */
export function verifierOfSeed(seed: Buffer): Verify {
  return (signature, message) => {
    const own = sign(null, message, keyOf(seed).privateKey);
    return own.length === signature.length && timingSafeEqual(own, signature);
  };
}

interface Key {
  readonly privateKey: KeyObject;
  readonly publicKey: string;
}

/** Making a key of its seed takes longer than signing with it. */
const keys = new Map<string, Key>();
const mostKeys = 20_000;

function keyOf(seed: Buffer): Key {
  const name = seed.toString('base64url');
  const known = keys.get(name);
  if (known) return known;
  if (keys.size >= mostKeys) keys.clear();
  // Node wants a public key beside the private one, and reckons it anew; a JWK is the quickest door to a bare seed.
  const privateKey = createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', d: name, x: blank }, format: 'jwk' });
  const key = { privateKey, publicKey: createPublicKey(privateKey).export({ format: 'jwk' }).x! };
  keys.set(name, key);
  return key;
}

const blank = Buffer.alloc(32).toString('base64url');
