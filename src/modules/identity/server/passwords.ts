import { randomBytes, randomInt } from 'node:crypto';
import { hashPassword, verifyPassword } from 'better-auth/crypto';

export { hashPassword };

/** Compared where there is nothing to compare, so that an unknown phone takes as long as a known one. Nobody knows its password. */
let hashOfNobody: Promise<string> | null = null;

/** Whether `password` is the one behind `hash`. Takes equally long, and answers false, where there is no hash. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  hashOfNobody ??= hashPassword(randomBytes(32).toString('base64url'));
  const right = await verifyPassword({ hash: hash ?? (await hashOfNobody), password });
  return right && hash !== null;
}

/** Without characters that look alike. */
const readable = 'abcdefghjkmnpqrstuvwxyz';
const readableDigits = '23456789';

/** A password that an administrator reads to somebody, e.g. `Tmq-hxv-7394`: 40 bits, for one use behind a lock on failed attempts. */
export function temporaryPassword(): string {
  const letters = () => Array.from({ length: 3 }, () => readable[randomInt(readable.length)]).join('');
  const digits = Array.from({ length: 4 }, () => readableDigits[randomInt(readableDigits.length)]).join('');
  const [first, second] = [letters(), letters()];
  return `${first[0]!.toUpperCase()}${first.slice(1)}-${second}-${digits}`;
}
