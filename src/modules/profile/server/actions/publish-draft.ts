import { dayOf } from '#platform/contract/instant.ts';
import type { AnswerOf, BodyOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { emit, recordAct, tables } from '#platform/server/database.ts';
import { versionPublished } from '../../contract/events.ts';
import { resolveParameters } from '../../contract/parameters.ts';
import { profileProblem } from '../../contract/problems.ts';
import type { publishDraft as route } from '../../contract/routes.ts';
import { lockDraft } from '../draft.ts';
import { differences, labelFor, readDepartures, startRefusal } from '../profile-rules.ts';
import { actorBody } from '../standing.ts';
import type { ProfileTables } from '../tables.ts';
import { versionsOf } from '../versions.ts';

/**
 * Makes the draft the body's next version from `validFrom` on. Its values are checked once more, because law may have been entered into the
 * product since they were saved, and are kept in full, so that nothing that is changed later can rewrite what this version said.
 */
export async function publishDraft(tx: Tx, { revision, validFrom }: BodyOf<typeof route>): Promise<AnswerOf<typeof route>> {
  const body = await actorBody(tx);
  const draft = await lockDraft(tx, body.id, revision);
  const earlier = (await versionsOf(tx, body.id, body)).filter(({ line }) => line.state === 'published');
  refuseStart(earlier, validFrom, dayOf(tx.now));
  const { departures, faults } = readDepartures(body, draft.departures);
  if (faults.length > 0)
    throw profileProblem(
      'profile.values-refused',
      { count: faults.length },
      faults.map(({ path, message }) => ({ path: `values.${path}`, message })),
    );
  const parameters = resolveParameters(body, departures);
  const changedKeys = differences(earlier.at(-1)?.parameters ?? resolveParameters(body), parameters);
  if (earlier.length > 0 && changedKeys.length === 0) throw profileProblem('profile.nothing-changed');
  const label = labelFor(earlier, validFrom);
  await tables<ProfileTables>(tx)
    .updateTable('profile_version')
    .set({
      state: 'published',
      label,
      valid_from: validFrom,
      departures: JSON.stringify(departures),
      resolved: JSON.stringify(parameters),
      published_at: tx.now,
      published_by: tx.actor.personId,
      published_by_name: tx.actor.name,
    })
    .where('body_id', '=', body.id)
    .where('id', '=', draft.id)
    .execute();
  recordAct(tx, {
    bodyId: body.id,
    act: 'profile.publish-draft',
    subjectKind: 'profile-version',
    subjectId: draft.id,
    detail: { label, validFrom, changedKeys },
  });
  emit(tx, versionPublished, {
    bodyId: body.id,
    subject: draft.id,
    topics: [`body:${body.id}`],
    payload: { versionId: draft.id, label, validFrom, changedKeys },
  });
  return { id: draft.id, label };
}

function refuseStart(earlier: readonly { id: string; validFrom: string }[], validFrom: string, today: string): void {
  const refusal = startRefusal(earlier, validFrom, today);
  if (refusal === 'past') throw profileProblem('profile.start-past', {}, [{ path: 'validFrom', message: '请选今天或以后的日期' }]);
  if (refusal === 'overtaken') {
    const last = earlier.at(-1)!.validFrom;
    throw profileProblem('profile.start-overtaken', { last }, [{ path: 'validFrom', message: `请选 ${last} 以后的日期` }]);
  }
}
