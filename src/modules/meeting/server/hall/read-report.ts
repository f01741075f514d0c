import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { organisationsByIds } from '#modules/directory/server/index.ts';
import type { SessionReport } from '../../contract/hall/report.ts';
import { attendeeCategories, type AttendeeCategory } from '../../contract/meeting.ts';
import { leaveGroundsWords } from '../../contract/people/leave.ts';
import { kindOf } from '../core/body-kind.ts';
import { meetingOf, type MeetingRow } from '../core/find.ts';
import type { RaisedMatters } from '../parts.ts';
import { presenceOfSittings } from '../presence/counts.ts';
import { absencesOf } from './absences.ts';
import { paperReadings } from './board-papers.ts';
import { groupNames, type GroupNames } from './group-names.ts';
import { countsPeople, programmeOf } from './read-board.ts';
import { raisedIn, raisedSums } from './raised.ts';
import type { AllTables } from './tables.ts';

/** The statistics of a meeting: facts added up from what its parts keep; nothing is stored, and every figure opens to its list. */
export async function readReport(tx: Tx, meetingId: string, raised: RaisedMatters): Promise<SessionReport> {
  const meeting = await meetingOf(tx, meetingId);
  const [bodies, names] = await Promise.all([organisationsByIds(tx, [meeting.body_id]), groupNames(tx, meeting)]);
  const body = bodies.get(meeting.body_id);
  const [people, groups, sittings, leaves, absences] = await Promise.all([
    peopleByCategory(tx, meeting),
    membersByGroup(tx, meeting, names),
    attendance(tx, meeting, names),
    leavesByGrounds(tx, meeting),
    absencesByPerson(tx, meeting),
  ]);
  const [speeches, matters, papers, briefs, notices] = await Promise.all([
    speechSums(tx, meeting, names),
    raisedIn(tx, meeting, raised),
    papersRead(tx, meeting),
    briefsByGroup(tx, meeting, names),
    noticesRead(tx, meeting),
  ]);
  return {
    at: tx.now.toISOString(),
    bodyName: body?.name ?? '',
    bodyKind: kindOf(body),
    meeting: lineOf(meeting),
    people,
    groups,
    sittings,
    leaves,
    absences,
    speeches,
    raised: raisedSums(matters, names),
    papers,
    briefs,
    notices,
  };
}

function lineOf(meeting: MeetingRow): SessionReport['meeting'] {
  const { id, kind, title, place, state } = meeting;
  return { id, bodyId: meeting.body_id, kind, title, place, opensOn: meeting.opens_on, closesOn: meeting.closes_on, state };
}

async function peopleByCategory(tx: Tx, meeting: MeetingRow): Promise<SessionReport['people']> {
  const { rows } = await sql<{ category: AttendeeCategory; count: number; registered: number }>`
    select category, count(*)::int as count, count(registered_at)::int as registered from attendee
    where body_id = ${meeting.body_id} and meeting_id = ${meeting.id} and left_at is null group by category`.execute(tables<AllTables>(tx));
  const order = Object.keys(attendeeCategories);
  return rows.toSorted((one, other) => order.indexOf(one.category) - order.indexOf(other.category));
}

async function membersByGroup(tx: Tx, meeting: MeetingRow, names: GroupNames): Promise<SessionReport['groups']> {
  const { rows } = await sql<{ group_id: string | null; count: number }>`
    select group_id, count(*)::int as count from attendee
    where body_id = ${meeting.body_id} and meeting_id = ${meeting.id} and left_at is null and category = 'member' group by group_id`.execute(
    tables<AllTables>(tx),
  );
  return rows
    .toSorted((one, other) => names.orderOf(one.group_id) - names.orderOf(other.group_id))
    .map((row) => ({ id: row.group_id, name: names.nameOf(row.group_id), people: row.count }));
}

/** Sittings that have begun, with presence by group. */
async function attendance(tx: Tx, meeting: MeetingRow, names: GroupNames): Promise<SessionReport['sittings']> {
  const begun = (await programmeOf(tx, meeting)).filter((sitting) => countsPeople(sitting) && sitting.state !== 'planned');
  const presence = await presenceOfSittings(tx, meeting, begun);
  return begun.map((sitting) => {
    const { count, groups, quorum } = presence.get(sitting.id)!;
    return {
      id: sitting.id,
      title: sitting.title,
      kind: sitting.kind,
      startsAt: sitting.starts_at.toISOString(),
      state: sitting.state,
      settled: sitting.outcome !== null,
      quorum: sitting.quorum,
      need: quorum,
      count,
      groups: groups
        .toSorted((one, other) => names.orderOf(one.groupId) - names.orderOf(other.groupId))
        .map((group) => ({ id: group.groupId, count: group.count })),
    };
  });
}

