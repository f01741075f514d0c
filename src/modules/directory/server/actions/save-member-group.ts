import { newId } from '#platform/contract/identifiers.ts';
import { tables, type Tx } from '#platform/server/database.ts';
import { memberGroupChanged } from '../../contract/events.ts';
import { directoryProblem } from '../../contract/problems.ts';
import { tell } from '../reach.ts';
import type { DirectoryTables } from '../tables.ts';

interface GroupDraft {
  readonly name: string;
  readonly order: number;
}

const db = (tx: Tx) => tables<DirectoryTables>(tx);

/** Adds a delegation to a congress, or a sector to a CPPCC committee. */
export async function addMemberGroup(tx: Tx, input: GroupDraft): Promise<{ id: string }> {
  const bodyId = tx.actor.bodyId!;
  const body = await db(tx).selectFrom('organisation').select('kind').where('id', '=', bodyId).executeTakeFirstOrThrow();
  const id = newId(tx.now.getTime());
  const added = await db(tx)
    .insertInto('member_group')
    .values({ body_id: bodyId, id, kind: body.kind === 'cppcc' ? 'sector' : 'delegation', name: input.name, place: input.order })
    .onConflict((conflict) => conflict.columns(['body_id', 'name']).doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows === 0n)
    throw directoryProblem('directory.name-taken', {}, [{ path: 'name', message: '同名的已存在' }]);
  tell(tx, memberGroupChanged, 'directory.add-member-group', {
    kind: 'memberGroup',
    id,
    payload: { groupId: id },
    detail: { name: input.name },
  });
  return { id };
}

export async function changeMemberGroup(tx: Tx, input: GroupDraft & { id: string }): Promise<void> {
  await ownGroup(tx, input.id);
  const namesake = await db(tx)
    .selectFrom('member_group')
    .select('id')
    .where('body_id', '=', tx.actor.bodyId)
    .where('name', '=', input.name)
    .where('id', '<>', input.id)
    .executeTakeFirst();
  if (namesake) throw directoryProblem('directory.name-taken', {}, [{ path: 'name', message: '同名的已存在' }]);
  await db(tx)
    .updateTable('member_group')
    .set({ name: input.name, place: input.order })
    .where('body_id', '=', tx.actor.bodyId!)
    .where('id', '=', input.id)
    .execute();
  tell(tx, memberGroupChanged, 'directory.change-member-group', {
    kind: 'memberGroup',
    id: input.id,
    payload: { groupId: input.id },
    detail: { name: input.name },
  });
}

/** Closes a delegation or sector to which no active member belongs any more. */
export async function closeMemberGroup(tx: Tx, input: { id: string }): Promise<void> {
  const group = await ownGroup(tx, input.id);
  if (group.status === 'closed') throw directoryProblem('directory.already-ended');
  const member = await db(tx)
    .selectFrom('mandate')
    .select('id')
    .where('body_id', '=', tx.actor.bodyId)
    .where('group_id', '=', input.id)
    .where('status', '=', 'active')
    .executeTakeFirst();
  if (member) throw directoryProblem('directory.in-use');
  await db(tx)
    .updateTable('member_group')
    .set({ status: 'closed' })
    .where('body_id', '=', tx.actor.bodyId!)
    .where('id', '=', input.id)
    .execute();
  tell(tx, memberGroupChanged, 'directory.close-member-group', { kind: 'memberGroup', id: input.id, payload: { groupId: input.id } });
}

async function ownGroup(tx: Tx, id: string): Promise<{ status: 'active' | 'closed' }> {
  const group = await db(tx)
    .selectFrom('member_group')
    .select('status')
    .where('body_id', '=', tx.actor.bodyId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!group) throw directoryProblem('directory.group-not-found');
  return group;
}
