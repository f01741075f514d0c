import { z } from 'zod';
import { defineEvent } from './event.ts';
import { uuid } from './identifiers.ts';
import { instant } from './instant.ts';
import { defineRoute, done } from './route.ts';

/** Characters of a pairing code: none that is taken for another from across a hall (0 O, 1 I L, 2 Z, 5 S, 8 B). */
export const codeCharacters = '34679ACDEFGHJKMNPQRTUVWXY';

/** Length of a pairing code. */
export const codeLength = 6;

/** A pairing code as it was typed: small letters, spaces and dashes do no harm. */
export const pairingCode = z
  .string()
  .max(20)
  .transform((typed) => typed.toUpperCase().replaceAll(/[\s·-]/g, ''))
  .refine(
    (code) => code.length === codeLength && code.split('').every((char) => codeCharacters.includes(char)),
    '配对码是屏幕上的 6 位字母和数字',
  );

const screenName = z.string().trim().min(1, '请给这块屏起个名字').max(30, '名字最多 30 个字');

/** What a browser that shows the wall knows of itself. */
export const ownScreen = z.discriminatedUnion('state', [
  z.object({ state: z.literal('unpaired') }),
  z.object({ state: z.literal('waiting'), code: z.string(), expiresAt: instant }),
  z.object({ state: z.literal('paired'), id: uuid, name: z.string(), bodyId: uuid }),
]);
export type OwnScreen = z.infer<typeof ownScreen>;

/** Shows the caller's state by its cookie. A paired screen calls it regularly, which also says that it is alive. */
export const readOwnScreen = defineRoute({
  id: 'screen.read-own',
  method: 'GET',
  path: '/api/screens/own',
  permission: 'public',
  summary: '这块大屏是否已经配对',
  answer: ownScreen,
});

/**
 * Makes the calling browser a screen that waits for its office: answers the code to show and sets the cookie with which the screen will act
 * once it is paired. The token of the cookie is the only proof and never appears in an answer.
 */
export const askScreenCode = defineRoute({
  id: 'screen.ask-code',
  method: 'POST',
  path: '/api/screens/codes',
  permission: 'public',
  summary: '为这块大屏要一个配对码',
  body: z.object({ device: z.string().trim().max(60).default('').describe('屏幕的样子，如 1920×1080 · Chrome') }),
  answer: ownScreen,
});

export const screenLine = z.object({
  id: uuid,
  name: z.string(),
  device: z.string(),
  address: z.string(),
  pairedBy: z.string(),
  pairedAt: instant,
  lastSeenAt: instant,
  online: z.boolean().describe('最近两分钟内有联系'),
});
export type ScreenLine = z.infer<typeof screenLine>;

export const listScreens = defineRoute({
  id: 'screen.list',
  method: 'GET',
  path: '/api/screens',
  permission: 'screen.pair',
  summary: '本机构的大屏',
  answer: z.object({ items: z.array(screenLine) }),
});

/** Makes the screen that shows `code` a screen of the actor's body. */
export const pairScreen = defineRoute({
  id: 'screen.pair',
  method: 'POST',
  path: '/api/screens',
  permission: 'screen.pair',
  summary: '用配对码把一块大屏接到本机构',
  body: z.object({ code: pairingCode, name: screenName }),
  answer: screenLine,
});

export const renameScreen = defineRoute({
  id: 'screen.rename',
  method: 'PATCH',
  path: '/api/screens/:id',
  permission: 'screen.pair',
  summary: '给大屏改名',
  params: z.object({ id: uuid }),
  body: z.object({ name: screenName }),
  answer: done,
});

/** Ends a screen: its token is worth nothing at once, and it shows a new code. */
export const endScreen = defineRoute({
  id: 'screen.end',
  method: 'DELETE',
  path: '/api/screens/:id',
  permission: 'screen.pair',
  summary: '解除一块大屏的配对',
  params: z.object({ id: uuid }),
  answer: done,
});

/** A screen of a body was paired, renamed or ended. */
export const screenChanged = defineEvent('screen.changed', z.object({}));

export const screenPermissions = { 'screen.pair': '配对和管理本机构的大屏' } as const;

export const screenProblems = {
  'screen.code': { status: 409, message: '没有这个配对码，或已过期、已被用过。请看屏幕上现在显示的码，重新输入。' },
  'screen.not-found': { status: 404, message: '没有找到这块大屏，可能已经解除配对。' },
  'screen.too-many-codes': { status: 503, message: '现在等待配对的大屏太多，请十分钟后再试。' },
  'screen.too-many': { status: 409, message: '本机构的大屏已达 {limit} 块，请先解除不用的。' },
} as const;
