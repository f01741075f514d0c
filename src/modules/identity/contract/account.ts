import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { instant } from '#platform/contract/instant.ts';

/** A mainland mobile number; spaces, dashes and a leading +86 are taken away before it is looked at. */
export const phone = z
  .string()
  .trim()
  .transform((value) => value.replaceAll(/[\s-]/g, '').replace(/^(\+|00)?86(?=1\d{10}$)/, ''))
  .pipe(z.string().regex(/^1\d{10}$/, '请填写 11 位手机号'));

/** A password as typed at sign-in: any text that could have been one. */
export const typedPassword = z.string().min(1, '请填写密码').max(200, '密码太长');

/** The one-time code of a short message. */
export const oneTimeCode = z
  .string()
  .trim()
  .regex(/^\d{6}$/, '请填写短信中的 6 位数字');

/** How a session came to be. */
export const signInMethod = z.enum(['password', 'code', 'passkey', 'provider', 'demo']);
export type SignInMethod = z.infer<typeof signInMethod>;

/** In words, for lists of sessions and the audit log. */
export const signInMethods = {
  password: '密码',
  code: '短信验证码',
  passkey: '通行密钥',
  provider: '统一身份认证',
  demo: '演示登录',
} as const satisfies Record<SignInMethod, string>;

/** What may prove a person besides the way they signed in by; see `secondWays` of server/second-factor-rules.ts. */
export const secondFactor = z.enum(['password', 'code', 'passkey']);
export type SecondFactor = z.infer<typeof secondFactor>;

/** One place where an account is signed in. */
export const session = z.object({
  id: uuid,
  /** Browser and system in words, e.g. `Chrome · Windows`. */
  device: z.string(),
  address: z.string(),
  method: signInMethod,
  /** The second factor, where one was given. */
  secondFactor: secondFactor.nullable(),
  startedAt: instant,
  lastSeenAt: instant,
  expiresAt: instant,
  /** True for the session that asks. */
  current: z.boolean(),
});
export type Session = z.infer<typeof session>;

export const passkey = z.object({ id: uuid, name: z.string(), madeAt: instant, lastUsedAt: instant.nullable() });
export type Passkey = z.infer<typeof passkey>;

/** A provider of identities that the sign-in page offers as a button. */
export const provider = z.object({ id: z.string(), label: z.string() });

/** What an administrator sees of a person's account. */
export const accountState = z.object({
  personId: uuid,
  phone: z.string().describe('打码的手机号'),
  status: z.enum(['active', 'disabled']),
  disabledReason: z.string().nullable(),
  lockedUntil: instant.nullable(),
  passwordSetAt: instant.nullable(),
  mustChangePassword: z.boolean(),
  passkeys: z.number(),
  lastSignInAt: instant.nullable(),
  sessions: z.array(session),
});
export type AccountState = z.infer<typeof accountState>;

/** An account of the demo's sign-in page, signed in with one click. */
export const demoAccount = z.object({
  accountId: uuid,
  name: z.string(),
  /** The role in words, e.g. 市人大代表. */
  title: z.string(),
  /** One sentence: what one can try with it. */
  words: z.string(),
  phone: z.string(),
  password: z.string(),
  /** Where the person's work starts. */
  terminal: z.enum(['mobile', 'desk', 'screen']),
});
export type DemoAccount = z.infer<typeof demoAccount>;
