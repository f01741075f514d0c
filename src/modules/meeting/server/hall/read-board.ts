import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { dayOf } from '#platform/contract/instant.ts';
import type { Board, BoardGroup } from '../../contract/hall/board.ts';
import type { PresenceCount } from '../../contract/meeting.ts';
import { bodyKindOf } from '../core/body-kind.ts';
import { meetingOf, type MeetingRow, type SittingRow } from '../core/find.ts';
import { quorumOf } from '../core/due-rules.ts';
import { peopleOfSitting, presenceOfSittings, type SittingPresence } from '../presence/counts.ts';
import type { MeetingTables } from '../tables.ts';
import { arrivalsOf, reachedAt, type Arrivals } from './arrivals.ts';
import { coachesFor } from './board-coaches.ts';
import { leavesToDecide } from './board-leaves.ts';
import { unreadPapers } from './board-papers.ts';
import { contactsOfGroups, scannersOf } from './board-people.ts';
import { groupNames } from './group-names.ts';
import { missingPeople } from './missing-people.ts';
import { sittingInQuestion } from './sitting-in-question.ts';

const nobodyDue: PresenceCount = { due: 0, present: 0, onLeave: 0, missing: 0 };

/** The secretariat's board about one sitting, the running or next one unless it is named, and the day around it. */
export async function readBoard(tx: Tx, meetingId: string, { sittingId }: { readonly sittingId?: string | undefined }): Promise<Board> {
  const meeting = await meetingOf(tx, meetingId);
  const sittings = await programmeOf(tx, meeting);
  const sitting = sittingInQuestion(sittings, tx.now, sittingId);
  const ofDay = sitting ? sittings.filter((one) => dayOf(one.starts_at) === dayOf(sitting.starts_at)) : [];
  const [bodyKind, presence, common] = await Promise.all([
    bodyKindOf(tx, meeting.body_id),
    presenceOfSittings(tx, meeting, ofDay),
    aroundTheDay(tx, meeting),
  ]);
  const shared = {
    at: tx.now.toISOString(),
    bodyKind,
    strip: ofDay.map((one) => ({ ...sittingLineOf(one), count: countsPeople(one) ? (presence.get(one.id)?.count ?? null) : null })),
    ...common,
  };
  if (!sitting) return { ...shared, ...emptyPart };
  return { ...shared, ...(await partOfSitting(tx, meeting, sitting, sittings, presence.get(sitting.id)!)) };
}

const emptyPart = {
  sitting: null,
  count: nobodyDue,
  need: 0,
  reachedAt: null,
  groups: [],
  missing: [],
  arrivals: null,
  arrivalsBefore: null,
  coaches: [],
} as const satisfies Partial<Board>;

/** What does not depend on the sitting. */
async function aroundTheDay(tx: Tx, meeting: MeetingRow): Promise<Pick<Board, 'leaves' | 'papers' | 'scanners'>> {
  const [leaves, papers, scanners] = await Promise.all([leavesToDecide(tx, meeting), unreadPapers(tx, meeting), scannersOf(tx, meeting)]);
  return { leaves, papers, scanners };
}

async function partOfSitting(
  tx: Tx,
  meeting: MeetingRow,
  sitting: SittingRow,
  sittings: readonly SittingRow[],
  presence: SittingPresence,
): Promise<Omit<Board, 'at' | 'bodyKind' | 'strip' | 'leaves' | 'papers' | 'scanners'>> {
  const before = sittings.findLast((one) => one.kind === sitting.kind && one.starts_at < sitting.starts_at && one.state === 'ended');
  const [people, coaches, contacts, names, arrivals, arrivalsBefore] = await Promise.all([
    peopleOfSitting(tx, meeting, sitting),
    coachesFor(tx, meeting, sitting),
    contactsOfGroups(tx, meeting),
    groupNames(tx, meeting),
    arrivalsOf(tx, meeting, sitting),
    before ? arrivalsOf(tx, meeting, before) : Promise.resolve(null),
  ]);
  const members = people.filter((one) => one.category === 'member');
  const need = quorumOf(sitting.quorum, presence.count.due);
  const groups = presence.groups.map(({ groupId, count }): BoardGroup => ({
    id: groupId,
    name: names.nameOf(groupId),
    ...count,
    contact: contacts.get(groupId ?? '') ?? null,
  }));
  return {
    sitting: { ...sittingLineOf(sitting), checkListId: arrivals.checkListId },
    count: presence.count,
    need,
    reachedAt: reachedAt(arrivals, need),
    groups: groups.toSorted((one, other) => other.missing - one.missing || names.orderOf(one.id) - names.orderOf(other.id)),
    missing: await missingPeople(
      tx,
      meeting,
      sitting,
      members.filter((one) => one.state === 'missing'),
      coaches,
    ),
    arrivals: curveOf(arrivals),
    arrivalsBefore: arrivalsBefore && curveOf(arrivalsBefore),
    coaches,
  };
}

function curveOf({ curve }: Arrivals): Board['arrivals'] {
  return curve.points.length > 0 ? curve : null;
}

/** Meals and the like have nobody due in the sense of attendance. */
export function countsPeople(sitting: Pick<SittingRow, 'kind'>): boolean {
  return sitting.kind !== 'meal' && sitting.kind !== 'registration' && sitting.kind !== 'other';
}

/** The whole programme in order, without what was cancelled. */
export async function programmeOf(tx: Tx, meeting: MeetingRow): Promise<SittingRow[]> {
  return await tables<MeetingTables>(tx)
    .selectFrom('sitting')
    .selectAll()
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where('state', '<>', 'cancelled')
    .orderBy('starts_at')
    .orderBy('id')
    .execute();
}

export function sittingLineOf(row: SittingRow) {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    place: row.place,
    state: row.state,
    quorum: row.quorum,
    dueCategories: row.due_categories,
    dueGroups: row.due_groups,
    hidden: row.hidden,
  };
}
