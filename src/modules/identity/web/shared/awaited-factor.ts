import { useCallback, useEffect, useState } from 'react';
import { call } from '#platform/web/shared/call.ts';
import type { Session } from '../../contract/account.ts';
import { signInMethods } from '../../contract/account.ts';
import {
  confirmSecondFactor,
  readSecondFactor,
  startPasskeySignIn,
  type AwaitedFactor,
  type SignedInAnswer,
} from '../../contract/routes.ts';

interface Awaited {
  /** The sign-in that waits for its second factor; null where none does. */
  readonly awaited: AwaitedFactor | null;
  /** Looks again: after a first factor. */
  readonly look: () => Promise<void>;
  /** Back to the first factor. */
  readonly leave: () => void;
}

/** The sign-in of this browser that waits for its second factor, also after a reload or on the way back from a provider. */
export function useAwaitedFactor(): Awaited {
  const [awaited, setAwaited] = useState<AwaitedFactor | null>(null);
  const look = useCallback(async () => setAwaited((await call(readSecondFactor)).awaited), []);
  useEffect(() => {
    look().catch(() => undefined);
  }, [look]);
  return { awaited, look, leave: () => setAwaited(null) };
}

/** Why a second factor is asked for. */
export function whyTwoFactors({ name, first }: AwaitedFactor): string {
  return `${name}，${signInMethods[first]}已通过。您的账号须用两种方式登录，请再确认一次。`;
}

/** Confirms with a passkey of this device. */
export async function confirmByPasskey(): Promise<SignedInAnswer> {
  const [{ startAuthentication }, start] = await Promise.all([import('@simplewebauthn/browser'), call(startPasskeySignIn)]);
  type Options = Parameters<typeof startAuthentication>[0]['optionsJSON'];
  const response = await startAuthentication({ optionsJSON: start.options as unknown as Options });
  return await call(confirmSecondFactor, { body: { way: 'passkey', challengeId: start.challengeId, response: { ...response } } });
}

/** How a session was begun: 密码 + 短信验证码. */
export function howSignedIn({ method, secondFactor }: Pick<Session, 'method' | 'secondFactor'>): string {
  return secondFactor ? `${signInMethods[method]} + ${signInMethods[secondFactor]}` : signInMethods[method];
}
