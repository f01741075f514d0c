import { newId } from '#platform/contract/identifiers.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { MeetingRow } from '../../core/find.ts';
import type { PapersTables } from '../../papers/tables.ts';

/** The titles, classes and receivers of a meeting's papers as drafts without a file: the list of what has to be written. */
export async function clonePapers(
  tx: Tx,
  from: MeetingRow,
  to: string,
  { sittings, groups }: { sittings: ReadonlyMap<string, string>; groups: ReadonlyMap<string, string> },
): Promise<void> {
  const db = tables<PapersTables>(tx);
  const rows = await db
    .selectFrom('paper')
    .select(['title', 'class', 'sitting_id', 'group_ids', 'categories', 'position'])
    .where('body_id', '=', from.body_id)
    .where('meeting_id', '=', from.id)
    .where('state', '<>', 'withdrawn')
    .orderBy('position')
    .execute();
  const kept = rows.filter((row) => row.group_ids.every((id) => groups.has(id)));
  if (kept.length === 0) return;
  await db
    .insertInto('paper')
    .values(
      kept.map((row) => ({
        body_id: from.body_id,
        id: newId(),
        meeting_id: to,
        title: row.title,
        class: row.class,
        sitting_id: row.sitting_id && (sittings.get(row.sitting_id) ?? null),
        group_ids: row.group_ids.map((id) => groups.get(id)!),
        categories: row.categories,
        state: 'draft' as const,
        position: row.position,
        changed_at: tx.now,
      })),
    )
    .execute();
}
