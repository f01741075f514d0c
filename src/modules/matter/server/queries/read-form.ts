import { dayOf } from '#platform/contract/instant.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { sessionsOf } from '#modules/directory/server/index.ts';
import type { SessionOfTerm } from '#modules/directory/server/index.ts';
import { addPeriod } from '#modules/profile/server/index.ts';
import { sayPeriod } from '#modules/profile/contract/period.ts';
import type { Field } from '../../contract/field.ts';
import type { Kind } from '../../contract/kind.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { matterProblem } from '../../contract/problems.ts';
import type { readDraft as draftRoute, readForm as formRoute } from '../../contract/routes.ts';
import type { Rules } from '../engine/act-context.ts';
import { sessionTaking, takesMotionsUntil } from '../engine/facts.ts';
import { signersAsked } from '../engine/guard-rules.ts';
import { fieldView } from '../engine/offered-acts.ts';
import { periodOf } from '../engine/clock-rules.ts';
import { reportCategories } from '../engine/report-categories.ts';
import { rulesFor, sessionToday } from '../engine/surroundings.ts';
import { sayMoment } from '../engine/words.ts';
import type { MatterTables } from '../tables.ts';

/** The form of a kind for the actor's body: fields with their choices, what the rules say about it, and when an answer would come. */
export async function readForm(tx: Tx, name: string): Promise<AnswerOf<typeof formRoute>> {
  const kind = kindOf(name);
  const bodyId = tx.actor.bodyId!;
  const [rules, session] = await Promise.all([rulesFor(tx, bodyId), sessionToday(tx, bodyId)]);
  const { parameters, calendar } = rules;
  const sessions = takesCutOff(kind) ? await sessionsOf(tx, bodyId) : [];
  const answerPeriod = kind.pace === 'short' ? parameters.reportHelpPeriod : parameters.replyPeriod;
  const needed = signersAsked({ kind }, rules);
  const taking = sessionTaking(sessions, tx.now);
  return {
    kind: name,
    name: kind.words.name,
    full: kind.words.full,
    fields: askedOf(kind, parameters).map((field) => fieldView(field, rules)),
    notes: [...notesOf(kind, rules), ...(needed > 1 ? [signersNote(kind, needed)] : []), ...cutOffNotes(kind, taking, rules)],
    inSession: session.inSession,
    signersNeeded: needed,
    takenUntil: taking && takesMotionsUntil(taking).toISOString(),
    // Kinds with notes of their own promise nothing about a reply.
    answerBy: kind.notes ? null : addPeriod(calendar, dayOf(tx.now), answerPeriod).due,
    answerByCategory: answersByCategory(kind, rules, dayOf(tx.now)),
  };
}

/** By when an answer would come, by category, where the reply's period hangs on the category's nature (督事); else none. */
function answersByCategory(kind: Kind, { parameters, calendar }: Rules, today: string): Record<string, string> {
  const reply = Object.values(kind.clocks).find((clock) => clock.principal && typeof clock.period === 'object');
  if (!reply) return {};
  return Object.fromEntries(
    reportCategories.map(({ key, nature }) => [key, addPeriod(calendar, today, periodOf(reply, parameters, nature)!.period).due]),
  );
}

/** What a proposer should know first: the kind's own words, else what the rules say about the reply. */
function notesOf(kind: Kind, { parameters }: Rules): string[] {
  if (kind.notes) return [...kind.notes];
  return kind.pace === 'short'
    ? [`一般 ${sayPeriod(parameters.reportHelpPeriod)}内答复，紧急的${sayPeriod(parameters.reportUrgentPeriod)}内处置。`]
    : ['一事一件，写清情况、分析和具体办法。', `交办后 ${sayPeriod(parameters.replyPeriod)}内书面答复您。`];
}

function signersNote({ words }: Kind, needed: number): string {
  return `要有 ${needed} 人以上联名（连您在内）：先邀请联名，${words.signer}确认的是同一份定稿，人齐了再提交。`;
}

function takesCutOff(kind: Kind): boolean {
  return kind.acts.submit?.effects.includes('placeByCutOff') ?? false;
}

/** Whether what is filed now is in time for a session, and what happens if not. */
function cutOffNotes(kind: Kind, taking: SessionOfTerm | null, { parameters }: Rules): string[] {
  if (!takesCutOff(kind)) return [];
  if (taking) return [`${taking.name}的${kind.words.name}截止时间是${sayMoment(takesMotionsUntil(taking))}，过后提交的按闭会期间办理。`];
  return [
    `现在是闭会期间：${sayPeriod(parameters.motionForwardPeriod)}内转交专门委员会，${sayPeriod(parameters.motionOpinionPeriod)}内提出书面意见，随${kind.words.name}提请下次会议。`,
  ];
}

/** The form's fields as this body asks them: in whose name one may file is asked only where the rules leave a choice. */
function askedOf(kind: Kind, parameters: Rules['parameters']): readonly Field[] {
  const allowed = (by: string) => {
    const rule = kind.collectives?.[by]?.allowedBy;
    return rule === undefined || parameters[rule];
  };
  return kind.form.flatMap((field) => {
    if (field.name !== 'raisedBy') return [field];
    const choices = (field.choices ?? []).filter(([by]) => allowed(by));
    return choices.length > 1 ? [{ ...field, choices }] : [];
  });
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
