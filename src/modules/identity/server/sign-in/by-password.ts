import { tables, type Tx } from '#platform/server/database.ts';
import { identityProblem } from '../../contract/problems.ts';
import type { SignedInAnswer } from '../../contract/routes.ts';
import { admitAttempt, forgiveAttempts } from '../guard.ts';
import { lockMinutes } from '../guard-rules.ts';
import { behindTheWall, type Candidate } from '../identity.ts';
import { isPassword } from '../passwords.ts';
import type { IdentityTables } from '../tables.ts';
import { admit } from './admit.ts';
import { blame, candidateOf, refuseFlood, tellLocked, type SignInTurn } from './welcome.ts';

/**
 * Signs in with phone and password. Unknown phones, disabled accounts and accounts without a password are counted, locked, timed and
 * answered like wrong passwords. The attempt is counted before the password is looked at.
 */
export async function signInByPassword(
  turn: SignInTurn,
  input: { phone: string; password: string; returnTo?: string | undefined },
): Promise<SignedInAnswer> {
  await refuseFlood(turn);
  const candidate = await passwordHolder(turn, input);
  if (candidate) return await admit(turn, candidate, 'password', input.returnTo);
  await blame(turn, await known(turn, input.phone), 'password');
  throw identityProblem('identity.sign-in-failed');
}

/** Whose phone and password these are, or null. Counts the attempt, and refuses it unseen while the phone is locked. */
export async function passwordHolder(turn: SignInTurn, input: { phone: string; password: string }): Promise<Candidate | null> {
  const { identity, database, request } = turn;
  const digest = identity.phones.digest(input.phone);
  const { candidate, hash, refusedUntil } = await behindTheWall(database, null, request.id, (tx) => prepare(tx, turn, digest));
  if (refusedUntil)
    throw identityProblem('identity.locked', {
      minutes: Math.max(1, Math.ceil((refusedUntil.getTime() - database.clock().getTime()) / 60_000)),
    });
  const right = await isPassword(input.password, candidate ? hash : null);
  if (!right || !candidate) return null;
  await behindTheWall(database, candidate, request.id, (tx) => forgiveAttempts(tx, digest));
  return candidate;
}

async function known({ identity, database, request }: SignInTurn, phone: string): Promise<Candidate | null> {
  const digest = identity.phones.digest(phone);
  return await behindTheWall(database, null, request.id, (tx) => candidateOf(tx, identity, 'phone_digest', digest));
}

async function prepare(
  tx: Tx,
  turn: SignInTurn,
  digest: Buffer,
): Promise<{ candidate: Candidate | null; hash: string | null; refusedUntil: Date | null }> {
  const found = await tables<IdentityTables>(tx)
    .selectFrom('account as a')
    .select('a.unlocked_at')
    .select(({ selectFrom }) =>
      selectFrom('account_password as p')
        .select('p.hash')
        .whereRef('p.account_id', '=', 'a.id')
        .orderBy('p.set_at', 'desc')
        .limit(1)
        .as('hash'),
    )
    .where('a.phone_digest', '=', digest)
    .executeTakeFirst();
  const candidate = await candidateOf(tx, turn.identity, 'phone_digest', digest);
  const counted = await admitAttempt(tx, digest, found?.unlocked_at ?? null);
  const minutes = counted.refusedUntil ? 0 : lockMinutes(counted.failures);
  if (candidate && minutes > 0) tellLocked(tx, candidate, minutes);
  return { candidate, hash: found?.hash ?? null, refusedUntil: counted.refusedUntil };
}
