import { newId } from '#platform/contract/identifiers.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { MemberOfBody } from '#modules/directory/server/index.ts';
import { certificatesOf, contactPhonesOf, currentTerm, membersOf } from '#modules/directory/server/index.ts';
import type { PhoneVault } from '#modules/identity/server/index.ts';
import { peopleProblem } from '../../contract/people/problems.ts';
import type { MeetingRow } from '../core/find.ts';
import { ownMeeting } from '../core/find.ts';
import { tellPeople } from './save-attendee.ts';
import type { PeopleTables } from './tables.ts';
import { nobodyYet, writeAttendees } from './write-attendees.ts';

const db = (tx: Tx) => tables<PeopleTables>(tx);

/**
 * Takes the members of the body's current term over into the list, all or those of some delegations or sectors, with a group of the meeting
 * for each of these. Whoever is on the list already stays as he is, also in his group; so doing it again adds only who is new.
 */
export async function fillFromRoster(
  tx: Tx,
  phones: PhoneVault,
  meetingId: string,
  memberGroups: readonly string[] | undefined,
): Promise<{ added: number; kept: number; groups: number }> {
  const meeting = await ownMeeting(tx, meetingId);
  const term = await currentTerm(tx, meeting.body_id);
  if (!term) throw peopleProblem('meeting.no-term');
  const all = (await membersOf(tx, meeting.body_id)).filter((one) => one.termId === term.id);
  const members = memberGroups ? all.filter((one) => memberGroups.includes(one.groupId)) : all;
  const known = await personsOf(tx, meeting);
  const added = members.filter((one) => !known.has(one.personId));
  const groups = await groupsFor(tx, meeting, added);
  const [certificates, numbers] = await Promise.all([
    certificatesOf(
      tx,
      meeting.body_id,
      added.map((one) => one.id),
    ),
    contactPhonesOf(
      tx,
      phones,
      added.map((one) => one.personId),
    ),
  ]);
  const taken = await certificatesTaken(tx, meeting);
  await writeAttendees(
    tx,
    meeting,
    added.map((one) => {
      const certificateNumber = certificates.get(one.id) ?? '';
      return {
        ...nobodyYet,
        personId: one.personId,
        mandateId: one.id,
        name: one.name,
        gender: one.gender,
        groupId: groups.ids.get(one.groupId)!,
        title: one.positions.join('、').slice(0, 80),
        certificateNumber: taken.has(certificateNumber) ? '' : certificateNumber,
        phone: numbers.get(one.personId) ?? '',
      };
    }),
  );
  tellPeople(tx, meeting, 'meeting.fill-from-roster', meeting.id, { added: added.length, groups: groups.made });
  return { added: added.length, kept: members.length - added.length, groups: groups.made };
}

async function personsOf(tx: Tx, meeting: MeetingRow): Promise<Set<string | null>> {
  const rows = await db(tx)
    .selectFrom('attendee')
    .select('person_id')
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .execute();
  return new Set(rows.map((row) => row.person_id));
}

async function certificatesTaken(tx: Tx, meeting: MeetingRow): Promise<Set<string>> {
  const rows = await db(tx)
    .selectFrom('attendee')
    .select('certificate_number')
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where('certificate_number', '<>', '')
    .execute();
  return new Set(rows.map((row) => row.certificate_number));
}

/** The meeting's group of each delegation or sector of `members`, made where it is not there yet. */
async function groupsFor(
  tx: Tx,
  meeting: MeetingRow,
  members: readonly MemberOfBody[],
): Promise<{ ids: Map<string, string>; made: number }> {
  const there = await db(tx)
    .selectFrom('meeting_group')
    .select(['id', 'member_group_id', 'name', 'position'])
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .execute();
  const byName = new Map(there.map((group) => [group.name, group.id]));
  const ids = new Map(there.flatMap((group) => (group.member_group_id ? [[group.member_group_id, group.id] as const] : [])));
  const wanted = [...new Map(members.map((one) => [one.groupId, one])).values()].toSorted(
    (one, other) => one.groupOrder - other.groupOrder,
  );
  const next = Math.max(-1, ...there.map((group) => group.position)) + 1;
  const fresh = wanted.filter((one) => !ids.has(one.groupId) && !byName.has(one.groupName));
  for (const one of wanted) if (!ids.has(one.groupId)) ids.set(one.groupId, byName.get(one.groupName) ?? newId(tx.now.getTime()));
  const rows = fresh.map((one, place) => ({
    body_id: meeting.body_id,
    meeting_id: meeting.id,
    id: ids.get(one.groupId)!,
    kind: tx.actor.bodyKind === 'cppcc' ? ('sector' as const) : ('delegation' as const),
    name: one.groupName,
    position: next + place,
    member_group_id: one.groupId,
  }));
  if (rows.length > 0) await db(tx).insertInto('meeting_group').values(rows).execute();
  return { ids, made: rows.length };
}
