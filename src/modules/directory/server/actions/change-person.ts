import { tables, type Tx } from '#platform/server/database.ts';
import type { BodyOf } from '#platform/contract/route.ts';
import type { PhoneVault } from '#modules/identity/server/index.ts';
import { personChanged } from '../../contract/events.ts';
import { directoryProblem } from '../../contract/problems.ts';
import type { changePerson as route } from '../../contract/routes.ts';
import { spell } from '../names.ts';
import { decidesOver, mustHaveChanged, tell } from '../reach.ts';
import type { DirectoryTables } from '../tables.ts';

/** Changes what is kept of a person over whom the actor's organisation decides. */
export async function changePerson(tx: Tx, phones: PhoneVault, input: BodyOf<typeof route> & { id: string }): Promise<void> {
  if (!(await decidesOver(tx, input.id))) throw directoryProblem('directory.person-not-found');
  const db = tables<DirectoryTables>(tx);
  const outcome = await db
    .updateTable('person')
    .set({
      version: input.version + 1,
      ...(input.name === undefined ? {} : { name: input.name, ...spell(input.name) }),
      ...(input.gender === undefined ? {} : { gender: input.gender }),
    })
    .where('id', '=', input.id)
    .where('version', '=', input.version)
    .executeTakeFirstOrThrow();
  mustHaveChanged(outcome);
  const changed = {
    ...(input.birthYear === undefined ? {} : { birth_year: input.birthYear }),
    ...(input.contactPhone === undefined
      ? {}
      : { contact_phone_sealed: input.contactPhone === null ? null : phones.seal(input.contactPhone) }),
    ...(input.postalAddress === undefined
      ? {}
      : { postal_address_sealed: input.postalAddress === null ? null : phones.seal(input.postalAddress) }),
  };
  if (Object.keys(changed).length > 0) {
    await db
      .insertInto('person_private')
      .values({ person_id: input.id, contact_phone_sealed: null, birth_year: null, ...changed })
      .onConflict((conflict) => conflict.column('person_id').doUpdateSet(changed))
      .execute();
  }
  const fields = Object.keys(input).filter((key) => !['id', 'version'].includes(key));
  tell(tx, personChanged, 'directory.change-person', {
    kind: 'person',
    id: input.id,
    personId: input.id,
    payload: { personId: input.id },
    detail: { fields },
  });
}
