import { sql } from 'kysely';
import type { BodyOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { emit, recordAct } from '#platform/server/database.ts';
import type { AttendeeCategory } from '../../contract/meeting.ts';
import { papersIssued, paperWithdrawn, unreadReminded } from '../../contract/papers/events.ts';
import type { PaperClass } from '../../contract/papers/paper.ts';
import { papersProblem } from '../../contract/papers/problems.ts';
import type { changePaper as changeRoute } from '../../contract/papers/routes.ts';
import { standings } from '../../contract/standing.ts';
import type { MeetingRow } from '../core/find.ts';
import { ownMeeting } from '../core/find.ts';
import { tellChange } from '../core/tell.ts';
import type { PaperRow } from './find-paper.ts';
import { lockedPaper, papersDb } from './find-paper.ts';
import { officePapers } from './list-papers.ts';

const done = { done: true } as const;
interface Of {
  readonly meetingId: string;
  readonly paperId: string;
}

/** Changes what a paper is called, how far it may go, where it belongs and whom it is for. Readers are told where an issued one changed. */
export async function changePaper(tx: Tx, params: Of, fields: BodyOf<typeof changeRoute>): Promise<typeof done> {
  const meeting = await ownMeeting(tx, params.meetingId, { evenEnded: true });
  const paper = await lockedPaper(tx, meeting, params.paperId);
  await refuseForeignPlaces(tx, meeting, fields);
  refuseOutside(fields.class ?? paper.class, fields.categories ?? paper.categories);
  const set = {
    ...(fields.title === undefined ? {} : { title: fields.title }),
    ...(fields.class === undefined ? {} : { class: fields.class }),
    ...(fields.agendaItemId === undefined ? {} : { agenda_item_id: fields.agendaItemId }),
    ...(fields.sittingId === undefined ? {} : { sitting_id: fields.sittingId }),
    ...(fields.groupIds === undefined ? {} : { group_ids: fields.groupIds }),
    ...(fields.categories === undefined ? {} : { categories: fields.categories }),
  };
  await papersDb(tx)
    .updateTable('paper')
    .set({ ...set, changed_at: tx.now })
    .where('body_id', '=', meeting.body_id)
    .where('id', '=', paper.id)
    .execute();
  record(tx, meeting, paper.id, 'meeting.change-paper', { fields: Object.keys(fields) });
  if (paper.state === 'issued') await tellReaders(tx, meeting, paper.id);
  return done;
}

/** Refuses with `meeting.paper-place` a sitting, an agenda item or a group that is none of the meeting's. */
export async function refuseForeignPlaces(
  tx: Tx,
  meeting: Pick<MeetingRow, 'body_id' | 'id'>,
  named: { sittingId?: string | null | undefined; agendaItemId?: string | null | undefined; groupIds?: readonly string[] | undefined },
): Promise<void> {
  const groups = [...new Set(named.groupIds ?? [])];
  const { rows } = await sql<{ fits: boolean }>`
    select (${named.sittingId ?? null}::uuid is null or exists (
        select from sitting where body_id = ${meeting.body_id} and meeting_id = ${meeting.id} and id = ${named.sittingId ?? null}::uuid))
      and (${named.agendaItemId ?? null}::uuid is null or exists (
        select from agenda_item where body_id = ${meeting.body_id} and meeting_id = ${meeting.id} and id = ${named.agendaItemId ?? null}::uuid))
      and (select count(*) from meeting_group where body_id = ${meeting.body_id} and meeting_id = ${meeting.id} and id = any(${groups}::uuid[])) = ${groups.length}::int
      as fits`.execute(papersDb(tx));
  if (!rows[0]!.fits) throw papersProblem('meeting.paper-place');
}

/** Refuses with `meeting.paper-outside` to give what is not public to those who only watch or report the meeting. */
export function refuseOutside(paperClass: PaperClass, categories: readonly AttendeeCategory[]): void {
  if (paperClass !== 'public' && categories.some((one) => !standings[one].readsInside)) throw papersProblem('meeting.paper-outside');
}

/** Puts the meeting's papers into the order of `ids`, which must name all of them. */
export async function orderPapers(tx: Tx, meetingId: string, ids: readonly string[]): Promise<typeof done> {
  const meeting = await ownMeeting(tx, meetingId, { evenEnded: true });
  const { rows } = await sql<{ count: number; all: number }>`
    with placed as (
      update paper p set position = o.position::int from unnest(${ids}::uuid[]) with ordinality as o (id, position)
      where p.body_id = ${meeting.body_id} and p.meeting_id = ${meeting.id} and p.id = o.id returning p.id)
    select (select count(*)::int from placed) as count,
      (select count(*)::int from paper where body_id = ${meeting.body_id} and meeting_id = ${meeting.id}) as all`.execute(papersDb(tx));
  const [moved] = rows;
  if (moved!.count !== ids.length || moved!.all !== ids.length) throw papersProblem('meeting.paper-order');
  record(tx, meeting, meeting.id, 'meeting.order-papers', { papers: ids.length });
  await tellReaders(tx, meeting, meeting.id);
  return done;
}

/** Issues drafts: those whom they are for read them from now on and are told. Throws `meeting.paper-not-draft` where one is none. */
export async function issuePapers(tx: Tx, meetingId: string, ids: readonly string[]): Promise<{ issued: number }> {
  const meeting = await ownMeeting(tx, meetingId);
  const wanted = [...new Set(ids)];
  const issued = await papersDb(tx)
    .updateTable('paper')
    .set({ state: 'issued', issued_at: tx.now, changed_at: tx.now })
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where('state', '=', 'draft')
    .where(sql<boolean>`id = any(${wanted}::uuid[])`)
    .returning(['id', 'title', 'position', 'version'])
    .execute();
  if (issued.length !== wanted.length) throw papersProblem('meeting.paper-not-draft');
  if (issued.some((paper) => paper.version === 0)) throw papersProblem('meeting.paper-no-file');
  const titles = issued.toSorted((a, b) => a.position - b.position).map((paper) => `《${paper.title}》`);
  const words = titles.length > 3 ? `印发会议文件 ${titles.length} 份：${titles.slice(0, 2).join('')}等` : `印发会议文件${titles.join('')}`;
  for (const paper of issued) record(tx, meeting, paper.id, 'meeting.issue-paper', {});
  await tellChange(tx, meeting, { parts: ['papers'], subjectKind: 'paper', subjectId: issued[0]!.id, words });
  emit(tx, papersIssued, {
    bodyId: meeting.body_id,
    subject: meeting.id,
    topics: [],
    payload: { meetingId: meeting.id, paperIds: wanted, words },
  });
  return { issued: issued.length };
}

/** Takes an issued paper back: it leaves every device and every list of those who had it. */
export async function withdrawPaper(tx: Tx, params: Of, words: string): Promise<typeof done> {
  const meeting = await ownMeeting(tx, params.meetingId, { evenEnded: true });
  const paper = await lockedPaper(tx, meeting, params.paperId);
  if (paper.state !== 'issued') throw papersProblem('meeting.paper-not-issued');
  await papersDb(tx)
    .updateTable('paper')
    .set({ state: 'withdrawn', withdrawn_words: words, changed_at: tx.now })
    .where('body_id', '=', meeting.body_id)
    .where('id', '=', paper.id)
    .execute();
  record(tx, meeting, paper.id, 'meeting.withdraw-paper', {});
  const told = `撤回会议文件《${paper.title}》：${words}`;
  await tellChange(tx, meeting, { parts: ['papers'], subjectKind: 'paper', subjectId: paper.id, words: told });
  emit(tx, paperWithdrawn, {
    bodyId: meeting.body_id,
    subject: paper.id,
    topics: [],
    payload: { meetingId: meeting.id, paperId: paper.id },
  });
  return done;
}

/** Removes a draft that nobody but the office has seen. */
export async function discardPaper(tx: Tx, params: Of): Promise<typeof done> {
  const meeting = await ownMeeting(tx, params.meetingId, { evenEnded: true });
  const paper = await lockedPaper(tx, meeting, params.paperId);
  if (paper.state !== 'draft') throw papersProblem('meeting.paper-issued');
  await papersDb(tx).deleteFrom('paper').where('body_id', '=', meeting.body_id).where('id', '=', paper.id).execute();
  record(tx, meeting, paper.id, 'meeting.discard-paper', {});
  return done;
}

/** Has those told, after commit, who have not read the version in force. Throws `meeting.paper-all-read` where there is nobody. */
export async function remindUnread(tx: Tx, params: Of, groupId: string | null): Promise<{ people: number }> {
  const meeting = await ownMeeting(tx, params.meetingId);
  const paper = await lockedPaper(tx, meeting, params.paperId);
  if (paper.state !== 'issued') throw papersProblem('meeting.paper-not-issued');
  const people = (await unreadPeople(tx, paper, groupId)).length;
  if (people === 0) throw papersProblem('meeting.paper-all-read');
  record(tx, meeting, paper.id, 'meeting.remind-unread-paper', { people, groupId });
  emit(tx, unreadReminded, {
    bodyId: meeting.body_id,
    subject: paper.id,
    topics: [],
    payload: { meetingId: meeting.id, paperId: paper.id, groupId },
  });
  return { people };
}

/** Ids of the people with an account whom the paper is for and who have not opened the version in force. */
export async function unreadPeople(tx: Tx, paper: Pick<PaperRow, 'body_id' | 'id'>, groupId: string | null): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select a.person_id from paper p
    join attendee a on a.body_id = p.body_id and a.meeting_id = p.meeting_id and a.person_id is not null
      and a.left_at is null and a.category = any(p.categories) and (p.group_ids = '{}' or a.group_id = any(p.group_ids)
        or exists (select from attendee_post o where o.body_id = a.body_id and o.attendee_id = a.id and o.group_id = any(p.group_ids)))
    left join paper_reading r on r.body_id = p.body_id and r.paper_id = p.id and r.attendee_id = a.id
    where p.body_id = ${paper.body_id} and p.id = ${paper.id} and p.state = 'issued' and (r.opened_at is null or r.version < p.version)
      and (${groupId}::uuid is null or a.group_id = ${groupId}::uuid)`.execute(papersDb(tx));
  return rows.map((row) => row.person_id);
}

/** What the office set becomes visible to readers at once, without words. */
export async function tellReaders(tx: Tx, meeting: MeetingRow, subjectId: string): Promise<void> {
  await tellChange(tx, meeting, { parts: ['papers'], subjectKind: 'paper', subjectId });
}

export function record(
  tx: Tx,
  meeting: Pick<MeetingRow, 'body_id'>,
  subjectId: string,
  act: string,
  detail: Record<string, unknown>,
): void {
  recordAct(tx, { bodyId: meeting.body_id, act, subjectKind: 'paper', subjectId, detail });
}

/** The paper as the office lists it. */
export async function officePaperOf(tx: Tx, meeting: Pick<MeetingRow, 'body_id' | 'id'>, paperId: string) {
  return (await officePapers(tx, meeting, paperId))[0]!;
}
