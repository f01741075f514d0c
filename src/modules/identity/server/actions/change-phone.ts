import { emit, recordAct, tables, type Tx } from '#platform/server/database.ts';
import { phoneChanged } from '../../contract/events.ts';
import { identityProblem } from '../../contract/problems.ts';
import { chainOf, personOfPhone } from '../accounts.ts';
import type { PeopleDoor } from '../identity.ts';
import type { PhoneVault } from '../phone-vault.ts';
import type { IdentityTables } from '../tables.ts';
import { administeredAccount } from './administered-account.ts';
import { endSessions } from './end-sessions.ts';

/** Gives the account of a person another phone to sign in with; every session ends, because the old phone must stay no key. */
export async function changePhone(
  tx: Tx,
  people: PeopleDoor,
  phones: PhoneVault,
  input: { personId: string; phone: string; reason: string },
): Promise<void> {
  const account = await administeredAccount(tx, people, input.personId);
  const holder = await personOfPhone(tx, phones, input.phone);
  if (holder === input.personId) return;
  if (holder !== null) throw identityProblem('identity.phone-taken');
  await tables<IdentityTables>(tx)
    .updateTable('account')
    .set({ phone_digest: phones.digest(input.phone), phone_sealed: phones.seal(input.phone) })
    .where('id', '=', account.id)
    .execute();
  const subject = { accountId: account.id, personId: input.personId };
  await endSessions(tx, { ...subject, reason: '更换手机号' });
  recordAct(tx, {
    bodyId: chainOf(tx),
    act: 'identity.change-phone',
    subjectKind: 'account',
    subjectId: account.id,
    detail: { reason: input.reason },
  });
  emit(tx, phoneChanged, { bodyId: chainOf(tx), subject: account.id, topics: [`person:${input.personId}`], payload: subject });
}
