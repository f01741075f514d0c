import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { MeetingRow } from '../../core/find.ts';
import type { PeopleTables } from '../../people/tables.ts';
import { writeAttendees } from '../../people/write-attendees.ts';

/** The people of a meeting in another one, with codes of their own; whoever left is left out. Answers what each became. */
export async function clonePeople(tx: Tx, from: MeetingRow, to: string, groups: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  const rows = await tables<PeopleTables>(tx)
    .selectFrom('attendee as a')
    .innerJoin('attendee_private as p', (join) => join.onRef('p.body_id', '=', 'a.body_id').onRef('p.attendee_id', '=', 'a.id'))
    .select(['a.id', 'a.person_id', 'a.mandate_id', 'a.name', 'a.gender', 'a.category', 'a.group_id', 'a.title', 'a.unit'])
    .select(['a.certificate_number', 'a.position', 'p.phone', 'p.diet', 'p.needs'])
    .where('a.body_id', '=', from.body_id)
    .where('a.meeting_id', '=', from.id)
    .where('a.left_at', 'is', null)
    .orderBy('a.id')
    .execute();
  const written = await writeAttendees(
    tx,
    { body_id: from.body_id, id: to },
    rows.map((row) => ({
      personId: row.person_id,
      mandateId: row.mandate_id,
      name: row.name,
      gender: row.gender,
      category: row.category,
      groupId: row.group_id && (groups.get(row.group_id) ?? null),
      title: row.title,
      unit: row.unit,
      certificateNumber: row.certificate_number,
      position: row.position,
      phone: row.phone,
      diet: row.diet,
      needs: row.needs,
      note: '',
    })),
  );
  return new Map(rows.map((row, index) => [row.id, written[index]!.id]));
}
