import type { FastifyReply, FastifyRequest } from 'fastify';
import { emit, noBody, recordAct, tables, type Database, type Tx } from '#platform/server/database.ts';
import { signInMethods, type SecondFactor, type SignInMethod } from '../../contract/account.ts';
import { accountLocked, signedIn } from '../../contract/events.ts';
import { passwordLifeDays } from '../../contract/password-rules.ts';
import { identityProblem } from '../../contract/problems.ts';
import type { SignedInAnswer } from '../../contract/routes.ts';
import { beginSession } from '../accounts.ts';
import { blameAddress, waitOfAddress } from '../guard.ts';
import { networkOf } from '../guard-rules.ts';
import { behindTheWall, type Candidate, type Identity } from '../identity.ts';
import { safeReturn } from '../return-rules.ts';
import { sessionCookie, setCookie } from '../session-rules.ts';
import type { IdentityTables } from '../tables.ts';

/** One request that wants to sign somebody in. */
export interface SignInTurn {
  readonly identity: Identity;
  readonly database: Database;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

const db = (tx: Tx) => tables<IdentityTables>(tx);

/** The active account that `column` names, ready to be let in once it has proved itself; null where there is none. */
export async function candidateOf(
  tx: Tx,
  identity: Identity,
  column: 'id' | 'phone_digest',
  value: string | Buffer,
): Promise<Candidate | null> {
  const account = await db(tx)
    .selectFrom('account')
    .select(['id', 'person_id', 'status'])
    .where(column, '=', value as never)
    .executeTakeFirst();
  if (!account || account.status !== 'active') return null;
  const person = await identity.people.describe(tx, account.person_id);
  return { accountId: account.id, personId: account.person_id, name: person?.name ?? '', bodyId: person?.bodyId ?? null };
}

/** What a session is begun with besides the first factor. */
interface Welcome {
  readonly secondFactor?: SecondFactor;
  /** The account has one factor only: the session stays shut until a password is set. */
  readonly mustSetPassword?: boolean;
}

/** Lets `candidate` in: begins a session, hands its token to the browser, and says where to go. */
export async function welcome(
  turn: SignInTurn,
  candidate: Candidate,
  method: SignInMethod,
  returnTo: string | undefined,
  { secondFactor, mustSetPassword = false }: Welcome = {},
): Promise<SignedInAnswer> {
  const { identity, database, request, reply } = turn;
  const begun = await behindTheWall(database, candidate, request.id, async (tx) => {
    const mustChangePassword = mustSetPassword || (await isDue(tx, candidate.accountId, [method, secondFactor]));
    const start = {
      accountId: candidate.accountId,
      method,
      secondFactor: secondFactor ?? null,
      userAgent: request.headers['user-agent'] ?? '',
      address: request.ip,
    };
    const session = await beginSession(tx, { ...start, restricted: mustChangePassword });
    tellSignedIn(tx, candidate, { method, secondFactor }, session.id, request.ip);
    return { ...session, mustChangePassword };
  });
  reply.header('set-cookie', setCookie(sessionCookie, begun.token, begun.seconds, identity.secure));
  return {
    personId: candidate.personId,
    returnTo: safeReturn(returnTo),
    mustChangePassword: begun.mustChangePassword,
    secondFactor: false,
  };
}

/** Refuses whoever comes from an address that fails all the time. */
export async function refuseFlood(turn: SignInTurn): Promise<void> {
  const { identity, database, request } = turn;
  const seconds = await behindTheWall(database, null, request.id, (tx) => waitOfAddress(tx, addressDigest(identity, request.ip)));
  if (seconds > 0) throw identityProblem('identity.wait', { seconds });
}

/** Puts a failed attempt down to the address, and into the audit log of the account where one was meant. */
export async function blame(turn: SignInTurn, candidate: Candidate | null, method: SignInMethod): Promise<void> {
  const { identity, database, request } = turn;
  await behindTheWall(database, candidate, request.id, async (tx) => {
    await blameAddress(tx, addressDigest(identity, request.ip));
    if (!candidate) return;
    recordAct(tx, {
      bodyId: candidate.bodyId ?? noBody,
      act: 'identity.refuse-sign-in',
      subjectKind: 'account',
      subjectId: candidate.accountId,
      detail: { method: signInMethods[method], address: request.ip },
    });
  });
}

/** Tells that an account is locked for a while: to the audit log, and to whoever listens. */
export function tellLocked(tx: Tx, candidate: Candidate, minutes: number): void {
  const bodyId = candidate.bodyId ?? noBody;
  const { accountId, personId } = candidate;
  recordAct(tx, { bodyId, act: 'identity.lock-account', subjectKind: 'account', subjectId: accountId, detail: { minutes } });
  emit(tx, accountLocked, { bodyId, subject: accountId, topics: [`person:${personId}`], payload: { accountId, personId, minutes } });
}

function tellSignedIn(
  tx: Tx,
  candidate: Candidate,
  { method, secondFactor }: { method: SignInMethod; secondFactor: SecondFactor | undefined },
  sessionId: string,
  address: string,
): void {
  const bodyId = candidate.bodyId ?? noBody;
  const { accountId, personId } = candidate;
  recordAct(tx, {
    bodyId,
    act: 'identity.sign-in',
    subjectKind: 'account',
    subjectId: accountId,
    detail: { method: signInMethods[method], ...(secondFactor ? { secondFactor: signInMethods[secondFactor] } : {}), sessionId, address },
  });
  emit(tx, signedIn, { bodyId, subject: accountId, topics: [`person:${personId}`], payload: { accountId, personId, sessionId, method } });
}

/** Whether the password must be changed before anything else: a temporary one always, an old one when it was just used. */
async function isDue(tx: Tx, accountId: string, used: readonly (SignInMethod | undefined)[]): Promise<boolean> {
  if (!used.includes('password')) return false;
  const password = await db(tx)
    .selectFrom('account_password')
    .select(['set_at', 'temporary'])
    .where('account_id', '=', accountId)
    .orderBy('set_at', 'desc')
    .executeTakeFirst();
  if (!password) return false;
  return password.temporary || tx.now.getTime() - password.set_at.getTime() > passwordLifeDays * 86_400_000;
}

function addressDigest(identity: Identity, address: string): Buffer {
  return identity.digest('address', networkOf(address));
}
