import type { SeatMove } from './moves.ts';
import { changesBetween } from './moves.ts';
import type { SeatingTask } from './arrange.ts';
import { arrange, bySeat, centreOut, followsIn, lay, openSeats, zoneSeats } from './arrange.ts';
import type { Hall, Seat } from './hall.ts';
import { acrossAisles, neighbours, seatName } from './hall.ts';
import { zoneKinds } from './seat-map.ts';
import type { Seated, SeatingRules, SeatPerson } from './seating-rules.ts';
import { orderings, wantsAisle } from './seating-rules.ts';

export type RuleName = 'seated' | 'usable' | 'aisle' | 'order' | 'together' | 'convenor' | 'front' | 'zones' | 'stage' | 'free';

/** One place where a rule does not hold: at a seat, with a person, for a group, as far as each is known. */
export interface Finding {
  readonly rule: RuleName;
  readonly words: string;
  readonly seat?: string;
  readonly personId?: string;
  readonly groupId?: string | null;
}

export interface RuleReport {
  readonly rule: RuleName;
  readonly title: string;
  /** What the rule asks, or how well it holds. */
  readonly note: string;
  readonly findings: readonly Finding[];
}

/** A seating as it stands, with all that its rules are about. */
export interface SeatingState extends Omit<SeatingTask, 'kept'> {
  readonly seated: Seated;
  /** People who keep their seats whatever is repaired. */
  readonly locked: ReadonlySet<string>;
}

/** All rules with what does not hold, in the order of weight. Some milliseconds for thousands of seats. */
export function checkSeating(state: SeatingState): RuleReport[] {
  const view = viewOf(state);
  return [
    { rule: 'seated', title: '人人有座', note: '应到会的人都有座位', findings: seatlessOf(view) },
    { rule: 'usable', title: '停用的座位不坐人', note: '会场座位图上停用、拆除的座位', findings: unusableOf(view) },
    { rule: 'aisle', title: '行动不便者靠过道', note: `${String(aislePeople(view).length)} 人要靠过道`, findings: awayFromAisle(view) },
    { rule: 'order', title: `团内按${orderings[state.rules.orderWithin]}`, note: orderNote(state.rules), findings: outOfOrder(view) },
    { rule: 'together', title: '同一团组连片', note: `最多隔 ${String(state.rules.mostAisles)} 条过道`, findings: apartOf(view) },
    ...(state.rules.convenorFirst
      ? [{ rule: 'convenor' as const, title: '团长、召集人坐本团首排', note: '', findings: convenorsBehind(view) }]
      : []),
    { rule: 'front', title: `前 ${String(state.rules.fullRows)} 排不空`, note: '主席台上的人不计', findings: frontGaps(view) },
    { rule: 'zones', title: '列席、旁听与正式人员分区', note: '各坐各的区', findings: outOfZone(view) },
    { rule: 'stage', title: '主席台按次序就座', note: '执行主席居中排开', findings: stageFindings(view) },
    { rule: 'free', title: '每区留应急空座', note: `各区不少于 ${String(state.rules.keepFree)} 座`, findings: tooFewFree(view) },
  ];
}

/**
 * What to change so that the finding is gone: inside the group where that is enough, else by arranging everybody who is not locked anew. Null where
 * the rules cannot be met by moving people; the finding's words then say what to do.
 */
export function repair(state: SeatingState, finding: Finding): { words: string; moves: SeatMove[] } | null {
  const view = viewOf(state);
  const target = repaired(view, finding);
  const moves = target && changesBetween(state.seated, target.seats);
  return target && moves && moves.length > 0 ? { words: target.words, moves } : null;
}

/** The free seat that suits a person best: beside his group, else nearest to it; in his zone where he has one. */
export function bestFreeSeat(state: SeatingState, person: SeatPerson): Seat | null {
  const zone = zoneSeats(state.hall, person);
  const free = (zone.length > 0 ? zone : openSeats(state.hall)).filter((seat) => !state.seated.has(seat.key));
  const own = state.people.filter((one) => one.groupId === person.groupId && one.category === person.category);
  const seatOf = seatsByPerson(state);
  const places = own.flatMap((one) => seatOf.get(one.id) ?? []);
  if (places.length === 0) return free.toSorted(bySeat)[0] ?? null;
  const away = (seat: Seat) => Math.min(...places.map((place) => Math.hypot(place.x - seat.x, (place.y - seat.y) * 1.1)));
  return (
    free.map((seat) => ({ seat, away: away(seat) })).toSorted((one, other) => one.away - other.away || bySeat(one.seat, other.seat))[0]
      ?.seat ?? null
  );
}

