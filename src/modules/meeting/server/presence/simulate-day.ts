import { createPrivateKey, sign, type KeyObject } from 'node:crypto';
import { sql } from 'kysely';
import { setTimeout as pause } from 'node:timers/promises';
import { chanceOf, type Chance } from '#platform/server/chance.ts';
import { tables, type Database } from '#platform/server/database.ts';
import { systemActor } from '#platform/server/outbox/dispatcher.ts';
import { makeCode } from '../../contract/presence/code-rules.ts';
import type { KeptScan } from '../../contract/presence/scan-device.ts';
import { layOutDay, strangersSeed, type SimulatedList, type SimulatedMeeting, type SimulatedPerson } from './simulate-meeting.ts';
import { SimulatedScanner } from './simulate-scanner.ts';
import { SimulatedServer } from './simulate-server.ts';
import type { PresenceTables } from './tables.ts';

/** What a simulated day came to. `lost`, `doubled` and `wrong` are 0 and both numbers of conflicts are the same where everything held. */
export interface SimulatedDay {
  readonly people: number;
  readonly scans: number;
  /** Attempts of devices that the server has no row for. */
  readonly lost: number;
  /** Rows beyond one for an attempt, and entries beyond one for a person and list. */
  readonly doubled: number;
  /** People whose presence is not what the doors showed: in without a green light, or not in in spite of one. */
  readonly wrong: number;
  readonly conflictsTrue: number;
  readonly conflictsReported: number;
  readonly kills: number;
  readonly seconds: number;
}

export interface SimulationOptions {
  readonly people: number;
  readonly seed?: number;
  readonly say?: (words: string) => void;
}

const devices = 8;
/** The server is killed when so many parts of the day are over. */
const killsAt = [0.35, 0.7];
/** People who come while the server is away. */
const mostAlone = 120;

/**
 * Replays a session day against a server of its own: everybody registers, rides, sits and eats, at eight doors whose devices lose the network
 * and get it back, while the server is killed twice. Then everything is handed over, and what the server has is held against what the doors
 * showed.
 */
export async function simulateDay({ people, seed = 4, say = () => undefined }: SimulationOptions): Promise<SimulatedDay> {
  const begun = performance.now();
  say('启动一个单独的服务和数据库');
  const server = await SimulatedServer.start();
  try {
    const chance = chanceOf(seed);
    const meeting = await server.database().transact(systemActor, (tx) => layOutDay(tx, people, devices), { access: 'worker' });
    const doors = meeting.scanners.map(({ cookie }) => new SimulatedScanner(server.url, cookie, chance.whole(-90_000, 90_000)));
    for (const door of doors) await door.begin();
    const killer = new Killer(server, say);
    await passDay(meeting, doors, chance, killer, say);
    await killer.over();
    say('网络恢复，补交全部记录');
    await handEverythingOver(doors);
    const found = await holdAgainst(server.database(), meeting, doors);
    return { people, ...found, kills: killer.kills, seconds: Math.round((performance.now() - begun) / 100) / 10 };
  } finally {
    await server.remove();
  }
}

/** Kills the server at moments of the day, while the doors go on, and starts it again. */
class Killer {
  kills = 0;
  private readonly server: SimulatedServer;
  private readonly say: (words: string) => void;
  private restarting: Promise<void> | null = null;
  private alone = 0;

  constructor(server: SimulatedServer, say: (words: string) => void) {
    this.server = server;
    this.say = say;
  }

  look(share: number): void {
    if (this.kills >= killsAt.length || share < killsAt[this.kills]! || this.restarting) return;
    this.kills += 1;
    this.say(`第 ${this.kills} 次杀掉服务（kill -9）`);
    this.restarting = this.server
      .kill()
      .then(() => this.server.restart())
      .finally(() => {
        this.restarting = null;
      });
  }

  /** Doors that need not wait for answers would be through with the day before the server is back: some come in meanwhile, the rest after it. */
  async pace(): Promise<void> {
    if (!this.restarting) this.alone = 0;
    else if ((this.alone += 1) > mostAlone) await this.restarting;
  }

  async over(): Promise<void> {
    await this.restarting;
  }
}

interface Arrival {
  readonly list: SimulatedList;
  readonly person: SimulatedPerson;
  readonly shows: 'code' | 'badge' | 'screenshot' | 'forgery';
}

async function passDay(
  meeting: SimulatedMeeting,
  doors: readonly SimulatedScanner[],
  chance: Chance,
  killer: Killer,
  say: (words: string) => void,
): Promise<void> {
  const total = meeting.lists.reduce((sum, list) => sum + list.people.length, 0);
  let passed = 0;
  for (const list of meeting.lists) {
    say(`${list.kind} ${list.people.length} 人`);
    const rows = doors.map(() => [] as Arrival[]);
    for (const arrival of arrivalsAt(list, meeting, chance)) rows[chance.whole(0, rows.length - 1)]!.push(arrival);
    await Promise.all(
      doors.map(async (door, place) => {
        const own = chanceOf(chance.whole(1, 2 ** 30));
        for (const arrival of rows[place]!) {
          await killer.pace();
          await passOne(door, arrival, meeting, own);
          passed += 1;
          killer.look(passed / total);
        }
      }),
    );
  }
}

