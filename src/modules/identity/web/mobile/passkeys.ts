import {
  registerPasskey,
  signInWithPasskey,
  startPasskeyRegistration,
  startPasskeySignIn,
  type SignedInAnswer,
} from '../../contract/routes.ts';
import type { Passkey } from '../../contract/account.ts';
import { call } from '#platform/web/shared/call.ts';
import { returnPath } from './return-path.ts';

/** Signs in with a passkey of this device. The library comes with the first use only. */
export async function signInByPasskey(): Promise<SignedInAnswer> {
  const [{ startAuthentication }, start] = await Promise.all([import('@simplewebauthn/browser'), call(startPasskeySignIn)]);
  type Options = Parameters<typeof startAuthentication>[0]['optionsJSON'];
  const response = await startAuthentication({ optionsJSON: start.options as unknown as Options });
  return call(signInWithPasskey, { body: { challengeId: start.challengeId, response: { ...response }, returnTo: returnPath() } });
}

/** Makes a passkey on this device and tells the server of it. */
export async function addPasskey(name: string): Promise<Passkey> {
  const [{ startRegistration }, start] = await Promise.all([import('@simplewebauthn/browser'), call(startPasskeyRegistration)]);
  type Options = Parameters<typeof startRegistration>[0]['optionsJSON'];
  const response = await startRegistration({ optionsJSON: start.options as unknown as Options });
  return call(registerPasskey, { body: { challengeId: start.challengeId, response: { ...response }, name } });
}
