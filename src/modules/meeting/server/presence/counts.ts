import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { AttendeeCategory, PresenceCount } from '../../contract/meeting.ts';
import type { AttendanceCorrection } from '../../contract/presence/views.ts';
import type { ScanMeans } from '../../contract/presence/words.ts';
import type { MeetingRow, SittingRow } from '../core/find.ts';
import { quorumOf } from '../core/due-rules.ts';
import { attendeesDue } from '../people/attendees.ts';
import { onLeaveAt } from '../people/leave-door.ts';
import type { OutcomeCount, SittingOutcome } from '../tables.ts';
import type { PresenceTables } from './tables.ts';

/** Presence at one sitting. Only members count (应到); whoever else is asked to be there stands in `others`. */
export interface SittingPresence {
  readonly count: PresenceCount;
  /** By the members' own groups; null for those without one. A group of whom nobody is due is left out. */
  readonly groups: readonly { readonly groupId: string | null; readonly count: PresenceCount }[];
  readonly others: PresenceCount;
  /** How many members must be present before the sitting may begin; 0 where nothing is asked. */
  readonly quorum: number;
  /** The moment that the figures are of: now, or when the sitting was closed. */
  readonly at: Date;
  /** What was settled at first, where it has been corrected since. */
  readonly first: PresenceCount | null;
}

/** Somebody due at a sitting and what became of him. */
export interface SittingPerson {
  readonly attendeeId: string;
  readonly personId: string | null;
  readonly mandateId: string | null;
  readonly name: string;
  readonly title: string;
  readonly category: AttendeeCategory;
  readonly groupId: string | null;
  readonly groupName: string;
  readonly state: 'present' | 'onLeave' | 'missing';
  /** When he came in and how; null unless present. */
  readonly at: Date | null;
  readonly means: ScanMeans | null;
  /** Why he is on leave; empty unless he is, and where the actor may not know. */
  readonly grounds: string;
  /** What was corrected of a settled outcome, oldest first. */
  readonly corrections: readonly AttendanceCorrection[];
}

type Sitting = Pick<SittingRow, 'id' | 'quorum' | 'outcome' | 'closed_at'>;
type Meeting = Pick<MeetingRow, 'body_id' | 'id'>;

const none: PresenceCount = { due: 0, present: 0, onLeave: 0, missing: 0 };

/**
 * Who is in, in figures, for each of the sittings: 应到, 实到, 请假, 未到. A settled sitting answers what was settled, as corrected since, and is
 * never reckoned again. Whoever may see the meeting may ask: the figures are the whole meeting's for everybody.
 */
export async function presenceOfSittings(tx: Tx, meeting: Meeting, sittings: readonly Sitting[]): Promise<Map<string, SittingPresence>> {
  const open = sittings.filter((sitting) => !sitting.outcome).map((sitting) => sitting.id);
  const rows = open.length > 0 ? await liveCounts(tx, meeting, open) : [];
  const found = Map.groupBy(rows, (row) => row.sitting_id);
  return new Map(
    sittings.map((sitting) => [
      sitting.id,
      sitting.outcome ? settledPresence(sitting, sitting.outcome) : livePresence(sitting, found.get(sitting.id) ?? [], tx.now),
    ]),
  );
}

async function liveCounts(tx: Tx, meeting: Meeting, sittingIds: readonly string[]): Promise<CountRow[]> {
  const found = sql<CountRow>`select * from sitting_presence(${meeting.body_id}, ${meeting.id}, ${[...sittingIds]}::uuid[])`;
  return (await found.execute(tables<PresenceTables>(tx))).rows;
}

interface CountRow {
  readonly sitting_id: string;
  readonly group_id: string | null;
  readonly counted: boolean;
  readonly due: number;
  readonly present: number;
  readonly on_leave: number;
}

function livePresence(sitting: Sitting, rows: readonly CountRow[], at: Date): SittingPresence {
  const members = rows.filter((row) => row.counted);
  const count = sum(members.map(countOf));
  return {
    count,
    groups: members.map((row) => ({ groupId: row.group_id, count: countOf(row) })),
    others: sum(rows.filter((row) => !row.counted).map(countOf)),
    quorum: quorumOf(sitting.quorum, count.due),
    at,
    first: null,
  };
}

function settledPresence(sitting: Sitting, outcome: SittingOutcome): SittingPresence {
  return {
    count: settledCount(outcome),
    groups: outcome.groups.map((group) => ({ groupId: group.groupId, count: settledCount(group) })),
    others: settledCount(outcome.others),
    quorum: quorumOf(sitting.quorum, outcome.due),
    at: sitting.closed_at!,
    first: outcome.first ? settledCount(outcome.first) : null,
  };
}

function settledCount({ due, present, onLeave, absent }: OutcomeCount): PresenceCount {
  return { due, present, onLeave, missing: absent };
}

