import { sql } from 'kysely';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { listCheckLists, listPresentPeople, readPresence } from '../../contract/presence/routes.ts';
import type { CheckListLine, PresencePerson, SittingPresenceView } from '../../contract/presence/views.ts';
import { presenceProblem } from '../../contract/presence/problems.ts';
import type { SittingRow } from '../core/find.ts';
import { meetingOf } from '../core/find.ts';
import { attendeesDue } from '../people/attendees.ts';
import { onLeaveAt } from '../people/leave-door.ts';
import { peopleOfSitting, presenceOfSittings, whatIsSaidNow, type SittingPresence } from './counts.ts';
import type { CheckListRow } from './lists.ts';
import type { PresenceTables } from './tables.ts';

const db = (tx: Tx) => tables<PresenceTables>(tx);

/** Presence of the sittings of a meeting, hidden ones for the office alone. */
export async function presenceOf(tx: Tx, meetingId: string, sittingId: string | undefined): Promise<AnswerOf<typeof readPresence>> {
  const meeting = await meetingOf(tx, meetingId);
  let query = db(tx)
    .selectFrom('sitting')
    .selectAll()
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where('state', '<>', 'cancelled');
  if (sittingId) query = query.where('id', '=', sittingId);
  if (tx.actor.scope !== 'office') query = query.where('hidden', '=', false);
  const sittings = await query.orderBy('starts_at').orderBy('id').execute();
  const [found, groups, lists, late] = await Promise.all([
    presenceOfSittings(tx, meeting, sittings),
    db(tx)
      .selectFrom('meeting_group')
      .select(['id', 'name', 'position'])
      .where('body_id', '=', meeting.body_id)
      .where('meeting_id', '=', meeting.id)
      .orderBy('position')
      .orderBy('id')
      .execute(),
    db(tx)
      .selectFrom('check_list')
      .select(['id', 'sitting_id'])
      .where('body_id', '=', meeting.body_id)
      .where('meeting_id', '=', meeting.id)
      .where('sitting_id', 'is not', null)
      .execute(),
    lateEntries(tx, meeting.body_id, meeting.id),
  ]);
  const listOf = new Map(lists.map((list) => [list.sitting_id!, list.id]));
  const names = new Map(groups.map((group, place) => [group.id, { name: group.name, place }]));
  return {
    items: sittings.map((sitting) =>
      viewOf(sitting, found.get(sitting.id)!, names, listOf.get(sitting.id) ?? null, late.get(sitting.id) ?? 0),
    ),
  };
}

function viewOf(
  sitting: SittingRow,
  presence: SittingPresence,
  names: ReadonlyMap<string, { name: string; place: number }>,
  checkListId: string | null,
  late: number,
): SittingPresenceView {
  const placeOf = (groupId: string | null) => (groupId ? (names.get(groupId)?.place ?? 9_999) : 10_000);
  return {
    sittingId: sitting.id,
    title: sitting.title,
    kind: sitting.kind,
    state: sitting.state,
    startsAt: sitting.starts_at.toISOString(),
    endsAt: sitting.ends_at.toISOString(),
    place: sitting.place,
    quorum: sitting.quorum,
    needed: presence.quorum,
    count: presence.count,
    others: presence.others,
    groups: presence.groups
      .toSorted((one, other) => placeOf(one.groupId) - placeOf(other.groupId))
      .map(({ groupId, count }) => ({ groupId, name: (groupId && names.get(groupId)?.name) || '未编组', count })),
    checkListId,
    at: presence.at.toISOString(),
    settled: sitting.outcome !== null,
    first: presence.first,
    late,
  };
}

/**
 * People who are in by the list and were settled as something else, because a device handed over later; save whom somebody has judged by hand since.
 * For the office; row-level security shows nobody else these rows.
 */
async function lateEntries(tx: Tx, bodyId: string, meetingId: string): Promise<Map<string, number>> {
  if (tx.actor.scope !== 'office') return new Map();
  const { rows } = await sql<{ id: string; late: number }>`select t.sitting_id as id, count(*)::int as late
    from attendance t join check_list l on l.body_id = t.body_id and l.sitting_id = t.sitting_id
    join presence p on p.body_id = l.body_id and p.check_list_id = l.id and p.attendee_id = t.attendee_id and p.taken_back_at is null
    where t.body_id = ${bodyId} and t.meeting_id = ${meetingId} and t.outcome <> 'present' and (t.corrections -> -1 ->> 'by') is distinct from 'hand'
    group by t.sitting_id`.execute(db(tx));
  return new Map(rows.map((row) => [row.id, row.late]));
}

/** The check lists of a meeting with how many are in. */
export async function checkListsOf(tx: Tx, meetingId: string): Promise<AnswerOf<typeof listCheckLists>> {
  const meeting = await meetingOf(tx, meetingId);
  const { rows } = await sql<CountedList>`
    select l.*, case when s.outcome is null then
        (select count(*)::int from presence p where p.body_id = l.body_id and p.check_list_id = l.id and p.taken_back_at is null)
        else (s.outcome ->> 'present')::int + (s.outcome -> 'others' ->> 'present')::int end as present,
      (select max(p.at) from presence p where p.body_id = l.body_id and p.check_list_id = l.id) as last_at,
      (select count(*)::int from scan c where c.body_id = l.body_id and c.check_list_id = l.id and c.status not in ('accepted', 'forced')) as refused,
      case when l.kind = 'coach' then (select count(*)::int from coach_seat c where c.body_id = l.body_id and c.coach_id = l.coach_id)
      when s.outcome is not null then (s.outcome ->> 'due')::int + (s.outcome -> 'others' ->> 'due')::int
      else (select count(*)::int from people_due(l.body_id, l.meeting_id, coalesce(s.due_categories, l.due_categories),
        coalesce(s.due_groups, l.due_groups), coalesce(s.starts_at, l.opens_at, ${tx.now}))) end as due
    from check_list l left join sitting s on s.body_id = l.body_id and s.id = l.sitting_id
    where l.body_id = ${meeting.body_id} and l.meeting_id = ${meeting.id}
    order by coalesce(l.opens_at, s.starts_at), l.id`.execute(db(tx));
  return { items: rows.map(lineOf) };
}

