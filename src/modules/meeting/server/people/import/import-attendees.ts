import { sql } from 'kysely';
import type { ImportMode } from '#platform/contract/list-import.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { ReadList } from '#platform/server/list-import/read-list.ts';
import type { PhoneVault } from '#modules/identity/server/index.ts';
import type { AttendeeImportReport } from '../../../contract/people/import.ts';
import { meetingProblem } from '../../../contract/problems.ts';
import type { MeetingRow } from '../../core/find.ts';
import { meetingOf, ownMeeting } from '../../core/find.ts';
import { insertGroups } from '../groups.ts';
import { tellPeople } from '../save-attendee.ts';
import type { PeopleTables } from '../tables.ts';
import { writeAttendees } from '../write-attendees.ts';
import type { AttendeePlan, ImportChoices, Listed, PlannedRow } from './plan.ts';
import { planAttendees } from './plan.ts';
import type { SheetRow } from './sheet-rules.ts';

/**
 * Takes a list of people over into a meeting, in one transaction: all rows that fit, or none. Mode `check` says what would happen and
 * writes nothing. The same list taken over again changes nothing.
 */
export async function importAttendees(
  tx: Tx,
  phones: PhoneVault,
  meetingId: string,
  input: ImportChoices & { readonly mode: ImportMode; readonly sheet: ReadList<SheetRow> },
): Promise<AttendeeImportReport> {
  const { mode, sheet } = input;
  const meeting = mode === 'commit' ? await ownMeeting(tx, meetingId) : await meetingOf(tx, meetingId);
  if (meeting.body_id !== tx.actor.bodyId) throw meetingProblem('meeting.not-found');
  const plan = await planAttendees(tx, phones, meeting, sheet.rows, input);
  if (mode === 'commit') await write(tx, meeting, plan);
  const refused = [...sheet.refused, ...plan.refused].toSorted((one, other) => one.row - other.row);
  return {
    mode,
    rows: sheet.rows.length + sheet.refused.length,
    added: plan.added.length,
    updated: plan.changed.length,
    unchanged: plan.unchanged,
    known: plan.known,
    groups: [...plan.newGroups],
    refused: refused.map((one) => ({ ...one, reasons: [...one.reasons] })),
    ignoredColumns: [...sheet.ignoredColumns],
  };
}

async function write(tx: Tx, meeting: MeetingRow, plan: AttendeePlan): Promise<void> {
  const kind = meeting.kind !== 'plenarySession' ? 'group' : tx.actor.bodyKind === 'cppcc' ? 'sector' : 'delegation';
  const groupIds = await insertGroups(
    tx,
    meeting,
    plan.newGroups.map((name) => ({ kind, name, place: '' })),
  );
  const made = new Map(plan.newGroups.map((name, index) => [name, groupIds[index]!]));
  const inGroup = <Person extends { groupId: string | null }>({ person, groupName }: PlannedRow<Person>): Person =>
    groupName === null ? person : { ...person, groupId: made.get(groupName)! };
  await writeAttendees(tx, meeting, plan.added.map(inGroup));
  await changeListed(tx, meeting, plan.changed.map(inGroup));
  const { added, changed, refused } = plan;
  const detail = { added: added.length, updated: changed.length, refused: refused.length, groups: groupIds.length };
  tellPeople(tx, meeting, 'meeting.import-attendees', meeting.id, detail);
}

async function changeListed(tx: Tx, meeting: MeetingRow, people: readonly Listed[]): Promise<void> {
  if (people.length === 0) return;
  const [db, rows] = [tables<PeopleTables>(tx), JSON.stringify(people)];
  await sql`update attendee a set person_id = t."personId", gender = t.gender, category = t.category, group_id = t."groupId", title = t.title, unit = t.unit,
      certificate_number = t."certificateNumber", position = case when a.group_id is distinct from t."groupId" then 0 else a.position end
    from jsonb_to_recordset(${rows}::jsonb) as t(id uuid, "personId" uuid, gender text, category text, "groupId" uuid, title text, unit text, "certificateNumber" text)
    where a.body_id = ${meeting.body_id} and a.meeting_id = ${meeting.id} and a.id = t.id`.execute(db);
  await sql`update attendee_private v set phone = t.phone, diet = t.diet, needs = t.needs, note = t.note
    from jsonb_to_recordset(${rows}::jsonb) as t(id uuid, phone text, diet text, needs text, note text)
    where v.body_id = ${meeting.body_id} and v.attendee_id = t.id`.execute(db);
}
