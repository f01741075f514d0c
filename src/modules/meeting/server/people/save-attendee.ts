import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import { mandateOf, peopleByIds, spell } from '#modules/directory/server/index.ts';
import type { PhoneVault } from '#modules/identity/server/index.ts';
import { personOfPhone } from '#modules/identity/server/index.ts';
import type { AttendeeChange, AttendeeDraft } from '../../contract/people/people.ts';
import { peopleProblem } from '../../contract/people/problems.ts';
import { meetingProblem } from '../../contract/problems.ts';
import type { MeetingRow } from '../core/find.ts';
import { attendeeOf, meetingOf, ownAttendance, ownMeeting } from '../core/find.ts';
import { tellChange } from '../core/tell.ts';
import type { PeopleTables } from './tables.ts';
import { writeAttendees } from './write-attendees.ts';

const db = (tx: Tx) => tables<PeopleTables>(tx);

/**
 * Adds one person to the list. A person of the directory, named or known by name and phone, stands there once; a certificate number belongs to
 * one person.
 */
export async function addAttendee(tx: Tx, phones: PhoneVault, meetingId: string, told: AttendeeDraft): Promise<{ id: string }> {
  const meeting = await ownMeeting(tx, meetingId);
  const draft = { ...told, personId: told.personId ?? (await personOf(tx, phones, told)) };
  await checkGroup(tx, meeting, draft.groupId);
  await checkOnce(tx, meeting, draft);
  const mandate = draft.personId && draft.category === 'member' ? await mandateOf(tx, meeting.body_id, draft.personId) : null;
  const [written] = await writeAttendees(tx, meeting, [{ ...draft, mandateId: mandate?.id ?? null, position: 0 }]);
  tellPeople(tx, meeting, 'meeting.add-attendee', written!.id, { category: draft.category });
  return { id: written!.id };
}

/** The person of the directory whose phone it is, where the name agrees. */
async function personOf(tx: Tx, phones: PhoneVault, { name, phone }: Pick<AttendeeDraft, 'name' | 'phone'>): Promise<string | null> {
  if (!/^1\d{10}$/.test(phone)) return null;
  const id = await personOfPhone(tx, phones, phone);
  const found = id ? await peopleByIds(tx, [id]) : null;
  return id && found?.get(id)?.name === name ? id : null;
}

/** Changes what is said of an attendee; members that are left out stay. */
export async function changeAttendee(tx: Tx, meetingId: string, attendeeId: string, change: AttendeeChange): Promise<void> {
  const meeting = await ownMeeting(tx, meetingId);
  const before = await attendeeOf(tx, meeting, attendeeId);
  if (change.groupId !== undefined) await checkGroup(tx, meeting, change.groupId);
  await checkOnce(tx, meeting, { ...change, personId: null }, attendeeId);
  const { name, gender, category, groupId, title, unit, certificateNumber, phone, diet, needs, note } = change;
  const told = stated({
    ...(name === undefined ? {} : { name, ...spell(name) }),
    gender,
    category,
    title,
    unit,
    group_id: groupId,
    certificate_number: certificateNumber,
    ...(groupId !== undefined && groupId !== before.group_id ? { position: 0 } : {}),
  });
  const kept = stated({ phone, diet, needs, note });
  if (Object.keys(told).length > 0)
    await db(tx).updateTable('attendee').set(told).where('body_id', '=', meeting.body_id).where('id', '=', attendeeId).execute();
  if (Object.keys(kept).length > 0)
    await db(tx)
      .updateTable('attendee_private')
      .set(kept)
      .where('body_id', '=', meeting.body_id)
      .where('attendee_id', '=', attendeeId)
      .execute();
  tellPeople(tx, meeting, 'meeting.change-attendee', attendeeId, { changed: [...Object.keys(told), ...Object.keys(kept)] });
}

/** What an attendee himself says of his meals and needs. */
export async function changeOwnNeeds(tx: Tx, meetingId: string, told: { diet: string; needs: string }): Promise<void> {
  const meeting = await meetingOf(tx, meetingId);
  const own = await ownAttendance(tx, meeting);
  if (!own) throw meetingProblem('meeting.attendee-not-found');
  await sql`select set_own_needs(${meeting.body_id}, ${own.id}, ${told.diet}, ${told.needs})`.execute(db(tx));
  recordAct(tx, { bodyId: meeting.body_id, act: 'meeting.change-own-needs', subjectKind: 'attendee', subjectId: own.id, detail: {} });
}

/** Moves people into another group, or out of all groups. They stand there by name until somebody orders them. */
export async function moveAttendees(tx: Tx, meetingId: string, ids: readonly string[], groupId: string | null): Promise<void> {
  const meeting = await ownMeeting(tx, meetingId);
  await checkGroup(tx, meeting, groupId);
  await update(tx, meeting, ids, { group_id: groupId, position: 0 });
  tellPeople(tx, meeting, 'meeting.move-attendees', meeting.id, { people: ids.length, groupId });
}

