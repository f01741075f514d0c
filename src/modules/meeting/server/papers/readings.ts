import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { recordAct } from '#platform/server/database.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { PaperTexts, ReadingReport } from '../../contract/papers/paper.ts';
import { papersProblem } from '../../contract/papers/problems.ts';
import type { listOwnPapers as ownRoute, readPaper as readRoute } from '../../contract/papers/routes.ts';
import type { AttendeeRow, MeetingRow } from '../core/find.ts';
import { meetingOf, ownAttendance } from '../core/find.ts';
import type { ReadablePaper } from './find-paper.ts';
import { isOffice, papersDb, readablePaper } from './find-paper.ts';
import { ownPapers, readingOf } from './own-papers.ts';
import { isClosed, leavesAt } from './return-rules.ts';

/** The papers that are for the actor, with the sittings and agenda items that they belong to; none for staff who are none of the meeting's people. */
export async function listOwnPapers(tx: Tx, meetingId: string): Promise<AnswerOf<typeof ownRoute>> {
  const meeting = await meetingOf(tx, meetingId);
  const attendee = await ownAttendance(tx, meeting);
  const papers = attendee ? await ownPapers(tx, attendee) : [];
  const agendaItems = await itemsOf(tx, meeting, idsOf(papers.map((paper) => paper.agendaItemId)));
  const named = [...papers.map((paper) => paper.sittingId), ...agendaItems.map((item) => item.sittingId)];
  const sittings = await papersDb(tx)
    .selectFrom('sitting')
    .select(['id', 'title', 'starts_at'])
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where(sql<boolean>`id = any(${idsOf(named)}::uuid[])`)
    .orderBy('starts_at')
    .orderBy('id')
    .execute();
  return {
    meeting: { title: meeting.title, state: meeting.state },
    papers,
    sittings: sittings.map((row) => ({ id: row.id, title: row.title, startsAt: row.starts_at.toISOString() })),
    agendaItems,
    attends: attendee !== null,
  };
}

function idsOf(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}

async function itemsOf(tx: Tx, meeting: MeetingRow, ids: readonly string[]): Promise<AnswerOf<typeof ownRoute>['agendaItems']> {
  if (ids.length === 0) return [];
  const rows = await papersDb(tx)
    .selectFrom('agenda_item')
    .select(['id', 'title', 'sitting_id'])
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute();
  return rows.map((row) => ({ id: row.id, title: row.title, sittingId: row.sitting_id }));
}

/** A paper with its versions, where the actor is in it, and who he is for the watermark. */
export async function readPaper(tx: Tx, params: { meetingId: string; paperId: string }): Promise<AnswerOf<typeof readRoute>> {
  const { meeting, paper, attendee } = await readablePaper(tx, params);
  const db = papersDb(tx);
  const [versions, reading] = await Promise.all([
    db
      .selectFrom('paper_version')
      .select(['version', 'bytes', 'pages', 'change_words', 'made_by', 'made_at', 'page_map'])
      .where('body_id', '=', paper.body_id)
      .where('paper_id', '=', paper.id)
      .orderBy('version')
      .execute(),
    attendee
      ? db
          .selectFrom('paper_reading')
          .selectAll()
          .where('body_id', '=', paper.body_id)
          .where('paper_id', '=', paper.id)
          .where('attendee_id', '=', attendee.id)
          .executeTakeFirst()
      : undefined,
  ]);
  return {
    id: paper.id,
    meetingId: meeting.id,
    title: paper.title,
    class: paper.class,
    state: paper.state,
    version: paper.version,
    until: leavesAt(paper.class, meeting)?.toISOString() ?? null,
    closed: !isOffice(tx, meeting) && isClosed(paper.class, meeting, tx.now),
    versions: versions.map((row) => ({
      version: row.version,
      bytes: row.bytes,
      pages: row.pages,
      changeWords: row.change_words,
      madeBy: row.made_by,
      madeAt: row.made_at.toISOString(),
      pageMap: row.page_map,
    })),
    reading: reading ? readingOf(reading) : null,
    reader: {
      name: attendee?.name ?? tx.actor.name,
      certificateNumber: attendee?.certificate_number ?? '',
      attends: attendee !== null,
    },
  };
}

/** Text and sizes of the pages of one version that the actor may open. */
export async function readPaperTexts(tx: Tx, params: { meetingId: string; paperId: string; version: number }): Promise<PaperTexts> {
  const readable = await readablePaper(tx, params);
  refuseClosed(tx, readable, params.version);
  const row = await papersDb(tx)
    .selectFrom('paper_version')
    .select(['page_texts', 'page_sizes'])
    .where('body_id', '=', readable.paper.body_id)
    .where('paper_id', '=', readable.paper.id)
    .where('version', '=', params.version)
    .executeTakeFirst();
  if (!row) throw papersProblem('meeting.paper-not-found');
  return { version: params.version, pages: row.page_texts, sizes: row.page_sizes };
}

