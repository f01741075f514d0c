import { uuid } from '#platform/contract/identifiers.ts';
import { tables, type Tx } from '#platform/server/database.ts';
import type { SecondFactor, SignInMethod } from '../../contract/account.ts';
import { identityProblem } from '../../contract/problems.ts';
import type { AwaitedFactor, confirmSecondFactor, SignedInAnswer } from '../../contract/routes.ts';
import { behindTheWall, type Candidate } from '../identity.ts';
import { maskPhone } from '../phone-vault.ts';
import { secondWays } from '../second-factor-rules.ts';
import { cookieValue, setCookie } from '../session-rules.ts';
import { readStep, takeStep } from '../steps.ts';
import type { IdentityTables } from '../tables.ts';
import type { RawCall } from '#platform/server/http/bind.ts';
import { factorCookie, hashFactorSecret, heldBy } from './admit.ts';
import { requestOneTimeCode, useCodeOf } from './by-code.ts';
import { passkeyHolder } from './by-passkey.ts';
import { passwordHolder } from './by-password.ts';
import { blame, candidateOf, refuseFlood, welcome, type SignInTurn } from './welcome.ts';

const db = (tx: Tx) => tables<IdentityTables>(tx);

/** What the sign-in page must know of the sign-in that waits; null where none does. */
export async function awaitedFactor(turn: SignInTurn): Promise<AwaitedFactor | null> {
  const open = await openFactor(turn);
  if (!open) return null;
  return {
    name: open.candidate.name,
    phone: maskPhone(open.phone),
    first: open.method,
    ways: [...open.ways],
    demoPhone: turn.identity.messageBox ? open.phone : null,
  };
}

/** Sends a code to the phone of the account that waits. */
export async function requestFactorCode(turn: SignInTurn): Promise<{ retryAfterSeconds: number; validMinutes: number }> {
  const open = await openFactor(turn);
  if (!open) throw identityProblem('identity.second-factor-lost');
  if (!open.ways.includes('code')) throw identityProblem('identity.second-factor-way');
  return await requestOneTimeCode(turn, open.phone);
}

/** Takes the second factor and signs in. A wrong one may be tried again, as often as it could be as a first one. */
export async function confirmFactor(turn: SignInTurn, given: RawCall<typeof confirmSecondFactor>['body']): Promise<SignedInAnswer> {
  const { identity, database, request, reply } = turn;
  await refuseFlood(turn);
  const open = await openFactor(turn);
  if (!open) throw identityProblem('identity.second-factor-lost');
  if (!open.ways.includes(given.way)) throw identityProblem('identity.second-factor-way');
  await prove(turn, open, given);
  const taken = await behindTheWall(database, open.candidate, request.id, (tx) => takeStep(tx, 'secondFactor', open.stepId));
  if (!taken) throw identityProblem('identity.second-factor-lost');
  reply.header('set-cookie', setCookie(factorCookie, '', 0, identity.secure));
  return await welcome(turn, open.candidate, open.method, open.returnTo, { secondFactor: given.way });
}

interface OpenFactor {
  readonly stepId: string;
  readonly candidate: Candidate;
  readonly phone: string;
  readonly method: SignInMethod;
  readonly returnTo: string;
  readonly ways: readonly SecondFactor[];
}

async function prove(turn: SignInTurn, open: OpenFactor, given: RawCall<typeof confirmSecondFactor>['body']): Promise<void> {
  const { candidate, phone } = open;
  if (given.way === 'code') {
    if (await useCodeOf(turn, phone, given.code)) return;
    await blame(turn, candidate, 'code');
    throw identityProblem('identity.code-failed');
  }
  const holder =
    given.way === 'passkey' ? await passkeyHolder(turn, given) : await passwordHolder(turn, { phone, password: given.password });
  if (holder?.accountId === candidate.accountId) return;
  await blame(turn, candidate, given.way);
  throw identityProblem(given.way === 'passkey' ? 'identity.passkey-failed' : 'identity.password-wrong');
}

/** The sign-in that the browser's cookie names, while it is fresh and its account active. */
async function openFactor(turn: SignInTurn): Promise<OpenFactor | null> {
  const { identity, database, request } = turn;
  const [stepId = '', secret = ''] = cookieValue(request.headers.cookie, factorCookie)?.split('.', 2) ?? [];
  if (!uuid.safeParse(stepId).success) return null;
  return await behindTheWall(database, null, request.id, async (tx) => {
    const step = await readStep(tx, 'secondFactor', stepId);
    if (!step?.accountId || step.kept['secret'] !== hashFactorSecret(secret)) return null;
    const candidate = await candidateOf(tx, identity, 'id', step.accountId);
    if (!candidate) return null;
    const account = await db(tx)
      .selectFrom('account')
      .select('phone_sealed')
      .where('id', '=', candidate.accountId)
      .executeTakeFirstOrThrow();
    const { method, returnTo } = step.kept as { method: SignInMethod; returnTo: string };
    const ways = secondWays(method, await heldBy(tx, turn, candidate.accountId));
    return { stepId, candidate, phone: identity.phones.open(account.phone_sealed), method, returnTo, ways };
  });
}
