import { emit, recordAct, tables, type Tx } from '#platform/server/database.ts';
import { passkeyRemoved } from '../../contract/events.ts';
import { identityProblem } from '../../contract/problems.ts';
import { chainOf } from '../accounts.ts';
import type { IdentityTables } from '../tables.ts';

/** Removes one of the actor's own passkeys. */
export async function removePasskey(tx: Tx, input: { id: string }): Promise<void> {
  const accountId = tx.actor.accountId!;
  const removed = await tables<IdentityTables>(tx)
    .deleteFrom('passkey')
    .where('account_id', '=', accountId)
    .where('id', '=', input.id)
    .returning('name')
    .executeTakeFirst();
  if (!removed) throw identityProblem('identity.passkey-not-found');
  recordAct(tx, {
    bodyId: chainOf(tx),
    act: 'identity.remove-passkey',
    subjectKind: 'account',
    subjectId: accountId,
    detail: { passkeyId: input.id, name: removed.name },
  });
  emit(tx, passkeyRemoved, {
    bodyId: chainOf(tx),
    subject: accountId,
    topics: [`person:${tx.actor.personId}`],
    payload: { accountId, personId: tx.actor.personId!, passkeyId: input.id },
  });
}