/** Refuses what the actor may not open (any more): papers given back, and versions that were replaced. The office opens all. */
export function refuseClosed(tx: Tx, { meeting, paper }: ReadablePaper, version: number): void {
  if (isOffice(tx, meeting)) return;
  if (isClosed(paper.class, meeting, tx.now)) throw papersProblem('meeting.paper-returned');
  if (version !== paper.version) throw papersProblem('meeting.paper-older');
}

/** The actor as one of the meeting's people, with the meeting. Throws `meeting.not-attending`. */
export async function attending(tx: Tx, meetingId: string): Promise<AttendeeRow> {
  const meeting = await meetingOf(tx, meetingId);
  const attendee = await ownAttendance(tx, meeting);
  if (!attendee) throw papersProblem('meeting.not-attending');
  return attendee;
}

/**
 * Takes over what the actor's device tells of his reading. Told twice, late or by several devices, the row says the furthest of it all: the highest
 * version, the first opening, the last reading. A report on a paper that is no longer his is passed over, except that it was given back.
 */
export async function reportReadings(tx: Tx, meetingId: string, reports: readonly ReadingReport[]): Promise<{ done: true }> {
  const attendee = await attending(tx, meetingId);
  for (const report of reports) await takeReport(tx, attendee, report);
  const returned = reports.filter((report) => report.returnedAt !== undefined).map((report) => report.paperId);
  if (returned.length > 0)
    recordAct(tx, {
      bodyId: attendee.body_id,
      act: 'meeting.return-papers',
      subjectKind: 'attendee',
      subjectId: attendee.id,
      detail: { papers: returned.length },
    });
  else
    recordAct(tx, {
      bodyId: attendee.body_id,
      act: 'meeting.report-reading',
      subjectKind: 'attendee',
      subjectId: attendee.id,
      detail: { papers: reports.length },
    });
  return { done: true };
}

/** No clock of a device makes a reading lie in the future. */
function past(tx: Tx, moment: string | undefined): Date | null {
  return moment === undefined ? null : new Date(Math.min(Date.parse(moment), tx.now.getTime()));
}

async function takeReport(tx: Tx, attendee: AttendeeRow, report: ReadingReport): Promise<void> {
  const [downloaded, opened, read, returned] = [report.downloadedAt, report.openedAt, report.lastReadAt, report.returnedAt].map((at) =>
    past(tx, at),
  );
  // Only giving back is told of a paper that its reader no longer sees; then there is a row already, and nothing is inserted.
  const { rows } = await sql<{ id: string }>`
    select p.id from paper p join paper_version v on v.body_id = p.body_id and v.paper_id = p.id and v.version = ${report.version}
    where p.body_id = ${attendee.body_id} and p.meeting_id = ${attendee.meeting_id} and p.id = ${report.paperId} and p.id = any((select my_papers())::uuid[])`.execute(
    papersDb(tx),
  );
  if (rows.length === 0) {
    if (returned)
      await papersDb(tx)
        .updateTable('paper_reading')
        .set({ returned_at: returned })
        .where('body_id', '=', attendee.body_id)
        .where('paper_id', '=', report.paperId)
        .where('attendee_id', '=', attendee.id)
        .execute();
    return;
  }
  await sql`
    insert into paper_reading as r (body_id, paper_id, attendee_id, meeting_id, version, downloaded_at, opened_at, last_read_at, page, furthest_page, returned_at)
    values (${attendee.body_id}, ${report.paperId}, ${attendee.id}, ${attendee.meeting_id}, ${report.version}, ${downloaded}, ${opened}, ${read},
      ${report.page ?? 1}, ${report.furthestPage ?? report.page ?? 1}, ${returned})
    on conflict (body_id, paper_id, attendee_id) do update set
      version = greatest(r.version, excluded.version),
      downloaded_at = case when excluded.version > r.version then excluded.downloaded_at when excluded.version < r.version then r.downloaded_at
        else coalesce(r.downloaded_at, excluded.downloaded_at) end,
      opened_at = case when excluded.version > r.version then excluded.opened_at when excluded.version < r.version then r.opened_at
        else least(r.opened_at, excluded.opened_at) end,
      last_read_at = greatest(r.last_read_at, excluded.last_read_at),
      page = case when excluded.last_read_at is not null and (r.last_read_at is null or excluded.last_read_at >= r.last_read_at) then excluded.page else r.page end,
      furthest_page = case when excluded.version > r.version then excluded.furthest_page when excluded.version < r.version then r.furthest_page
        else greatest(r.furthest_page, excluded.furthest_page) end,
      returned_at = case when excluded.returned_at is not null then excluded.returned_at
        when excluded.downloaded_at > r.returned_at then null else r.returned_at end`.execute(papersDb(tx));
}
