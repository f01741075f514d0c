import { sql } from 'kysely';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { emit, recordAct, tables } from '#platform/server/database.ts';
import { attendanceSettled } from '../../contract/events.ts';
import type { SettledOutcome } from '../../contract/meeting.ts';
import { presenceProblem } from '../../contract/presence/problems.ts';
import type { settleSitting } from '../../contract/presence/routes.ts';
import type { AttendanceCorrection } from '../../contract/presence/views.ts';
import type { MeetingRow, SittingRow } from '../core/find.ts';
import { ownMeeting, sittingOf } from '../core/find.ts';
import { tellChange } from '../core/tell.ts';
import type { OutcomeCount, SittingOutcome } from '../tables.ts';
import { livePeople, type SittingPerson } from './counts.ts';
import type { CheckListRow } from './lists.ts';
import { enterLines, setListState } from './lists.ts';
import { presenceOf } from './read-presence.ts';
import type { PresenceTables } from './tables.ts';

const db = (tx: Tx) => tables<PresenceTables>(tx);

/**
 * Ends a sitting and settles who was there: what became of everybody due is kept by name (`attendance`) with its sums (`outcome`), the list closes,
 * and the duty ledger is told of each. What a scanner hands over later stands in the list and changes nothing of it; see `correct.ts`.
 */
export async function settle(tx: Tx, meetingId: string, sittingId: string): Promise<AnswerOf<typeof settleSitting>> {
  const meeting = await ownMeeting(tx, meetingId);
  const sitting = await sittingOf(tx, meeting, sittingId);
  if (sitting.outcome || sitting.state === 'cancelled') throw presenceProblem('meeting.sitting-settled');
  const list = await listOf(tx, sitting);
  // Scans that are being decided come before this or after it, not in between.
  if (list) enterLines(tx, [list.id]);
  const people = await livePeople(tx, meeting, sitting);
  await writeAttendance(tx, sitting, people);
  await db(tx)
    .updateTable('sitting')
    .set((of) => ({ state: 'ended', closed_at: tx.now, outcome: JSON.stringify(outcomeOf(people)), revision: of('revision', '+', 1) }))
    .where('body_id', '=', meeting.body_id)
    .where('id', '=', sitting.id)
    .execute();
  if (list?.state === 'open') await setListState(tx, list, 'closed');
  for (const person of people) emitSettled(tx, meeting, sitting, person);
  const detail = { sittingId, people: people.length };
  recordAct(tx, { bodyId: meeting.body_id, act: 'meeting.settle-sitting', subjectKind: 'meeting', subjectId: meeting.id, detail });
  await tellChange(tx, meeting, { parts: ['programme', 'people'], subjectKind: 'sitting', subjectId: sitting.id });
  return (await presenceOf(tx, meetingId, sittingId)).items[0]!;
}

/** Keeps what became of each of the people, in the place of anything that was kept of the sitting before it was settled. */
export async function writeAttendance(
  tx: Tx,
  sitting: Pick<SittingRow, 'body_id' | 'meeting_id' | 'id'>,
  people: readonly SittingPerson[],
): Promise<void> {
  const rows = people.map((one) => ({
    attendee_id: one.attendeeId,
    group_id: one.groupId,
    category: one.category,
    outcome: settledAs(one.state),
    at: one.at?.toISOString() ?? null,
    means: one.means,
  }));
  await sql`insert into attendance (body_id, sitting_id, meeting_id, attendee_id, group_id, category, outcome, at, means)
    select ${sitting.body_id}, ${sitting.id}, ${sitting.meeting_id}, r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (attendee_id uuid, group_id uuid, category text, outcome text, at timestamptz, means text)
    on conflict (body_id, sitting_id, attendee_id) do update set group_id = excluded.group_id, category = excluded.category,
      outcome = excluded.outcome, at = excluded.at, means = excluded.means, corrections = excluded.corrections`.execute(db(tx));
}

/** What became of the members due, in sum and by group, and of all others in sum. */
export function outcomeOf(people: readonly SittingPerson[]): SittingOutcome {
  const members = people.filter((person) => person.category === 'member');
  const groupIds = [...new Set(members.map((person) => person.groupId))];
  const groups = groupIds.map((groupId) => ({ groupId, ...countOf(members.filter((person) => person.groupId === groupId)) }));
  return { ...countOf(members), groups, others: countOf(people.filter((person) => person.category !== 'member')) };
}

function countOf(some: readonly SittingPerson[]): OutcomeCount {
  const of = (state: SittingPerson['state']) => some.filter((person) => person.state === state).length;
  return { due: some.length, present: of('present'), onLeave: of('onLeave'), absent: of('missing') };
}

/** 未到 becomes 缺席 when a sitting is settled. */
export function settledAs(state: SittingPerson['state']): SettledOutcome {
  return state === 'missing' ? 'absent' : state;
}

async function listOf(tx: Tx, sitting: SittingRow): Promise<CheckListRow | undefined> {
  return await db(tx)
    .selectFrom('check_list')
    .selectAll()
    .where('body_id', '=', sitting.body_id)
    .where('sitting_id', '=', sitting.id)
    .executeTakeFirst();
}

/** Tells the duty ledger what became of somebody, or that it was corrected. */
export function emitSettled(
  tx: Tx,
  meeting: MeetingRow,
  sitting: SittingRow,
  person: SittingPerson,
  correction: AttendanceCorrection | null = null,
): void {
  if (!person.personId) return;
  emit(tx, attendanceSettled, {
    bodyId: meeting.body_id,
    subject: meeting.id,
    // Everybody's outcome is nobody's news: pages hear of the closed sitting once, the ledger of each.
    topics: [],
    payload: {
      meetingId: meeting.id,
      meetingKind: meeting.kind,
      sittingId: sitting.id,
      sittingKind: sitting.kind,
      title: sitting.title,
      startsAt: sitting.starts_at.toISOString(),
      personId: person.personId,
      mandateId: person.mandateId,
      outcome: settledAs(person.state),
      grounds: person.grounds,
      correction: correction && { was: correction.was, at: correction.at, byName: correction.byName, words: correction.words },
    },
  });
}
