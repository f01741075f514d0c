import { sql } from 'kysely';
import { newId } from '#platform/contract/identifiers.ts';
import { dayOf } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { Chance } from '#platform/server/chance.ts';
import { arrange } from '../../contract/places/arrange.ts';
import { shareOut, shareRooms, shareTables } from '../../contract/places/grouping-rules.ts';
import { hallOf } from '../../contract/places/hall.ts';
import { isHardToMove, seatingRules } from '../../contract/places/seating-rules.ts';
import type { DemoMeeting } from '../demo/demo-meeting.ts';
import { demoHall } from './demo-hall.ts';
import { seatWords } from './publish-seating.ts';
import { seatingPeople } from './seating-people.ts';
import type { PlacesTables } from './tables.ts';

const db = (tx: Tx) => tables<PlacesTables>(tx);

const hotel = '明湖宾馆';
const coaches = 12;
const plates = '浙M·K';
const drivers = ['曲长风', '栾志平', '解国强', '卓立民', '佟海', '连大勇', '窦建明', '简春生', '尚文武', '岑永康', '祝长林', '项卫东'];

/** Hall, seating, coaches, rooms and tables of the demo's plenary sessions. Smaller meetings have a coach or none. */
export async function seedPlaces(tx: Tx, demo: DemoMeeting, chance: Chance): Promise<void> {
  if (demo.meeting.kind !== 'plenarySession') return;
  await needsAndDiets(tx, demo, chance);
  await seatDemo(tx, demo);
  await lodgeDemo(tx, demo);
  await rideDemo(tx, demo);
}

/** A few people who need something, so that lists and rules have something to say. */
async function needsAndDiets(tx: Tx, demo: DemoMeeting, chance: Chance): Promise<void> {
  const members = demo.attendees.filter((one) => one.category === 'member');
  const some = (share: number, words: readonly string[]) =>
    members.filter(() => chance.next() < share).map((one, index) => ({ id: one.id, words: words[index % words.length]! }));
  const needs = some(0.016, ['腿伤，需靠过道', '听力不便，宜坐前排过道', '行动不便，用拐杖', '术后恢复，需靠过道']);
  const diets = some(0.03, ['清真', '素食', '糖尿病餐', '海鲜过敏']);
  for (const [column, rows] of [
    ['needs', needs],
    ['diet', diets],
  ] as const)
    await sql`update attendee_private p set ${sql.ref(column)} = t.words from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(id uuid, words text)
      where p.body_id = ${demo.bodyId} and p.attendee_id = t.id and p.${sql.ref(column)} = ''`.execute(db(tx));
}

async function seatDemo(tx: Tx, demo: DemoMeeting): Promise<void> {
  const hallId = await hallFor(tx, demo.bodyId);
  const plan = demoHall();
  const hall = hallOf(plan);
  const { people, groups } = await seatingPeople(tx, { body_id: demo.bodyId, id: demo.meeting.id }, []);
  const rules = seatingRules.parse({});
  const { seats } = arrange({ hall, people, groups, rules, kept: new Map() });
  const publishedAt = new Date(Math.min(demo.meeting.announced_at?.getTime() ?? demo.now.getTime(), demo.now.getTime()) + 3_600_000);
  const first = await seatingRow(tx, demo, {
    hallId,
    plan,
    number: 1,
    state: 'published',
    at: publishedAt < demo.now ? publishedAt : demo.now,
  });
  await assign(tx, demo, first, seats, seatWords(hall));
  if (demo.phase !== 'today') return;
  // The draft of the next version: two came late and one asked for an aisle, so there is something to do.
  const draft = await seatingRow(tx, demo, { hallId, plan, number: 2, state: 'draft', at: demo.now });
  await assign(tx, demo, draft, disturbed(seats, people, hall), null);
}

async function hallFor(tx: Tx, bodyId: string): Promise<string> {
  const known = await db(tx).selectFrom('seat_map').select('id').where('body_id', '=', bodyId).executeTakeFirst();
  if (known) return known.id;
  const plan = demoHall();
  const id = newId(tx.now.getTime());
  const seats = hallOf(plan).seats.filter((seat) => !seat.blocked).length;
  await db(tx)
    .insertInto('seat_map')
    .values({ body_id: bodyId, id, name: '明州大会堂', plan: JSON.stringify(plan), seats, made_at: tx.now, changed_at: tx.now })
    .execute();
  return id;
}

async function seatingRow(
  tx: Tx,
  demo: DemoMeeting,
  told: { hallId: string; plan: object; number: number; state: 'draft' | 'published'; at: Date },
): Promise<string> {
  const id = newId(tx.now.getTime());
  const by = demo.bodyKind === 'congress' ? '大会秘书处会务组' : '全会会务组';
  await db(tx)
    .insertInto('seating')
    .values({
      body_id: demo.bodyId,
      id,
      meeting_id: demo.meeting.id,
      seat_map_id: told.hallId,
      name: '全体会议',
      number: told.number,
      state: told.state,
      plan: JSON.stringify(told.plan),
      rules: JSON.stringify(seatingRules.parse({})),
      published_at: told.state === 'published' ? told.at : null,
      published_by: told.state === 'published' ? by : '',
      changed_at: told.at,
      changed_by: by,
    })
    .execute();
  return id;
}

