import { sql } from 'kysely';
import { newId } from '#platform/contract/identifiers.ts';
import type { AnswerOf, BodyOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import { profileProblem } from '../../contract/problems.ts';
import type { saveDraft as route } from '../../contract/routes.ts';
import { lockDraft } from '../draft.ts';
import { readDepartures } from '../profile-rules.ts';
import { actorBody } from '../standing.ts';
import type { ProfileTables } from '../tables.ts';

/**
 * Puts the body's draft into the state that a person entered, beginning one where there is none. Values that contradict national law or
 * each other are refused with the article or the reason; a draft that somebody else changed in between is not overwritten.
 */
export async function saveDraft(tx: Tx, input: BodyOf<typeof route>): Promise<AnswerOf<typeof route>> {
  const body = await actorBody(tx);
  const { departures, faults } = readDepartures(body, input.values);
  if (faults.length > 0)
    throw profileProblem(
      'profile.values-refused',
      { count: faults.length },
      faults.map(({ path, message }) => ({ path: `values.${path}`, message })),
    );
  const content = {
    valid_from: input.validFrom,
    departures: JSON.stringify(departures),
    note: input.note,
    changed_at: tx.now,
    changed_by: tx.actor.personId,
    changed_by_name: tx.actor.name,
  };
  const saved = input.revision === 0 ? await begin(tx, body.id, content) : await change(tx, body.id, input.revision, content);
  recordAct(tx, {
    bodyId: body.id,
    act: 'profile.save-draft',
    subjectKind: 'profile-version',
    subjectId: saved.id,
    detail: { revision: saved.revision, validFrom: input.validFrom, departures: Object.keys(departures) },
  });
  return saved;
}

interface Content {
  readonly valid_from: string;
  readonly departures: string;
  readonly note: string;
  readonly changed_at: Date;
  readonly changed_by: string | null;
  readonly changed_by_name: string;
}

/**
 * Two people who begin at once: the second is told, as with any other change in between. The condition is written out, since PostgreSQL does
 * not recognise the partial index by a parameter.
 */
async function begin(tx: Tx, bodyId: string, content: Content): Promise<{ id: string; revision: number }> {
  const begun = await tables<ProfileTables>(tx)
    .insertInto('profile_version')
    .values({
      ...content,
      body_id: bodyId,
      id: newId(tx.now.getTime()),
      state: 'draft',
      label: null,
      revision: 1,
      published_by: null,
      published_by_name: null,
    })
    .onConflict((conflict) =>
      conflict
        .column('body_id')
        .where(sql<boolean>`state = 'draft'`)
        .doNothing(),
    )
    .returning(['id', 'revision'])
    .executeTakeFirst();
  if (begun) return begun;
  const { changed_by_name: name } = await lockDraft(tx, bodyId);
  throw profileProblem('profile.draft-changed', { name });
}

async function change(tx: Tx, bodyId: string, revision: number, content: Content): Promise<{ id: string; revision: number }> {
  const draft = await lockDraft(tx, bodyId, revision);
  return await tables<ProfileTables>(tx)
    .updateTable('profile_version')
    .set({ ...content, revision: draft.revision + 1 })
    .where('body_id', '=', bodyId)
    .where('id', '=', draft.id)
    .returning(['id', 'revision'])
    .executeTakeFirstOrThrow();
}
