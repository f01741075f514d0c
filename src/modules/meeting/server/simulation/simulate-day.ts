import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { dayOf } from '#platform/contract/instant.ts';
import { chanceOf } from '#platform/server/chance.ts';
import { Installation } from '#platform/server/installation.ts';
import { systemActor } from '#platform/server/outbox/dispatcher.ts';
import { layOutBody } from '#modules/directory/server/index.ts';
import type { RouteTimes } from './call-book.ts';
import { CallBook } from './call-book.ts';
import { compareLeavesAndChanges, compareNotices, comparePapers } from './compare-papers.ts';
import { compareDays, compareHeard, isUpToDate } from './compare-phones.ts';
import type { ScanFigures } from './compare-presence.ts';
import { comparePresence, compareScans } from './compare-presence.ts';
import type { Scene } from './day.ts';
import { Day } from './day.ts';
import { Door } from './door.ts';
import { Faults } from './faults.ts';
import { HallScreen } from './hall-screen.ts';
import { Killer } from './killer.ts';
import type { SimulatedMeeting } from './lay-out-day.ts';
import { layOutDay } from './lay-out-day.ts';
import { Office } from './office.ts';
import { Phone } from './phone.ts';
import { Truth } from './truth.ts';
import { Wire } from './wire.ts';

/** What a simulated day came to. Where everything held, `faults` is empty, `lost`, `doubled` and `wrong` are 0, and both numbers of conflicts are the same. */
export interface SimulatedDay extends ScanFigures {
  readonly people: number;
  readonly phones: number;
  /** Of `scans`, those by the code on the hall's screen. */
  readonly signIns: number;
  readonly papers: { readonly issued: number; readonly read: number; readonly returned: number };
  readonly notices: { readonly sent: number; readonly read: number; readonly confirmed: number };
  readonly leaves: number;
  /** Changes that phones were told of while they were open. */
  readonly heard: number;
  readonly kills: number;
  /** Writes that were under way in the moment of a kill, by route. */
  readonly cutOff: Readonly<Record<string, number>>;
  /** Writes that were sent again under the key of the first time. */
  readonly repeated: number;
  /** In what the server differs from the day, in words. */
  readonly faults: readonly string[];
  readonly seconds: number;
  /** Milliseconds by route, of calls that were answered. */
  readonly latency: Readonly<Record<string, RouteTimes>>;
}

interface SimulationOptions {
  readonly people: number;
  readonly seed?: number;
  readonly say?: (words: string) => void;
  /** Called after the day with what can hold the server against it once more; for tests of the comparison itself. */
  readonly afterwards?: (after: AfterTheDay) => Promise<void>;
}

export interface AfterTheDay {
  readonly database: ReturnType<Installation['database']>;
  readonly meeting: SimulatedMeeting;
  readonly compare: () => Promise<readonly string[]>;
}

const main = join(import.meta.dirname, '../../../../apps/server/main.ts');
const devices = 8;
/** So many of the people carry a phone on which they are signed in. */
const phoneShare = 0.3;
/** A phone has heard of everything so many milliseconds after its network is back, or is reported. */
const patience = 30_000;

/**
 * Replays a session day against a server of its own, through its HTTP interface: everybody registers, rides, sits and eats, at doors whose devices
 * lose the network and get it back, or signs in by his phone; papers and notices come and are read; a sitting is moved; and the server is killed
 * twice amid all of it. Then everything is handed over, and what the server says is held against what everybody did.
 */
export async function simulateDay({ people, seed = 4, say = () => undefined, afterwards }: SimulationOptions): Promise<SimulatedDay> {
  const begun = performance.now();
  say('启动一个单独的服务和数据库');
  const server = await Installation.start({ main, secret: randomBytes(32).toString('hex') });
  try {
    const book = new CallBook();
    const killer = new Killer(server, book, say);
    const scene = await setScene(server, { people, seed, book, killer });
    const { doors, phones, office, truth, meeting } = scene;
    await new Day({ ...scene, killer, say }).pass();
    // The last change comes while some are away, so that they have to be told of it later.
    for (const phone of scene.chance.some(phones, Math.ceil(phones.length / 4))) phone.loseNetwork();
    await office.callPapersIn();
    say('网络恢复，补交全部记录');
    await Promise.all([...doors.map(async (door) => await handOver(door)), comeBack(phones, truth)]);
    for (const list of meeting.lists) if (list.sitting && truth.settled.has(list.sitting.id)) await office.takeOverLate(list);
    say('与服务器逐项核对');
    const compare = async () => await compareAll(server, book, scene);
    const { faults, figures } = await compare();
    for (const phone of phones) phone.putAway();
    await afterwards?.({ database: server.database(), meeting, compare: async () => (await compare()).faults });
    const seconds = Math.round((performance.now() - begun) / 100) / 10;
    return { people, ...figures, ...whatHappened(scene), kills: killer.kills, ...bookedIn(book), faults, seconds, latency: book.summary() };
  } finally {
    await server.remove();
  }
}

