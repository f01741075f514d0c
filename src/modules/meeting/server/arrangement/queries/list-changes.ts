import { encodeCursor } from '#platform/contract/paging.ts';
import type { AnswerOf, QueryOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { idCursor } from '#platform/server/http/cursor.ts';
import type { listChanges as listRoute } from '../../../contract/arrangement/routes.ts';
import { meetingOf } from '../../core/find.ts';
import type { MeetingTables } from '../../tables.ts';

/** What changed since the meeting was announced, the latest first. */
export async function listChanges(tx: Tx, meetingId: string, query: QueryOf<typeof listRoute>): Promise<AnswerOf<typeof listRoute>> {
  const meeting = await meetingOf(tx, meetingId);
  let found = tables<MeetingTables>(tx)
    .selectFrom('meeting_change')
    .selectAll()
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id);
  const after = idCursor(query.cursor);
  if (after) found = found.where('id', '<', after);
  const rows = await found
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute();
  const shown = rows.slice(0, query.limit);
  return {
    items: shown.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      byName: row.by_name,
      subjectKind: row.subject_kind,
      subjectId: row.subject_id,
      words: row.words,
    })),
    next: rows.length > shown.length ? encodeCursor([shown.at(-1)!.id]) : null,
  };
}