/** Puts the people of a group into an order; who is not named follows by name. */
export async function orderAttendees(tx: Tx, meetingId: string, groupId: string, ids: readonly string[]): Promise<void> {
  const meeting = await ownMeeting(tx, meetingId);
  await checkGroup(tx, meeting, groupId);
  await sql`update attendee a set position = coalesce(t.place, ${ids.length + 1})
    from attendee b left join unnest(${[...ids]}::uuid[]) with ordinality as t(id, place) on t.id = b.id
    where a.body_id = ${meeting.body_id} and a.meeting_id = ${meeting.id} and a.group_id = ${groupId} and b.body_id = a.body_id and b.id = a.id`.execute(
    db(tx),
  );
  tellPeople(tx, meeting, 'meeting.order-attendees', groupId, { people: ids.length });
}

/** People leave the meeting for good, or come back. Who left is due at nothing that begins later. */
export async function endAttendance(
  tx: Tx,
  meetingId: string,
  input: { attendeeIds: readonly string[]; left: boolean; words: string },
): Promise<void> {
  const meeting = await ownMeeting(tx, meetingId);
  await update(tx, meeting, input.attendeeIds, { left_at: input.left ? tx.now : null });
  const { left, words } = input;
  tellPeople(tx, meeting, 'meeting.end-attendance', meeting.id, { attendeeIds: input.attendeeIds, left, words });
}

/** Takes somebody off the list who is there by mistake. Refused once something is recorded of him: then he leaves, and what was stays. */
export async function removeAttendee(tx: Tx, meetingId: string, attendeeId: string): Promise<void> {
  const meeting = await ownMeeting(tx, meetingId);
  const one = await attendeeOf(tx, meeting, attendeeId);
  if (one.registered_at || one.pack_at || (await hasRecord(tx, meeting, attendeeId)))
    throw peopleProblem('meeting.attendee-has-record', { name: one.name });
  await db(tx).deleteFrom('attendee').where('body_id', '=', meeting.body_id).where('id', '=', attendeeId).execute();
  tellPeople(tx, meeting, 'meeting.remove-attendee', attendeeId, { category: one.category });
}

/** Asked of the other parts' tables by their names alone: whatever hangs on the attendee and was not made with him. */
async function hasRecord(tx: Tx, meeting: MeetingRow, attendeeId: string): Promise<boolean> {
  const { rows } = await sql<{
    found: boolean;
  }>`select exists (select from leave_request where body_id = ${meeting.body_id} and attendee_id = ${attendeeId})
    or exists (select from presence where body_id = ${meeting.body_id} and attendee_id = ${attendeeId})
    or exists (select from attendance where body_id = ${meeting.body_id} and attendee_id = ${attendeeId}) as found`.execute(db(tx));
  return rows[0]!.found;
}

async function update(
  tx: Tx,
  meeting: MeetingRow,
  ids: readonly string[],
  change: { group_id?: string | null; position?: number; left_at?: Date | null },
): Promise<void> {
  const changed = await db(tx)
    .updateTable('attendee')
    .set(change)
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .returning('id')
    .execute();
  if (changed.length < new Set(ids).size) throw meetingProblem('meeting.attendee-not-found');
}

/** Throws `meeting.group-not-found` for a group of another meeting. */
export async function checkGroup(tx: Tx, meeting: Pick<MeetingRow, 'body_id' | 'id'>, groupId: string | null): Promise<void> {
  if (groupId === null) return;
  const row = await db(tx)
    .selectFrom('meeting_group')
    .select('id')
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where('id', '=', groupId)
    .executeTakeFirst();
  if (!row) throw peopleProblem('meeting.group-not-found');
}

async function checkOnce(
  tx: Tx,
  meeting: MeetingRow,
  told: { personId: string | null; name?: string | undefined; certificateNumber?: string | undefined },
  besides?: string,
): Promise<void> {
  const { personId, certificateNumber = '' } = told;
  if (!personId && !certificateNumber) return;
  const rows = await db(tx)
    .selectFrom('attendee')
    .select(['id', 'name', 'person_id', 'certificate_number'])
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where((where) =>
      where.or([
        ...(personId ? [where('person_id', '=', personId)] : []),
        ...(certificateNumber ? [where('certificate_number', '=', certificateNumber)] : []),
      ]),
    )
    .execute();
  const others = rows.filter((row) => row.id !== besides);
  const same = others.find((row) => personId !== null && row.person_id === personId);
  if (same) throw peopleProblem('meeting.attendee-twice', { name: same.name });
  const holder = others.find((row) => certificateNumber !== '' && row.certificate_number === certificateNumber);
  if (holder) throw peopleProblem('meeting.certificate-twice', { number: certificateNumber, name: holder.name });
}

/** Writes the audit entry and says that lists of people must be read again. Nobody is told in words: who comes is no news to all. */
export function tellPeople(tx: Tx, meeting: MeetingRow, act: string, subjectId: string, detail: Record<string, unknown>): void {
  recordAct(tx, { bodyId: meeting.body_id, act, subjectKind: 'attendee', subjectId, detail });
  void tellChange(tx, meeting, { parts: ['people'], subjectKind: 'attendee', subjectId });
}

/** The members that were said. */
function stated<T extends object>(told: T): Partial<T> {
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) as Partial<T>;
}
