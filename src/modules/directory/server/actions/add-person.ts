import { newId } from '#platform/contract/identifiers.ts';
import { tables, type Tx } from '#platform/server/database.ts';
import type { BodyOf } from '#platform/contract/route.ts';
import { openAccount, personOfPhone, type PhoneVault } from '#modules/identity/server/index.ts';
import { personAdded } from '../../contract/events.ts';
import { directoryProblem } from '../../contract/problems.ts';
import type { addPerson as route } from '../../contract/routes.ts';
import { spell } from '../names.ts';
import { knownPerson, tell } from '../reach.ts';
import type { DirectoryTables } from '../tables.ts';

/** Adds a person with an account, or finds the one who already signs in with this phone, provided that the name is the same. */
export async function addPerson(tx: Tx, phones: PhoneVault, input: BodyOf<typeof route>): Promise<{ id: string; existed: boolean }> {
  const holder = await personOfPhone(tx, phones, input.phone);
  if (holder !== null) {
    const known = await knownPerson(tx, holder);
    if (known.name !== input.name)
      throw directoryProblem('directory.phone-of-another', {}, [{ path: 'phone', message: '与已登记的姓名不一致' }]);
    return { id: known.id, existed: true };
  }
  const id = newId(tx.now.getTime());
  const db = tables<DirectoryTables>(tx);
  await db
    .insertInto('person')
    .values({ id, name: input.name, ...spell(input.name), gender: input.gender, added_by: tx.actor.bodyId ?? tx.actor.unitId })
    .execute();
  await db
    .insertInto('person_private')
    .values({
      person_id: id,
      contact_phone_sealed: phones.seal(input.contactPhone ?? input.phone),
      postal_address_sealed: input.postalAddress === null ? null : phones.seal(input.postalAddress),
      birth_year: input.birthYear,
    })
    .execute();
  await openAccount(tx, phones, { personId: id, phone: input.phone });
  tell(tx, personAdded, 'directory.add-person', { kind: 'person', id, payload: { personId: id } });
  return { id, existed: false };
}
