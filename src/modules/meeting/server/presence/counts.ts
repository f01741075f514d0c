import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { AttendeeCategory, PresenceCount } from '../../contract/meeting.ts';
import type { ScanMeans } from '../../contract/presence/words.ts';
import type { MeetingRow, SittingRow } from '../core/find.ts';
import { quorumOf } from '../core/due-rules.ts';
import { attendeesDue } from '../people/attendees.ts';
import { onLeaveAt } from '../people/leave-door.ts';
import type { SittingOutcome } from '../tables.ts';
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
}

type Sitting = Pick<SittingRow, 'id' | 'quorum' | 'outcome' | 'closed_at'>;
type Meeting = Pick<MeetingRow, 'body_id' | 'id'>;

const none: PresenceCount = { due: 0, present: 0, onLeave: 0, missing: 0 };

/**
 * Who is in, in figures, for each of the sittings: 应到, 实到, 请假, 未到. A closed sitting answers what was settled and is never reckoned
 * again. Whoever may see the meeting may ask: the figures are the whole meeting's for everybody.
 */
export async function presenceOfSittings(tx: Tx, meeting: Meeting, sittings: readonly Sitting[]): Promise<Map<string, SittingPresence>> {
  const open = sittings.filter((sitting) => !sitting.outcome);
  const found = new Map<string, CountRow[]>();
  if (sittings.length > 0) {
    // Of closed ones only the others are asked for: the outcome keeps the members.
    const ids = sittings.map((sitting) => sitting.id);
    const { rows } = await sql<CountRow>`select * from sitting_presence(${meeting.body_id}, ${meeting.id}, ${ids}::uuid[])`.execute(
      tables<PresenceTables>(tx),
    );
    for (const row of rows) found.set(row.sitting_id, [...(found.get(row.sitting_id) ?? []), row]);
  }
  const isOpen = new Set(open.map((sitting) => sitting.id));
  return new Map(
    sittings.map((sitting) => {
      const rows = found.get(sitting.id) ?? [];
      return [sitting.id, isOpen.has(sitting.id) ? livePresence(sitting, rows, tx.now) : settledPresence(sitting, rows)];
    }),
  );
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
  };
}

function settledPresence(sitting: Sitting, rows: readonly CountRow[]): SittingPresence {
  const outcome = sitting.outcome!;
  return {
    count: settledCount(outcome),
    groups: outcome.groups.map((group) => ({ groupId: group.groupId, count: settledCount(group) })),
    others: sum(rows.filter((row) => !row.counted).map(countOf)),
    quorum: quorumOf(sitting.quorum, outcome.due),
    at: sitting.closed_at!,
  };
}

function settledCount({ due, present, onLeave, absent }: Omit<SittingOutcome, 'groups'>): PresenceCount {
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
 * Everybody due at the sitting, each exactly one of present, on leave, missing; in the order of the groups. For callers that see the
 * presence of all whom they show (the office; a convenor shows his own groups only): row-level security hides the others', who would then
 * look missing.
 */
export async function peopleOfSitting(tx: Tx, meeting: Meeting, sitting: SittingRow): Promise<SittingPerson[]> {
  const [due, leave, present] = await Promise.all([
    attendeesDue(tx, sitting),
    onLeaveAt(tx, meeting.id, sitting.starts_at),
    presentAt(tx, meeting, sitting.id),
  ]);
  return due.map((one) => {
    const there = present.get(one.id);
    const away = leave.get(one.id);
    return {
      attendeeId: one.id,
      personId: one.personId,
      mandateId: one.mandateId,
      name: one.name,
      title: one.title,
      category: one.category,
      groupId: one.groupId,
      groupName: one.groupName,
      state: there ? 'present' : away ? 'onLeave' : 'missing',
      at: there?.at ?? null,
      means: there?.means ?? null,
      grounds: there ? '' : (away?.grounds ?? ''),
    };
  });
}

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
