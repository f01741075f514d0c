import type { AnswerOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import { organisationsByIds } from '#modules/directory/server/index.ts';
import type { LetterName, LetterWords, listLetterTemplates as listRoute } from '../../contract/intake.ts';
import { letterName } from '../../contract/intake.ts';
import { matterProblem } from '../../contract/problems.ts';
import type { IntakeTables } from '../intake/tables.ts';
import { letterForms, unknownFillings } from './letters-in-series-rules.ts';

/** The body's templates of all letters: the last version that it saved, else the standard words. */
export async function listLetterTemplates(tx: Tx): Promise<AnswerOf<typeof listRoute>> {
  const [saved, side] = await Promise.all([savedTemplates(tx), sideOf(tx)]);
  return {
    items: letterName.options.map((letter) => {
      const form = letterForms[letter];
      const own = saved.get(letter);
      return {
        letter,
        label: form.label,
        each: form.each,
        version: own?.version ?? 0,
        words: (own?.content as LetterWords | undefined) ?? form.words[side],
        fillings: form.fillings.map(([name, label]) => ({ name, label })),
        changedBy: own?.made_by_name ?? null,
        changedAt: own?.made_at.toISOString() ?? null,
      };
    }),
  };
}

/** The words of one letter as the body uses them now. */
export async function templateWords(tx: Tx, letter: LetterName): Promise<LetterWords> {
  const [saved, side] = await Promise.all([savedTemplates(tx), sideOf(tx)]);
  return (saved.get(letter)?.content as LetterWords | undefined) ?? letterForms[letter].words[side];
}

/** Saves the words as the next version; `version` is the one that was edited, another one now is refused with `matter.changed`. */
export async function saveLetterTemplate(tx: Tx, letter: LetterName, version: number, words: LetterWords): Promise<{ version: number }> {
  const unknown = unknownFillings(letter, words);
  if (unknown.length > 0) throw matterProblem('letters.filling', { name: `{${unknown[0]}}` });
  const bodyId = tx.actor.bodyId!;
  const next = version + 1;
  const saved = await tables<IntakeTables>(tx)
    .insertInto('letter_template')
    .columns(['body_id', 'letter', 'version', 'content', 'made_by', 'made_by_name', 'made_at'])
    .values({
      body_id: bodyId,
      letter,
      version: next,
      content: JSON.stringify(words),
      made_by: tx.actor.personId!,
      made_by_name: tx.actor.name,
      made_at: tx.now,
    })
    .onConflict((on) => on.doNothing())
    .returning('version')
    .executeTakeFirst();
  const standing = (await savedTemplates(tx)).get(letter)?.version;
  if (!saved || standing !== next) throw matterProblem('matter.changed');
  recordAct(tx, {
    bodyId,
    act: 'matter.save-letter-template',
    subjectKind: 'letters',
    subjectId: bodyId,
    detail: { letter, version: next },
  });
  return { version: next };
}

async function savedTemplates(tx: Tx) {
  const rows = await tables<IntakeTables>(tx)
    .selectFrom('letter_template')
    .selectAll()
    .where('body_id', '=', tx.actor.bodyId)
    .orderBy('letter')
    .orderBy('version')
    .execute();
  return new Map(rows.map((row) => [row.letter, row]));
}

async function sideOf(tx: Tx): Promise<'congress' | 'cppcc'> {
  const body = (await organisationsByIds(tx, [tx.actor.bodyId!])).get(tx.actor.bodyId!);
  return body?.kind === 'cppcc' ? 'cppcc' : 'congress';
}
