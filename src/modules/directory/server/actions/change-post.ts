import { tables, type Tx } from '#platform/server/database.ts';
import type { BodyOf } from '#platform/contract/route.ts';
import { postChanged } from '../../contract/events.ts';
import type { changePost as route } from '../../contract/routes.ts';
import { mustHaveChanged, tell } from '../reach.ts';
import type { DirectoryTables } from '../tables.ts';
import { setGrids } from './give-post.ts';
import { ownPost } from './own-post.ts';

/** Changes title, division or grids of a post. */
export async function changePost(tx: Tx, input: BodyOf<typeof route> & { id: string }): Promise<void> {
  const { organisationId, personId } = await ownPost(tx, input.id);
  mustHaveChanged(
    await tables<DirectoryTables>(tx)
      .updateTable('post')
      .set({
        version: input.version + 1,
        ...(input.title === undefined ? {} : { title: input.title }),
        ...(input.division === undefined ? {} : { division: input.division }),
      })
      .where('organisation_id', '=', organisationId)
      .where('id', '=', input.id)
      .where('version', '=', input.version)
      .executeTakeFirstOrThrow(),
  );
  if (input.gridIds) await setGrids(tx, { organisationId, postId: input.id, gridIds: input.gridIds });
  const { id, version: _, ...changed } = input;
  tell(tx, postChanged, 'directory.change-post', {
    kind: 'post',
    id,
    personId,
    payload: { postId: id, personId, organisationId },
    detail: changed,
  });
}
