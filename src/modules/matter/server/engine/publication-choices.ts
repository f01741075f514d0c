import { dayOf } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { filesOn } from '#platform/server/files/attach.ts';
import type { Field } from '../../contract/field.ts';
import type { Effect } from '../../contract/kind.ts';
import { publicTexts } from '../../contract/public-texts.ts';
import type { PublishedContent } from '../queries/read-published.ts';
import type { MatterTables } from '../tables.ts';
import type { Case } from './case.ts';
import type { Choice } from './choices.ts';
import { sayDay } from './words.ts';

type Photo = NonNullable<PublishedContent['photos']>[number];

/** What a published photo says of itself, by the effect of the act that brought it. */
const moments: Partial<Record<Effect, string>> = {
  freezeText: '提出时',
  recordContact: '沟通时',
  issueReply: '答复时',
  keepPromise: '报告承诺进展时',
};

/**
 * The photos of a case that an office may put before the citizens: pictures that came with the text or with an act that everybody on the case
 * reads of. What lies in drafts and notes of one unit is not among them.
 */
export async function publishablePhotos(tx: Tx, of: Case): Promise<Photo[]> {
  const { body_id: bodyId, id, form, submitted_at: submittedAt } = of.matter;
  const [files, lines] = await Promise.all([
    filesOn(tx, { bodyId, kind: 'matter', ids: [id] }),
    tables<MatterTables>(tx)
      .selectFrom('matter_history')
      .select(['act', 'label', 'at', 'files'])
      .where('body_id', '=', bodyId)
      .where('matter_id', '=', id)
      .where('audience', '=', 'all')
      .orderBy('revision')
      .execute(),
  ]);
  const raised = { words: moments.freezeText!, on: submittedAt && dayOf(submittedAt) };
  const told = new Map((Array.isArray(form.files) ? (form.files as string[]) : []).map((file) => [file, raised]));
  for (const { act, label, at, files: brought } of lines) {
    const words = of.kind.acts[act]?.effects.map((effect) => moments[effect]).find(Boolean) ?? label;
    for (const file of brought) if (!told.has(file)) told.set(file, { words, on: dayOf(at) });
  }
  return (files.get(id) ?? []).flatMap((file) => {
    const moment = told.get(file.id);
    return moment && file.width !== null && file.height !== null
      ? [{ id: file.id, ...moment, width: file.width, height: file.height }]
      : [];
  });
}

/** What the form of publishing offers, and what stands in it where the case was published before: so that publishing again undoes no redaction. */
export interface PublicationChoices {
  readonly photos: readonly Choice[];
  readonly initial: Readonly<Record<string, unknown>>;
}

export async function publicationChoices(tx: Tx, of: Case): Promise<PublicationChoices> {
  const [photos, earlier] = await Promise.all([
    publishablePhotos(tx, of),
    tables<MatterTables>(tx)
      .selectFrom('publication')
      .select('content')
      .where('body_id', '=', of.matter.body_id)
      .where('matter_id', '=', of.matter.id)
      .executeTakeFirst(),
  ]);
  const content = earlier?.content as PublishedContent | undefined;
  const today = dayOf(tx.now);
  return {
    photos: photos.map(({ id, words, on }) => ({ value: id, label: on ? `${words}（${sayDay(on, today)}）` : words, picture: id })),
    initial: {
      ...Object.fromEntries(
        publicTexts(of.kind.form).map((field) => [field.name, content ? textIn(content, field) : of.matter.form[field.name]]),
      ),
      ...(content && {
        reply: content.replies.length === 1 ? content.replies[0]!.words : undefined,
        photos: content.photos?.map((photo) => photo.id),
      }),
    },
  };
}

/** What stands under the name of a form's text in a copy that was published before. */
function textIn(content: PublishedContent, { name, label }: Field): unknown {
  if (name === 'situation' || name === 'words') return content.situation || undefined;
  if (name === 'analysis') return content.analysis ?? undefined;
  if (name === 'measures') return content.measures.length > 0 ? content.measures : undefined;
  return content.parts?.find((part) => part.label === label)?.words;
}