interface View extends SeatingState {
  readonly byId: ReadonlyMap<string, SeatPerson>;
  readonly seatOf: ReadonlyMap<string, Seat>;
  readonly groupName: ReadonlyMap<string | null, string>;
  /** Members below the stage by their group. */
  readonly parties: ReadonlyMap<string | null, readonly SeatPerson[]>;
}

function viewOf(state: SeatingState): View {
  const byId = new Map(state.people.map((person) => [person.id, person]));
  const seatOf = seatsByPerson(state);
  const floor = state.people.filter(
    (person) => person.category === 'member' && seatOf.has(person.id) && seatOf.get(person.id)!.part !== 'stage',
  );
  return {
    ...state,
    byId,
    seatOf,
    groupName: new Map<string | null, string>([[null, '未编团组'], ...state.groups.map((group) => [group.id, group.name] as const)]),
    parties: Map.groupBy(floor, (person) => person.groupId),
  };
}

function seatsByPerson({ hall, seated }: { hall: Hall; seated: Seated }): Map<string, Seat> {
  return new Map([...seated].flatMap(([key, person]) => (hall.byKey.has(key) ? [[person, hall.byKey.get(key)!] as const] : [])));
}

const called = (person: SeatPerson, seat: Seat) => `${seatName(seat)} ${person.name}`;

function seatlessOf(view: View): Finding[] {
  return view.people
    .filter((person) => !view.seatOf.has(person.id))
    .map((person) => ({
      rule: 'seated',
      personId: person.id,
      groupId: person.groupId,
      words: `${view.groupName.get(person.groupId) ?? ''} ${person.name} 还没有座位`,
    }));
}

function unusableOf(view: View): Finding[] {
  return [...view.seated].flatMap(([key, personId]) => {
    const seat = view.hall.byKey.get(key);
    if (seat && !seat.blocked) return [];
    const name = view.byId.get(personId)?.name ?? '';
    return [
      { rule: 'usable' as const, seat: key, personId, words: seat ? `${seatName(seat)} 已停用，${name} 坐在上面` : `${name} 的座位已拆除` },
    ];
  });
}

const aislePeople = (view: View) =>
  view.people.filter((person) => wantsAisle(person, view.rules) && view.seatOf.get(person.id)?.part !== 'stage');

function awayFromAisle(view: View): Finding[] {
  return aislePeople(view).flatMap((person) => {
    const seat = view.seatOf.get(person.id);
    if (!seat || seat.fromAisle === 0 || seat.accessible) return [];
    const away = Number.isFinite(seat.fromAisle) ? `离过道 ${String(seat.fromAisle)} 座` : '两边都没有过道';
    return [
      { rule: 'aisle' as const, seat: seat.key, personId: person.id, groupId: person.groupId, words: `${called(person, seat)}，${away}` },
    ];
  });
}

const orderNote = (rules: SeatingRules) =>
  rules.orderWithin === 'strokes' ? '同画数按起笔横竖撇点折' : rules.orderWithin === 'pinyin' ? '同音按笔画' : '按名册编排的先后';

/** Whoever's place does not follow from his name: not convenors, those at an aisle by need, and locked ones. */
const isBound = (view: View, person: SeatPerson) =>
  !(view.rules.convenorFirst && person.rank < 2) && !wantsAisle(person, view.rules) && !view.locked.has(person.id);

function outOfOrder(view: View): Finding[] {
  return [...view.parties].flatMap(([groupId, people]) => {
    const inPlace = people
      .filter((person) => isBound(view, person))
      .toSorted((one, other) => bySeat(view.seatOf.get(one.id)!, view.seatOf.get(other.id)!));
    const follows = followsIn({ ...view.rules, convenorFirst: false });
    const rank = new Map(inPlace.toSorted(follows).map((person, index) => [person.id, index]));
    const right = longestRise(inPlace.map((person) => rank.get(person.id)!));
    return inPlace
      .filter((_, index) => !right.has(index))
      .map((person) => {
        const seat = view.seatOf.get(person.id)!;
        return {
          rule: 'order' as const,
          seat: seat.key,
          personId: person.id,
          groupId,
          words: `${called(person, seat)}，应排团内第 ${String(rank.get(person.id)! + 1)} 位`,
        };
      });
  });
}

/** Places of a longest rising row of numbers: what is not among them is what stands wrong. */
function longestRise(values: readonly number[]): Set<number> {
  const tails: number[] = [];
  const before: number[] = [];
  values.forEach((value, index) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[tails[middle]!]! < value) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? tails[low - 1]! : -1;
    tails[low] = index;
  });
  const kept = new Set<number>();
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at]!) kept.add(at);
  return kept;
}

