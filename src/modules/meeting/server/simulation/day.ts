import { chanceOf, type Chance } from '#platform/server/chance.ts';
import { shownBy, type Shown } from './codes.ts';
import type { Door } from './door.ts';
import type { HallScreen } from './hall-screen.ts';
import type { Killer } from './killer.ts';
import type { SimulatedList, SimulatedMeeting, SimulatedPerson } from './lay-out-day.ts';
import type { Office } from './office.ts';
import type { Phone } from './phone.ts';
import type { Truth } from './truth.ts';

/** Who and what a day is played with. */
export interface Scene {
  readonly meeting: SimulatedMeeting;
  readonly truth: Truth;
  readonly doors: readonly Door[];
  readonly phones: readonly Phone[];
  readonly office: Office;
  readonly screen: HallScreen;
  readonly chance: Chance;
}

interface DayParts extends Scene {
  readonly killer: Killer;
  readonly say: (words: string) => void;
}

interface Arrival {
  readonly list: SimulatedList;
  readonly person: SimulatedPerson;
  readonly shows: Shown;
}

/** What the office does while people come to a list. `half` resolves when half of the phones have been looked at. */
type OfficeWork = (half: Promise<void>) => Promise<void>;

/** So many phones are in somebody's hand at once. */
const hands = 16;
/** So many of the phones are looked at while people come to a list. */
const outOfPocket = 0.6;
/** Where one may sign in on one's own phone. */
const hallKinds: ReadonlySet<string> = new Set(['sitting', 'meal']);

/** The session day: list by list everybody comes, while the office works and phones are looked at. */
export class Day {
  private readonly parts: DayParts;
  private readonly phoneOf: ReadonlyMap<string, Phone>;
  private readonly seeds = new Map<string, Buffer>();

  constructor(parts: DayParts) {
    this.parts = parts;
    this.phoneOf = new Map(parts.phones.map((phone) => [phone.person.id, phone]));
  }

  async pass(): Promise<void> {
    await this.begin();
    for (const list of this.parts.meeting.lists) await this.fill(list, this.workDuring(list));
  }

  private async begin(): Promise<void> {
    const { doors, phones, say } = this.parts;
    say(`${doors.length} 台扫码设备、${phones.length} 部手机就绪`);
    for (const door of doors) await door.begin();
    await inHands(phones, async (phone) => {
      const { seed } = await phone.begin();
      this.seeds.set(phone.person.id, seed);
    });
  }

  /** Everybody who is right at the list comes in by a door or by his phone. */
  private async fill(list: SimulatedList, work: OfficeWork): Promise<void> {
    const { phones, doors, chance, killer, say } = this.parts;
    say(`${list.title} ${list.people.length} 人`);
    const { toDoors, byPhone } = this.comers(list);
    const rows = doors.map(() => [] as Arrival[]);
    for (const arrival of toDoors) rows[chance.whole(0, rows.length - 1)]!.push(arrival);
    const half = Promise.withResolvers<void>();
    const late: Arrival[] = [];
    const lookAt = async (phone: Phone, place: number) => {
      await killer.pace('phone');
      if (byPhone.has(phone.person.id) && !(await phone.signIn(list, this.parts.screen)))
        late.push({ list, person: phone.person, shows: 'code' });
      if (chance.happens(outOfPocket)) await phone.turn();
      if (place >= phones.length / 2) half.resolve();
    };
    await Promise.all([
      ...doors.map(async (door, place) => await this.stand(door, rows[place]!, chanceOf(chance.whole(1, 2 ** 30)))),
      inHands(phones, lookAt).finally(() => half.resolve()),
      work(half.promise),
    ]);
    await this.stand(chance.pick(doors), late, chance);
    for (const phone of phones) await phone.finishSignIns();
  }

  /** One door, one arrival after the other. */
  private async stand(door: Door, arrivals: readonly Arrival[], chance: Chance): Promise<void> {
    const { meeting, killer } = this.parts;
    for (const { list, person, shows } of arrivals) {
      await killer.pace('door');
      const seed = this.seeds.get(person.id) ?? person.seed;
      await door.receive(list.id, () => shownBy(meeting.id, { ...person, seed }, shows), chance);
    }
  }