/** Who comes to a list, in no order: nine in ten of those who are right there, some twice, a few who are not, one who shows what is not his. */
function arrivalsAt(list: SimulatedList, meeting: SimulatedMeeting, chance: Chance): Arrival[] {
  const arrivals = list.people.flatMap((person): Arrival[] => {
    if (!chance.happens(0.92)) return [];
    const shows = chance.weighted({ code: 80, badge: 20 });
    const first: Arrival = { list, person, shows };
    const before: Arrival[] = chance.happens(0.02) ? [{ list, person, shows: chance.pick(['screenshot', 'forgery'] as const) }] : [];
    // He went out and comes in again, perhaps by another door.
    return [...before, first, ...(chance.happens(0.08) ? [first] : [])];
  });
  const strangers = meeting.people
    .filter((person) => !list.people.includes(person) && chance.happens(0.03))
    .map((person): Arrival => ({ list, person, shows: 'code' }));
  const all = [...arrivals, ...strangers].map((arrival) => ({ arrival, at: chance.next() }));
  return all.toSorted((one, other) => one.at - other.at).map(({ arrival }) => arrival);
}

async function passOne(door: SimulatedScanner, { list, person, shows }: Arrival, meeting: SimulatedMeeting, chance: Chance): Promise<void> {
  if (chance.happens(0.06)) door.changeWeather(chance);
  if (chance.happens(0.01)) await door.reload();
  if (chance.happens(0.05)) await door.beat(list.id);
  if (chance.happens(0.03)) await door.handOver();
  await door.scan(list.id, shows === 'badge' ? person.badgeCode : codeOf(meeting, person, shows));
}

function codeOf(meeting: SimulatedMeeting, person: SimulatedPerson, shows: 'code' | 'screenshot' | 'forgery'): string {
  const at = Date.now() - (shows === 'screenshot' ? 300_000 : 0);
  const key = shows === 'forgery' ? keyOf(strangersSeed()) : (keys.get(person.id) ?? keyOf(person.seed));
  if (shows !== 'forgery') keys.set(person.id, key);
  return makeCode({ meetingId: meeting.id, attendeeId: person.id }, at, (message) => sign(null, message, key));
}

const keys = new Map<string, KeyObject>();
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

function keyOf(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
}

async function handEverythingOver(doors: readonly SimulatedScanner[]): Promise<void> {
  for (const door of doors) {
    door.weather = 'clear';
    while (!(await door.handOver())) await pause(100);
  }
}

type Found = Pick<SimulatedDay, 'scans' | 'lost' | 'doubled' | 'wrong' | 'conflictsTrue' | 'conflictsReported'>;

/** What the server has, against what the doors showed. */
async function holdAgainst(database: Database, meeting: SimulatedMeeting, doors: readonly SimulatedScanner[]): Promise<Found> {
  const attempts = doors.flatMap((door) => door.attempts());
  const greens = greenLights(attempts);
  return await database.read(
    systemActor,
    async (tx) => {
      const db = tables<PresenceTables>(tx);
      const scans = await db.selectFrom('scan').select(['nonce', 'check_list_id']).where('meeting_id', '=', meeting.id).execute();
      const entries = await db
        .selectFrom('presence')
        .select(['check_list_id', 'attendee_id'])
        .where('meeting_id', '=', meeting.id)
        .execute();
      const conflicts = await db
        .selectFrom('scan_conflict')
        .select(sql<number>`count(*)`.as('count'))
        .where('meeting_id', '=', meeting.id)
        .executeTakeFirstOrThrow();
      const stored = new Set(scans.map((scan) => scan.nonce));
      const inside = new Set(entries.map((entry) => `${entry.check_list_id} ${entry.attendee_id}`));
      const shown = new Set(greens.keys());
      return {
        scans: attempts.length,
        lost: attempts.filter((attempt) => !stored.has(attempt.nonce)).length,
        doubled: scans.length - stored.size + (entries.length - inside.size),
        wrong: [...inside].filter((one) => !shown.has(one)).length + [...shown].filter((one) => !inside.has(one)).length,
        conflictsTrue: [...greens.values()].reduce((sum, count) => sum + count - 1, 0),
        conflictsReported: conflicts.count,
      };
    },
    { access: 'worker' },
  );
}

/** How many green lights each person got at each list. */
function greenLights(attempts: readonly KeptScan[]): Map<string, number> {
  const greens = new Map<string, number>();
  for (const { letIn, listId, attendeeId } of attempts) {
    if (letIn && attendeeId) greens.set(`${listId} ${attendeeId}`, (greens.get(`${listId} ${attendeeId}`) ?? 0) + 1);
  }
  return greens;
}
