import { z } from 'zod';
import { defineEvent } from '#platform/contract/event.ts';
import { uuid } from '#platform/contract/identifiers.ts';
import { signInMethod } from './account.ts';

const who = { accountId: uuid, personId: uuid };

/** A person signed in; `sessionId` names the new session. */
export const signedIn = defineEvent('identity.signed-in', z.object({ ...who, sessionId: uuid, method: signInMethod }));
/** Failed attempts locked an account for a while. */
export const accountLocked = defineEvent('identity.account-locked', z.object({ ...who, minutes: z.number() }));
/** One or all sessions of an account ended before their time. */
export const sessionsEnded = defineEvent('identity.sessions-ended', z.object({ ...who, sessionIds: z.array(uuid) }));
export const accountOpened = defineEvent('identity.account-opened', z.object(who));
export const accountDisabled = defineEvent('identity.account-disabled', z.object(who));
export const accountEnabled = defineEvent('identity.account-enabled', z.object(who));
/** The person, or an administrator for the person, set another password. */
export const passwordChanged = defineEvent('identity.password-changed', z.object({ ...who, byAdministrator: z.boolean() }));
export const phoneChanged = defineEvent('identity.phone-changed', z.object(who));
export const passkeyAdded = defineEvent('identity.passkey-added', z.object({ ...who, passkeyId: uuid }));
export const passkeyRemoved = defineEvent('identity.passkey-removed', z.object({ ...who, passkeyId: uuid }));

export const identityEvents = [
  signedIn,
  accountLocked,
  sessionsEnded,
  accountOpened,
  accountDisabled,
  accountEnabled,
  passwordChanged,
  phoneChanged,
  passkeyAdded,
  passkeyRemoved,
];
