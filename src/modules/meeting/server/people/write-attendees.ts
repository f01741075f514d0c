import { newId } from '#platform/contract/identifiers.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { spell } from '#modules/directory/server/index.ts';
import type { AttendeeCategory } from '../../contract/meeting.ts';
import type { MeetingRow } from '../core/find.ts';
import type { AttendeeSecrets } from './attendee-secrets.ts';
import { attendeeSecrets } from './attendee-secrets.ts';
import type { PeopleTables } from './tables.ts';

/** Somebody to be written into a meeting's list. */
export interface NewAttendee {
  readonly personId: string | null;
  readonly mandateId: string | null;
  readonly name: string;
  readonly gender: 'male' | 'female' | null;
  readonly category: AttendeeCategory;
  readonly groupId: string | null;
  readonly title: string;
  readonly unit: string;
  readonly certificateNumber: string;
  readonly position: number;
  readonly phone: string;
  readonly diet: string;
  readonly needs: string;
  readonly note: string;
}

/** An attendee as he was written, with what his codes are made of. */
export type WrittenAttendee = NewAttendee & AttendeeSecrets & { readonly id: string };

/** What an attendee is where nothing is said. */
export const nobodyYet: NewAttendee = {
  personId: null,
  mandateId: null,
  name: '',
  gender: null,
  category: 'member',
  groupId: null,
  title: '',
  unit: '',
  certificateNumber: '',
  position: 0,
  phone: '',
  diet: '',
  needs: '',
  note: '',
};

/** PostgreSQL takes 65,535 parameters in one statement. */
const together = 1_000;

/** Writes attendees with codes of their own, in their order. Nobody may be on the list already. */
export async function writeAttendees(
  tx: Tx,
  meeting: Pick<MeetingRow, 'body_id' | 'id'>,
  people: readonly NewAttendee[],
): Promise<WrittenAttendee[]> {
  const written = people.map((one) => ({ ...one, ...attendeeSecrets(), id: newId(tx.now.getTime()) }));
  for (let from = 0; from < written.length; from += together) await insert(tx, meeting, written.slice(from, from + together));
  return written;
}

async function insert(tx: Tx, meeting: Pick<MeetingRow, 'body_id' | 'id'>, people: readonly WrittenAttendee[]): Promise<void> {
  const db = tables<PeopleTables>(tx);
  const of = { body_id: meeting.body_id, meeting_id: meeting.id };
  const rows = people.map((one) => ({
    ...of,
    id: one.id,
    person_id: one.personId,
    mandate_id: one.mandateId,
    name: one.name,
    ...spell(one.name),
    gender: one.gender,
    category: one.category,
    group_id: one.groupId,
    title: one.title,
    unit: one.unit,
    certificate_number: one.certificateNumber,
    position: one.position,
  }));
  await db.insertInto('attendee').values(rows).execute();
  const kept = people.map(({ id, phone, diet, needs, note, badge_code, pass_key, feed_token }) => ({
    ...of,
    attendee_id: id,
    phone,
    diet,
    needs,
    note,
    badge_code,
    pass_key,
    feed_token,
  }));
  await db.insertInto('attendee_private').values(kept).execute();
}
