import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { done, defineRoute } from '#platform/contract/route.ts';
import {
  accountState,
  demoAccount,
  oneTimeCode,
  passkey,
  phone,
  provider,
  secondFactor,
  session,
  signInMethod,
  typedPassword,
} from './account.ts';
import { newPassword } from './password-rules.ts';

/** Where the browser goes after signing in: a path of this site. Anything else is silently replaced by `/`. */
const returnTo = z.string().max(500).optional();

/** The answer to every way of signing in; the session itself travels in an httpOnly cookie. With `secondFactor` there is none yet. */
export const signedInAnswer = z.object({
  personId: uuid,
  /** A checked path of this site; send the browser there. */
  returnTo: z.string(),
  /** The password is temporary or too old: show the change-password page first. */
  mustChangePassword: z.boolean(),
  /** A second factor is demanded of this person: nobody is signed in before {@link confirmSecondFactor}. */
  secondFactor: z.boolean(),
});
export type SignedInAnswer = z.infer<typeof signedInAnswer>;

export const signInWithPassword = defineRoute({
  id: 'identity.sign-in-with-password',
  method: 'POST',
  path: '/api/identity/sign-in/password',
  permission: 'public',
  summary: '手机号和密码登录',
  body: z.object({ phone, password: typedPassword, returnTo }),
  answer: signedInAnswer,
});

/** Always answers the same, whether the phone is known or not. */
export const requestCode = defineRoute({
  id: 'identity.request-code',
  method: 'POST',
  path: '/api/identity/codes',
  permission: 'public',
  summary: '向手机发送登录验证码',
  body: z.object({ phone }),
  answer: z.object({ retryAfterSeconds: z.number(), validMinutes: z.number() }),
});

export const signInWithCode = defineRoute({
  id: 'identity.sign-in-with-code',
  method: 'POST',
  path: '/api/identity/sign-in/code',
  permission: 'public',
  summary: '短信验证码登录',
  body: z.object({ phone, code: oneTimeCode, returnTo }),
  answer: signedInAnswer,
});

/** `options` goes to startAuthentication() of @simplewebauthn/browser as `optionsJSON`. */
export const startPasskeySignIn = defineRoute({
  id: 'identity.start-passkey-sign-in',
  method: 'POST',
  path: '/api/identity/sign-in/passkey/options',
  permission: 'public',
  summary: '开始用通行密钥登录',
  answer: z.object({ challengeId: uuid, options: z.record(z.string(), z.unknown()) }),
});

export const signInWithPasskey = defineRoute({
  id: 'identity.sign-in-with-passkey',
  method: 'POST',
  path: '/api/identity/sign-in/passkey',
  permission: 'public',
  summary: '用通行密钥登录',
  body: z.object({ challengeId: uuid, response: z.record(z.string(), z.unknown()), returnTo }),
  answer: signedInAnswer,
});

/** The sign-in of this browser that waits for its second factor (known by an httpOnly cookie); null where none does. */
export const readSecondFactor = defineRoute({
  id: 'identity.read-second-factor',
  method: 'GET',
  path: '/api/identity/second-factor',
  permission: 'public',
  summary: '等待第二次确认的登录',
  answer: z.object({
    awaited: z
      .object({
        name: z.string(),
        phone: z.string().describe('打码的手机号'),
        first: signInMethod,
        /** At least one; the best comes first. */
        ways: z.array(secondFactor),
        /** Only in a demo: the phone, to look into the message box with. */
        demoPhone: z.string().nullable(),
      })
      .nullable(),
  }),
});
export type AwaitedFactor = NonNullable<z.infer<typeof readSecondFactor.answer>['awaited']>;

/** Sends a code to the phone of the account that waits. */
export const requestFactorCode = defineRoute({
  id: 'identity.request-factor-code',
  method: 'POST',
  path: '/api/identity/second-factor/codes',
  permission: 'public',
  summary: '发送第二次确认的验证码',
  answer: z.object({ retryAfterSeconds: z.number(), validMinutes: z.number() }),
});

/** Proves the person a second time and signs in. A passkey answers a challenge of {@link startPasskeySignIn}. */
export const confirmSecondFactor = defineRoute({
  id: 'identity.confirm-second-factor',
  method: 'POST',
  path: '/api/identity/second-factor',
  permission: 'public',
  summary: '第二次确认并登录',
  body: z.discriminatedUnion('way', [
    z.object({ way: z.literal('code'), code: oneTimeCode }),
    z.object({ way: z.literal('password'), password: typedPassword }),
    z.object({ way: z.literal('passkey'), challengeId: uuid, response: z.record(z.string(), z.unknown()) }),
  ]),
  answer: signedInAnswer,
});

