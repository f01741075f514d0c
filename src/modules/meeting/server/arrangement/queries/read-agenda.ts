import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { AgendaItem } from '../../../contract/arrangement/routes.ts';
import type { MeetingRow } from '../../core/find.ts';
import { meetingOf } from '../../core/find.ts';
import type { MeetingTables } from '../../tables.ts';
import { numberAgenda } from '../../../contract/arrangement/numbering-rules.ts';

/** The agendas of a meeting's sittings, in order and numbered. Hidden items, those below them and those of hidden entries are the office's alone. */
export async function readAgenda(tx: Tx, meetingId: string): Promise<{ items: AgendaItem[] }> {
  const meeting = await meetingOf(tx, meetingId);
  const office = tx.actor.scope === 'office' && tx.actor.bodyId === meeting.body_id;
  const items = await agendaOf(tx, meeting);
  if (office) return { items };
  const sittings = await tables<MeetingTables>(tx)
    .selectFrom('sitting')
    .select('id')
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where('hidden', '=', true)
    .execute();
  const hidden = new Set(sittings.map((one) => one.id));
  return { items: items.filter((one) => one.number !== '' && !hidden.has(one.sittingId ?? '')) };
}

/** All items of a meeting, hidden ones too, sitting by sitting in the order of their lists. */
export async function agendaOf(tx: Tx, meeting: Pick<MeetingRow, 'body_id' | 'id'>): Promise<AgendaItem[]> {
  const rows = await tables<MeetingTables>(tx)
    .selectFrom('agenda_item')
    .selectAll()
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .orderBy('sitting_id')
    .orderBy('position')
    .orderBy('id')
    .execute();
  const numbers = new Map(
    [...Map.groupBy(rows, (row) => row.sitting_id).values()].flatMap((of) => [
      ...numberAgenda(of.map((row) => ({ id: row.id, parentId: row.parent_id, hidden: row.hidden }))),
    ]),
  );
  return rows.map((row) => ({
    id: row.id,
    sittingId: row.sitting_id,
    parentId: row.parent_id,
    ...numbers.get(row.id)!,
    title: row.title,
    note: row.note,
    presenter: row.presenter,
    minutes: row.minutes,
    hidden: row.hidden,
    state: row.state,
    beganAt: row.began_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
  }));
}
