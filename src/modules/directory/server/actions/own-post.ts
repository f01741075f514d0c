import { tables, type Tx } from '#platform/server/database.ts';
import { directoryProblem } from '../../contract/problems.ts';
import type { Role } from '../../contract/seat.ts';
import { looksAfter } from '../reach.ts';
import type { DirectoryTables } from '../tables.ts';

export interface OwnPost {
  readonly organisationId: string;
  readonly personId: string;
  readonly from: string;
  readonly status: 'active' | 'ended';
  readonly roles: readonly Role[];
}

/** A post in an organisation that the actor's one looks after. Throws `directory.post-not-found` for any other. */
export async function ownPost(tx: Tx, id: string): Promise<OwnPost> {
  const post = await tables<DirectoryTables>(tx)
    .selectFrom('post')
    .where('id', '=', id)
    .select(['organisation_id as organisationId', 'person_id as personId', 'from_day as from', 'status', 'roles'])
    .executeTakeFirst();
  if (!post || !(await looksAfter(tx, post.organisationId))) throw directoryProblem('directory.post-not-found');
  return post;
}
