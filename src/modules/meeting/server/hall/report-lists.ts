import { sql } from 'kysely';
import type { AnswerOf } from '#platform/contract/route.ts';
import { decodeCursor, encodeCursor } from '#platform/contract/paging.ts';
import { platformProblem } from '#platform/contract/problem.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { listFigure } from '../../contract/hall/routes.ts';
import { noGroup, type FigureLine, type FigureQuery } from '../../contract/hall/report.ts';
import { leaveGroundsWords } from '../../contract/people/leave.ts';
import { scanMeansWords } from '../../contract/presence/words.ts';
import { meetingOf, sittingOf, type MeetingRow, type SittingRow } from '../core/find.ts';
import type { RaisedMatters } from '../parts.ts';
import { peopleOfSitting, type SittingPerson } from '../presence/counts.ts';
import { absencesOf } from './absences.ts';
import { groupNames } from './group-names.ts';
import { raisedIn } from './raised.ts';
import { isFor } from '../papers/find-paper.ts';
import type { AllTables } from './tables.ts';

type Figure = FigureQuery['figure'];

/** The list behind a figure of the statistics. It has as many rows as the figure says. */
export async function listBehind(
  tx: Tx,
  meetingId: string,
  query: FigureQuery,
  raised: RaisedMatters,
): Promise<AnswerOf<typeof listFigure>> {
  const meeting = await meetingOf(tx, meetingId);
  const all = query.figure === 'raised' ? await listRaised(tx, meeting, query, raised) : await lists[query.figure](tx, meeting, query);
  return pageOf(all, query);
}

/** The rows after the cursor's, which names the last one that was shown; rows added in front of it since then move nothing. */
function pageOf(all: readonly FigureLine[], { cursor, limit }: FigureQuery): AnswerOf<typeof listFigure> {
  const last = cursor === undefined ? null : decodeCursor(cursor)?.[0];
  if (last === undefined) throw platformProblem('request.cursor');
  const from = last === null ? 0 : all.findIndex((one) => one.id === last) + 1;
  const items = all.slice(from, from + limit);
  return { items, next: from + limit < all.length ? encodeCursor([items.at(-1)!.id]) : null };
}

const lists: Readonly<Record<Exclude<Figure, 'raised'>, (tx: Tx, meeting: MeetingRow, query: FigureQuery) => Promise<FigureLine[]>>> = {
  people: listPeople,
  registered: listPeople,
  attendance: listAttendance,
  absence: listAbsences,
  leave: listLeaves,
  speech: listSpeeches,
  paper: listReaders,
  brief: listBriefs,
  notice: listReceipts,
};

const ofGroup = (query: FigureQuery) => (groupId: string | null) =>
  query.groupId === undefined || (query.groupId === noGroup ? groupId === null : groupId === query.groupId);

async function listPeople(tx: Tx, meeting: MeetingRow, query: FigureQuery): Promise<FigureLine[]> {
  const rows = await tables<AllTables>(tx)
    .selectFrom('attendee as a')
    .leftJoin('meeting_group as g', (on) => on.onRef('g.body_id', '=', 'a.body_id').onRef('g.id', '=', 'a.group_id'))
    .select(['a.id', 'a.name', 'a.group_id', 'g.name as group_name', 'a.title', 'a.registered_at'])
    .where('a.body_id', '=', meeting.body_id)
    .where('a.meeting_id', '=', meeting.id)
    .where('a.left_at', 'is', null)
    .where('a.category', '=', query.category ?? 'member')
    .where((where) => (query.figure === 'registered' ? where('a.registered_at', 'is not', null) : sql.lit(true)))
    .orderBy(sql`g.position nulls last`)
    .orderBy('a.position')
    .orderBy('a.pinyin')
    .orderBy('a.id')
    .execute();
  return rows
    .filter((row) => ofGroup(query)(row.group_id))
    .map((row) => line(row.id, row.name, row.group_name, row.title, row.registered_at));
}

/** Members due at a sitting whom a figure of it counts. */
async function peopleBehind(
  tx: Tx,
  meeting: MeetingRow,
  sitting: SittingRow,
  query: Pick<FigureQuery, 'outcome' | 'groupId'>,
): Promise<SittingPerson[]> {
  const people = await peopleOfSitting(tx, meeting, sitting);
  return people.filter(
    (one) =>
      one.category === 'member' &&
      (query.outcome === undefined || one.state === query.outcome) &&
      ofGroup(query as FigureQuery)(one.groupId),
  );
}

