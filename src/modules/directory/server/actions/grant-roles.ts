import { sql } from 'kysely';
import { tables, type Tx } from '#platform/server/database.ts';
import { rolesGranted } from '../../contract/events.ts';
import { directoryProblem } from '../../contract/problems.ts';
import { roles as words, type Role } from '../../contract/seat.ts';
import { ownOrganisation, tell } from '../reach.ts';
import { misplacedRole, powersApart } from '../seat-rules.ts';
import type { DirectoryTables } from '../tables.ts';
import { ownPost } from './own-post.ts';

/**
 * Makes `roles` exactly the roles of a post. Nobody grants to themselves, and the three powers of administration stay with three people
 * (三权分立, DOMAIN §8.1.5).
 */
export async function grantRoles(tx: Tx, input: { id: string; roles: readonly Role[] }): Promise<void> {
  const post = await ownPost(tx, input.id);
  const { organisationId, personId } = post;
  if (personId === tx.actor.personId) throw directoryProblem('directory.own-roles');
  if (post.status === 'ended') throw directoryProblem('directory.already-ended');
  const { kind } = await ownOrganisation(tx, organisationId);
  const granted = [...new Set(input.roles)];
  const misplaced = misplacedRole(kind, granted);
  if (misplaced) throw directoryProblem('directory.role-misplaced', { role: words[misplaced] });
  const db = tables<DirectoryTables>(tx);
  const others = await db
    .selectFrom('post')
    .select('roles')
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .where('status', '=', 'active')
    .where('id', '<>', input.id)
    .execute();
  if (!powersApart([...granted, ...others.flatMap((other) => other.roles)])) throw directoryProblem('directory.roles-apart');
  await db
    .updateTable('post')
    .set({ roles: granted, version: sql<number>`version + 1` })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', input.id)
    .execute();
  const payload = { postId: input.id, personId, organisationId, roles: granted };
  tell(tx, rolesGranted, 'directory.grant-roles', {
    kind: 'post',
    id: input.id,
    personId,
    payload,
    detail: { before: post.roles, after: granted },
  });
}
