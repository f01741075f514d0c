import { sql } from 'kysely';
import { tables, type Database } from '#platform/server/database.ts';
import { systemActor } from '#platform/server/outbox/dispatcher.ts';
import { readPeopleSummary } from '../../contract/people/routes.ts';
import { listCoaches } from '../../contract/places/routes.ts';
import { listCheckLists, listPresentPeople, listScanConflicts, readPresence } from '../../contract/presence/routes.ts';
import type { KeptScan } from '../../contract/presence/scan-device.ts';
import type { PresenceTables } from '../presence/tables.ts';
import type { Faults } from './faults.ts';
import type { SimulatedList, SimulatedMeeting } from './lay-out-day.ts';
import type { Office } from './office.ts';
import type { SignInAttempt } from './phone.ts';
import type { Truth } from './truth.ts';

/** What the attempts of a day came to. */
export interface ScanFigures {
  readonly scans: number;
  /** Attempts that the server has no row for. */
  readonly lost: number;
  /** Rows beyond one for an attempt, and entries beyond one for a person and list. */
  readonly doubled: number;
  /** People whose presence is not what the doors showed: in without a green light, or not in in spite of one. */
  readonly wrong: number;
  readonly conflictsTrue: number;
  readonly conflictsReported: number;
}

interface Attempts {
  readonly atDoors: readonly KeptScan[];
  readonly onPhones: readonly SignInAttempt[];
}

interface Compared {
  readonly meeting: SimulatedMeeting;
  readonly office: Office;
  readonly truth: Truth;
  readonly attempts: Attempts;
  readonly faults: Faults;
}

/** Holds who is in, at each list, sitting, coach and meal, against who came. */
export async function comparePresence(compared: Compared): Promise<void> {
  await compareLists(compared);
  await compareSittings(compared);
  await compareRides(compared);
  await compareRegistration(compared);
}

async function compareLists({ meeting, office, truth, attempts, faults }: Compared): Promise<void> {
  const params = { meetingId: meeting.id };
  const lines = new Map((await office.insist(listCheckLists, { params })).items.map((line) => [line.id, line]));
  faults.sameMembers('签到清单', lines.keys(), truth.came.keys());
  for (const list of meeting.lists) {
    const came = truth.came.get(list.id)!;
    const { items } = await office.insist(listPresentPeople, { params: { ...params, checkListId: list.id } });
    const inside = items.filter((person) => person.state === 'present').map((person) => person.attendeeId);
    faults.sameMembers(`${list.title}的签到名单`, inside, came);
    const { due, present, refused } = lines.get(list.id)!;
    const refusals = refusedAt(list, attempts);
    faults.same(`${list.title}的人数`, { due, present, refused }, { due: list.people.length, present: came.size, refused: refusals });
  }
}

const green: ReadonlySet<string> = new Set(['accepted', 'forced']);

/** How many attempts at the list the server has refused, as their devices were told. */
function refusedAt(list: SimulatedList, { atDoors, onPhones }: Attempts): number {
  const told = [
    ...atDoors.filter((scan) => scan.listId === list.id).map((scan) => scan.outcome?.status),
    ...onPhones.filter((attempt) => attempt.listId === list.id).map((attempt) => attempt.status),
  ];
  return told.filter((status) => status && !green.has(status)).length;
}

/** 应到、实到、请假、缺席 of each sitting, settled or not. */
async function compareSittings({ meeting, office, truth, faults }: Compared): Promise<void> {
  const { items } = await office.insist(readPresence, { params: { meetingId: meeting.id } });
  const sittings = meeting.lists.filter((list) => list.sitting !== null);
  faults.sameMembers(
    '日程',
    items.map((item) => item.sittingId),
    sittings.map((list) => list.sitting!.id),
  );
  for (const list of sittings) {
    const item = items.find((one) => one.sittingId === list.sitting!.id);
    if (!item) continue;
    const { due, present, onLeave, missing } = item.count;
    const away = list.people.filter((person) => truth.isOnLeave(list, person) && !truth.isIn(list, person)).length;
    const came = truth.came.get(list.id)!.size;
    faults.same(
      `${list.title}的应到、实到、请假、缺席`,
      { due, present, onLeave, missing, late: item.late, settled: item.settled },
      {
        due: list.people.length,
        present: came,
        onLeave: away,
        missing: list.people.length - came - away,
        late: 0,
        settled: truth.settled.has(list.sitting!.id),
      },
    );
  }
}

