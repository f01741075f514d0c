import type { DoorList } from './door-lists.ts';
import type { DoorPeople } from './door-people.ts';
import type { Attempt, Recognised } from './judge-scans.ts';
import { recognise } from './judge-scans.ts';

/** By what an attempt is recognised. */
export interface DoorFacts {
  readonly lists: ReadonlyMap<string, DoorList>;
  readonly people: DoorPeople;
}

interface Earlier {
  readonly list: DoorList | undefined;
  readonly people: DoorPeople;
  readonly recognised: Recognised;
}

const earlier = new WeakMap<Attempt, Earlier>();

/** Whose an attempt is ({@link recognise}). Looked at once for the same list and people, because a signature costs more than all the rest. */
export function recogniseOnce(attempt: Attempt, { lists, people }: DoorFacts, now: Date): Recognised {
  const list = lists.get(attempt.listId);
  const before = earlier.get(attempt);
  if (before && before.list === list && before.people === people) return before.recognised;
  const found = recognise(attempt, list, people, now.getTime());
  earlier.set(attempt, { list, people, recognised: found });
  return found;
}
