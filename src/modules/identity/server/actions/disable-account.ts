import { emit, recordAct, tables, type Tx } from '#platform/server/database.ts';
import { accountDisabled } from '../../contract/events.ts';
import { chainOf } from '../accounts.ts';
import type { PeopleDoor } from '../identity.ts';
import type { IdentityTables } from '../tables.ts';
import { administeredAccount } from './administered-account.ts';
import { endSessions } from './end-sessions.ts';

/** Disables the account of a person: nobody signs in with it any more, and every session ends. */
export async function disableAccount(tx: Tx, people: PeopleDoor, input: { personId: string; reason: string }): Promise<void> {
  const account = await administeredAccount(tx, people, input.personId);
  if (account.status === 'disabled') return;
  await tables<IdentityTables>(tx)
    .updateTable('account')
    .set({ status: 'disabled', disabled_reason: input.reason })
    .where('id', '=', account.id)
    .execute();
  const subject = { accountId: account.id, personId: input.personId };
  await endSessions(tx, { ...subject, reason: '账号停用' });
  recordAct(tx, {
    bodyId: chainOf(tx),
    act: 'identity.disable-account',
    subjectKind: 'account',
    subjectId: account.id,
    detail: { reason: input.reason },
  });
  emit(tx, accountDisabled, { bodyId: chainOf(tx), subject: account.id, topics: [`person:${input.personId}`], payload: subject });
}
