import { sql } from 'kysely';
import type { AnswerOf, BodyOf, QueryOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { emit, recordAct, tables } from '#platform/server/database.ts';
import type { AttendeeCategory } from '../../contract/meeting.ts';
import { attendeeCategories } from '../../contract/meeting.ts';
import { noticeSent, noticeWithdrawn } from '../../contract/words/events.ts';
import type * as contract from '../../contract/words/notices.ts';
import { meetingProblem } from '../../contract/problems.ts';
import { wordsProblem } from '../../contract/words/problems.ts';
import type { MeetingRow } from '../core/find.ts';
import { meetingOf, ownMeeting } from '../core/find.ts';
import { tellChange } from '../core/tell.ts';
import type { WordsTables } from './tables.ts';

const db = (tx: Tx) => tables<WordsTables>(tx);

interface Recipients {
  readonly categories: readonly string[];
  readonly groupIds: readonly string[];
  readonly attendeeIds: readonly string[];
}

/** All notices of the meeting, newest first, with how many have read and confirmed them. */
export async function listNotices(tx: Tx, meetingId: string): Promise<AnswerOf<typeof contract.listNotices>> {
  return { items: await noticeLines(tx, await meetingOf(tx, meetingId)) };
}

/** Who has read and confirmed a notice, by group. Throws `meeting.notice-not-found`. */
export async function readNoticeReceipts(tx: Tx, meetingId: string, noticeId: string): Promise<contract.NoticeReceipts> {
  const meeting = await meetingOf(tx, meetingId);
  const [notice] = await noticeLines(tx, meeting, noticeId);
  if (!notice) throw wordsProblem('meeting.notice-not-found');
  const people = await db(tx)
    .selectFrom('meeting_notice_receipt as r')
    .innerJoin('attendee as a', (join) => join.onRef('a.body_id', '=', 'r.body_id').onRef('a.id', '=', 'r.attendee_id'))
    .leftJoin('meeting_group as g', (join) => join.onRef('g.body_id', '=', 'a.body_id').onRef('g.id', '=', 'a.group_id'))
    .select([
      'a.id',
      'a.name',
      'a.title',
      'a.category',
      'a.group_id',
      'g.name as group_name',
      'g.position as group_position',
      'r.read_at',
      'r.confirmed_at',
    ])
    .where('r.body_id', '=', meeting.body_id)
    .where('r.notice_id', '=', noticeId)
    .orderBy(sql`g.position nulls last`)
    .orderBy(notice.urgent ? sql`r.confirmed_at nulls first` : sql`r.read_at nulls first`)
    .orderBy('a.position')
    .orderBy('a.id')
    .execute();
  const groups = new Map<string, contract.NoticeReceipts['groups'][number]>();
  for (const one of people) {
    const name = one.group_name ?? attendeeCategories[one.category];
    const group = groups.get(name) ?? { groupId: one.group_id, name, told: 0, read: 0, confirmed: 0, people: [] };
    groups.set(name, group);
    group.told += 1;
    group.read += one.read_at ? 1 : 0;
    group.confirmed += one.confirmed_at ? 1 : 0;
    const times = { readAt: one.read_at?.toISOString() ?? null, confirmedAt: one.confirmed_at?.toISOString() ?? null };
    group.people.push({ attendeeId: one.id, name: one.name, title: one.title, ...times });
  }
  return { notice, groups: [...groups.values()] };
}

/** How many people a choice of recipients reaches, and how many of them have no account and must be told otherwise. */
export async function countRecipients(
  tx: Tx,
  meetingId: string,
  query: QueryOf<typeof contract.countRecipients>,
): Promise<AnswerOf<typeof contract.countRecipients>> {
  const meeting = await meetingOf(tx, meetingId);
  const list = (words: string) => words.split(',').filter((word) => word !== '');
  const chosen = { categories: list(query.categories), groupIds: list(query.groupIds), attendeeIds: list(query.attendeeIds) };
  const found = await recipients(tx, meeting, chosen);
  return { people: found.length, withoutAccount: found.filter((one) => one.person_id === null).length };
}

/**
 * Sends a notice: one receipt for each person. The id is made by the desk, so that a repetition sends nothing twice. Throws `meeting.notice-draft` before the
 * meeting is announced, `meeting.notice-nobody` where nobody would get it.
 */
export async function sendNotice(
  tx: Tx,
  meetingId: string,
  noticeId: string,
  body: BodyOf<typeof contract.sendNotice>,
): Promise<{ told: number }> {
  const meeting = await ownMeeting(tx, meetingId, { evenEnded: true });
  if (meeting.state === 'draft') throw wordsProblem('meeting.notice-draft');
  const there = await db(tx)
    .selectFrom('meeting_notice')
    .select('id')
    .where('body_id', '=', meeting.body_id)
    .where('id', '=', noticeId)
    .executeTakeFirst();
  if (there) throw meetingProblem('meeting.changed-meanwhile');
  const told = await recipients(tx, meeting, body);
  if (told.length === 0) throw wordsProblem('meeting.notice-nobody');
  const row = { body_id: meeting.body_id, id: noticeId, meeting_id: meeting.id, title: body.title, words: body.words, urgent: body.urgent };
  const chosen = { categories: body.categories, group_ids: body.groupIds, attendee_ids: body.attendeeIds };
  await db(tx)
    .insertInto('meeting_notice')
    .values({ ...row, ...chosen, state: 'sent', sent_at: tx.now, sent_by: tx.actor.name })
    .execute();
  await sql`insert into meeting_notice_receipt (body_id, notice_id, attendee_id, meeting_id)
    select ${meeting.body_id}, ${noticeId}, told.id, ${meeting.id} from unnest(${told.map((one) => one.id)}::uuid[]) as told (id)`.execute(
    db(tx),
  );
  emit(tx, noticeSent, { bodyId: meeting.body_id, subject: noticeId, topics: [], payload: { meetingId: meeting.id, again: false } });
  await tellChange(tx, meeting, { parts: ['notices'], subjectKind: 'notice', subjectId: noticeId });
  note(tx, meeting, 'meeting.send-notice', noticeId, { told: told.length, urgent: body.urgent, ...chosen });
  return { told: told.length };
}

/** Tells those again who still owe an answer: who have not confirmed an urgent notice, or not read another one. */
export async function remindNotice(tx: Tx, meetingId: string, noticeId: string): Promise<{ reminded: number }> {
  const meeting = await ownMeeting(tx, meetingId, { evenEnded: true });
  const notice = await lockSent(tx, meeting, noticeId);
  const owing = await db(tx)
    .selectFrom('meeting_notice_receipt')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('body_id', '=', meeting.body_id)
    .where('notice_id', '=', noticeId)
    .where(notice.urgent ? 'confirmed_at' : 'read_at', 'is', null)
    .executeTakeFirstOrThrow();
  const reminded = owing.count;
  if (reminded === 0) throw wordsProblem('meeting.notice-all-answered', { answered: notice.urgent ? '确认' : '阅读' });
  await db(tx)
    .updateTable('meeting_notice')
    .set({ reminded_at: tx.now })
    .where('body_id', '=', meeting.body_id)
    .where('id', '=', noticeId)
    .execute();
  emit(tx, noticeSent, { bodyId: meeting.body_id, subject: noticeId, topics: [], payload: { meetingId: meeting.id, again: true } });
  note(tx, meeting, 'meeting.remind-notice', noticeId, { reminded });
  return { reminded };
}

/** Takes a notice back: it vanishes from phones at once, read or not. Its receipts stay for the office. */
export async function withdrawNotice(tx: Tx, meetingId: string, noticeId: string): Promise<{ done: true }> {
  const meeting = await ownMeeting(tx, meetingId, { evenEnded: true });
  await lockSent(tx, meeting, noticeId);
  await db(tx)
    .updateTable('meeting_notice')
    .set({ state: 'withdrawn', withdrawn_at: tx.now })
    .where('body_id', '=', meeting.body_id)
    .where('id', '=', noticeId)
    .execute();
  emit(tx, noticeWithdrawn, { bodyId: meeting.body_id, subject: noticeId, topics: [], payload: { meetingId: meeting.id } });
  await tellChange(tx, meeting, { parts: ['notices'], subjectKind: 'notice', subjectId: noticeId });
  note(tx, meeting, 'meeting.withdraw-notice', noticeId, {});
  return { done: true };
}

/** People of the meeting who are meant; nothing chosen means everybody. A group means who sits in it and who holds a post there. */
async function recipients(tx: Tx, meeting: MeetingRow, chosen: Recipients): Promise<{ id: string; person_id: string | null }[]> {
  const { categories, groupIds, attendeeIds } = chosen;
  const everybody = categories.length + groupIds.length + attendeeIds.length === 0;
  return await db(tx)
    .selectFrom('attendee as a')
    .select(['a.id', 'a.person_id'])
    .where('a.body_id', '=', meeting.body_id)
    .where('a.meeting_id', '=', meeting.id)
    .where('a.left_at', 'is', null)
    .$if(!everybody, (people) =>
      people.where(
        sql<boolean>`(a.category = any(${[...categories]}::text[]) or a.group_id = any(${[...groupIds]}::uuid[]) or a.id = any(${[...attendeeIds]}::uuid[])
          or exists (select from attendee_post p where p.body_id = a.body_id and p.attendee_id = a.id and p.group_id = any(${[...groupIds]}::uuid[])))`,
      ),
    )
    .execute();
}

async function lockSent(tx: Tx, meeting: MeetingRow, noticeId: string) {
  const row = await db(tx)
    .selectFrom('meeting_notice')
    .select(['state', 'urgent'])
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where('id', '=', noticeId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw wordsProblem('meeting.notice-not-found');
  if (row.state === 'withdrawn') throw wordsProblem('meeting.notice-withdrawn');
  return row;
}

async function noticeLines(tx: Tx, meeting: MeetingRow, noticeId?: string): Promise<contract.NoticeLine[]> {
  const [rows, groups] = await Promise.all([
    db(tx)
      .selectFrom('meeting_notice as n')
      .innerJoinLateral(
        ({ selectFrom }) =>
          selectFrom('meeting_notice_receipt as r')
            .select([
              sql<number>`count(*)::int`.as('told'),
              sql<number>`count(r.read_at)::int`.as('read'),
              sql<number>`count(r.confirmed_at)::int`.as('confirmed'),
            ])
            .whereRef('r.body_id', '=', 'n.body_id')
            .whereRef('r.notice_id', '=', 'n.id')
            .as('c'),
        (join) => join.onTrue(),
      )
      .selectAll('n')
      .select(['c.told', 'c.read', 'c.confirmed'])
      .where('n.body_id', '=', meeting.body_id)
      .where('n.meeting_id', '=', meeting.id)
      .$if(noticeId !== undefined, (found) => found.where('n.id', '=', noticeId!))
      .orderBy('n.sent_at', 'desc')
      .orderBy('n.id', 'desc')
      .execute(),
    db(tx)
      .selectFrom('meeting_group')
      .select(['id', 'name'])
      .where('body_id', '=', meeting.body_id)
      .where('meeting_id', '=', meeting.id)
      .execute(),
  ]);
  const names = new Map(groups.map((group) => [group.id, group.name]));
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    words: row.words,
    urgent: row.urgent,
    state: row.state,
    toWords: recipientWords(
      row.categories,
      row.group_ids.map((id) => names.get(id) ?? ''),
      row.attendee_ids.length,
    ),
    sentAt: row.sent_at.toISOString(),
    sentBy: row.sent_by,
    remindedAt: row.reminded_at?.toISOString() ?? null,
    withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
    told: row.told,
    read: row.read,
    confirmed: row.confirmed,
  }));
}

function recipientWords(categories: readonly AttendeeCategory[], groups: readonly string[], people: number): string {
  const named = [...categories.map((category) => attendeeCategories[category]), ...groups.filter((name) => name !== '')];
  const some = named.length > 3 ? `${named.slice(0, 3).join('、')}等 ${named.length} 类` : named.join('、');
  return [some, people > 0 ? `点名 ${people} 人` : ''].filter((word) => word !== '').join('，') || '全体参会人员';
}

function note(tx: Tx, meeting: MeetingRow, act: string, subjectId: string, detail: Record<string, unknown>): void {
  recordAct(tx, { bodyId: meeting.body_id, act, subjectKind: 'meeting_notice', subjectId, detail });
}