function apartOf(view: View): Finding[] {
  const near = neighbours(view.hall);
  const aisles = acrossAisles(view.hall);
  return [...view.parties].flatMap(([groupId, people]) => {
    if (groupId === null) return [];
    const seats = new Set(people.map((person) => view.seatOf.get(person.id)!.key));
    const { pieces, aislesNeeded } = piecesOf(view, seats, near, aisles);
    if (pieces === 1) return [];
    const name = view.groupName.get(groupId) ?? '';
    if (aislesNeeded === null) return [{ rule: 'together' as const, groupId, words: `${name} 分成 ${String(pieces)} 片，没有连在一起` }];
    return aislesNeeded > view.rules.mostAisles
      ? [{ rule: 'together' as const, groupId, words: `${name} 隔了 ${String(aislesNeeded)} 条过道` }]
      : [];
  });
}

/** Into how many pieces the seats fall, and how many aisles join them; null where aisles do not. A blocked seat between them parts nobody. */
function piecesOf(
  view: View,
  seats: ReadonlySet<string>,
  near: ReadonlyMap<string, readonly string[]>,
  aisles: readonly (readonly [string, string])[],
) {
  const piece = new Map<string, number>();
  let pieces = 0;
  for (const start of seats) {
    if (piece.has(start)) continue;
    const open = [start];
    piece.set(start, pieces);
    for (let at = open.pop(); at !== undefined; at = open.pop())
      for (const next of near.get(at) ?? []) {
        if (piece.has(next) || !(seats.has(next) || view.hall.byKey.get(next)!.blocked)) continue;
        piece.set(next, pieces);
        open.push(next);
      }
    pieces += 1;
  }
  const joined = Array.from({ length: pieces }, (_, index) => index);
  const rootOf = (index: number): number => (joined[index] === index ? index : rootOf(joined[index]!));
  let used = 0;
  for (const [one, other] of aisles) {
    if (!seats.has(one) || !seats.has(other)) continue;
    const [a, b] = [rootOf(piece.get(one)!), rootOf(piece.get(other)!)];
    if (a !== b) [joined[a], used] = [b, used + 1];
  }
  return { pieces, aislesNeeded: used === pieces - 1 ? used : null };
}

function convenorsBehind(view: View): Finding[] {
  return [...view.parties].flatMap(([groupId, people]) => {
    if (groupId === null) return [];
    const first = Math.min(...people.map((person) => view.seatOf.get(person.id)!.row));
    return people
      .filter((person) => person.rank === 0 && view.seatOf.get(person.id)!.row > first && !view.locked.has(person.id))
      .map((person) => {
        const seat = view.seatOf.get(person.id)!;
        return {
          rule: 'convenor' as const,
          seat: seat.key,
          personId: person.id,
          groupId,
          words: `${called(person, seat)}，本团首排是 ${String(first)} 排`,
        };
      });
  });
}

function frontGaps(view: View): Finding[] {
  const front = openSeats(view.hall).filter((seat) => seat.part === 'floor' && seat.row <= view.rules.fullRows);
  const waiting = [...view.parties.values()].reduce((sum, people) => sum + people.length, 0);
  // Where fewer people come than the front rows hold, empty seats are no fault.
  if (waiting < front.length) return [];
  return front
    .filter((seat) => !view.seated.has(seat.key))
    .map((seat) => ({ rule: 'front', seat: seat.key, words: `${seatName(seat)} 空着` }));
}

function outOfZone(view: View): Finding[] {
  return view.people.flatMap((person) => {
    const seat = view.seatOf.get(person.id);
    if (!seat || seat.part === 'stage') return [];
    const zone = zoneSeats(view.hall, person);
    const right =
      person.category === 'member' ? seat.zone === null : zone.length === 0 ? seat.zone === null : seat.zone === person.category;
    if (right || view.locked.has(person.id)) return [];
    const where = seat.zone ? `坐进了${zoneKinds[seat.zone]}区` : '没有坐在自己的区';
    return [
      { rule: 'zones' as const, seat: seat.key, personId: person.id, groupId: person.groupId, words: `${called(person, seat)}，${where}` },
    ];
  });
}

