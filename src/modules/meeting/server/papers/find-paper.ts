import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { papersProblem } from '../../contract/papers/problems.ts';
import type { AttendeeRow, MeetingRow } from '../core/find.ts';
import { meetingOf, ownAttendance } from '../core/find.ts';
import type { PapersTables } from './tables.ts';

export const papersDb = (tx: Tx) => tables<PapersTables>(tx);

export type PaperRow = Selectable<PapersTables['paper']>;

/** True where the actor works at the office of the meeting's body, and so sees every paper of it. */
export function isOffice(tx: Tx, meeting: Pick<MeetingRow, 'body_id'>): boolean {
  return tx.actor.scope === 'office' && tx.actor.bodyId === meeting.body_id;
}

/** A paper of the office's own meeting, locked for a change. Throws `meeting.paper-not-found`. */
export async function lockedPaper(tx: Tx, meeting: Pick<MeetingRow, 'body_id' | 'id'>, paperId: string): Promise<PaperRow> {
  const row = await papersDb(tx)
    .selectFrom('paper')
    .selectAll()
    .where('body_id', '=', meeting.body_id)
    .where('id', '=', paperId)
    .where('meeting_id', '=', meeting.id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw papersProblem('meeting.paper-not-found');
  return row;
}

/** A paper that the actor reads: one that is issued and for him, or any of the office's own meeting. */
export interface ReadablePaper {
  readonly meeting: MeetingRow;
  readonly paper: PaperRow;
  /** Null for staff who are none of the meeting's people. */
  readonly attendee: AttendeeRow | null;
}

/** The paper with its meeting, as far as the actor may read it. Throws `meeting.not-found` or `meeting.paper-not-found`. */
export async function readablePaper(tx: Tx, params: { meetingId: string; paperId: string }): Promise<ReadablePaper> {
  const meeting = await meetingOf(tx, params.meetingId);
  const paper = await papersDb(tx)
    .selectFrom('paper')
    .selectAll()
    .where('body_id', '=', meeting.body_id)
    .where('id', '=', params.paperId)
    .where('meeting_id', '=', meeting.id)
    .executeTakeFirst();
  const attendee = await ownAttendance(tx, meeting);
  if (!paper || !(isOffice(tx, meeting) || (attendee && paper.state === 'issued'))) throw papersProblem('meeting.paper-not-found');
  return { meeting, paper, attendee };
}

/** SQL: the attendee `a` is one of those whom the paper `p` is for. The same rule as my_papers() in db/migrations/0044_meeting-papers.sql. */
export const isFor = sql<boolean>`(a.left_at is null and a.category = any(p.categories) and (p.group_ids = '{}' or a.group_id = any(p.group_ids)
  or exists (select from attendee_post o where o.body_id = a.body_id and o.attendee_id = a.id and o.group_id = any(p.group_ids))))`;