async function listAttendance(tx: Tx, meeting: MeetingRow, query: FigureQuery): Promise<FigureLine[]> {
  if (query.sittingId === undefined) return [];
  const people = await peopleBehind(tx, meeting, await sittingOf(tx, meeting, query.sittingId), query);
  return people.map((one) => line(one.attendeeId, one.name, one.groupName, attendanceWords(one), one.at));
}

function attendanceWords(one: SittingPerson): string {
  if (one.state === 'present') return one.means ? `已到，${scanMeansWords[one.means]}` : '已到';
  if (one.state === 'missing') return '未到';
  const grounds = leaveGroundsWords[one.grounds as keyof typeof leaveGroundsWords];
  return grounds ? `请假，${grounds}` : '请假';
}

/** The sittings at which somebody was missing without leave. */
async function listAbsences(tx: Tx, meeting: MeetingRow, query: FigureQuery): Promise<FigureLine[]> {
  const found = await absencesOf(tx, meeting, query.attendeeId);
  return found.map((one) => line(`${one.sittingId}/${one.attendeeId}`, one.name, one.groupName, one.title, one.startsAt));
}

async function listLeaves(tx: Tx, meeting: MeetingRow, query: FigureQuery): Promise<FigureLine[]> {
  const rows = await tables<AllTables>(tx)
    .selectFrom('leave_request as l')
    .innerJoin('attendee as a', (on) => on.onRef('a.body_id', '=', 'l.body_id').onRef('a.id', '=', 'l.attendee_id'))
    .leftJoin('meeting_group as g', (on) => on.onRef('g.body_id', '=', 'a.body_id').onRef('g.id', '=', 'a.group_id'))
    .select(['l.id', 'a.name', 'g.name as group_name', 'l.grounds', 'l.words', 'l.from_at'])
    .where('l.body_id', '=', meeting.body_id)
    .where('l.meeting_id', '=', meeting.id)
    .where('l.state', '=', 'granted')
    .orderBy('l.from_at')
    .orderBy('l.id')
    .execute();
  return rows
    .filter((row) => query.grounds === undefined || row.grounds === query.grounds)
    .map((row) =>
      line(row.id, row.name, row.group_name, [leaveGroundsWords[row.grounds], row.words].filter(Boolean).join('：'), row.from_at),
    );
}

async function listSpeeches(tx: Tx, meeting: MeetingRow, query: FigureQuery): Promise<FigureLine[]> {
  const rows = await tables<AllTables>(tx)
    .selectFrom('speech as s')
    .innerJoin('attendee as a', (on) => on.onRef('a.body_id', '=', 's.body_id').onRef('a.id', '=', 's.attendee_id'))
    .leftJoin('meeting_group as g', (on) => on.onRef('g.body_id', '=', 'a.body_id').onRef('g.id', '=', 'a.group_id'))
    .select([
      's.id',
      sql<string>`case s.state when 'written' then 'written' else s.form end`.as('form'),
      'a.name',
      'a.group_id',
      'g.name as group_name',
      's.title',
      's.seconds',
      's.began_at',
    ])
    .where('s.body_id', '=', meeting.body_id)
    .where('s.meeting_id', '=', meeting.id)
    .where((or) => or.or([or('s.state', '=', 'spoken'), or('s.state', '=', 'written')]))
    .orderBy('s.began_at')
    .orderBy('s.id')
    .execute();
  return rows
    .filter((row) => (query.form === undefined || row.form === query.form) && ofGroup(query)(row.group_id))
    .map((row) =>
      line(row.id, row.name, row.group_name, [row.title, row.seconds ? minutes(row.seconds) : ''].filter(Boolean).join('，'), row.began_at),
    );
}

