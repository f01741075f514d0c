import { sql } from 'kysely';
import { encodeCursor } from '#platform/contract/paging.ts';
import type { AnswerOf, QueryOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { recordAct } from '#platform/server/database.ts';
import { keysetCursor } from '#platform/server/http/cursor.ts';
import type { PaperNote } from '../../contract/papers/paper.ts';
import { paperNote } from '../../contract/papers/paper.ts';
import type { listPaperNotes as listRoute, writePaperNotes as writeRoute } from '../../contract/papers/routes.ts';
import { papersDb } from './find-paper.ts';
import { attending } from './readings.ts';

interface Row {
  readonly id: string;
  readonly paper_id: string;
  readonly version: number;
  readonly page: number;
  readonly kind: PaperNote['kind'];
  readonly content: unknown;
  readonly changed_at: Date;
  readonly stored_at: Date;
  readonly deleted: boolean;
}

/** Writes that were on their way while a device read are found by looking back this far, in milliseconds. */
const overlap = 120_000;

/** The actor's own notes on the papers of a meeting, in the order in which they were stored; `since` gives what came after an earlier reading. */
export async function listPaperNotes(tx: Tx, meetingId: string, query: QueryOf<typeof listRoute>): Promise<AnswerOf<typeof listRoute>> {
  const attendee = await attending(tx, meetingId);
  const after = query.cursor === undefined ? null : keysetCursor(query.cursor, 'instant');
  const since = query.since === undefined ? null : new Date(Date.parse(query.since) - overlap);
  const { rows } = await sql<Row>`
    select id, paper_id, version, page, kind, content, changed_at, stored_at, deleted from paper_note
    where body_id = ${attendee.body_id} and attendee_id = ${attendee.id}
      and (${since}::timestamptz is null or stored_at >= ${since}::timestamptz)
      and ${after ? sql`(stored_at, id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
    order by stored_at, id
    limit ${query.limit + 1}`.execute(papersDb(tx));
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  const next = rows.length > query.limit && last ? encodeCursor([last.stored_at.toISOString(), last.id]) : null;
  return { items: items.map(noteOf), next, at: tx.now.toISOString() };
}

/**
 * Keeps the actor's notes. Of two writings of one note the later one by the devices' clocks wins, whichever came first; the answer names those where an
 * earlier writing came after a later one, and those whose paper is none of his.
 */
export async function writePaperNotes(tx: Tx, meetingId: string, notes: readonly PaperNote[]): Promise<AnswerOf<typeof writeRoute>> {
  const attendee = await attending(tx, meetingId);
  const readable = await papersOf(tx, [...new Set(notes.map((note) => note.paperId))], meetingId);
  const latest = [...latestById(notes.filter((note) => readable.has(note.paperId))).values()];
  const refused = notes.filter((note) => !readable.has(note.paperId)).map((note) => note.id);
  const newer = latest.length > 0 ? await store(tx, attendee, latest) : [];
  recordAct(tx, {
    bodyId: attendee.body_id,
    act: 'meeting.write-paper-notes',
    subjectKind: 'attendee',
    subjectId: attendee.id,
    detail: { notes: latest.length },
  });
  return { newer, refused };
}

async function papersOf(tx: Tx, ids: readonly string[], meetingId: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from paper where meeting_id = ${meetingId} and id = any(${ids}::uuid[]) and id = any((select my_papers())::uuid[])`.execute(
    papersDb(tx),
  );
  return new Set(rows.map((row) => row.id));
}

function latestById(notes: readonly PaperNote[]): Map<string, PaperNote> {
  const latest = new Map<string, PaperNote>();
  for (const note of notes) {
    const known = latest.get(note.id);
    if (!known || known.changedAt <= note.changedAt) latest.set(note.id, note);
  }
  return latest;
}

/** Upserts in one statement; answers the notes of which something later stands already. */
async function store(
  tx: Tx,
  attendee: { body_id: string; id: string; meeting_id: string },
  notes: readonly PaperNote[],
): Promise<PaperNote[]> {
  const told = JSON.stringify(notes.map((note) => ({ ...note, content: note.deleted ? emptied(note) : note.content })));
  const { rows: kept } = await sql<{ id: string }>`
    insert into paper_note as n (body_id, attendee_id, meeting_id, id, paper_id, version, page, kind, content, changed_at, stored_at, deleted)
    select ${attendee.body_id}, ${attendee.id}, ${attendee.meeting_id}, t.id, t."paperId", t.version, t.page, t.kind, t.content, t."changedAt", ${tx.now}, t.deleted
    from jsonb_to_recordset(${told}::jsonb) as t (id uuid, "paperId" uuid, version int, page int, kind text, content jsonb, "changedAt" timestamptz, deleted boolean)
    order by t.id
    on conflict (body_id, attendee_id, id) do update set version = excluded.version, page = excluded.page, kind = excluded.kind, content = excluded.content,
      changed_at = excluded.changed_at, stored_at = excluded.stored_at, deleted = excluded.deleted
      where excluded.changed_at >= n.changed_at
    returning n.id`.execute(papersDb(tx));
  const won = new Set(kept.map((row) => row.id));
  const lost = notes.filter((note) => !won.has(note.id)).map((note) => note.id);
  if (lost.length === 0) return [];
  const { rows } = await sql<Row>`
    select id, paper_id, version, page, kind, content, changed_at, stored_at, deleted from paper_note
    where body_id = ${attendee.body_id} and attendee_id = ${attendee.id} and id = any(${lost}::uuid[])`.execute(papersDb(tx));
  return rows.map(noteOf);
}

/** What was deleted is not kept: the mark stays, the words and strokes go. */
function emptied(note: PaperNote): PaperNote['content'] {
  if (note.kind === 'text') return { words: '（已删除）', x: 0, y: 0 };
  return note.kind === 'pen' ? { points: [0, 0], colour: 'black', width: 0.001 } : {};
}

function noteOf(row: Row): PaperNote {
  return paperNote.parse({
    id: row.id,
    paperId: row.paper_id,
    version: row.version,
    page: row.page,
    kind: row.kind,
    content: row.content,
    changedAt: row.changed_at.toISOString(),
    deleted: row.deleted,
  });
}