export const listProviders = defineRoute({
  id: 'identity.list-providers',
  method: 'GET',
  path: '/api/identity/providers',
  permission: 'public',
  summary: '登录页上可用的登录方式',
  answer: z.object({ providers: z.array(provider), passwords: z.boolean(), codes: z.boolean(), passkeys: z.boolean(), demo: z.boolean() }),
});

const providerName = z.object({ provider: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/) });

/** A link for the browser, not a call: answers with a redirect to the provider. */
export const startProvider = defineRoute({
  id: 'identity.start-provider',
  method: 'GET',
  path: '/api/identity/providers/:provider/start',
  permission: 'public',
  summary: '跳转到统一身份认证',
  params: providerName,
  query: z.object({ returnTo }),
  answer: z.unknown(),
  carries: 'bytes',
});

/**
 * Where the provider sends the browser back: answers with a redirect to `returnTo`, signed in, or to
 * `/sign-in?problem=<code>&returnTo=…` of the terminal that `returnTo` lies in.
 */
export const finishProvider = defineRoute({
  id: 'identity.finish-provider',
  method: 'GET',
  path: '/api/identity/providers/:provider/callback',
  permission: 'public',
  summary: '统一身份认证回跳',
  params: providerName,
  query: z.looseObject({
    code: z.string().max(4000).optional(),
    state: z.string().max(500).optional(),
    error: z.string().max(500).optional(),
  }),
  answer: z.unknown(),
  carries: 'bytes',
});

export const signOut = defineRoute({
  id: 'identity.sign-out',
  method: 'POST',
  path: '/api/identity/sign-out',
  permission: 'public',
  summary: '退出登录',
  answer: done,
});

/** The demo's message box. Mounted only where the installation is a demo. */
export const listDemoMessages = defineRoute({
  id: 'identity.list-demo-messages',
  method: 'GET',
  path: '/api/identity/demo/messages',
  permission: 'public',
  summary: '演示短信箱（仅演示环境）',
  query: z.object({ phone }),
  answer: z.object({ items: z.array(z.object({ text: z.string(), code: z.string().nullable(), sentAt: z.string() })) }),
});

/** Mounted only where the installation is a demo. */
export const listDemoAccounts = defineRoute({
  id: 'identity.list-demo-accounts',
  method: 'GET',
  path: '/api/identity/demo/accounts',
  permission: 'public',
  summary: '演示账号，按角色分组（仅演示环境）',
  answer: z.object({ groups: z.array(z.object({ name: z.string(), accounts: z.array(demoAccount) })) }),
});

/** Mounted only where the installation is a demo. */
export const signInAsDemo = defineRoute({
  id: 'identity.sign-in-as-demo',
  method: 'POST',
  path: '/api/identity/demo/sign-in',
  permission: 'public',
  summary: '一键登录演示账号（仅演示环境）',
  body: z.object({ accountId: uuid, returnTo }),
  answer: signedInAnswer,
});

// My own account.

export const listMySessions = defineRoute({
  id: 'identity.list-my-sessions',
  method: 'GET',
  path: '/api/identity/sessions',
  permission: 'identity.own',
  summary: '我登录着的设备',
  answer: z.object({ items: z.array(session) }),
});

export const endMySession = defineRoute({
  id: 'identity.end-my-session',
  method: 'DELETE',
  path: '/api/identity/sessions/:id',
  permission: 'identity.own',
  summary: '结束我的一次登录',
  params: z.object({ id: uuid }),
  answer: done,
});

export const endMyOtherSessions = defineRoute({
  id: 'identity.end-my-other-sessions',
  method: 'POST',
  path: '/api/identity/sessions/end-others',
  permission: 'identity.own',
  summary: '结束我在其他设备上的登录',
  answer: z.object({ ended: z.number() }),
});

/**
 * `current` may be left out where no password was set yet, or within ten minutes after signing in with a code, a passkey or a provider
 * (the way out of a forgotten password). Ends all other sessions.
 */
export const changePassword = defineRoute({
  id: 'identity.change-password',
  method: 'POST',
  path: '/api/identity/password',
  permission: 'identity.own',
  summary: '设置或修改我的密码',
  body: z.object({ current: typedPassword.optional(), next: newPassword }),
  answer: done,
});

