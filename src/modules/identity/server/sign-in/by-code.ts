import { randomInt } from 'node:crypto';
import { identityProblem } from '../../contract/problems.ts';
import type { SignedInAnswer } from '../../contract/routes.ts';
import { keepCode, useCode } from '../guard.ts';
import { codeRules } from '../guard-rules.ts';
import { behindTheWall, type Identity } from '../identity.ts';
import { codeMessage } from '../sms.ts';
import { blame, candidateOf, refuseFlood, welcome, type SignInTurn } from './welcome.ts';

/**
 * Makes a one-time code and sends it where the phone opens an active account. Unknown phones get the same answer after the same work; the
 * message itself goes out after the answer, so that its time tells nothing either.
 */
export async function requestOneTimeCode(turn: SignInTurn, phone: string): Promise<{ retryAfterSeconds: number; validMinutes: number }> {
  const { identity, database, request } = turn;
  await refuseFlood(turn);
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const digest = identity.phones.digest(phone);
  const { seconds, candidate } = await behindTheWall(database, null, request.id, async (tx) => ({
    candidate: await candidateOf(tx, identity, 'phone_digest', digest),
    seconds: await keepCode(tx, digest, hashCode(identity, phone, code)),
  }));
  if (seconds > 0) throw identityProblem('identity.wait', { seconds });
  if (candidate) {
    const message = { phone, code, text: codeMessage(code, codeRules.validMinutes) };
    const sent = identity.sms.send(message).catch((error: unknown) => identity.log('短信没有发出', error));
    // The demo's box is on screen: it must have the message when the answer arrives.
    if (identity.messageBox) await sent;
  }
  return { retryAfterSeconds: codeRules.pauseSeconds, validMinutes: codeRules.validMinutes };
}

/** Signs in with the code that {@link requestOneTimeCode} sent. Works also while the password is locked: a lock must not shut people out. */
export async function signInByCode(
  turn: SignInTurn,
  input: { phone: string; code: string; returnTo?: string | undefined },
): Promise<SignedInAnswer> {
  const { identity, database, request } = turn;
  await refuseFlood(turn);
  const digest = identity.phones.digest(input.phone);
  const { right, candidate } = await behindTheWall(database, null, request.id, async (tx) => ({
    candidate: await candidateOf(tx, identity, 'phone_digest', digest),
    right: await useCode(tx, digest, hashCode(identity, input.phone, input.code)),
  }));
  if (right && candidate) return await welcome(turn, candidate, 'code', input.returnTo);
  await blame(turn, candidate, 'code');
  throw identityProblem('identity.code-failed');
}

/** Bound to the phone, so that equal codes of two phones do not look equal. */
function hashCode(identity: Identity, phone: string, code: string): Buffer {
  return identity.digest('code', `${phone} ${code}`);
}