function stageFindings(view: View): Finding[] {
  const wanted = stageOrder(view);
  const stageSeats = view.hall.seats.filter((seat) => seat.part === 'stage');
  // Where nobody is named for the stage, who sits there is the office's own choice.
  if (stageSeats.length === 0 || view.people.every((person) => person.stage === null)) return [];
  const strangers = stageSeats.flatMap((seat) => {
    const person = view.byId.get(view.seated.get(seat.key) ?? '');
    return person && person.stage === null && !view.locked.has(person.id)
      ? [{ rule: 'stage' as const, seat: seat.key, personId: person.id, words: `${called(person, seat)} 不在主席台就座人员里` }]
      : [];
  });
  const wrong = [...wanted].flatMap(([key, personId]) => {
    const person = view.byId.get(personId)!;
    const seat = view.hall.byKey.get(key)!;
    if (view.seated.get(key) === personId || view.locked.has(personId) || !view.seatOf.has(personId)) return [];
    return [
      { rule: 'stage' as const, seat: view.seatOf.get(personId)!.key, personId, words: `${person.name} 按次序应坐 ${seatName(seat)}` },
    ];
  });
  return [...strangers, ...wrong];
}

/** Chairs only: the order of the first row is protocol, that of the rows behind is the office's. */
function stageOrder(view: View): Map<string, string> {
  const chairs = view.people
    .filter((person) => person.stage === 'chair')
    .toSorted((one, other) => one.stagePosition - other.stagePosition || one.strokes - other.strokes);
  const firstRow = Math.min(...view.hall.seats.filter((seat) => seat.part === 'stage').map((seat) => seat.row));
  const row = view.hall.seats.filter((seat) => seat.part === 'stage' && seat.row === firstRow && !seat.blocked);
  const inRow = row.filter((seat) => view.seated.has(seat.key)).length;
  if (inRow < chairs.length || chairs.some((chair) => view.locked.has(chair.id))) return new Map();
  return new Map(
    centreOut(row, Math.min(row.length, inRow))
      .slice(0, chairs.length)
      .map((seat, index) => [seat.key, chairs[index]!.id]),
  );
}

function tooFewFree(view: View): Finding[] {
  if (view.rules.keepFree === 0) return [];
  const open = openSeats(view.hall);
  return [...Map.groupBy(open, (seat) => seat.block)].flatMap(([block, seats]) => {
    const free = seats.filter((seat) => !view.seated.has(seat.key)).length;
    const name = view.hall.plan.blocks.find((one) => one.id === block)!.name;
    return free < view.rules.keepFree
      ? [{ rule: 'free' as const, words: `${name} 只剩 ${String(free)} 个空座`, seat: seats.at(-1)!.key }]
      : [];
  });
}

interface Repaired {
  readonly words: string;
  readonly seats: Seated;
}

function repaired(view: View, finding: Finding): Repaired | null {
  const person = finding.personId ? view.byId.get(finding.personId) : undefined;
  switch (finding.rule) {
    case 'aisle':
    case 'order':
    case 'convenor':
      return layAnew(
        view,
        finding.groupId ?? null,
        finding.rule === 'aisle' ? `把 ${person?.name ?? ''} 调到过道边` : `${view.groupName.get(finding.groupId ?? null) ?? ''} 重新排好`,
      );
    case 'seated':
    case 'usable':
    case 'zones':
      return person ? seatOne(view, person) : null;
    case 'together':
    case 'front':
    case 'stage':
    case 'free':
      return arrangeAnew(view, finding);
  }
}

/** The group's people on the group's seats once more; locked ones stay. */
function layAnew(view: View, groupId: string | null, words: string): Repaired {
  const people = (view.parties.get(groupId) ?? []).filter((person) => !view.locked.has(person.id));
  const places = people.map((person) => view.seatOf.get(person.id)!);
  const seats = new Map(view.seated);
  for (const place of places) seats.delete(place.key);
  for (const [key, id] of lay(places, people, view.rules)) seats.set(key, id);
  return { words, seats };
}

function seatOne(view: View, person: SeatPerson): Repaired | null {
  const seat = bestFreeSeat(view, person);
  if (!seat) return null;
  const seats = new Map([...view.seated].filter(([, id]) => id !== person.id));
  seats.set(seat.key, person.id);
  const after = viewOf({ ...view, seated: seats });
  // His name has its place among the others; the seat that was found only makes room for it.
  return person.category === 'member' && seat.part !== 'stage'
    ? layAnew(after, person.groupId, `${person.name} 排入 ${view.groupName.get(person.groupId) ?? ''}`)
    : { words: `${person.name} 安排到 ${seatName(seat)}`, seats };
}

function arrangeAnew(view: View, finding: Finding): Repaired | null {
  const kept = new Map([...view.seated].filter(([, id]) => view.locked.has(id)));
  const { seats } = arrange({ ...view, kept });
  const before = new Set(
    checkSeating(view)
      .find((one) => one.rule === finding.rule)
      ?.findings.map((one) => one.words),
  );
  const after = checkSeating({ ...view, seated: seats }).find((one) => one.rule === finding.rule)!.findings;
  return after.length < before.size ? { words: '全部重新排座', seats } : null;
}