/** Two people of the last group lose their seats; somebody with needs changes places with a neighbour away from the aisle. */
function disturbed(
  seats: ReadonlyMap<string, string>,
  people: readonly { id: string; needs: string; category: string; stage: string | null; groupId: string | null }[],
  hall: ReturnType<typeof hallOf>,
) {
  const after = new Map(seats);
  const floor = people.filter((person) => person.category === 'member' && person.stage === null);
  const gone = new Set(floor.slice(-2).map((person) => person.id));
  for (const [seat, id] of seats) if (gone.has(id)) after.delete(seat);
  const needing = floor.find((person) => isHardToMove(person.needs) && !gone.has(person.id));
  const from = [...after].find(([, id]) => id === needing?.id)?.[0];
  const place = from && hall.byKey.get(from);
  const other =
    place && hall.seats.find((seat) => seat.block === place.block && seat.row === place.row && seat.fromAisle === 3 && after.has(seat.key));
  if (from && other) {
    const neighbour = after.get(other.key)!;
    after.set(other.key, needing!.id);
    after.set(from, neighbour);
  }
  return after;
}

async function assign(
  tx: Tx,
  demo: DemoMeeting,
  seatingId: string,
  seats: ReadonlyMap<string, string>,
  wordsOf: ReturnType<typeof seatWords> | null,
): Promise<void> {
  const rows = [...seats].map(([seat, attendeeId]) => {
    const words = wordsOf?.(seat);
    return {
      body_id: demo.bodyId,
      seating_id: seatingId,
      meeting_id: demo.meeting.id,
      seat,
      attendee_id: attendeeId,
      label: words?.label ?? '',
      row_number: words?.row ?? null,
      seat_number: words?.number ?? null,
      block: words?.block ?? '',
      door: words?.door ?? '',
    };
  });
  for (let from = 0; from < rows.length; from += 500)
    await db(tx)
      .insertInto('seat_assignment')
      .values(rows.slice(from, from + 500))
      .execute();
}

async function lodgeDemo(tx: Tx, demo: DemoMeeting): Promise<void> {
  const positions = new Map(demo.groups.map((group) => [group.id, group.position]));
  const guests = demo.attendees
    .filter((one) => one.category === 'member')
    .map((one) => ({
      id: one.id,
      gender: one.gender,
      needs: '',
      diet: '',
      group: one.group_id ?? '',
      groupAt: positions.get(one.group_id ?? '') ?? 1_000,
    }));
  const rooms = Array.from({ length: 320 }, (_, index) => ({
    number: String((3 + Math.floor(index / 32)) * 100 + (index % 32) + 1),
    beds: 2,
  }));
  const given = shareRooms(guests, rooms);
  const tablesOf = shareTables(guests, 10);
  const rows = guests.map((guest) => ({
    body_id: demo.bodyId,
    attendee_id: guest.id,
    meeting_id: demo.meeting.id,
    hotel: given.has(guest.id) ? hotel : '',
    room: given.get(guest.id) ?? '',
    dining_hall: (tablesOf.get(guest.id) ?? 1) <= 30 ? '明湖宾馆一号餐厅' : '明湖宾馆二号餐厅',
    dining_table: String(tablesOf.get(guest.id) ?? ''),
  }));
  for (let from = 0; from < rows.length; from += 500)
    await db(tx)
      .insertInto('lodging')
      .values(rows.slice(from, from + 500))
      .onConflict((on) => on.doNothing())
      .execute();
}

async function rideDemo(tx: Tx, demo: DemoMeeting): Promise<void> {
  const members = demo.attendees.filter((one) => one.category === 'member');
  const positions = new Map(demo.groups.map((group) => [group.id, group.position]));
  const staff = demo.attendees.filter((one) => one.category === 'staff');
  // The smallest coaches in which everybody finds a place although groups stay together.
  const places = [37, 43, 47, 51, 55].find((one) => (one - 3) * coaches >= members.length * 1.05) ?? 59;
  const all = Array.from({ length: coaches }, (_, index) => ({
    body_id: demo.bodyId,
    id: newId(tx.now.getTime()),
    meeting_id: demo.meeting.id,
    number: `${String(index + 1)}号车`,
    plate: `${plates}${String(2_107 + index * 373).slice(-4)}`,
    driver: drivers[index]!,
    places,
    liaison_id: staff.length > 0 ? staff[index % staff.length]!.id : null,
  }));
  const riders = members.map((one) => ({ id: one.id, group: one.group_id ?? '', groupAt: positions.get(one.group_id ?? '') ?? 1_000 }));
  const given = shareOut(
    riders,
    all.map((row) => ({ id: row.id, room: row.places - 2 })),
  );
  const used = new Set(given.values());
  const rows = all.filter((row) => used.has(row.id));
  await db(tx).insertInto('coach').values(rows).execute();
  const seats = [...given].map(([id, coachId]) => ({
    body_id: demo.bodyId,
    coach_id: coachId,
    attendee_id: id,
    meeting_id: demo.meeting.id,
    stop: `${hotel}正门`,
  }));
  for (let from = 0; from < seats.length; from += 500)
    await db(tx)
      .insertInto('coach_seat')
      .values(seats.slice(from, from + 500))
      .execute();
  const lists = await tripsOfDemo(tx, demo, rows);
  await boardDemo(tx, demo, lists, given);
}

