import { emit, recordAct, tables, type Tx } from '#platform/server/database.ts';
import { accountEnabled } from '../../contract/events.ts';
import { chainOf } from '../accounts.ts';
import type { PeopleDoor } from '../identity.ts';
import type { IdentityTables } from '../tables.ts';
import { administeredAccount } from './administered-account.ts';

/** Enables a disabled account, and lifts a lock after failed attempts. */
export async function enableAccount(tx: Tx, people: PeopleDoor, input: { personId: string }): Promise<void> {
  const account = await administeredAccount(tx, people, input.personId);
  await tables<IdentityTables>(tx)
    .updateTable('account')
    .set({ status: 'active', disabled_reason: null, unlocked_at: tx.now })
    .where('id', '=', account.id)
    .execute();
  recordAct(tx, {
    bodyId: chainOf(tx),
    act: 'identity.enable-account',
    subjectKind: 'account',
    subjectId: account.id,
    detail: { was: account.status },
  });
  emit(tx, accountEnabled, {
    bodyId: chainOf(tx),
    subject: account.id,
    topics: [`person:${input.personId}`],
    payload: { accountId: account.id, personId: input.personId },
  });
}
