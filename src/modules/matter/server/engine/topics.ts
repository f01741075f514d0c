import type { ActContext } from './act-context.ts';
import { handlingsAfter } from './act-context.ts';

/** Whose open pages change with this act: the case's own page, its people, its body's office and its units. */
export function topicsOf(context: ActContext): string[] {
  const { matter, parties } = context.case;
  const units = handlingsAfter(context).map((handling) => `unit:${handling.unit_id}`);
  const people = [matter.author_id, ...parties.map((party) => party.person_id), ...Object.values(context.people).flat()].filter(
    (id) => id !== null,
  );
  return [...new Set([`matter:${matter.id}`, `body:${matter.body_id}`, ...units, ...people.map((id) => `person:${id}`)])].slice(0, 200);
}
