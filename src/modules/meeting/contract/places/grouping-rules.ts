/** People who are put together into coaches, rooms and at tables; pure rules. */
export interface Grouped {
  readonly id: string;
  /** People of one group stay together as far as there is room; groups follow each other by `groupAt`. */
  readonly group: string;
  readonly groupAt: number;
}

export interface Vessel {
  readonly id: string;
  /** How many more it takes. */
  readonly room: number;
}

/**
 * Who goes into which coach: each group into the coach where it leaves the least room unused; a group that no coach has room for is parted over
 * as few as possible. Nobody twice, no coach over its places; who is left over is in no entry.
 */
export function shareOut(people: readonly Grouped[], vessels: readonly Vessel[]): Map<string, string> {
  const room = new Map(vessels.map((vessel) => [vessel.id, vessel.room]));
  const given = new Map<string, string>();
  for (const group of inGroups(people).toSorted((one, other) => other.length - one.length || one[0]!.groupAt - other[0]!.groupAt)) {
    let waiting = group;
    while (waiting.length > 0) {
      const vessel = bestFor(waiting.length, vessels, room);
      if (!vessel) break;
      const some = waiting.slice(0, room.get(vessel.id));
      for (const person of some) given.set(person.id, vessel.id);
      room.set(vessel.id, room.get(vessel.id)! - some.length);
      waiting = waiting.slice(some.length);
    }
  }
  return given;
}

/** The fullest one that takes them all, else the emptiest. */
function bestFor(size: number, vessels: readonly Vessel[], room: ReadonlyMap<string, number>): Vessel | undefined {
  const left = (vessel: Vessel) => room.get(vessel.id)!;
  const open = vessels.filter((vessel) => left(vessel) > 0);
  const whole = open.filter((vessel) => left(vessel) >= size);
  return whole.length > 0
    ? whole.reduce((best, one) => (left(one) < left(best) ? one : best))
    : open.reduce<Vessel | undefined>((best, one) => (best && left(best) >= left(one) ? best : one), undefined);
}

export interface Guest extends Grouped {
  readonly gender: 'male' | 'female' | null;
  readonly needs: string;
}

/**
 * Who sleeps where: people of one gender and group two (or as many as there are beds) to a room, what is over of a group with what is over of the
 * next; people with needs get the first rooms. Whose gender is unknown gets a room alone. Nobody in two rooms, no room with two genders or more
 * people than beds.
 */
export function shareRooms(
  guests: readonly Guest[],
  rooms: readonly { readonly number: string; readonly beds: number }[],
): Map<string, string> {
  const given = new Map<string, string>();
  const free = [...rooms];
  for (const some of roomfuls(guests, Math.max(1, ...rooms.map((room) => room.beds)))) {
    let waiting = some;
    while (waiting.length > 0 && free.length > 0) {
      const at = Math.max(
        0,
        free.findIndex((room) => room.beds >= waiting.length),
      );
      const [room] = free.splice(at, 1);
      for (const guest of waiting.slice(0, room!.beds)) given.set(guest.id, room!.number);
      waiting = waiting.slice(room!.beds);
    }
  }
  return given;
}

/** People to sleep together, in the order in which rooms are given away. */
function roomfuls(guests: readonly Guest[], beds: number): Guest[][] {
  const alone = guests.filter((guest) => guest.gender === null).map((guest) => [guest]);
  const together = (['female', 'male'] as const).flatMap((gender) => {
    const over: Guest[] = [];
    const whole = inGroups(guests.filter((guest) => guest.gender === gender)).flatMap((group) => {
      const order = group.toSorted((one, other) => Number(other.needs !== '') - Number(one.needs !== ''));
      const full = Math.floor(order.length / beds) * beds;
      over.push(...order.slice(full));
      return inParts(order.slice(0, full), beds);
    });
    return [...whole, ...inParts(over, beds)];
  });
  const hasNeeds = (some: readonly Guest[]) => Number(some.some((guest) => guest.needs !== ''));
  return [...together, ...alone].toSorted((one, other) => hasNeeds(other) - hasNeeds(one) || one[0]!.groupAt - other[0]!.groupAt);
}

export interface Diner extends Grouped {
  readonly diet: string;
}

/**
 * Who eats at which table, counted from 1: groups one after the other fill tables of `seats`; people of one special kitchen (清真、素食) sit at
 * tables of their own, after the others.
 */
export function shareTables(diners: readonly Diner[], seats: number): Map<string, number> {
  const byKitchen = [...Map.groupBy(diners, (diner) => kitchenOf(diner.diet))].toSorted(
    ([one], [other]) => kitchens.indexOf(one) - kitchens.indexOf(other),
  );
  const given = new Map<string, number>();
  let table = 0;
  for (const [, some] of byKitchen) {
    for (const part of inParts(inGroups(some).flat(), seats)) {
      table += 1;
      for (const diner of part) given.set(diner.id, table);
    }
  }
  return given;
}

const kitchens = ['', '清真', '素食'];

/** Which kitchen cooks: what is written freely is looked through for the words that matter. */
export function kitchenOf(diet: string): string {
  if (/清真|回族|穆斯林/.test(diet)) return '清真';
  return /素食|吃素|全素/.test(diet) ? '素食' : '';
}

function inGroups<Person extends Grouped>(people: readonly Person[]): Person[][] {
  return [...Map.groupBy(people, (person) => person.group).values()].toSorted((one, other) => one[0]!.groupAt - other[0]!.groupAt);
}

function inParts<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));
}
