import { dayOf } from '#platform/contract/instant.ts';
import { organisationOf } from '#platform/contract/actor.ts';
import type { Tell } from '../../contract/kind.ts';
import { principalRoles } from '../../contract/kind.ts';
import type { ActContext } from './act-context.ts';
import { handlingsAfter } from './act-context.ts';
import { choiceLabel } from './choices.ts';
import { organisationName } from './surroundings.ts';
import { sayDay } from './words.ts';

/**
 * The words that fill an act's line and tells: names, number, day, and every typed text or chosen label by its field's name. Effects add to
 * them through `context.words`, which win.
 */
export async function fillings(context: ActContext, state: string): Promise<Record<string, string>> {
  const { tx, case: of, handling } = context;
  const { matter } = of;
  const today = dayOf(tx.now);
  const typed = Object.fromEntries(
    context.act.fields.map((field) => [field.name, choiceLabel(context.rules, field, context.input[field.name], today)]),
  );
  const due = context.patch.due_at instanceof Date ? context.patch.due_at : matter.due_at;
  const organisation = await organisationName(tx, organisationOf(tx.actor));
  const lead = handlingsAfter(context)
    .filter((one) => one.state !== 'ended' && principalRoles.includes(one.role))
    .map((one) => one.unit_short_name)
    .join('、');
  const called = of.kind.bodyKind === 'congress' ? '代表' : '委员';
  return {
    actor: context.inNameOf
      ? `${context.inNameOf.name}${called}（书面，${tx.actor.name}录入）`
      : tx.actor.scope === 'member'
        ? `${tx.actor.name}${called}`
        : tx.actor.scope === 'unit'
          ? `${organisation}${tx.actor.name}`
          : tx.actor.name,
    organisation,
    title: (context.patch.title as string | undefined) ?? matter.title,
    number: (context.patch.number_text as string | undefined) ?? matter.number_text ?? '这一件',
    place: matter.address ?? '',
    unit: handling?.unit_short_name ?? lead,
    lead,
    state: of.kind.states[state]?.label ?? state,
    due: due ? sayDay(dayOf(due), today) : '',
    ...typed,
    ...context.words,
    // Never a typed word: it stands in the history as the organisation of whoever acted.
    actorOrganisation: organisation,
  };
}

/** Whom each of the act's tells is for: people by id, and organisations whose staff the notification subscriber looks up. */
export function recipients(context: ActContext): { people: Record<string, string[]>; organisations: Record<string, string[]> } {
  const people: Record<string, string[]> = {};
  const organisations: Record<string, string[]> = {};
  for (const to of new Set((context.act.tells ?? []).map((tell) => tell.to))) {
    const found = recipientsOf(context, to);
    people[to] = unlessActor(context, [...found.people, ...(context.people[to] ?? [])]);
    organisations[to] = [...new Set([...found.organisations, ...(context.organisations[to] ?? [])])];
  }
  return { people, organisations };
}

function recipientsOf(context: ActContext, to: Tell['to']): { people: string[]; organisations: string[] } {
  const { matter, parties } = context.case;
  const current = handlingsAfter(context).filter((one) => one.state !== 'ended');
  const author = matter.author_id ? [matter.author_id] : [];
  const nobody = { people: [], organisations: [] };
  switch (to) {
    case 'author':
    case 'rater':
      return { ...nobody, people: author };
    case 'signers':
      return {
        ...nobody,
        people: [...author, ...parties.filter((one) => one.role === 'signer' && one.state === 'confirmed').map((one) => one.person_id)],
      };
    case 'followers':
      return { ...nobody, people: parties.filter((one) => one.role === 'follower').map((one) => one.person_id) };
    case 'invited':
      return nobody;
    case 'office':
    case 'committee':
    case 'supervisors':
      return { ...nobody, organisations: [matter.body_id] };
    case 'handler':
    case 'dutyDesk':
      return { ...nobody, organisations: context.handling ? [context.handling.unit_id] : current.map((one) => one.unit_id) };
    case 'allHandlers':
      return { ...nobody, organisations: current.map((one) => one.unit_id) };
    case 'leadHandler':
      return { ...nobody, organisations: current.filter((one) => principalRoles.includes(one.role)).map((one) => one.unit_id) };
    case 'worker':
      return { ...nobody, people: current.flatMap((one) => one.worker_id ?? []) };
  }
}

/** Nobody is told what he has just done himself; in whose name the office acts hears of it in words of its own. */
function unlessActor(context: ActContext, people: readonly string[]): string[] {
  return [...new Set(people)].filter((id) => id !== context.tx.actor.personId && id !== context.inNameOf?.id);
}
