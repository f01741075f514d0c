import { emit, recordAct, tables, type Tx } from '#platform/server/database.ts';
import { passwordChanged } from '../../contract/events.ts';
import { chainOf } from '../accounts.ts';
import type { PeopleDoor } from '../identity.ts';
import type { IdentityTables } from '../tables.ts';
import { administeredAccount } from './administered-account.ts';
import { endSessions } from './end-sessions.ts';

/** Sets a temporary password, of which `hash` is the hash, for a person; every session ends and the next one begins with changing it. */
export async function resetPassword(tx: Tx, people: PeopleDoor, input: { personId: string; reason: string; hash: string }): Promise<void> {
  const account = await administeredAccount(tx, people, input.personId);
  await tables<IdentityTables>(tx)
    .insertInto('account_password')
    .values({ account_id: account.id, set_at: tx.now, hash: input.hash, temporary: true })
    .execute();
  await tables<IdentityTables>(tx).updateTable('account').set({ unlocked_at: tx.now }).where('id', '=', account.id).execute();
  const subject = { accountId: account.id, personId: input.personId };
  await endSessions(tx, { ...subject, reason: '密码重置' });
  recordAct(tx, {
    bodyId: chainOf(tx),
    act: 'identity.reset-password',
    subjectKind: 'account',
    subjectId: account.id,
    detail: { reason: input.reason },
  });
  emit(tx, passwordChanged, {
    bodyId: chainOf(tx),
    subject: account.id,
    topics: [`person:${input.personId}`],
    payload: { ...subject, byAdministrator: true },
  });
}
