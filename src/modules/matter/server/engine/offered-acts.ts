import type { Tx } from '#platform/server/database.ts';
import type { Field } from '../../contract/field.ts';
import type { Act } from '../../contract/kind.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import type { ActView, FieldView } from '../../contract/views.ts';
import type { CommitmentRow, HandlingRow } from '../tables.ts';
import type { Rules } from './act-context.ts';
import { isTheMoment } from './act.ts';
import type { Case } from './case.ts';
import { replyOf } from './case.ts';
import type { Choice } from './choices.ts';
import { ruleChoices } from './choices.ts';
import { factsFor } from './facts.ts';
import { blockOf } from './guard-rules.ts';
import type { PublicationChoices } from './publication-choices.ts';
import { publicationChoices } from './publication-choices.ts';
import { relationsTo } from './relation-rules.ts';
import { divisionsOf, staffToday } from './surroundings.ts';

interface Offer {
  readonly name: string;
  readonly act: Act;
  readonly handling: HandlingRow | undefined;
  readonly commitment: CommitmentRow | undefined;
}

/**
 * What the transaction's actor may do to the case now, in the declared order, main acts first. An act whose moment and person are right but
 * that a guard stops is offered with the reason, so that a screen can show what comes first.
 */
export async function offeredActs(tx: Tx, of: Case, rules: Rules): Promise<ActView[]> {
  const offers = Object.entries(of.kind.acts)
    .flatMap(([name, act]) => targetsOf(of, act).map((target): Offer => ({ name, act, ...target })))
    .filter((offer) => isOpenTo(tx, of, offer));
  const publication = offers.some(({ act }) => act.effects.includes('publish')) ? await publicationChoices(tx, of) : null;
  const choices = await caseChoices(tx, of, offers, publication);
  const facts = await factsFor(
    tx,
    of,
    offers.map((offer) => offer.act),
  );
  const views = offers.map((offer): ActView => ({
    act: offer.name,
    label: offer.act.label,
    on: offer.act.on,
    targetId: offer.commitment?.id ?? offer.handling?.id ?? null,
    weight: offer.act.weight,
    blocked: blockOf(offer.act.guards ?? [], {
      case: of,
      actor: tx.actor,
      handling: offer.handling,
      rules,
      facts,
      now: tx.now,
      input: null,
    }),
    fields: offer.act.fields
      .filter((field) => field.choicesFrom !== 'photos' || publication?.photos.length)
      .map((field) =>
        fieldView(
          field,
          rules,
          choices(offer),
          (offer.act.effects.includes('publish') ? publication?.initial[field.name] : undefined) ?? initialOf(of, offer, field),
        ),
      ),
  }));
  const weights = { main: 0, other: 1, grave: 2 };
  const shown = views.filter((view) => view.blocked === null || !of.kind.acts[view.act]!.hiddenWhenBlocked);
  return shown.toSorted((one, other) => weights[one.weight] - weights[other.weight]);
}

/** A declared field as screens need it, with the choices of rules and case filled in. */
export function fieldView(
  field: Field,
  rules: Rules,
  more: (from: Field['choicesFrom']) => Choice[] | undefined = () => undefined,
  initial?: unknown,
): FieldView {
  const choices =
    field.choices?.map(([value, label]) => ({ value, label })) ?? ruleChoices(rules, field.choicesFrom) ?? more(field.choicesFrom);
  return {
    name: field.name,
    label: field.label,
    input: field.input,
    required: field.required ?? false,
    ...(field.min === undefined ? {} : { min: field.min }),
    ...(field.max === undefined ? {} : { max: field.max }),
    ...(field.hint === undefined ? {} : { hint: field.hint }),
    ...(choices === undefined ? {} : { choices }),
    ...(field.when === undefined ? {} : { when: { field: field.when.field, is: [...field.when.is] } }),
    ...(initial === undefined ? {} : { initial }),
  };
}

function targetsOf(of: Case, act: Act): { handling: HandlingRow | undefined; commitment: CommitmentRow | undefined }[] {
  if (act.on === 'matter') return [{ handling: undefined, commitment: undefined }];
  if (act.on === 'handling') return of.handlings.map((handling) => ({ handling, commitment: undefined }));
  return of.commitments.map((commitment) => ({ commitment, handling: of.handlings.find((one) => one.id === commitment.handling_id) }));
}

