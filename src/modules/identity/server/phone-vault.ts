import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { deriveSecret } from '#platform/server/secrets.ts';

/**
 * Keeps phone numbers unreadable in the database and its backups (DOMAIN §8.1.10): an HMAC to find an account by its phone, and the
 * phone itself under AES-256-GCM. Both keys derive from the installation's secret; without it neither is of use.
 */
export interface PhoneVault {
  /** What `phone` is found by; the same for the same phone. */
  digest(phone: string): Buffer;
  seal(phone: string): Buffer;
  /** The phone that {@link seal} was given. Throws where the bytes were changed or sealed under another secret. */
  open(sealed: Buffer): string;
}

export function openPhoneVault(secret: string): PhoneVault {
  const finding = deriveSecret(secret, 'identity: finding phones');
  const sealing = deriveSecret(secret, 'identity: sealing phones');
  return {
    digest: (phone) => createHmac('sha256', finding).update(phone).digest(),
    seal: (phone) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce);
      const body = Buffer.concat([cipher.update(phone, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open: (sealed) => {
      const decipher = createDecipheriv('aes-256-gcm', sealing, sealed.subarray(0, 12));
      decipher.setAuthTag(sealed.subarray(12, 28));
      return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
    },
  };
}

/** A phone as lists show it: `138****0001`. */
export function maskPhone(phone: string): string {
  return phone.length < 7 ? '****' : `${phone.slice(0, 3)}${'*'.repeat(phone.length - 7)}${phone.slice(-4)}`;
}