async function compareRides({ meeting, office, truth, faults }: Compared): Promise<void> {
  const { trips } = await office.insist(listCoaches, { params: { meetingId: meeting.id } });
  const told = trips.map((trip) => `${trip.id}：${trip.people} 人，上车 ${trip.boarded} 人`);
  const rides = meeting.lists.filter((list) => list.tripId !== null);
  faults.sameMembers(
    '班车',
    told,
    rides.map((list) => `${list.tripId}：${list.people.length} 人，上车 ${truth.came.get(list.id)!.size} 人`),
  );
}

async function compareRegistration({ meeting, office, truth, faults }: Compared): Promise<void> {
  const { categories } = await office.insist(readPeopleSummary, { params: { meetingId: meeting.id } });
  const members = categories.find((one) => one.category === 'member');
  const cameTo = (kind: string) => truth.came.get(meeting.lists.find((list) => list.kind === kind)!.id)!.size;
  faults.same('报到和材料袋', [members?.registered, members?.packs.handed], [cameTo('registration'), cameTo('pack')]);
}

/** Holds every attempt against the rows of the database, and conflicts against the report that the office reads. */
export async function compareScans(database: Database, { meeting, office, attempts, faults }: Compared): Promise<ScanFigures> {
  const greens = greenLights(attempts);
  const { items } = await office.insist(listScanConflicts, { params: { meetingId: meeting.id } });
  const reported = countBy(items.map((item) => `${item.checkListId} ${item.attendeeId}`));
  const real = new Map([...greens].filter(([, count]) => count > 1).map(([key, count]) => [key, count - 1]));
  const asWords = (counts: ReadonlyMap<string, number>) => [...counts].map(([key, count]) => `${key} ${count} 起`);
  faults.sameMembers('重复放行的报告', asWords(reported), asWords(real));
  const rows = await rowsOf(database, meeting);
  // A phone whose sign-in was never answered with a status has left no row that anybody is owed.
  const nonces = [...attempts.atDoors.map((scan) => scan.nonce), ...attempts.onPhones.filter((one) => one.status).map((one) => one.nonce)];
  const stored = new Set(rows.nonces);
  const inside = new Set(rows.entries);
  const shown = new Set(greens.keys());
  const figures = {
    scans: nonces.length,
    lost: nonces.filter((nonce) => !stored.has(nonce)).length,
    doubled: rows.nonces.length - stored.size + (rows.entries.length - inside.size),
    wrong: [...inside].filter((one) => !shown.has(one)).length + [...shown].filter((one) => !inside.has(one)).length,
    conflictsTrue: [...real.values()].reduce((sum, count) => sum + count, 0),
    conflictsReported: items.length,
  };
  faults.same('丢失、重复、与门口所见不符', [figures.lost, figures.doubled, figures.wrong], [0, 0, 0]);
  faults.same('签到记录的条数', rows.nonces.length, nonces.length);
  return figures;
}

async function rowsOf(database: Database, { bodyId, id }: SimulatedMeeting): Promise<{ nonces: string[]; entries: string[] }> {
  return await database.read(
    systemActor,
    async (tx) => {
      const db = tables<PresenceTables>(tx);
      const scans = await db.selectFrom('scan').select('nonce').where('body_id', '=', bodyId).where('meeting_id', '=', id).execute();
      const entries = await db
        .selectFrom('presence')
        .select(sql<string>`check_list_id || ' ' || attendee_id`.as('key'))
        .where('body_id', '=', bodyId)
        .where('meeting_id', '=', id)
        .execute();
      return { nonces: scans.map((scan) => scan.nonce), entries: entries.map((entry) => entry.key) };
    },
    { access: 'worker' },
  );
}

/** How many green lights each person got at each list, at its doors and on his phone. */
function greenLights({ atDoors, onPhones }: Attempts): Map<string, number> {
  const lit = atDoors.filter((scan) => scan.letIn && scan.attendeeId).map((scan) => `${scan.listId} ${scan.attendeeId}`);
  return countBy([...lit, ...onPhones.filter((one) => one.status === 'accepted').map((one) => `${one.listId} ${one.attendeeId}`)]);
}

function countBy(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
