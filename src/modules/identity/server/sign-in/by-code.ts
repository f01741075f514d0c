import { randomInt } from 'node:crypto';
import { tables, type Tx } from '#platform/server/database.ts';
import { identityProblem } from '../../contract/problems.ts';
import type { SignedInAnswer } from '../../contract/routes.ts';
import { blameAddress, keepCode, useCode, waitOfAddress } from '../guard.ts';
import { codeRules, networkOf } from '../guard-rules.ts';
import { behindTheWall, type Identity } from '../identity.ts';
import { codeMessage } from '../sms.ts';
import type { IdentityTables } from '../tables.ts';
import { admit } from './admit.ts';
import { blame, candidateOf, refuseFlood, type SignInTurn } from './welcome.ts';

/**
 * Makes a one-time code and sends it where the phone opens an active account. Unknown phones get the same answer after the same work; the
 * message itself goes out after the answer, so that its time tells nothing either. One address may ask for as many as a hall full of people
 * needs, and not for a whole roster again and again.
 */
export async function requestOneTimeCode(turn: SignInTurn, phone: string): Promise<{ retryAfterSeconds: number; validMinutes: number }> {
  const { identity, database, request } = turn;
  await refuseFlood(turn);
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const digest = identity.phones.digest(phone);
  const sender = identity.digest('codes for an address', networkOf(request.ip));
  const { seconds, open } = await behindTheWall(database, null, request.id, async (tx) => {
    const wait = (await waitOfAddress(tx, sender)) || (await keepCode(tx, digest, hashCode(identity, phone, code)));
    if (wait === 0) await blameAddress(tx, sender);
    return { seconds: wait, open: await isOpen(tx, digest) };
  });
  if (seconds > 0) throw identityProblem('identity.wait', { seconds });
  if (open) {
    const message = { phone, code, text: codeMessage(code, codeRules.validMinutes) };
    const sent = identity.sms.send(message).catch((error: unknown) => identity.log('短信没有发出', error));
    // The demo's box is on screen: it must have the message when the answer arrives.
    if (identity.messageBox) await sent;
  }
  return { retryAfterSeconds: codeRules.pauseSeconds, validMinutes: codeRules.validMinutes };
}

async function isOpen(tx: Tx, phoneDigest: Buffer): Promise<boolean> {
  const account = tables<IdentityTables>(tx)
    .selectFrom('account')
    .select('id')
    .where('phone_digest', '=', phoneDigest)
    .where('status', '=', 'active');
  return (await account.executeTakeFirst()) !== undefined;
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
  if (right && candidate) return await admit(turn, candidate, 'code', input.returnTo);
  await blame(turn, candidate, 'code');
  throw identityProblem('identity.code-failed');
}

/** Uses up a try at the code of a phone, for somebody who has proved themselves otherwise before. */
export async function useCodeOf({ identity, database, request }: SignInTurn, phone: string, code: string): Promise<boolean> {
  const digest = identity.phones.digest(phone);
  return await behindTheWall(database, null, request.id, (tx) => useCode(tx, digest, hashCode(identity, phone, code)));
}

/** Bound to the phone, so that equal codes of two phones do not look equal. */
function hashCode(identity: Identity, phone: string, code: string): Buffer {
  return identity.digest('code', `${phone} ${code}`);
}