function isOpenTo(tx: Tx, of: Case, { act, handling, commitment }: Offer): boolean {
  if (!isTheMoment(of, act, handling, commitment)) return false;
  const mine = relationsTo(of, tx.actor, handling);
  if (!act.by.some((relation) => mine.has(relation))) return false;
  // Deciding about an extension or signing off is offered only where there is one to decide.
  if (act.effects.includes('decideExtension')) return handling?.extension?.state === 'asked';
  if (act.effects.includes('signOff')) return mayAgree(tx, of, handling);
  return !(act.effects.includes('unpublish') && of.matter.published_at === null);
}

function mayAgree(tx: Tx, of: Case, handling: HandlingRow | undefined): boolean {
  const step = handling && replyOf(of, handling)?.steps.find((one) => one.state === 'waiting');
  return step !== undefined && (step.personId === tx.actor.personId || tx.actor.roles.includes('unitHead'));
}

/** Choices that depend on the case: the unit's own people and divisions. Read once for all offers. */
async function caseChoices(
  tx: Tx,
  of: Case,
  offers: readonly Offer[],
  publication: PublicationChoices | null,
): Promise<(offer: Offer) => (from: Field['choicesFrom']) => Choice[] | undefined> {
  const wanted = (from: Field['choicesFrom'], input?: string) =>
    offers.some((offer) => offer.act.fields.some((field) => field.choicesFrom === from || field.input === input));
  const unitId = tx.actor.unitId;
  const staff = unitId && (wanted('workers') || wanted('officers', 'person')) ? await staffToday(tx, unitId) : [];
  const committees = tx.actor.bodyId && wanted('committees') ? await staffToday(tx, tx.actor.bodyId, ['committee']) : [];
  const divisions = unitId && wanted('divisions') ? await divisionsOf(tx, unitId) : [];
  return () => (from) => {
    switch (from) {
      case 'workers':
        return staff
          .filter((one) => one.roles.includes('gridWorker'))
          .map((one) => ({ value: one.personId, label: one.name, hint: one.title }));
      case 'officers':
        return staff
          .filter((one) => !one.roles.includes('gridWorker'))
          .map((one) => ({ value: one.personId, label: one.name, hint: one.division || one.title }));
      case 'divisions':
        return divisions.map((division) => ({ value: division, label: division }));
      case 'committees':
        return [...new Set(committees.map((one) => one.division).filter(Boolean))].map((division) => ({
          value: division,
          label: division,
        }));
      case 'photos':
        return publication ? [...publication.photos] : undefined;
      default:
        return undefined;
    }
  };
}

/** What stands in a field before anything is typed: the draft that is there, the text version that the person sees. */
function initialOf(of: Case, { name, act, handling }: Offer, field: Field): unknown {
  if (name === 'confirm' && field.name === 'version') return of.matter.version;
  if (act.converts && field.name === 'title') return renamed(of, act.converts.to);
  if (field.choicesFrom === 'committees') return of.matter.committee ?? undefined;
  if (field.name === 'field' && field.choicesFrom === 'fields') return of.matter.field ?? undefined;
  if (name === 'accept' && field.name === 'units') return of.matter.form.suggestedUnits;
  if (name === 'assign' && field.name === 'lead') return (of.matter.form.suggestedUnits as string[] | undefined)?.[0];
  if (name === 'publish' && field.name === 'situation') return of.matter.form.situation;
  const reply = handling && replyOf(of, handling);
  if (name !== 'draftReply' || !reply) return undefined;
  const drafted: Record<string, unknown> = {
    words: reply.words,
    answerClass: reply.answer_class ?? undefined,
    promises: reply.promises,
    missingOpinions: reply.missing_opinions ?? undefined,
    contactName: reply.contact_name ?? undefined,
  };
  return drafted[field.name];
}

/** 关于……的议案 as 关于……的建议: the title of what a case is turned into. */
function renamed({ kind, matter }: Case, to: string): string | undefined {
  const { title } = matter;
  return title.endsWith(kind.words.name) ? `${title.slice(0, -kind.words.name.length)}${kindOf(to).words.name}` : undefined;
}
