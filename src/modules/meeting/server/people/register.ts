import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import type { AttendeeCategory } from '../../contract/meeting.ts';
import { meetingProblem } from '../../contract/problems.ts';
import type { MeetingRow } from '../core/find.ts';
import { ownMeeting } from '../core/find.ts';
import { tellPeople } from './save-attendee.ts';
import type { PeopleTables } from './tables.ts';

const db = (tx: Tx) => tables<PeopleTables>(tx);
type Of = Pick<MeetingRow, 'body_id' | 'id'>;

/**
 * Marks people as registered (报到) at `at`; who is already keeps his moment. How many were new. For presence to call when a scan of the list
 * `registration` is accepted: it writes no audit entry and tells nobody, the scan does.
 */
export async function markRegistered(tx: Tx, meeting: Of, attendeeIds: readonly string[], at: Date): Promise<number> {
  return await mark(tx, meeting, 'registered_at', attendeeIds, at);
}

/** Marks that people have their certificate packs since `at`; otherwise as {@link markRegistered}. For scans of the list `pack`. */
export async function markPack(tx: Tx, meeting: Of, attendeeIds: readonly string[], at: Date): Promise<number> {
  return await mark(tx, meeting, 'pack_at', attendeeIds, at);
}

/** Registers people at the desk, and with `pack` hands their certificate packs out. */
export async function register(
  tx: Tx,
  meetingId: string,
  { attendeeIds, pack }: { attendeeIds: readonly string[]; pack: boolean },
): Promise<{ registered: number; packs: number }> {
  const meeting = await ownMeeting(tx, meetingId);
  await checkThere(tx, meeting, attendeeIds);
  const registered = await markRegistered(tx, meeting, attendeeIds, tx.now);
  const packs = pack ? await markPack(tx, meeting, attendeeIds, tx.now) : 0;
  if (registered + packs > 0) tellPeople(tx, meeting, 'meeting.register', meeting.id, { attendeeIds, registered, packs });
  return { registered, packs };
}

/** Takes a registration back, or a pack; a pack without registration does not remain. */
export async function undoRegistration(
  tx: Tx,
  meetingId: string,
  { attendeeIds, what }: { attendeeIds: readonly string[]; what: 'registration' | 'pack' },
): Promise<void> {
  const meeting = await ownMeeting(tx, meetingId);
  await checkThere(tx, meeting, attendeeIds);
  await db(tx)
    .updateTable('attendee')
    .set(what === 'pack' ? { pack_at: null } : { registered_at: null, pack_at: null })
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where(sql<boolean>`id = any(${[...attendeeIds]}::uuid[])`)
    .execute();
  tellPeople(tx, meeting, 'meeting.undo-registration', meeting.id, { attendeeIds, what });
}

/** Says how many certificate packs were made for each category. */
export async function setPacks(tx: Tx, meetingId: string, packs: readonly { category: AttendeeCategory; made: number }[]): Promise<void> {
  const meeting = await ownMeeting(tx, meetingId);
  for (const { category, made } of packs) {
    await db(tx)
      .insertInto('pack_stock')
      .values({ body_id: meeting.body_id, meeting_id: meeting.id, category, made })
      .onConflict((conflict) => conflict.columns(['body_id', 'meeting_id', 'category']).doUpdateSet({ made }))
      .execute();
  }
  recordAct(tx, { bodyId: meeting.body_id, act: 'meeting.set-packs', subjectKind: 'meeting', subjectId: meeting.id, detail: { packs } });
}

async function mark(tx: Tx, meeting: Of, column: 'registered_at' | 'pack_at', attendeeIds: readonly string[], at: Date): Promise<number> {
  const marked = await db(tx)
    .updateTable('attendee')
    .set({ [column]: at })
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where(sql<boolean>`id = any(${[...attendeeIds]}::uuid[])`)
    .where(column, 'is', null)
    .returning('id')
    .execute();
  return marked.length;
}

async function checkThere(tx: Tx, meeting: Of, attendeeIds: readonly string[]): Promise<void> {
  const ids = [...new Set(attendeeIds)];
  const rows = await db(tx)
    .selectFrom('attendee')
    .select('id')
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where('left_at', 'is', null)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute();
  if (rows.length < ids.length) throw meetingProblem('meeting.attendee-not-found');
}
