import { dayOf } from '#platform/contract/instant.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { addPeriod } from '#modules/profile/server/index.ts';
import { sayPeriod } from '#modules/profile/contract/period.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { matterProblem } from '../../contract/problems.ts';
import type { readDraft as draftRoute, readForm as formRoute } from '../../contract/routes.ts';
import { fieldView } from '../engine/offered-acts.ts';
import { rulesFor, sessionToday } from '../engine/surroundings.ts';
import type { MatterTables } from '../tables.ts';

/** The form of a kind for the actor's body: fields with their choices, what the rules say about it, and when an answer would come. */
export async function readForm(tx: Tx, name: string): Promise<AnswerOf<typeof formRoute>> {
  const kind = kindOf(name);
  const bodyId = tx.actor.bodyId!;
  const [rules, session] = await Promise.all([rulesFor(tx, bodyId), sessionToday(tx, bodyId)]);
  const { parameters, calendar } = rules;
  const today = dayOf(tx.now);
  const isReport = kind.kind === 'report';
  const answerBy = addPeriod(calendar, today, isReport ? parameters.reportHelpPeriod : parameters.replyPeriod).due;
  const notes = isReport
    ? [`一般 ${sayPeriod(parameters.reportHelpPeriod)}内答复，紧急的${sayPeriod(parameters.reportUrgentPeriod)}内处置。`]
    : ['一事一件，写清情况、分析和具体办法。', `交办后 ${sayPeriod(parameters.replyPeriod)}内书面答复您。`];
  return {
    kind: name,
    name: kind.words.name,
    full: kind.words.full,
    fields: kind.form.map((field) => fieldView(field, rules)),
    notes,
    inSession: session.inSession,
    answerBy,
  };
}

/** The author's own draft as it was saved last. */
export async function readDraft(tx: Tx, matterId: string): Promise<AnswerOf<typeof draftRoute>> {
  const row = await tables<MatterTables>(tx)
    .selectFrom('matter')
    .select(['kind', 'form', 'changed_at', 'revision'])
    .where('id', '=', matterId)
    .where('author_id', '=', tx.actor.personId)
    .where('submitted_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw matterProblem('matter.not-found');
  return { kind: row.kind, form: row.form, savedAt: row.changed_at.toISOString(), revision: row.revision };
}