/** To every plenary sitting and back; each with the list that its boarding is scanned against. */
async function tripsOfDemo(tx: Tx, demo: DemoMeeting, rows: readonly { id: string; number: string }[]): Promise<Boarding[]> {
  const today = dayOf(demo.now);
  const sittings = demo.sittings.filter((one) => one.kind === 'plenary' && (demo.phase !== 'today' || dayOf(one.starts_at) >= today));
  const trips = sittings.flatMap((sitting) =>
    rows.flatMap((coach, index) => {
      const to = new Date(sitting.starts_at.getTime() - (55 - (index % 4) * 4) * 60_000);
      const back = new Date(sitting.ends_at.getTime() + (12 + (index % 4) * 3) * 60_000);
      return [
        tripRow(demo, coach, { sitting, title: '去大会堂', from: `${hotel}正门`, to: '大会堂北门', at: to, index }),
        tripRow(demo, coach, { sitting, title: '回驻地', from: '大会堂北门', to: `${hotel}正门`, at: back, index }),
      ];
    }),
  );
  const lists = trips.map((trip) => ({ ...trip, listId: newId(tx.now.getTime()) }));
  for (let from = 0; from < lists.length; from += 300) {
    const some = lists.slice(from, from + 300);
    await db(tx)
      .insertInto('coach_trip')
      .values(some.map(({ coach: _, listId: __, ...trip }) => trip))
      .execute();
    await db(tx)
      .insertInto('check_list')
      .values(
        some.map((trip) => ({
          body_id: demo.bodyId,
          id: trip.listId,
          meeting_id: demo.meeting.id,
          kind: 'coach' as const,
          coach_id: trip.coach_id,
          trip_id: trip.id,
          title: `${trip.coach} ${trip.title}`,
          state: trip.state === 'arrived' ? ('closed' as const) : ('open' as const),
        })),
      )
      .execute();
  }
  return lists;
}

interface Boarding {
  readonly listId: string;
  readonly coach_id: string;
  readonly departs_at: Date;
  readonly state: string;
}

/** Whoever got on, each by a scan of his badge: nearly everybody of coaches that have left, half of those that are boarding. */
async function boardDemo(tx: Tx, demo: DemoMeeting, lists: readonly Boarding[], given: ReadonlyMap<string, string>): Promise<void> {
  const riders = Map.groupBy(given, ([, coachId]) => coachId);
  const scans = lists.flatMap((list, nth) => {
    if (list.state === 'planned') return [];
    const people = riders.get(list.coach_id) ?? [];
    return people
      .filter((_, index) => (list.state === 'boarding' ? (index + nth) % 2 === 0 : (index + nth * 7) % 23 !== 0))
      .map(([attendeeId], index) => ({
        body_id: demo.bodyId,
        check_list_id: list.listId,
        nonce: newId(tx.now.getTime()),
        meeting_id: demo.meeting.id,
        attendee_id: attendeeId,
        means: 'badge' as const,
        at: new Date(Math.min(list.departs_at.getTime() - 60_000 - index * 11_000, tx.now.getTime())),
      }));
  });
  for (let from = 0; from < scans.length; from += 2_000) {
    const some = scans.slice(from, from + 2_000);
    await db(tx)
      .insertInto('scan')
      .values(some.map(({ at, ...scan }) => ({ ...scan, status: 'accepted' as const, device_at: at, server_at: at })))
      .execute();
    await db(tx).insertInto('presence').values(some).execute();
  }
}

function tripRow(
  demo: DemoMeeting,
  coach: { id: string; number: string },
  ride: { sitting: DemoMeeting['sittings'][number]; title: string; from: string; to: string; at: Date; index: number },
) {
  const there = new Date(ride.at.getTime() + 22 * 60_000);
  const now = demo.now.getTime();
  const state: 'arrived' | 'departed' | 'boarding' | 'planned' =
    there.getTime() < now
      ? 'arrived'
      : ride.at.getTime() < now
        ? 'departed'
        : ride.at.getTime() - 15 * 60_000 < now
          ? 'boarding'
          : 'planned';
  return {
    body_id: demo.bodyId,
    id: newId(now),
    meeting_id: demo.meeting.id,
    coach_id: coach.id,
    coach: coach.number,
    sitting_id: ride.sitting.id,
    title: ride.title,
    stops: JSON.stringify([
      { place: ride.from, at: ride.at.toISOString() },
      { place: ride.to, at: there.toISOString() },
    ]),
    departs_at: ride.at,
    state,
    departed_at: state === 'arrived' || state === 'departed' ? ride.at : null,
    arrived_at: state === 'arrived' ? there : null,
  };
}