/** What the page "账号与安全" shows besides sessions and passkeys. */
export const readMyAccount = defineRoute({
  id: 'identity.read-my-account',
  method: 'GET',
  path: '/api/identity/account',
  permission: 'identity.own',
  summary: '我的账号',
  answer: z.object({
    phone: z.string().describe('打码的手机号'),
    passwordSet: z.boolean(),
    passwordAgeDays: z.number().nullable(),
    mustChangePassword: z.boolean(),
    /** True where {@link changePassword} needs the current password. */
    currentPasswordNeeded: z.boolean(),
  }),
});

export const listMyPasskeys = defineRoute({
  id: 'identity.list-my-passkeys',
  method: 'GET',
  path: '/api/identity/passkeys',
  permission: 'identity.own',
  summary: '我的通行密钥',
  answer: z.object({ items: z.array(passkey) }),
});

/** `options` goes to startRegistration() of @simplewebauthn/browser as `optionsJSON`. */
export const startPasskeyRegistration = defineRoute({
  id: 'identity.start-passkey-registration',
  method: 'POST',
  path: '/api/identity/passkeys/options',
  permission: 'identity.own',
  summary: '开始添加通行密钥',
  answer: z.object({ challengeId: uuid, options: z.record(z.string(), z.unknown()) }),
});

export const registerPasskey = defineRoute({
  id: 'identity.register-passkey',
  method: 'POST',
  path: '/api/identity/passkeys',
  permission: 'identity.own',
  summary: '添加通行密钥',
  body: z.object({
    challengeId: uuid,
    response: z.record(z.string(), z.unknown()),
    name: z.string().trim().min(1, '请填写名称').max(40, '名称不超过 40 字'),
  }),
  answer: passkey,
});

export const removePasskey = defineRoute({
  id: 'identity.remove-passkey',
  method: 'DELETE',
  path: '/api/identity/passkeys/:id',
  permission: 'identity.own',
  summary: '删除通行密钥',
  params: z.object({ id: uuid }),
  answer: done,
});

// Accounts of others, for the security administrator of the organisation the person works in.

const ofPerson = z.object({ personId: uuid });
const reason = z.string().trim().min(2, '请写明原因').max(200, '原因不超过 200 字');

export const readAccount = defineRoute({
  id: 'identity.read-account',
  method: 'GET',
  path: '/api/identity/people/:personId/account',
  permission: 'identity.administer-accounts',
  summary: '人员的账号和登录',
  params: ofPerson,
  answer: z.object({ account: accountState.nullable() }),
});

export const endSessionOfPerson = defineRoute({
  id: 'identity.end-session-of-person',
  method: 'DELETE',
  path: '/api/identity/people/:personId/sessions/:id',
  permission: 'identity.administer-accounts',
  summary: '结束人员的一次登录',
  params: ofPerson.extend({ id: uuid }),
  answer: done,
});

export const endSessionsOfPerson = defineRoute({
  id: 'identity.end-sessions-of-person',
  method: 'POST',
  path: '/api/identity/people/:personId/sessions/end',
  permission: 'identity.administer-accounts',
  summary: '结束人员的全部登录',
  params: ofPerson,
  answer: z.object({ ended: z.number() }),
});

/** Ends all sessions at once and refuses new ones. */
export const disableAccount = defineRoute({
  id: 'identity.disable-account',
  method: 'POST',
  path: '/api/identity/people/:personId/disable',
  permission: 'identity.administer-accounts',
  summary: '停用账号',
  params: ofPerson,
  body: z.object({ reason }),
  answer: done,
});

/** Also lifts a lock after failed attempts. */
export const enableAccount = defineRoute({
  id: 'identity.enable-account',
  method: 'POST',
  path: '/api/identity/people/:personId/enable',
  permission: 'identity.administer-accounts',
  summary: '启用或解锁账号',
  params: ofPerson,
  answer: done,
});

/** The temporary password is shown this once; it must be changed at the next sign-in. All sessions end. */
export const resetPassword = defineRoute({
  id: 'identity.reset-password',
  method: 'POST',
  path: '/api/identity/people/:personId/reset-password',
  permission: 'identity.administer-accounts',
  summary: '重置密码',
  params: ofPerson,
  body: z.object({ reason }),
  answer: z.object({ temporaryPassword: z.string() }),
});

/** All sessions end: the old phone must not stay a key. */
export const changePhone = defineRoute({
  id: 'identity.change-phone',
  method: 'POST',
  path: '/api/identity/people/:personId/phone',
  permission: 'identity.administer-accounts',
  summary: '更换登录手机号',
  params: ofPerson,
  body: z.object({ phone, reason }),
  answer: done,
});
