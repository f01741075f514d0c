import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { AgendaItem } from '../../../contract/arrangement/routes.ts';
import { meetingOf } from '../../core/find.ts';
import type { MeetingTables } from '../../tables.ts';
import { numberAgenda } from '../numbering-rules.ts';

/** The agenda of all sittings, numbered. Hidden items, and all of a hidden sitting, are the office's alone. */
export async function readAgenda(tx: Tx, meetingId: string): Promise<{ items: AgendaItem[] }> {
  const meeting = await meetingOf(tx, meetingId);
  const office = tx.actor.scope === 'office' && tx.actor.bodyId === meeting.body_id;
  const rows = await tables<MeetingTables>(tx)
    .selectFrom('agenda_item as i')
    .leftJoin('sitting as s', (join) => join.onRef('s.body_id', '=', 'i.body_id').onRef('s.id', '=', 'i.sitting_id'))
    .selectAll('i')
    .select('s.hidden as sitting_hidden')
    .where('i.body_id', '=', meeting.body_id)
    .where('i.meeting_id', '=', meeting.id)
    .orderBy('s.starts_at')
    .orderBy('i.sitting_id')
    .orderBy('i.position')
    .execute();
  const shown = office ? rows : rows.filter((row) => !row.sitting_hidden);
  const items: AgendaItem[] = [];
  for (const bySitting of Map.groupBy(shown, (row) => row.sitting_id).values()) {
    const numbers = numberAgenda(bySitting.map((row) => ({ id: row.id, parentId: row.parent_id, hidden: row.hidden })));
    for (const row of bySitting) {
      const { number, depth } = numbers.get(row.id)!;
      if (!office && number === '') continue;
      items.push({
        id: row.id,
        sittingId: row.sitting_id,
        parentId: row.parent_id,
        number,
        depth,
        title: row.title,
        note: row.note,
        presenter: row.presenter,
        minutes: row.minutes,
        hidden: row.hidden,
        state: row.state,
        beganAt: row.began_at?.toISOString() ?? null,
        endedAt: row.ended_at?.toISOString() ?? null,
      });
    }
  }
  return { items };
}