  /**
   * Who comes to a list, in no order: nine in ten of those who are right there, some twice, a few who are not, one who shows what is not his. Whoever
   * is on leave stays away; whoever carries a phone may sign in on it instead, and some do both.
   */
  private comers(list: SimulatedList): { toDoors: readonly Arrival[]; byPhone: ReadonlySet<string> } {
    const { truth, chance, meeting } = this.parts;
    const right = new Set(list.people);
    const byPhone = new Set<string>();
    const arrivals = list.people.flatMap((person): Arrival[] => {
      if (truth.staysAway(list, person) || !chance.happens(0.92)) return [];
      truth.came.get(list.id)!.add(person.id);
      const first: Arrival = { list, person, shows: chance.weighted({ code: 80, badge: 20 }) };
      if (this.phoneOf.has(person.id) && hallKinds.has(list.kind) && chance.happens(0.6)) {
        byPhone.add(person.id);
        return chance.happens(0.08) ? [first] : [];
      }
      const before: Arrival[] = chance.happens(0.02) ? [{ list, person, shows: chance.pick(['screenshot', 'forgery'] as const) }] : [];
      // He went out and comes in again, perhaps by another door.
      return [...before, first, ...(chance.happens(0.08) ? [first] : [])];
    });
    const strangers = meeting.people
      .filter((person) => !right.has(person) && chance.happens(0.03))
      .map((person): Arrival => ({ list, person, shows: 'code' }));
    const all = [...arrivals, ...strangers].map((arrival) => ({ arrival, at: chance.next() }));
    return { toDoors: all.toSorted((one, other) => one.at - other.at).map(({ arrival }) => arrival), byPhone };
  }

  /** What the office has to do while people come to `list`. */
  private workDuring(list: SimulatedList): OfficeWork {
    const { meeting, office, killer, chance } = this.parts;
    const [first, second, third, fourth] = meeting.lists.filter((one) => one.sitting !== null);
    const [some, others] = [meeting.groupIds.slice(0, 3), meeting.groupIds.slice(3, 5)];
    const works: ReadonlyMap<SimulatedList, OfficeWork> = new Map<SimulatedList, OfficeWork>([
      [meeting.lists[0]!, async () => await this.openTheDay(some)],
      [meeting.lists[1]!, async () => void (await office.send('会场开放时间', meeting.people, {}))],
      [meeting.lists[2]!, async () => await office.decideLeaves(chance)],
      [
        first!,
        async (half) => {
          const replace = await office.prepareVersion('工作报告', 6);
          await half;
          await killer.strikeDuring(replace, chance.whole(1, 8));
        },
      ],
      [second!, async () => await this.settleAndSend(first!, others)],
      [
        third!,
        async (half) => {
          await half;
          await killer.strikeDuring(async () => void (await office.send('提前发车', meeting.people, {}, true)), chance.whole(1, 8));
          await office.move(fourth!);
        },
      ],
      [fourth!, async () => await office.settle(third!)],
    ]);
    return works.get(list) ?? (async () => undefined);
  }

  /** Papers come out, and some ask not to be at one of the later sittings. */
  private async openTheDay(groupIds: readonly string[]): Promise<void> {
    const { meeting, office, phones, chance } = this.parts;
    await office.publish([
      { title: '工作报告', class: 'public', pages: 6, groupIds: [] },
      { title: '讨论提纲', class: 'internal', pages: 2, groupIds },
      { title: '候选人名单', class: 'returned', pages: 3, groupIds: [] },
    ]);
    const sittings = meeting.lists.filter((list) => list.sitting !== null).slice(2);
    for (const phone of chance.some(phones, Math.ceil(phones.length * 0.04))) phone.askLeave(chance.pick(sittings));
  }

  /** The sitting that is over is settled; notices go to groups and to one person, and one is taken back again. */
  private async settleAndSend(over: SimulatedList, groupIds: readonly string[]): Promise<void> {
    const { meeting, office, phones, chance } = this.parts;
    await office.settle(over);
    const mistaken = await office.send('晚餐改在一号餐厅', meeting.people, {});
    const inGroups = meeting.people.filter((person) => groupIds.includes(person.groupId));
    await office.send('分组讨论地点', inGroups, { groupIds: [...groupIds] });
    const { person } = chance.pick(phones);
    await office.send('请到秘书处领取文件', [person], { attendeeIds: [person.id] });
    await office.withdraw(mistaken);
  }
}

/** Looks at phone after phone, some at the same time. */
async function inHands(phones: readonly Phone[], look: (phone: Phone, place: number) => Promise<void>): Promise<void> {
  const waiting = [...phones.entries()].values();
  await Promise.all(
    Array.from({ length: hands }, async () => {
      for (const [place, phone] of waiting) await look(phone, place);
    }),
  );
}