interface SceneOptions {
  readonly people: number;
  readonly seed: number;
  readonly book: CallBook;
  readonly killer: Killer;
}

async function setScene(server: Installation, { people, seed, book, killer }: SceneOptions): Promise<Scene> {
  const { url, secret } = server;
  const chance = chanceOf(seed);
  const names = Array.from({ length: Math.round(people * phoneShare) }, (_, place) => `代表${place + 1}`);
  const { body, meeting } = await server.database().transact(
    systemActor,
    async (tx) => {
      const made = await layOutBody(tx, secret, names);
      return { body: made, meeting: await layOutDay(tx, people, devices, { bodyId: made.bodyId, seats: made.members }) };
    },
    { access: 'worker' },
  );
  await server.leaveDatabase();
  const truth = new Truth(meeting);
  const wire = new Wire(url, body.office.cookie, book);
  const office = new Office({ wire, meeting, truth, killer, book });
  const doors = meeting.scanners.map(({ cookie }) => new Door(new Wire(url, cookie, book), chance.whole(-90_000, 90_000)));
  const day = dayOf(meeting.lists.findLast((list) => list.sitting)!.sitting!.startsAt);
  const around = { url, meeting, day, truth, book, killer };
  const carriers = meeting.people.filter((person) => person.seat);
  const phones = carriers.map((person) => new Phone(person, around, chanceOf(chance.whole(1, 2 ** 30))));
  return { meeting, truth, doors, phones, office, screen: new HallScreen(wire, meeting.id), chance };
}

async function handOver(door: Door): Promise<void> {
  door.wire.weather = 'clear';
  while (!(await door.handOver()));
}

/** Phones hear what they missed, read again, send what waits and give the papers back that must be returned. */
async function comeBack(phones: readonly Phone[], truth: Truth): Promise<void> {
  for (let from = 0; from < phones.length; from += 24) {
    await Promise.all(
      phones.slice(from, from + 24).map(async (phone) => {
        await phone.comeBack((day) => isUpToDate(day, phone, truth), patience);
        if (phone.day) await phone.returnPapers();
      }),
    );
  }
}

async function compareAll(
  server: Installation,
  book: CallBook,
  { meeting, office, truth, doors, phones }: Scene,
): Promise<{ faults: readonly string[]; figures: ScanFigures }> {
  const faults = new Faults();
  const attempts = { atDoors: doors.flatMap((door) => door.attempts()), onPhones: phones.flatMap((phone) => phone.signIns) };
  const compared = { meeting, office, truth, attempts, faults };
  const figures = await compareScans(server.database(), compared);
  await comparePresence(compared);
  await comparePapers(compared);
  await compareNotices(compared);
  await compareLeavesAndChanges(compared);
  compareHeard(phones, truth, faults);
  await compareDays(phones, meeting, truth, faults);
  for (const failure of book.failures) faults.add(`服务器出错：${failure}`);
  return { faults: faults.all, figures };
}

function whatHappened({ truth, phones }: Scene) {
  const papers = [...truth.papers.values()];
  const readings = papers.flatMap((paper) => [...paper.readings.values()]);
  const notices = [...truth.notices.values()];
  const receipts = notices.flatMap((notice) => [...notice.receipts.values()]);
  return {
    phones: phones.length,
    signIns: phones.flatMap((phone) => phone.signIns).length,
    papers: {
      issued: papers.length,
      read: readings.filter((reading) => reading.opened).length,
      returned: readings.filter((reading) => reading.returned).length,
    },
    notices: {
      sent: notices.length,
      read: receipts.filter((receipt) => receipt.read).length,
      confirmed: receipts.filter((receipt) => receipt.confirmed).length,
    },
    leaves: truth.leaves.size,
    heard: phones.reduce((sum, phone) => sum + phone.heard, 0),
  };
}

function bookedIn({ cutOff, repeated }: CallBook) {
  return { cutOff, repeated };
}
