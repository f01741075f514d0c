import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { organisationsByIds } from '#modules/directory/server/index.ts';
import type { LeaveStepLine } from '../../contract/people/leave.ts';
import { peopleProblem } from '../../contract/people/problems.ts';
import { kindOf } from '../core/body-kind.ts';
import type { AttendeeRow, MeetingRow } from '../core/find.ts';
import type { LeaveCase, LeaveTime } from './leave-rules.ts';
import { daysTouched, leaveMoment, stepInTurn } from './leave-rules.ts';
import type { PeopleTables } from './tables.ts';

const db = (tx: Tx) => tables<PeopleTables>(tx);

/** A leave as it stands, with whose it is. */
export interface LeaveRow {
  readonly id: string;
  readonly body_id: string;
  readonly meeting_id: string;
  readonly attendee_id: string;
  readonly from_at: Date;
  readonly until_at: Date;
  readonly steps: readonly LeaveStepLine[];
  readonly state: PeopleTables['leave_request']['state'];
  readonly group_id: string | null;
  readonly revision: number;
  readonly person_id: string | null;
  readonly name: string;
}

/** The leave, locked for the decision about it, where the actor may know of it. Throws `meeting.leave-not-found`. */
export async function lockedLeave(tx: Tx, meeting: Pick<MeetingRow, 'body_id' | 'id'>, leaveId: string): Promise<LeaveRow> {
  const row = await db(tx)
    .selectFrom('leave_request as l')
    .innerJoin('attendee as a', (join) => join.onRef('a.body_id', '=', 'l.body_id').onRef('a.id', '=', 'l.attendee_id'))
    .select([
      'l.id',
      'l.body_id',
      'l.meeting_id',
      'l.attendee_id',
      'l.from_at',
      'l.until_at',
      'l.steps',
      'l.state',
      'l.group_id',
      'l.revision',
    ])
    .select(['a.person_id', 'a.name'])
    .where('l.body_id', '=', meeting.body_id)
    .where('l.meeting_id', '=', meeting.id)
    .where('l.id', '=', leaveId)
    .forUpdate('l')
    .executeTakeFirst();
  if (!row) throw peopleProblem('meeting.leave-not-found');
  return row;
}

/** What the rules want to know of a leave of `attendee` at this moment. */
export async function leaveCaseOf(tx: Tx, meeting: MeetingRow, attendee: AttendeeRow, time: LeaveTime): Promise<LeaveCase> {
  const [bodies, convenors] = await Promise.all([
    organisationsByIds(tx, [meeting.body_id]),
    convenorsOf(tx, meeting.body_id, attendee.group_id, attendee.id),
  ]);
  const body = bodies.get(meeting.body_id);
  return {
    bodyKind: kindOf(body),
    level: body?.level ?? 'county',
    meetingKind: meeting.kind,
    category: attendee.category,
    moment: leaveMoment(meeting, tx.now),
    days: daysTouched(time),
    hasConvenor: convenors.length > 0,
    headDays: headDaysOf(meeting),
  };
}

/** Up to how many days the head of a delegation grants alone: the body's rule as the meeting took it, else one day (DOMAIN §6.1). */
function headDaysOf(meeting: Pick<MeetingRow, 'rules'>): number {
  const told = meeting.rules['leaveHeadDays'];
  return typeof told === 'number' ? told : 1;
}

/** Who decides for a group: its convenors and their deputies, save the person himself. Those without an account cannot. */
export async function convenorsOf(
  tx: Tx,
  bodyId: string,
  groupId: string | null,
  besides: string,
): Promise<{ attendeeId: string; personId: string }[]> {
  if (groupId === null) return [];
  const { rows } = await sql<{ attendeeId: string; personId: string }>`select a.id as "attendeeId", a.person_id as "personId"
    from attendee_post p join attendee a on a.body_id = p.body_id and a.id = p.attendee_id
    where p.body_id = ${bodyId} and p.group_id = ${groupId} and p.post in ('convenor', 'deputyConvenor')
      and a.left_at is null and a.person_id is not null and a.id <> ${besides}`.execute(db(tx));
  return rows;
}

/** Whether the actor, as an attendee, decides the leave's step in turn. */
export async function decidesAsConvenor(tx: Tx, leave: LeaveRow): Promise<boolean> {
  if (leave.state !== 'asked' || stepInTurn(leave.steps)?.step !== 'convenor') return false;
  const convenors = await convenorsOf(tx, leave.body_id, leave.group_id, leave.attendee_id);
  return convenors.some((one) => one.personId === tx.actor.personId);
}