function countOf({ due, present, on_leave }: CountRow): PresenceCount {
  return { due, present, onLeave: on_leave, missing: due - present - on_leave };
}

function sum(counts: readonly PresenceCount[]): PresenceCount {
  return counts.reduce(
    (all, one) => ({
      due: all.due + one.due,
      present: all.present + one.present,
      onLeave: all.onLeave + one.onLeave,
      missing: all.missing + one.missing,
    }),
    none,
  );
}

/**
 * Everybody due at the sitting, each exactly one of present, on leave, missing; in the order of the groups. Of a settled sitting: as it was settled
 * and corrected since, so that names and {@link presenceOfSittings} are always the same people. For callers that see the presence of all whom they
 * show (the office; a convenor shows his own groups only): row-level security hides the others', who would then look missing.
 */
export async function peopleOfSitting(tx: Tx, meeting: Meeting, sitting: SittingRow): Promise<SittingPerson[]> {
  return sitting.outcome ? await settledPeople(tx, sitting) : await livePeople(tx, meeting, sitting);
}

/** The same by what lists and leaves say now, settled or not. */
export async function livePeople(tx: Tx, meeting: Meeting, sitting: SittingRow): Promise<SittingPerson[]> {
  const [due, says] = await Promise.all([attendeesDue(tx, sitting), whatIsSaidNow(tx, meeting, sitting)]);
  return due.map(({ id, groupIds: _, ...one }) => {
    const { leave: __, ...said } = says(id);
    return { attendeeId: id, ...one, ...said, corrections: [] };
  });
}

/** What lists and leaves say now of somebody who is due at the sitting. Whoever came in spite of a leave is present. */
export async function whatIsSaidNow(tx: Tx, meeting: Meeting, sitting: Pick<SittingRow, 'id' | 'starts_at'>) {
  const [present, leaves] = await Promise.all([presentAt(tx, meeting, sitting.id), onLeaveAt(tx, meeting.id, sitting.starts_at)]);
  return (attendeeId: string) => {
    const [there, leave] = [present.get(attendeeId), leaves.get(attendeeId)];
    return {
      state: there ? ('present' as const) : leave ? ('onLeave' as const) : ('missing' as const),
      at: there?.at ?? null,
      means: there?.means ?? null,
      grounds: there ? '' : (leave?.grounds ?? ''),
      leave,
    };
  };
}

async function settledPeople(tx: Tx, sitting: SittingRow): Promise<SittingPerson[]> {
  const [rows, leave] = await Promise.all([attendanceOf(tx, sitting), onLeaveAt(tx, sitting.meeting_id, sitting.starts_at)]);
  return rows.map(({ outcome, ...row }) => ({
    ...row,
    state: outcome === 'absent' ? 'missing' : outcome,
    grounds: outcome === 'onLeave' ? (leave.get(row.attendeeId)?.grounds ?? '') : '',
  }));
}

async function attendanceOf(tx: Tx, sitting: Pick<SittingRow, 'body_id' | 'id'>) {
  return await tables<PresenceTables>(tx)
    .selectFrom('attendance as s')
    .innerJoin('attendee as a', (on) => on.onRef('a.body_id', '=', 's.body_id').onRef('a.id', '=', 's.attendee_id'))
    .leftJoin('meeting_group as g', (on) => on.onRef('g.body_id', '=', 's.body_id').onRef('g.id', '=', 's.group_id'))
    .select(['s.attendee_id as attendeeId', 'a.person_id as personId', 'a.mandate_id as mandateId', 'a.name', 'a.title', 's.category'])
    .select(['s.group_id as groupId', sql<string>`coalesce(g.name, '')`.as('groupName'), 's.outcome', 's.at', 's.means', 's.corrections'])
    .where('s.body_id', '=', sitting.body_id)
    .where('s.sitting_id', '=', sitting.id)
    .orderBy(sql`g.position nulls last`)
    .orderBy('s.group_id')
    .orderBy('a.position')
    .orderBy('a.pinyin')
    .orderBy('a.id')
    .execute();
}

/** Who is in at the sitting now, by attendee. */
async function presentAt(tx: Tx, meeting: Meeting, sittingId: string): Promise<Map<string, { at: Date; means: ScanMeans }>> {
  const rows = await tables<PresenceTables>(tx)
    .selectFrom('presence as p')
    .innerJoin('check_list as l', (on) => on.onRef('l.body_id', '=', 'p.body_id').onRef('l.id', '=', 'p.check_list_id'))
    .select(['p.attendee_id', 'p.at', 'p.means'])
    .where('l.body_id', '=', meeting.body_id)
    .where('l.sitting_id', '=', sittingId)
    .where('p.taken_back_at', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.attendee_id, { at: row.at, means: row.means }]));
}

export { openList } from './lists.ts';
