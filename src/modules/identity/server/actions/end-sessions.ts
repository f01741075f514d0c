import { emit, recordAct, tables, type Tx } from '#platform/server/database.ts';
import { sessionsEnded } from '../../contract/events.ts';
import { chainOf } from '../accounts.ts';
import type { IdentityTables } from '../tables.ts';

export interface EndSessions {
  readonly accountId: string;
  readonly personId: string;
  /** Only these; all of the account where it is left out. */
  readonly only?: readonly string[];
  /** Not this one: the one that asks. */
  readonly except?: string;
  /** In words, kept with the session. */
  readonly reason: string;
}

/** Ends sessions that the actor may see; they are refused from the commit on. Answers the ids of those that it ended. */
export async function endSessions(tx: Tx, input: EndSessions): Promise<string[]> {
  const { accountId, personId } = input;
  let query = tables<IdentityTables>(tx)
    .updateTable('account_session')
    .set({ ended_at: tx.now, end_reason: input.reason })
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null);
  if (input.only) query = query.where('id', 'in', [...input.only]);
  if (input.except) query = query.where('id', '<>', input.except);
  const sessionIds = (await query.returning('id').execute()).map((row) => row.id);
  if (sessionIds.length === 0) return [];
  recordAct(tx, {
    bodyId: chainOf(tx),
    act: 'identity.end-sessions',
    subjectKind: 'account',
    subjectId: accountId,
    detail: { sessionIds, reason: input.reason },
  });
  emit(tx, sessionsEnded, {
    bodyId: chainOf(tx),
    subject: accountId,
    topics: [`person:${personId}`],
    payload: { accountId, personId, sessionIds },
  });
  return sessionIds;
}
