import { sql } from 'kysely';
import { emit, recordAct, tables, type Tx } from '#platform/server/database.ts';
import { passwordChanged } from '../../contract/events.ts';
import { passwordFault, passwordHistory } from '../../contract/password-rules.ts';
import { identityProblem } from '../../contract/problems.ts';
import { chainOf } from '../accounts.ts';
import type { PhoneVault } from '../phone-vault.ts';
import { hashPassword, isPassword } from '../passwords.ts';
import { isFresh } from '../session-rules.ts';
import type { IdentityTables } from '../tables.ts';
import { endSessions } from './end-sessions.ts';

export interface ChangePassword {
  /** The session that asks; it stays. */
  readonly sessionId: string;
  readonly current: string | undefined;
  readonly next: string;
}

const db = (tx: Tx) => tables<IdentityTables>(tx);

/** Sets the actor's own password (access `worker`). All other sessions end; the present one is no longer restricted. */
export async function changePassword(tx: Tx, phones: PhoneVault, input: ChangePassword): Promise<void> {
  const accountId = tx.actor.accountId!;
  const passwords = await db(tx)
    .selectFrom('account_password')
    .select(['hash', 'set_at'])
    .where('account_id', '=', accountId)
    .orderBy('set_at', 'desc')
    .limit(passwordHistory)
    .execute();
  await proveCurrent(tx, input, passwords[0]?.hash ?? null);
  await refuseUnfit(
    tx,
    phones,
    input.next,
    passwords.map((one) => one.hash),
  );
  await db(tx)
    .insertInto('account_password')
    .values({ account_id: accountId, set_at: tx.now, hash: await hashPassword(input.next), temporary: false })
    .execute();
  const oldest = passwords[passwordHistory - 1]?.set_at;
  if (oldest) await db(tx).deleteFrom('account_password').where('account_id', '=', accountId).where('set_at', '<=', oldest).execute();
  const subject = { accountId, personId: tx.actor.personId! };
  await db(tx)
    .updateTable('account_session')
    // A new account's first code let in only to set this password: it is the second factor from now on.
    .set({ restricted: false, second_factor: sql`case when restricted and method = 'code' then 'password' else second_factor end` })
    .where('id', '=', input.sessionId)
    .execute();
  await endSessions(tx, { ...subject, except: input.sessionId, reason: '密码已修改' });
  recordAct(tx, { bodyId: chainOf(tx), act: 'identity.change-password', subjectKind: 'account', subjectId: accountId, detail: {} });
  emit(tx, passwordChanged, {
    bodyId: chainOf(tx),
    subject: accountId,
    topics: [`person:${subject.personId}`],
    payload: { ...subject, byAdministrator: false },
  });
}

/** Whoever sets a password knows the current one, or has just proved by other means who they are. */
async function proveCurrent(tx: Tx, input: ChangePassword, hash: string | null): Promise<void> {
  if (hash === null) return;
  if (input.current !== undefined) {
    if (!(await isPassword(input.current, hash))) throw identityProblem('identity.password-wrong');
    return;
  }
  const session = await db(tx)
    .selectFrom('account_session')
    .select(['method', 'started_at'])
    .where('id', '=', input.sessionId)
    .executeTakeFirst();
  if (!session || !isFresh(session.method, session.started_at, tx.now)) throw identityProblem('identity.reauthenticate');
}

async function refuseUnfit(tx: Tx, phones: PhoneVault, next: string, earlier: readonly string[]): Promise<void> {
  const fault = passwordFault(next);
  if (fault) throw identityProblem('identity.password-weak', {}, [{ path: 'next', message: fault }]);
  const account = await db(tx).selectFrom('account').select('phone_sealed').where('id', '=', tx.actor.accountId!).executeTakeFirstOrThrow();
  if (next.includes(phones.open(account.phone_sealed))) {
    throw identityProblem('identity.password-weak', {}, [{ path: 'next', message: '密码不能包含手机号' }]);
  }
  for (const hash of earlier) if (await isPassword(next, hash)) throw identityProblem('identity.password-used');
}
