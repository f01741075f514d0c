import { ed25519 } from '@noble/curves/ed25519.js';
import type { Sign, Verify } from '../../../contract/presence/code-rules.ts';
import { base64UrlOf, bytesOfBase64Url } from '../../../contract/presence/scan-device.ts';

/** Verifies under a public key (base64url) as a device does: without a network, in any browser. */
export function verifierOf(key: string): Verify {
  const bytes = bytesOfBase64Url(key);
  return (signature, message) => {
    try {
      return ed25519.verify(signature, message, bytes);
    } catch {
      // Bytes that are no point of the curve: somebody made them up.
      return false;
    }
  };
}

/** Signs with the seed (base64url) of one's own code. */
export function signerOf(seed: string): Sign {
  const bytes = bytesOfBase64Url(seed);
  return (message) => ed25519.sign(message, bytes);
}

/** What a scanner keeps of a badge in place of its code. */
export async function hashBadge(code: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(code));
  return base64UrlOf(new Uint8Array(hash).subarray(0, 16));
}
