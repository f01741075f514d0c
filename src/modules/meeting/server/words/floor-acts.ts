import { sql, type Selectable } from 'kysely';
import { newId } from '#platform/contract/identifiers.ts';
import type { BodyOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { emit, recordAct, tables } from '#platform/server/database.ts';
import { meetingChanged, speechGiven } from '../../contract/events.ts';
import { standings } from '../../contract/standing.ts';
import type * as contract from '../../contract/words/floor.ts';
import type { FloorAct, Intervention } from '../../contract/words/floor.ts';
import { interventions } from '../../contract/words/floor.ts';
import { wordsProblem } from '../../contract/words/problems.ts';
import { speechStates } from '../../contract/words/speeches.ts';
import type { AttendeeRow, MeetingRow, SittingRow } from '../core/find.ts';
import { refuseTakenId } from '../core/take-id.ts';
import { attendeeOf, meetingOf, ownAttendance, ownMeeting, sittingOf } from '../core/find.ts';
import { tellChange } from '../core/tell.ts';
import { floorSettings, isDueAt } from './floor.ts';
import { startingBeside, turnAfter, type TurnClock } from './floor-rules.ts';
import type { WordsTables } from './tables.ts';

const db = (tx: Tx) => tables<WordsTables>(tx);
type SpeechRow = Selectable<WordsTables['speech']>;

/** 举手: the actor asks for the floor. Throws `meeting.floor-closed`, `meeting.floor-not-due`, `meeting.floor-listens`, `meeting.floor-asked`. */
export async function askForFloor(
  tx: Tx,
  at: { meetingId: string; sittingId: string; speechId: string },
  body: BodyOf<typeof contract.askForFloor>,
): Promise<{ done: true }> {
  const meeting = await meetingOf(tx, at.meetingId);
  const sitting = await sittingOf(tx, meeting, at.sittingId);
  const me = await ownAttendance(tx, meeting);
  if (!me || !(await isDueAt(tx, sitting, me))) throw wordsProblem('meeting.floor-not-due');
  if (!standings[me.category].speaks) throw wordsProblem('meeting.floor-listens');
  const { open } = await floorSettings(tx, meeting, sitting);
  if (!open || sitting.state === 'ended' || sitting.state === 'cancelled') throw wordsProblem('meeting.floor-closed');
  await queue(tx, meeting, sitting, me, { id: at.speechId, ...body });
  return { done: true };
}

/** The actor no longer wants to speak. */
export async function leaveFloor(tx: Tx, at: { meetingId: string; sittingId: string; speechId: string }): Promise<{ done: true }> {
  const meeting = await meetingOf(tx, at.meetingId);
  const sitting = await sittingOf(tx, meeting, at.sittingId);
  const me = await ownAttendance(tx, meeting);
  const left = await db(tx)
    .updateTable('speech')
    .set({ state: 'withdrawn', changed_at: tx.now })
    .where('body_id', '=', meeting.body_id)
    .where('id', '=', at.speechId)
    .where('attendee_id', '=', me?.id ?? null)
    .where('form', '=', 'floor')
    .where('state', '=', 'queued')
    .executeTakeFirst();
  if (Number(left.numUpdatedRows) === 0) throw wordsProblem('meeting.speech-not-found');
  floorChanged(tx, meeting, sitting);
  note(tx, meeting, 'meeting.leave-floor', at.speechId, {});
  return { done: true };
}

/** Opens or closes the floor and says how long one may speak there. People of the meeting see it on their phones. */
export async function setFloor(
  tx: Tx,
  meetingId: string,
  sittingId: string,
  body: BodyOf<typeof contract.setFloor>,
): Promise<{ done: true }> {
  const meeting = await ownMeeting(tx, meetingId);
  const sitting = await sittingOf(tx, meeting, sittingId);
  const row = { open: body.open, first_seconds: body.firstSeconds, later_seconds: body.laterSeconds, changed_at: tx.now };
  await db(tx)
    .insertInto('sitting_floor')
    .values({ body_id: meeting.body_id, sitting_id: sitting.id, meeting_id: meeting.id, ...row })
    .onConflict((on) => on.columns(['body_id', 'sitting_id']).doUpdateSet(row))
    .execute();
  await tellChange(tx, meeting, { parts: ['speeches'], subjectKind: 'sitting', subjectId: sitting.id });
  floorChanged(tx, meeting, sitting);
  note(tx, meeting, 'meeting.set-floor', sitting.id, body);
  return { done: true };
}

/** The chair puts somebody of the meeting into the queue, also while the floor is closed. */
export async function addToFloor(
  tx: Tx,
  meetingId: string,
  sittingId: string,
  body: BodyOf<typeof contract.addToFloor>,
): Promise<{ done: true }> {
  const meeting = await ownMeeting(tx, meetingId);
  const sitting = await sittingOf(tx, meeting, sittingId);
  const attendee = await attendeeOf(tx, meeting, body.attendeeId);
  await queue(tx, meeting, sitting, attendee, { id: newId(tx.now.getTime()), ...body });
  return { done: true };
}

/**
 * Starts, pauses, ends, skips a turn. Throws `meeting.floor-taken` where somebody else has the floor, `meeting.floor-turn` where the turn
 * has moved on meanwhile. The end of a turn is told to the duty ledger.
 */
export async function actOnFloor(
  tx: Tx,
  at: { meetingId: string; sittingId: string; speechId: string },
  act: FloorAct,
): Promise<{ done: true }> {
  const meeting = await ownMeeting(tx, at.meetingId);
  const sitting = await sittingOf(tx, meeting, at.sittingId);
  const turn = await lockTurn(tx, sitting, at.speechId);
  const after = turnAfter(clockOf(turn), act, tx.now);
  if (!after) throw wordsProblem('meeting.floor-turn', { state: speechStates[turn.state] });
  if (act === 'start' || act === 'resume') await makeRoom(tx, sitting, turn);
  await saveClock(tx, turn, after);
  if (act === 'end') await tellGiven(tx, meeting, { ...turn, seconds: after.seconds });
  floorChanged(tx, meeting, sitting);
  note(tx, meeting, `meeting.floor-${act}`, turn.id, { sitting: sitting.id, seconds: after.seconds });
  return { done: true };
}

/** Puts those who wait into this order. */
export async function orderFloor(tx: Tx, meetingId: string, sittingId: string, ids: readonly string[]): Promise<{ done: true }> {
  const meeting = await ownMeeting(tx, meetingId);
  const sitting = await sittingOf(tx, meeting, sittingId);
  await sql`update speech s set position = o.place, changed_at = ${tx.now}
    from unnest(${[...ids]}::uuid[]) with ordinality as o (id, place)
    where s.body_id = ${sitting.body_id} and s.sitting_id = ${sitting.id} and s.id = o.id and s.state in ('queued', 'selected')`.execute(
    db(tx),
  );
  floorChanged(tx, meeting, sitting);
  note(tx, meeting, 'meeting.order-floor', sitting.id, { turns: ids });
  return { done: true };
}

/** Gives one turn another limit, e.g. some minutes more. */
export async function limitTurn(
  tx: Tx,
  at: { meetingId: string; sittingId: string; speechId: string },
  limitSeconds: number,
): Promise<{ done: true }> {
  const meeting = await ownMeeting(tx, at.meetingId);
  const sitting = await sittingOf(tx, meeting, at.sittingId);
  const turn = await lockTurn(tx, sitting, at.speechId);
  await db(tx)
    .updateTable('speech')
    .set({ limit_seconds: limitSeconds, changed_at: tx.now })
    .where('body_id', '=', turn.body_id)
    .where('id', '=', turn.id)
    .execute();
  floorChanged(tx, meeting, sitting);
  note(tx, meeting, 'meeting.limit-turn', turn.id, { limitSeconds });
  return { done: true };
}

async function queue(
  tx: Tx,
  meeting: MeetingRow,
  sitting: SittingRow,
  who: AttendeeRow,
  asked: { id: string; intervention: Intervention; topic: string },
): Promise<void> {
  const turns = await db(tx)
    .selectFrom('speech')
    .select(['attendee_id', 'state', 'position', 'intervention'])
    .where('body_id', '=', sitting.body_id)
    .where('sitting_id', '=', sitting.id)
    .where('state', 'in', ['selected', 'queued', 'speaking', 'spoken'])
    .execute();
  const own = turns.filter((turn) => turn.attendee_id === who.id);
  if (own.some((turn) => ['selected', 'queued'].includes(turn.state) && turn.intervention === asked.intervention))
    throw wordsProblem('meeting.floor-asked');
  const turn = own.filter((one) => one.state !== 'queued' && one.intervention === 'turn').length + 1;
  const { firstSeconds, laterSeconds } = await floorSettings(tx, meeting, sitting);
  const written = await db(tx)
    .insertInto('speech')
    .values({
      body_id: sitting.body_id,
      id: asked.id,
      meeting_id: meeting.id,
      sitting_id: sitting.id,
      attendee_id: who.id,
      group_id: who.group_id,
      form: 'floor',
      title: asked.topic === '' ? interventions[asked.intervention] : asked.topic,
      state: 'queued',
      intervention: asked.intervention,
      position: Math.max(0, ...turns.map((one) => one.position)) + 1,
      turn,
      limit_seconds: asked.intervention === 'turn' && turn === 1 ? firstSeconds : laterSeconds,
      registered_at: tx.now,
      changed_at: tx.now,
    })
    .onConflict((on) => on.columns(['body_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  refuseTakenId(written);
  floorChanged(tx, meeting, sitting);
  note(tx, meeting, 'meeting.ask-for-floor', asked.id, { sitting: sitting.id, attendee: who.id, intervention: asked.intervention });
}

/** Pauses whom a remark or a point of order interrupts; throws where the floor is somebody's. */
async function makeRoom(tx: Tx, sitting: SittingRow, turn: SpeechRow): Promise<void> {
  const others = await db(tx)
    .selectFrom('speech')
    .selectAll()
    .where('body_id', '=', sitting.body_id)
    .where('sitting_id', '=', sitting.id)
    .where('state', '=', 'speaking')
    .where('id', '<>', turn.id)
    .forUpdate()
    .execute();
  const room = startingBeside(
    turn,
    others.map((one) => ({ intervention: one.intervention, runningSince: one.running_since })),
  );
  if (room === 'taken') throw wordsProblem('meeting.floor-taken');
  for (const other of others) {
    const paused = turnAfter(clockOf(other), 'pause', tx.now);
    if (paused) await saveClock(tx, other, paused);
  }
}

async function lockTurn(tx: Tx, sitting: SittingRow, speechId: string): Promise<SpeechRow> {
  const row = await db(tx)
    .selectFrom('speech')
    .selectAll()
    .where('body_id', '=', sitting.body_id)
    .where('sitting_id', '=', sitting.id)
    .where('id', '=', speechId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw wordsProblem('meeting.speech-not-found');
  return row;
}

function clockOf(row: SpeechRow): TurnClock {
  return {
    form: row.form,
    state: row.state,
    seconds: row.seconds ?? 0,
    beganAt: row.began_at,
    runningSince: row.running_since,
    endedAt: row.ended_at,
  };
}

async function saveClock(tx: Tx, row: SpeechRow, clock: TurnClock): Promise<void> {
  const times = { began_at: clock.beganAt, running_since: clock.runningSince, ended_at: clock.endedAt, seconds: clock.seconds };
  await db(tx)
    .updateTable('speech')
    .set({ state: clock.state, ...times, changed_at: tx.now, revision: row.revision + 1 })
    .where('body_id', '=', row.body_id)
    .where('id', '=', row.id)
    .execute();
}

async function tellGiven(tx: Tx, meeting: MeetingRow, turn: SpeechRow): Promise<void> {
  const speaker = await attendeeOf(tx, meeting, turn.attendee_id);
  if (!speaker.person_id) return;
  emit(tx, speechGiven, {
    bodyId: meeting.body_id,
    subject: turn.id,
    topics: [],
    payload: {
      meetingId: meeting.id,
      speechId: turn.id,
      sittingId: turn.sitting_id,
      form: turn.form,
      title: turn.title,
      at: tx.now.toISOString(),
      personId: speaker.person_id,
      mandateId: speaker.mandate_id,
      seconds: turn.seconds,
    },
  });
}

/** Tells whoever looks at this floor: pages by `floor:<sitting>`, desks and screens of the body. Day pages need not read again for every speaker. */
function floorChanged(tx: Tx, meeting: MeetingRow, sitting: SittingRow): void {
  emit(tx, meetingChanged, {
    bodyId: meeting.body_id,
    subject: meeting.id,
    topics: [`floor:${sitting.id}`, `body:${meeting.body_id}`],
    payload: { meetingId: meeting.id, parts: ['speeches'], words: '' },
  });
}

function note(tx: Tx, meeting: MeetingRow, act: string, subjectId: string, detail: Record<string, unknown>): void {
  recordAct(tx, { bodyId: meeting.body_id, act, subjectKind: 'speech', subjectId, detail });
}
