import { dayOf } from '#platform/contract/instant.ts';
import { tables } from '#platform/server/database.ts';
import type { ActContext } from '../engine/act-context.ts';
import { listOf, send, textOf } from '../engine/act-context.ts';
import { currentHandlings } from '../engine/case.ts';
import { publishablePhotos, situationOf } from '../engine/publication-choices.ts';
import { numberToken, searchVector } from '../engine/search.ts';
import { matterProblem } from '../../contract/problems.ts';
import type { PublishedContent } from '../queries/read-published.ts';
import type { MatterTables } from '../tables.ts';

/**
 * Puts a checked copy before the citizens (代表法 §51; DOMAIN §1.8 "Publicity"). The copy holds what the office confirmed, with the passages
 * that it rewrote; promises are read from the ledger, so that they go on.
 */
export async function publish(context: ActContext): Promise<void> {
  const { tx, case: of, input } = context;
  const { matter } = of;
  const summary = matter.openness === 'summary' || context.rules.parameters.publicationMode === 'titleOnly';
  const replies = of.replies
    .filter((reply) => reply.state === 'issued')
    .map((reply) => ({
      unit: reply.unit_name,
      words: textOf(input, 'reply') || reply.words,
      answerClassLabel: reply.answer_label,
      issuedOn: dayOf(reply.issued_at ?? tx.now),
    }));
  const content = {
    kind: matter.kind,
    number: matter.number_text,
    title: matter.title,
    field: matter.field,
    submittedOn: matter.submitted_at && dayOf(matter.submitted_at),
    // A collective files in its own name, not in that of whoever typed it.
    author: matter.collective ?? (matter.author_name || null),
    outcome: replies.length === 0 ? (context.kind.states[matter.state]?.label ?? null) : null,
    situation: summary ? '' : textOf(input, 'situation') || situationOf(matter.form),
    analysis: summary ? null : (matter.form.analysis ?? null),
    measures: summary ? [] : (matter.form.measures ?? []),
    parts: summary ? [] : furtherParts(context),
    units: currentHandlings(of).map((one) => ({ name: one.unit_name, roleLabel: context.kind.handlingRoles[one.role] ?? '' })),
    photos: summary ? [] : await chosenPhotos(context),
    replies: summary ? replies.map((reply) => ({ ...reply, words: textOf(input, 'reply') || reply.answerClassLabel || '' })) : replies,
  };
  const row = {
    content: JSON.stringify(content),
    search: searchVector(
      [
        [matter.title, 'A'],
        [`${content.author ?? ''} ${content.units.map((unit) => unit.name).join(' ')}`, 'B'],
        [[content.situation, ...(content.parts ?? []).map((part) => part.words)].join('\n'), 'C'],
      ],
      matter.number_short ? [numberToken(matter.number_short)] : [],
    ),
    published_at: tx.now,
    published_by: tx.actor.personId,
    withdrawn_at: null,
  };
  context.patch.published_at = tx.now;
  send(
    context,
    tables<MatterTables>(tx)
      .insertInto('publication')
      .values({ body_id: matter.body_id, matter_id: matter.id, ...row })
      .onConflict((on) => on.columns(['body_id', 'matter_id']).doUpdateSet(row))
      .execute(),
  );
}

/** Texts that only some kinds have and that are meant for everybody, under their own labels. What is not named here stays on the case. */
const publicParts = new Set(['subject', 'grounds', 'plan', 'wish']);

function furtherParts({ kind, case: { matter } }: ActContext): PublishedContent['parts'] {
  return kind.form.flatMap(({ name, label }) => {
    const words = matter.form[name];
    return publicParts.has(name) && typeof words === 'string' && words !== '' ? [{ label, words }] : [];
  });
}

/** The photos that the office ticked, in the case's order; refuses any that it was not offered, so that no other file gets out. */
async function chosenPhotos(context: ActContext): Promise<PublishedContent['photos']> {
  const wanted = new Set(listOf(context.input, 'photos'));
  if (wanted.size === 0) return [];
  const offered = await publishablePhotos(context.tx, context.case);
  const chosen = offered.filter((photo) => wanted.has(photo.id));
  if (chosen.length < wanted.size) throw matterProblem('matter.choice', { label: '公开的照片' });
  return chosen;
}

/** Takes the copy down; it stays in the audit and can be put up again. Refuses where nothing is up. */
export function unpublish(context: ActContext): void {
  const { matter } = context.case;
  if (matter.published_at === null) throw matterProblem('matter.act-blocked', { reason: '这一件没有公开，不用撤下。' });
  context.patch.published_at = null;
  send(
    context,
    tables<MatterTables>(context.tx)
      .updateTable('publication')
      .set({ withdrawn_at: context.tx.now })
      .where('body_id', '=', matter.body_id)
      .where('matter_id', '=', matter.id)
      .execute(),
  );
}
