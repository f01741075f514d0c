import type { Seated } from './seating-rules.ts';

/** One seat whose occupant changes; null where it becomes empty. */
export interface SeatMove {
  readonly seat: string;
  readonly was: string | null;
  readonly now: string | null;
}

/** What has to change so that the one seating becomes the other. */
export function changesBetween(before: Seated, after: Seated): SeatMove[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].flatMap((seat) => {
    const [was, now] = [before.get(seat) ?? null, after.get(seat) ?? null];
    return was === now ? [] : [{ seat, was, now }];
  });
}

/** The seating after the moves; `back` takes them back instead. Does not look whether they fit: {@link fits} does. */
export function moved(seated: Seated, moves: readonly SeatMove[], { back = false } = {}): Map<string, string> {
  const after = new Map(seated);
  for (const { seat } of moves) after.delete(seat);
  for (const { seat, was, now } of moves) {
    const person = back ? was : now;
    if (person !== null) after.set(seat, person);
  }
  return after;
}

/** True where every seat still holds whom the moves take from it, and nobody would sit twice afterwards. */
export function fits(seated: Seated, moves: readonly SeatMove[], { back = false } = {}): boolean {
  const asSaid = moves.every(({ seat, was, now }) => (seated.get(seat) ?? null) === (back ? now : was));
  const after = moved(seated, moves, { back });
  return asSaid && new Set(after.values()).size === after.size;
}

/** Moves of two people (or a person and an empty seat) changing places. */
export function exchange(seated: Seated, one: string, other: string): SeatMove[] {
  const [first, second] = [seated.get(one) ?? null, seated.get(other) ?? null];
  if (one === other || first === second) return [];
  return [
    { seat: one, was: first, now: second },
    { seat: other, was: second, now: first },
  ];
}

/** Whose seat changed between two versions, and from where to where; new and gone people have one side only. */
export function peopleMoved(before: Seated, after: Seated): { personId: string; from: string | null; to: string | null }[] {
  const [was, now] = [before, after].map((seated) => new Map([...seated].map(([seat, person]) => [person, seat])));
  return [...new Set([...was!.keys(), ...now!.keys()])].flatMap((personId) => {
    const [from, to] = [was!.get(personId) ?? null, now!.get(personId) ?? null];
    return from === to ? [] : [{ personId, from, to }];
  });
}
