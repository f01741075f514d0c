import { createHash, randomBytes } from 'node:crypto';
import type { SignInMethod } from '../contract/account.ts';

/** The cookie that carries a session's token. It is named in the OpenAPI document (platform/server/http/openapi.ts). */
export const sessionCookie = 'luzhitong.session_token';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * How long a session lives. A phone stays with one person, who must be able to report in under a minute; a desk computer stands in an
 * office, so it signs out after idle time (DOMAIN §8.1.3) and every night.
 */
export const lifetimes = {
  handheld: { idleSeconds: 14 * day, totalSeconds: 60 * day },
  desk: { idleSeconds: 2 * hour, totalSeconds: 14 * hour },
} as const;

/** An account has at most so many sessions; a further one ends the one that was used longest ago. */
export const mostSessions = 20;

/** For so long after signing in with a code, a passkey or a provider, the password may be set without knowing the old one. */
export const freshSeconds = 10 * minute;

/** A new token: 256 random bits, of which only {@link hashToken} is stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The session token of a `cookie` header, or null. */
export function tokenOf(cookie: string | undefined): string | null {
  return cookieValue(cookie, sessionCookie);
}

/** The value of the cookie `name`, or null where it is missing or too long to be one of ours. */
export function cookieValue(cookie: string | undefined, name: string): string | null {
  for (const part of cookie?.split(';') ?? []) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name && value && value.length <= 200) return value;
  }
  return null;
}

/** A `set-cookie` value: never readable by scripts, never sent along from other sites' forms. `seconds` 0 takes the cookie away. */
export function setCookie(name: string, value: string, seconds: number, secure: boolean): string {
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure ? '; Secure' : ''}`;
}

/** Whether a browser calls itself a phone or tablet. It decides lifetimes only, so a browser that lies harms nobody but its user. */
export function isHandheld(userAgent: string): boolean {
  return /Mobile|Android|iPhone|iPad|HarmonyOS/i.test(userAgent);
}

/** Browser and system in words: `Chrome · Windows`. */
export function deviceOf(userAgent: string): string {
  const browser = named(userAgent, [
    [/DingTalk|TaurusApp/i, '浙政钉'],
    [/MicroMessenger/, '微信'],
    [/QQBrowser/, 'QQ 浏览器'],
    [/QIHU|360SE|360EE/i, '360 浏览器'],
    [/Edg/, 'Edge'],
    [/Firefox/, 'Firefox'],
    [/Chrome|CriOS/, 'Chrome'],
    [/Safari/, 'Safari'],
  ]);
  const system = named(userAgent, [
    [/HarmonyOS|OpenHarmony/, '鸿蒙'],
    [/Android/, 'Android'],
    [/iPad/, 'iPad'],
    [/iPhone/, 'iPhone'],
    [/Windows/, 'Windows'],
    [/Mac OS X/, 'macOS'],
    [/UOS|UnionTech/i, '统信 UOS'],
    [/Kylin/i, '麒麟'],
    [/Linux/, 'Linux'],
  ]);
  return [browser ?? '浏览器', system].filter(Boolean).join(' · ');
}

function named(text: string, table: readonly (readonly [RegExp, string])[]): string | null {
  return table.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** True where a session that began so long ago, in this way, proves that it is the person themselves. */
export function isFresh(method: SignInMethod, startedAt: Date, now: Date): boolean {
  return method !== 'password' && method !== 'demo' && now.getTime() - startedAt.getTime() < freshSeconds * 1000;
}
