import { dayOf } from '#platform/contract/instant.ts';
import { tables, type Tx } from '#platform/server/database.ts';
import type { BodyOf } from '#platform/contract/route.ts';
import { mandateEnded } from '../../contract/events.ts';
import { directoryProblem } from '../../contract/problems.ts';
import type { endMandate as route } from '../../contract/routes.ts';
import { mustHaveChanged, tell } from '../reach.ts';
import type { DirectoryTables } from '../tables.ts';

/** Ends a mandate in the actor's body. On a day to come, the mandate stays in force until then (the job directory.end-seats closes it). */
export async function endMandate(tx: Tx, input: BodyOf<typeof route> & { id: string }): Promise<void> {
  const db = tables<DirectoryTables>(tx);
  const bodyId = tx.actor.bodyId!;
  const mandate = await db
    .selectFrom('mandate')
    .select(['person_id', 'from_day', 'status'])
    .where('body_id', '=', bodyId)
    .where('id', '=', input.id)
    .executeTakeFirst();
  if (!mandate) throw directoryProblem('directory.member-not-found');
  if (mandate.status === 'ended') throw directoryProblem('directory.already-ended');
  if (input.on < mandate.from_day) throw directoryProblem('directory.end-before-start', {}, [{ path: 'on', message: '不能早于任职日期' }]);
  mustHaveChanged(
    await db
      .updateTable('mandate')
      .set({
        to_day: input.on,
        end_reason: input.reason,
        version: input.version + 1,
        ...(input.on <= dayOf(tx.now) ? { status: 'ended' as const } : {}),
      })
      .where('body_id', '=', bodyId)
      .where('id', '=', input.id)
      .where('version', '=', input.version)
      .executeTakeFirstOrThrow(),
  );
  tell(tx, mandateEnded, 'directory.end-mandate', {
    kind: 'mandate',
    id: input.id,
    personId: mandate.person_id,
    payload: { mandateId: input.id, personId: mandate.person_id },
    detail: { on: input.on, reason: input.reason },
  });
}
