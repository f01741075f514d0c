import { dayOf } from '#platform/contract/instant.ts';
import { tables } from '#platform/server/database.ts';
import type { ActContext } from '../engine/act-context.ts';
import { listOf, send, textOf } from '../engine/act-context.ts';
import { currentHandlings } from '../engine/case.ts';
import { publishablePhotos } from '../engine/publication-choices.ts';
import { numberToken, searchVector } from '../engine/search.ts';
import { matterProblem } from '../../contract/problems.ts';
import { privateMarkIn, publicTexts } from '../../contract/public-texts.ts';
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
    ...(summary ? { situation: '', analysis: null, measures: [], parts: [] } : textsOf(context)),
    units: currentHandlings(of).map((one) => ({ name: one.unit_name, roleLabel: context.kind.handlingRoles[one.role] ?? '' })),
    photos: summary ? [] : await chosenPhotos(context),
    replies: summary ? replies.map((reply) => ({ ...reply, words: textOf(input, 'reply') || reply.answerClassLabel || '' })) : replies,
  };
  refusePrivate(content);
  const row = {
    content: JSON.stringify(content),
    search: searchVector(
      [
        [matter.title, 'A'],
        [`${content.author ?? ''} ${content.units.map((unit) => unit.name).join(' ')}`, 'B'],
        [[content.situation, ...content.parts.map((part) => part.words)].join('\n'), 'C'],
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

type Texts = Pick<PublishedContent, 'situation' | 'analysis' | 'measures'> & { readonly parts: NonNullable<PublishedContent['parts']> };

/** What the form tells, in the words that the office put in its place. Texts that only some kinds have stand under their own labels. */
function textsOf({ kind, input, case: { matter } }: ActContext): Texts {
  const told = new Map(publicTexts(kind.form).map(({ name }) => [name, input[name] ?? matter.form[name]]));
  const words = (name: string) => (typeof told.get(name) === 'string' ? (told.get(name) as string) : '');
  const parts = publicTexts(kind.form).filter(({ name }) => !common.has(name) && words(name) !== '');
  return {
    situation: words('situation') || words('words'),
    analysis: words('analysis') || null,
    measures: (told.get('measures') as string[] | undefined) ?? [],
    parts: parts.map(({ name, label }) => ({ label, words: words(name) })),
  };
}

const common: ReadonlySet<string> = new Set(['situation', 'words', 'analysis', 'measures']);

/** Nothing that points at one person goes before the citizens, in whichever part of the copy it stands. */
function refusePrivate({ title, situation, analysis, measures, parts, replies }: PublishedText): void {
  const texts: readonly (readonly [string, string])[] = [
    ['标题', title],
    ['情况', situation],
    ['分析', analysis ?? ''],
    ['建议', measures.join('\n')],
    ...parts.map(({ label, words }) => [label, words] as const),
    ...replies.map(({ words }) => ['答复', words] as const),
  ];
  for (const [label, words] of texts) {
    const mark = privateMarkIn(words);
    if (mark) throw matterProblem('matter.act-blocked', { reason: `公开的${label}里有${mark}，请隐去后再公开。` });
  }
}

type PublishedText = Texts & Pick<PublishedContent, 'title' | 'replies'>;

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
