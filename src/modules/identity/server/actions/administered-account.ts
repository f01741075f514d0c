import { tables, type Tx } from '#platform/server/database.ts';
import { identityProblem } from '../../contract/problems.ts';
import type { PeopleDoor } from '../identity.ts';
import type { IdentityTables } from '../tables.ts';

/**
 * The account of a person over whom the actor's organisation decides. Throws `identity.account-not-found` for everybody else's, as for
 * nobody's, and `identity.not-yours` for the actor's own: two administrators watch each other.
 */
export async function administeredAccount(
  tx: Tx,
  people: PeopleDoor,
  personId: string,
): Promise<{ id: string; status: 'active' | 'disabled' }> {
  if (personId === tx.actor.personId) throw identityProblem('identity.not-yours');
  if (!(await people.decidesOver(tx, personId))) throw identityProblem('identity.account-not-found');
  const account = await tables<IdentityTables>(tx)
    .selectFrom('account')
    .select(['id', 'status'])
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (!account) throw identityProblem('identity.account-not-found');
  return account;
}