interface CountedList extends CheckListRow {
  readonly present: number;
  readonly refused: number;
  readonly due: number;
  readonly last_at: Date | null;
}

function lineOf(row: CountedList): CheckListLine {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    sittingId: row.sitting_id,
    tripId: row.trip_id,
    opensAt: row.opens_at?.toISOString() ?? null,
    closesAt: row.closes_at?.toISOString() ?? null,
    state: row.state,
    due: row.due,
    present: row.present,
    refused: row.refused,
    lastAt: row.last_at?.toISOString() ?? null,
  };
}

/** A check list of a meeting in sight. Throws `meeting.not-found`, `meeting.list-not-found`. */
export async function checkListOf(tx: Tx, meetingId: string, checkListId: string): Promise<CheckListRow> {
  const meeting = await meetingOf(tx, meetingId);
  const row = await db(tx)
    .selectFrom('check_list')
    .selectAll()
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meetingId)
    .where('id', '=', checkListId)
    .executeTakeFirst();
  if (!row) throw presenceProblem('meeting.list-not-found');
  return row;
}

/** Everybody who is right at the list and where he is: in, on leave, missing; of a settled sitting what was settled. For the office. */
export async function peopleOfList(tx: Tx, meetingId: string, checkListId: string): Promise<AnswerOf<typeof listPresentPeople>> {
  const list = await checkListOf(tx, meetingId, checkListId);
  const sitting = list.sitting_id
    ? await db(tx)
        .selectFrom('sitting')
        .selectAll()
        .where('body_id', '=', list.body_id)
        .where('id', '=', list.sitting_id)
        .executeTakeFirstOrThrow()
    : null;
  if (sitting?.outcome) return await settledList(tx, meetingId, list, sitting);
  const at = sitting?.starts_at ?? list.opens_at ?? tx.now;
  const asking = {
    body_id: list.body_id,
    meeting_id: list.meeting_id,
    due_categories: sitting?.due_categories ?? list.due_categories,
    due_groups: sitting?.due_groups ?? list.due_groups,
    starts_at: at,
  };
  const [due, riders, leave, entries, phones] = await Promise.all([
    attendeesDue(tx, list.kind === 'coach' ? { ...asking, due_categories: [...everybody], due_groups: [] } : asking),
    list.kind === 'coach' ? ridersOf(tx, list) : null,
    onLeaveAt(tx, meetingId, at),
    entriesIn(tx, list),
    phonesOf(tx, list),
  ]);
  const items = due
    .filter((one) => !riders || riders.has(one.id))
    .map((one): PresencePerson => {
      const entry = entries.get(one.id);
      const away = entry ? undefined : leave.get(one.id);
      const { id, groupIds: _, personId: __, mandateId: ___, ...person } = one;
      return {
        ...person,
        attendeeId: id,
        phone: phones.get(id) ?? '',
        state: entry ? 'present' : away ? 'onLeave' : 'missing',
        at: entry?.at.toISOString() ?? null,
        means: entry?.means ?? null,
        grounds: away?.grounds ?? '',
        corrections: [],
        differs: null,
      };
    });
  return { items };
}

/** The people of a settled sitting, with what lists and leaves say since, unless somebody has judged of it by hand. */
async function settledList(
  tx: Tx,
  meetingId: string,
  list: CheckListRow,
  sitting: SittingRow,
): Promise<AnswerOf<typeof listPresentPeople>> {
  const meeting = { body_id: list.body_id, id: meetingId };
  const [people, says, phones] = await Promise.all([
    peopleOfSitting(tx, meeting, sitting),
    whatIsSaidNow(tx, meeting, sitting),
    phonesOf(tx, list),
  ]);
  const items = people.map(({ personId: _, mandateId: __, at, ...one }): PresencePerson => {
    const now = says(one.attendeeId).state;
    const judged = one.corrections.at(-1)?.by === 'hand';
    return {
      ...one,
      at: at?.toISOString() ?? null,
      phone: phones.get(one.attendeeId) ?? '',
      corrections: [...one.corrections],
      differs: judged || now === one.state ? null : now,
    };
  });
  return { items };
}

const everybody = ['member', 'nonVoting', 'observer', 'staff', 'press', 'guest'] as const;

async function ridersOf(tx: Tx, list: CheckListRow): Promise<Set<string>> {
  const { rows } = await sql<{
    attendee_id: string;
  }>`select attendee_id from coach_seat where body_id = ${list.body_id} and coach_id = ${list.coach_id}`.execute(db(tx));
  return new Set(rows.map((row) => row.attendee_id));
}

async function entriesIn(tx: Tx, list: CheckListRow) {
  const rows = await db(tx)
    .selectFrom('presence')
    .select(['attendee_id', 'at', 'means'])
    .where('body_id', '=', list.body_id)
    .where('check_list_id', '=', list.id)
    .where('taken_back_at', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.attendee_id, row]));
}

async function phonesOf(tx: Tx, list: CheckListRow): Promise<Map<string, string>> {
  const rows = await db(tx)
    .selectFrom('attendee_private')
    .select(['attendee_id', 'phone'])
    .where('body_id', '=', list.body_id)
    .where('meeting_id', '=', list.meeting_id)
    .execute();
  return new Map(rows.map((row) => [row.attendee_id, row.phone]));
}