/** `7 分 38 秒` */
function minutes(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} 秒` : `${Math.floor(whole / 60)} 分${whole % 60 === 0 ? '钟' : ` ${whole % 60} 秒`}`;
}

async function listRaised(tx: Tx, meeting: MeetingRow, query: FigureQuery, raised: RaisedMatters): Promise<FigureLine[]> {
  const [matters, names] = await Promise.all([raisedIn(tx, meeting, raised), groupNames(tx, meeting)]);
  return matters
    .filter(
      (one) => one.kind === query.kind && (query.standing === undefined || one.standing === query.standing) && ofGroup(query)(one.groupId),
    )
    .map((one) => {
      const words = [one.number, one.title, one.state].filter(Boolean).join('，');
      return line(one.id, one.author, one.groupId === null ? '' : names.nameOf(one.groupId), words, one.at);
    });
}

async function listReaders(tx: Tx, meeting: MeetingRow, query: FigureQuery): Promise<FigureLine[]> {
  if (query.paperId === undefined) return [];
  const { rows } = await sql<{ id: string; name: string; group_name: string | null; read_at: Date | null }>`
    select a.id, a.name, g.name as group_name, case when r.version >= p.version then r.opened_at end as read_at
    from paper p
    join attendee a on a.body_id = p.body_id and a.meeting_id = p.meeting_id and ${isFor}
    left join paper_reading r on r.body_id = p.body_id and r.paper_id = p.id and r.attendee_id = a.id
    left join meeting_group g on g.body_id = a.body_id and g.id = a.group_id
    where p.body_id = ${meeting.body_id} and p.meeting_id = ${meeting.id} and p.id = ${query.paperId} and p.state = 'issued'
    order by g.position nulls last, a.position, a.pinyin, a.id`.execute(tables<AllTables>(tx));
  return rows
    .filter((row) => query.done === undefined || (row.read_at !== null) === (query.done !== 'no'))
    .map((row) => line(row.id, row.name, row.group_name, row.read_at ? '已读' : '未读', row.read_at));
}

async function listBriefs(tx: Tx, meeting: MeetingRow, query: FigureQuery): Promise<FigureLine[]> {
  const [rows, names] = await Promise.all([
    tables<AllTables>(tx)
      .selectFrom('session_brief')
      .select(['id', 'group_id', 'number', 'title', 'written_by', 'issued_at'])
      .where('body_id', '=', meeting.body_id)
      .where('meeting_id', '=', meeting.id)
      .where('state', '=', 'issued')
      .orderBy('number')
      .orderBy('id')
      .execute(),
    groupNames(tx, meeting),
  ]);
  return rows
    .filter((row) => ofGroup(query)(row.group_id))
    .map((row) =>
      line(
        row.id,
        row.title,
        row.group_id === null ? '大会' : names.nameOf(row.group_id),
        `第 ${row.number ?? '—'} 期，${row.written_by}`,
        row.issued_at,
      ),
    );
}

async function listReceipts(tx: Tx, meeting: MeetingRow, query: FigureQuery): Promise<FigureLine[]> {
  if (query.noticeId === undefined) return [];
  const rows = await tables<AllTables>(tx)
    .selectFrom('meeting_notice_receipt as r')
    .innerJoin('attendee as a', (on) => on.onRef('a.body_id', '=', 'r.body_id').onRef('a.id', '=', 'r.attendee_id'))
    .leftJoin('meeting_group as g', (on) => on.onRef('g.body_id', '=', 'a.body_id').onRef('g.id', '=', 'a.group_id'))
    .select(['a.id', 'a.name', 'g.name as group_name', 'r.read_at', 'r.confirmed_at'])
    .where('r.body_id', '=', meeting.body_id)
    .where('r.meeting_id', '=', meeting.id)
    .where('r.notice_id', '=', query.noticeId)
    .orderBy(sql`g.position nulls last`)
    .orderBy('a.pinyin')
    .orderBy('a.id')
    .execute();
  const counted = {
    yes: (row: (typeof rows)[number]) => row.read_at !== null,
    no: (row: (typeof rows)[number]) => row.read_at === null,
    confirmed: (row: (typeof rows)[number]) => row.confirmed_at !== null,
  };
  return rows
    .filter((row) => query.done === undefined || counted[query.done](row))
    .map((row) =>
      line(row.id, row.name, row.group_name, row.confirmed_at ? '已确认' : row.read_at ? '已读' : '未读', row.confirmed_at ?? row.read_at),
    );
}

function line(id: string, name: string, groupName: string | null, words: string, at: Date | null): FigureLine {
  return { id, name, groupName: groupName ?? '', words, at: at?.toISOString() ?? null };
}
