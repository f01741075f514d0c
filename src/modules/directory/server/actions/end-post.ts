import { dayOf } from '#platform/contract/instant.ts';
import { tables, type Tx } from '#platform/server/database.ts';
import type { BodyOf } from '#platform/contract/route.ts';
import { postEnded } from '../../contract/events.ts';
import { directoryProblem } from '../../contract/problems.ts';
import type { endPost as route } from '../../contract/routes.ts';
import { mustHaveChanged, tell } from '../reach.ts';
import type { DirectoryTables } from '../tables.ts';
import { ownPost } from './own-post.ts';

/** Ends a post. On a day to come, it stays in force until then (the job directory.end-seats closes it). */
export async function endPost(tx: Tx, input: BodyOf<typeof route> & { id: string }): Promise<void> {
  const post = await ownPost(tx, input.id);
  if (post.status === 'ended') throw directoryProblem('directory.already-ended');
  if (input.on < post.from) throw directoryProblem('directory.end-before-start', {}, [{ path: 'on', message: '不能早于任职日期' }]);
  const { organisationId, personId } = post;
  mustHaveChanged(
    await tables<DirectoryTables>(tx)
      .updateTable('post')
      .set({
        to_day: input.on,
        end_reason: input.reason,
        version: input.version + 1,
        ...(input.on <= dayOf(tx.now) ? { status: 'ended' as const } : {}),
      })
      .where('organisation_id', '=', organisationId)
      .where('id', '=', input.id)
      .where('version', '=', input.version)
      .executeTakeFirstOrThrow(),
  );
  tell(tx, postEnded, 'directory.end-post', {
    kind: 'post',
    id: input.id,
    personId,
    payload: { postId: input.id, personId, organisationId },
    detail: { on: input.on, reason: input.reason },
  });
}
