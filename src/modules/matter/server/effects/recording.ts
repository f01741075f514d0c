import { newId } from '#platform/contract/identifiers.ts';
import { organisationOf } from '#platform/contract/actor.ts';
import { startOfDay } from '#platform/contract/instant.ts';
import { tables } from '#platform/server/database.ts';
import { organisationsByIds, peopleByIds, staffOf } from '#modules/directory/server/index.ts';
import type { Field } from '../../contract/field.ts';
import { matterProblem } from '../../contract/problems.ts';
import type { ActContext } from '../engine/act-context.ts';
import { listOf, send, textOf } from '../engine/act-context.ts';
import { ruleChoices } from '../engine/choices.ts';
import { organisationName } from '../engine/surroundings.ts';
import type { MatterTables, RecordedField } from '../tables.ts';

/**
 * Keeps the act's form as it was filled in, with names for ids and words for codes, so that it reads the same for ever: a committee's opinion, a
 * decision, minutes, an adoption. Whoever reads the act's line reads the record. It is about the first day or moment of the form, else about now.
 */
export async function record(context: ActContext): Promise<void> {
  const {
    tx,
    act,
    handling,
    case: { matter },
  } = context;
  const organisationId = organisationOf(tx.actor);
  const [content, organisation] = await Promise.all([contentOf(context), organisationName(tx, organisationId)]);
  send(
    context,
    tables<MatterTables>(tx)
      .insertInto('matter_record')
      .values({
        body_id: matter.body_id,
        id: newId(tx.now.getTime()),
        matter_id: matter.id,
        handling_id: handling?.id ?? null,
        revision: matter.revision + 1,
        act: context.name,
        label: act.label,
        at: momentOf(context),
        content: JSON.stringify(content),
        files: context.files,
        organisation_id: organisationId,
        organisation_name: organisation || null,
        recorded_by: tx.actor.personId,
        recorded_by_name: tx.actor.name,
        recorded_at: tx.now,
        audience: act.audience,
      })
      .execute(),
  );
}

/** Keeps the office's wording beside the proposer's own text, which stays as it was filed; earlier editions remain. */
export function edit(context: ActContext): void {
  const { tx, input } = context;
  const { matter } = context.case;
  send(
    context,
    tables<MatterTables>(tx)
      .insertInto('matter_edition')
      .values({
        body_id: matter.body_id,
        matter_id: matter.id,
        revision: matter.revision + 1,
        title: textOf(input, 'editedTitle'),
        words: textOf(input, 'editedWords'),
        edited_by: tx.actor.personId,
        edited_by_name: tx.actor.name,
        edited_at: tx.now,
      })
      .execute(),
  );
}

/** Gives the case to one of the body's committees (专门委员会), which then acts in it; one that is left out stays. Throws `matter.choice` for one that has nobody at work. */
export async function refer(context: ActContext): Promise<void> {
  const committee = textOf(context.input, 'committee');
  if (!committee) return;
  const staff = await staffOf(context.tx, context.case.matter.body_id, ['committee']);
  if (!staff.some((one) => one.division === committee)) throw matterProblem('matter.choice', { label: '专门委员会' });
  context.patch.committee = committee;
  context.words.committee = committee;
}

function momentOf({ act, input, tx }: ActContext): Date {
  const field = act.fields.find((one) => (one.input === 'moment' || one.input === 'day') && input[one.name] !== undefined);
  if (!field) return tx.now;
  const value = String(input[field.name]);
  return field.input === 'day' ? startOfDay(value) : new Date(value);
}

async function contentOf(context: ActContext): Promise<RecordedField[]> {
  const asked = context.act.fields.filter((field) => field.input !== 'files' && context.input[field.name] !== undefined);
  return await Promise.all(
    asked.map(async (field) => ({
      name: field.name,
      label: field.label,
      input: field.input,
      value: await wordsOf(context, field),
    })),
  );
}

/** A typed value as it is read later. */
async function wordsOf(context: ActContext, field: Field): Promise<unknown> {
  const { input, tx, rules } = context;
  const value = input[field.name];
  const ids = Array.isArray(value) ? listOf(input, field.name) : [String(value)];
  switch (field.input) {
    case 'person':
    case 'people': {
      const found = await peopleByIds(tx, ids);
      return ids
        .map((id) => found.get(id)?.name ?? '')
        .filter(Boolean)
        .join('、');
    }
    case 'unit':
    case 'units': {
      const found = await organisationsByIds(tx, ids);
      return ids
        .map((id) => found.get(id)?.shortName ?? '')
        .filter(Boolean)
        .join('、');
    }
    case 'choice':
    case 'choices': {
      const options = field.choices?.map(([code, label]) => ({ value: code, label })) ?? ruleChoices(rules, field.choicesFrom);
      return ids.map((id) => options?.find((option) => option.value === id)?.label ?? id).join('、');
    }
    default:
      return value;
  }
}
