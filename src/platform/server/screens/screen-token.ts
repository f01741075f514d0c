import { createHash, randomBytes, randomInt } from 'node:crypto';
import { uuid } from '../../contract/identifiers.ts';
import { codeCharacters, codeLength } from '../../contract/screens.ts';

/** The cookie that carries a screen's id and token. */
export const screenCookie = 'luzhitong.screen';

/** Who a browser says it is: the screen's id, and the hash of the token that proves it. */
export interface ScreenProof {
  readonly id: string;
  readonly hash: Buffer;
}

/** A new token: 256 random bits, of which only the hash is stored. */
export function newScreenToken(): string {
  return randomBytes(32).toString('base64url');
}

export function hashScreenToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** A new pairing code. There are 244 million, and each lives ten minutes. */
export function newCode(): string {
  return Array.from({ length: codeLength }, () => codeCharacters[randomInt(codeCharacters.length)]!).join('');
}

/** The proof in a `cookie` header, or null where there is none of ours. */
export function proofIn(cookie: string | undefined): ScreenProof | null {
  const [, id, token] = /(?:^|;\s*)luzhitong\.screen=([0-9a-f-]{36})\.([\w-]{40,60})(?:;|$)/.exec(cookie ?? '') ?? [];
  return token && uuid.safeParse(id).success ? { id: id!, hash: hashScreenToken(token) } : null;
}

/** As long as browsers keep a cookie at all; renewed while the screen is in use. */
const keptSeconds = 400 * 86_400;

/** A `set-cookie` value: never readable by scripts, never sent along from other sites. */
export function screenCookieOf(id: string, token: string, secure: boolean): string {
  return `${screenCookie}=${id}.${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${keptSeconds}${secure ? '; Secure' : ''}`;
}

/** The same cookie as the browser sent it, for another 400 days. */
export function renewedCookie(cookie: string, secure: boolean): string | null {
  const [, value] = /(?:^|;\s*)luzhitong\.screen=([\w.-]+)/.exec(cookie) ?? [];
  const [id, token] = value?.split('.') ?? [];
  return id && token ? screenCookieOf(id, token, secure) : null;
}
