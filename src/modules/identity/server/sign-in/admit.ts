import { createHash, randomBytes } from 'node:crypto';
import { noBody, recordAct, tables, type Tx } from '#platform/server/database.ts';
import { signInMethods, type SignInMethod } from '../../contract/account.ts';
import type { SignedInAnswer } from '../../contract/routes.ts';
import { behindTheWall, type Candidate } from '../identity.ts';
import { safeReturn } from '../return-rules.ts';
import { isStrongAlone, mustEnrol, type FactorsHeld } from '../second-factor-rules.ts';
import { setCookie } from '../session-rules.ts';
import { keepStep, stepSeconds } from '../steps.ts';
import type { IdentityTables } from '../tables.ts';
import { welcome, type SignInTurn } from './welcome.ts';

/** Binds a sign-in that waits for its second factor to the browser that gave the first. */
export const factorCookie = 'luzhitong.second_factor';

const db = (tx: Tx) => tables<IdentityTables>(tx);

/**
 * Lets somebody in who has proved themselves by `method`, or asks for a second factor first where one is demanded of them. Whoever has nothing
 * to give as a second one yet (a new account's first code) gets in only as far as to set a password.
 */
export async function admit(
  turn: SignInTurn,
  candidate: Candidate,
  method: SignInMethod,
  returnTo: string | undefined,
): Promise<SignedInAnswer> {
  const { identity, database, request, reply } = turn;
  const standing = await behindTheWall(database, candidate, request.id, async (tx) => ({
    demanded: await isDemanded(tx, turn, candidate, method),
    held: await heldBy(tx, turn, candidate.accountId),
  }));
  if (!standing.demanded) return await welcome(turn, candidate, method, returnTo);
  if (mustEnrol(method, standing.held)) return await welcome(turn, candidate, method, returnTo, { mustSetPassword: true });
  const secret = randomBytes(24).toString('base64url');
  const kept = { method, returnTo: safeReturn(returnTo), secret: hashFactorSecret(secret) };
  const id = await behindTheWall(database, candidate, request.id, (tx) => keepStep(tx, 'secondFactor', kept, candidate.accountId));
  reply.header('set-cookie', setCookie(factorCookie, `${id}.${secret}`, stepSeconds, identity.secure));
  return { personId: candidate.personId, returnTo: kept.returnTo, mustChangePassword: false, secondFactor: true };
}

async function isDemanded(tx: Tx, { identity }: SignInTurn, candidate: Candidate, method: SignInMethod): Promise<boolean> {
  if (isStrongAlone(method) || identity.secondFactor === 'off') return false;
  const demanded = identity.secondFactor === 'everyone' || (await identity.people.administers(tx, candidate.personId));
  if (demanded)
    recordAct(tx, {
      bodyId: candidate.bodyId ?? noBody,
      act: 'identity.demand-second-factor',
      subjectKind: 'account',
      subjectId: candidate.accountId,
      detail: { first: signInMethods[method] },
    });
  return demanded;
}

/** What the account could give besides its phone (access `worker`). */
export async function heldBy(tx: Tx, { identity }: SignInTurn, accountId: string): Promise<FactorsHeld> {
  const password = db(tx).selectFrom('account_password').select('set_at').where('account_id', '=', accountId).limit(1);
  const passkey = db(tx).selectFrom('passkey').select('id').where('account_id', '=', accountId).limit(1);
  const [one, other] = await Promise.all([password.executeTakeFirst(), passkey.executeTakeFirst()]);
  return { password: one !== undefined, passkey: other !== undefined && identity.passkeyHost !== null };
}

/** As the step keeps it. */
export function hashFactorSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