async function leavesByGrounds(tx: Tx, meeting: MeetingRow): Promise<SessionReport['leaves']> {
  const rows = await tables<AllTables>(tx)
    .selectFrom('leave_request')
    .select((of) => [
      'grounds',
      sql<number>`${of.fn.countAll()}::int`.as('requests'),
      sql<number>`count(distinct attendee_id)::int`.as('people'),
    ])
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where('state', '=', 'granted')
    .groupBy('grounds')
    .execute();
  const order = Object.keys(leaveGroundsWords);
  return rows
    .toSorted((one, other) => order.indexOf(one.grounds) - order.indexOf(other.grounds))
    .map((row) => ({ ...row, label: leaveGroundsWords[row.grounds] }));
}

/** Members who were missing at closed sittings without leave: what happened, without any judgement (it is the presidium's to make). */
async function absencesByPerson(tx: Tx, meeting: MeetingRow): Promise<SessionReport['absences']> {
  const byPerson = Map.groupBy(await absencesOf(tx, meeting), (one) => one.attendeeId);
  return [...byPerson.values()]
    .map((of) => ({ attendeeId: of[0]!.attendeeId, name: of[0]!.name, groupName: of[0]!.groupName, times: of.length }))
    .toSorted((one, other) => other.times - one.times);
}

interface SpeechRow {
  readonly form: 'oral' | 'written' | 'floor';
  readonly group_id: string | null;
  readonly attendee_id: string;
  readonly seconds: number | null;
}

/** Speeches that were given, and written ones that were taken into the record. */
async function speechSums(tx: Tx, meeting: MeetingRow, names: GroupNames): Promise<SessionReport['speeches']> {
  const rows: SpeechRow[] = await tables<AllTables>(tx)
    .selectFrom('speech as s')
    .innerJoin('attendee as a', (on) => on.onRef('a.body_id', '=', 's.body_id').onRef('a.id', '=', 's.attendee_id'))
    .select([
      sql<SpeechRow['form']>`case s.state when 'written' then 'written' else s.form end`.as('form'),
      'a.group_id',
      's.attendee_id',
      's.seconds',
    ])
    .where('s.body_id', '=', meeting.body_id)
    .where('s.meeting_id', '=', meeting.id)
    .where((or) => or.or([or('s.state', '=', 'spoken'), or('s.state', '=', 'written')]))
    .execute();
  const seconds = (of: readonly SpeechRow[]) => of.reduce((sum, row) => sum + (row.seconds ?? 0), 0);
  const byForm = Map.groupBy(rows, (row) => row.form);
  const byGroup = Map.groupBy(rows, (row) => row.group_id);
  return {
    forms: (['oral', 'written', 'floor'] as const).map((form) => {
      const of = byForm.get(form) ?? [];
      return { form, count: of.length, people: new Set(of.map((row) => row.attendee_id)).size, seconds: seconds(of) };
    }),
    groups: [...byGroup]
      .toSorted(([one], [other]) => names.orderOf(one) - names.orderOf(other))
      .map(([id, of]) => ({ id, name: names.nameOf(id), count: of.length, seconds: seconds(of) })),
  };
}

async function papersRead(tx: Tx, meeting: MeetingRow): Promise<SessionReport['papers']> {
  const byPaper = Map.groupBy(await paperReadings(tx, meeting), (row) => row.id);
  return [...byPaper.values()].map((rows) => ({
    id: rows[0]!.id,
    title: rows[0]!.title,
    due: rows.reduce((sum, row) => sum + row.due, 0),
    read: rows.reduce((sum, row) => sum + row.read, 0),
  }));
}

async function briefsByGroup(tx: Tx, meeting: MeetingRow, names: GroupNames): Promise<SessionReport['briefs']> {
  const rows = await tables<AllTables>(tx)
    .selectFrom('session_brief')
    .select((of) => ['group_id', sql<number>`${of.fn.countAll()}::int`.as('issued')])
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where('state', '=', 'issued')
    .groupBy('group_id')
    .execute();
  return rows
    .toSorted((one, other) => names.orderOf(one.group_id) - names.orderOf(other.group_id))
    .map((row) => ({ id: row.group_id, name: row.group_id === null ? '大会' : names.nameOf(row.group_id), issued: row.issued }));
}

async function noticesRead(tx: Tx, meeting: MeetingRow): Promise<SessionReport['notices']> {
  const { rows } = await sql<{ id: string; title: string; sent_at: Date; due: number; read: number; confirmed: number }>`
    select n.id, n.title, n.sent_at, count(r.attendee_id)::int as due, count(r.read_at)::int as read, count(r.confirmed_at)::int as confirmed
    from meeting_notice n left join meeting_notice_receipt r on r.body_id = n.body_id and r.notice_id = n.id
    where n.body_id = ${meeting.body_id} and n.meeting_id = ${meeting.id} and n.state = 'sent'
    group by n.id, n.title, n.sent_at order by n.sent_at, n.id`.execute(tables<AllTables>(tx));
  return rows.map(({ sent_at, ...row }) => ({ ...row, sentAt: sent_at.toISOString() }));
}
