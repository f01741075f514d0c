import { sql } from 'kysely';
import type { BodyOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import { presenceProblem } from '../../contract/presence/problems.ts';
import type { correctAttendance as route } from '../../contract/presence/routes.ts';
import type { AttendanceCorrection } from '../../contract/presence/views.ts';
import { meetingProblem } from '../../contract/problems.ts';
import type { MeetingRow, SittingRow } from '../core/find.ts';
import { ownMeeting, sittingOf } from '../core/find.ts';
import { tellChange } from '../core/tell.ts';
import type { SittingOutcome } from '../tables.ts';
import { peopleOfSitting, whatIsSaidNow, type SittingPerson } from './counts.ts';
import { emitSettled, outcomeOf, settledAs } from './settle.ts';
import type { PresenceTables } from './tables.ts';

const db = (tx: Tx) => tables<PresenceTables>(tx);

/** What became of one person, and since when by whom and why it is to be that. */
interface Corrected {
  readonly person: SittingPerson;
  readonly trace: Pick<AttendanceCorrection, 'by' | 'byName' | 'words'>;
}

/** The office corrects what was settled of some people: to what lists and leaves say now, or by hand. Answers of how many it changed. */
export async function correctByOffice(
  tx: Tx,
  of: { meetingId: string; sittingId: string },
  { attendeeIds, becomes, words }: BodyOf<typeof route>,
): Promise<{ corrected: number }> {
  const meeting = await ownMeeting(tx, of.meetingId, { evenEnded: true });
  const sitting = await sittingOf(tx, meeting, of.sittingId);
  if (!sitting.outcome) throw presenceProblem('meeting.sitting-not-settled');
  const [people, says] = await Promise.all([peopleOfSitting(tx, meeting, sitting), whatIsSaidNow(tx, meeting, sitting)]);
  const chosen = new Set(attendeeIds);
  const some = people.filter((one) => chosen.has(one.attendeeId));
  if (some.length < chosen.size) throw meetingProblem('meeting.attendee-not-found');
  const trace = { by: becomes === 'record' ? 'record' : 'hand', byName: tx.actor.name, words } as const;
  const byHand = { state: becomes === 'present' ? becomes : 'missing', at: null, means: null, grounds: '' } as const;
  const corrected = some.map((one) => ({ person: { ...one, ...(becomes === 'record' ? says(one.attendeeId) : byHand) }, trace }));
  return { corrected: await correct(tx, meeting, sitting, people, corrected) };
}

/** A leave of somebody that was granted, taken back or reopened. */
export interface LeaveNews {
  readonly attendeeId: string;
  readonly byName: string;
  readonly granted: boolean;
}

/**
 * Brings settled absences in line with the leaves that stand now: 缺席 becomes 请假 where a leave covers it, 请假 becomes 缺席 again where none does any
 * more; whoever was there stays present. With worker access: a convenor grants leave, and may write no sitting.
 */
export async function correctByLeave(tx: Tx, bodyId: string, meetingId: string, news: readonly LeaveNews[]): Promise<void> {
  // Settling holds the meeting: it comes before this and is corrected, or after it and knows of the leave.
  const meeting = await db(tx)
    .selectFrom('meeting')
    .selectAll()
    .where('body_id', '=', bodyId)
    .where('id', '=', meetingId)
    .forUpdate()
    .executeTakeFirst();
  if (!meeting) return;
  const byAttendee = new Map(news.map((one) => [one.attendeeId, one]));
  for (const sitting of await settledWith(tx, meeting, [...byAttendee.keys()])) {
    const [people, says] = await Promise.all([peopleOfSitting(tx, meeting, sitting), whatIsSaidNow(tx, meeting, sitting)]);
    const corrected = people
      .filter((one) => byAttendee.has(one.attendeeId) && one.state !== 'present')
      .map((one): Corrected => {
        const told = byAttendee.get(one.attendeeId)!;
        const { leave } = says(one.attendeeId);
        const person = { ...one, state: leave ? ('onLeave' as const) : ('missing' as const), grounds: leave?.grounds ?? '' };
        return { person, trace: { by: 'leave', byName: told.byName, words: told.granted ? '结算后准假' : '准假撤销' } };
      });
    await correct(tx, meeting, sitting, people, corrected);
  }
}

/** The settled sittings of the meeting at which one of these people was due. */
async function settledWith(tx: Tx, meeting: MeetingRow, attendeeIds: readonly string[]): Promise<SittingRow[]> {
  return await db(tx)
    .selectFrom('sitting')
    .selectAll()
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where('outcome', 'is not', null)
    .where(
      sql<boolean>`id in (select s.sitting_id from attendance s where s.body_id = ${meeting.body_id} and s.attendee_id = any(${[...attendeeIds]}::uuid[]))`,
    )
    .orderBy('starts_at')
    .orderBy('id')
    .execute();
}

/** Writes what changes of the settled people with its trace, their sums, and tells the ledger anew. Answers of how many something changed. */
async function correct(
  tx: Tx,
  meeting: MeetingRow,
  sitting: SittingRow,
  people: readonly SittingPerson[],
  corrected: readonly Corrected[],
): Promise<number> {
  const before = new Map(people.map((one) => [one.attendeeId, settledAs(one.state)]));
  const changed = corrected
    .filter(({ person }) => before.get(person.attendeeId) !== settledAs(person.state))
    .map(({ person, trace }) => {
      const correction = { at: tx.now.toISOString(), was: before.get(person.attendeeId)!, becomes: settledAs(person.state), ...trace };
      return { person: { ...person, corrections: [...person.corrections, correction] }, correction };
    });
  if (changed.length === 0) return 0;
  await writeCorrected(
    tx,
    sitting,
    changed.map(({ person }) => person),
  );
  const after = new Map(changed.map(({ person }) => [person.attendeeId, person]));
  await writeSums(tx, sitting, outcomeOf(people.map((one) => after.get(one.attendeeId) ?? one)));
  for (const { person, correction } of changed) {
    emitSettled(tx, meeting, sitting, person, correction);
    const detail = { sittingId: sitting.id, attendeeId: person.attendeeId, ...correction };
    recordAct(tx, { bodyId: meeting.body_id, act: 'meeting.correct-attendance', subjectKind: 'meeting', subjectId: meeting.id, detail });
  }
  await tellChange(tx, meeting, { parts: ['people'], subjectKind: 'sitting', subjectId: sitting.id });
  return changed.length;
}

async function writeCorrected(tx: Tx, sitting: SittingRow, people: readonly SittingPerson[]): Promise<void> {
  const rows = people.map((one) => ({
    attendee_id: one.attendeeId,
    outcome: settledAs(one.state),
    at: one.at?.toISOString() ?? null,
    means: one.means,
    corrections: one.corrections,
  }));
  await sql`update attendance s set outcome = r.outcome, at = r.at, means = r.means, corrections = r.corrections
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (attendee_id uuid, outcome text, at timestamptz, means text, corrections jsonb)
    where s.body_id = ${sitting.body_id} and s.sitting_id = ${sitting.id} and s.attendee_id = r.attendee_id`.execute(db(tx));
}

/** The sums as they are now, with those that were settled at first. */
async function writeSums(tx: Tx, sitting: SittingRow, sums: SittingOutcome): Promise<void> {
  const { due, present, onLeave, absent, first } = sitting.outcome!;
  await db(tx)
    .updateTable('sitting')
    .set({ outcome: JSON.stringify({ ...sums, first: first ?? { due, present, onLeave, absent } }) })
    .where('body_id', '=', sitting.body_id)
    .where('id', '=', sitting.id)
    .execute();
}
