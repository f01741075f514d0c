import type { BodyOf, ParamsOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import { basisOf, keysFor } from '../../contract/parameters.ts';
import { profileProblem } from '../../contract/problems.ts';
import type { checkBasis as route } from '../../contract/routes.ts';
import { actorBody } from '../standing.ts';
import type { ProfileTables } from '../tables.ts';

/** Records which article a row of this body rests on, in its own words, and who read it. Rows that law fixes keep the law. */
export async function checkBasis(tx: Tx, { key }: ParamsOf<typeof route>, input: BodyOf<typeof route>): Promise<{ done: true }> {
  const body = await actorBody(tx);
  if (!keysFor(body).includes(key)) throw profileProblem('profile.basis-not-set');
  if (basisOf(key, body).status === 'law') throw profileProblem('profile.basis-fixed');
  const content = { ...input, checked_at: tx.now, checked_by: tx.actor.personId, checked_by_name: tx.actor.name };
  await tables<ProfileTables>(tx)
    .insertInto('profile_basis')
    .values({ ...content, body_id: body.id, parameter_key: key })
    .onConflict((conflict) => conflict.columns(['body_id', 'parameter_key']).doUpdateSet(content))
    .execute();
  recordAct(tx, {
    bodyId: body.id,
    act: 'profile.check-basis',
    subjectKind: 'profile-parameter',
    subjectId: body.id,
    detail: { key, title: input.title, article: input.article },
  });
  return { done: true };
}
