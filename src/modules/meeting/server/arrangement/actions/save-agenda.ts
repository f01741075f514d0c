import type { BodyOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import { sql } from 'kysely';
import { arrangementProblem } from '../../../contract/arrangement/problems.ts';
import type { moveAgenda as moveRoute, saveAgenda as saveRoute } from '../../../contract/arrangement/routes.ts';
import { meetingProblem } from '../../../contract/problems.ts';
import type { MeetingRow, SittingRow } from '../../core/find.ts';
import { ownMeeting, sittingOf } from '../../core/find.ts';
import { tellChange } from '../../core/tell.ts';
import type { MeetingTables } from '../../tables.ts';
import { isTree } from '../../../contract/arrangement/numbering-rules.ts';

const db = (tx: Tx) => tables<MeetingTables>(tx);

/** Replaces the agenda of a sitting; an item that stays keeps what it has been through. Throws `meeting.agenda-tree`, `meeting.changed-meanwhile`. */
export async function saveAgenda(
  tx: Tx,
  params: { meetingId: string; sittingId: string },
  body: BodyOf<typeof saveRoute>,
): Promise<{ revision: number }> {
  const meeting = await ownMeeting(tx, params.meetingId);
  const sitting = await sittingOf(tx, meeting, params.sittingId);
  if (sitting.revision !== body.revision) throw meetingProblem('meeting.changed-meanwhile');
  if (!isTree(body.items)) throw arrangementProblem('meeting.agenda-tree');
  const was = await itemsOf(tx, sitting);
  await refuseStrange(tx, sitting, body.items);
  await replace(tx, meeting, sitting, body);
  const revision = sitting.revision + 1;
  await db(tx).updateTable('sitting').set({ revision }).where('body_id', '=', meeting.body_id).where('id', '=', sitting.id).execute();
  recordAct(tx, {
    bodyId: meeting.body_id,
    act: 'meeting.save-agenda',
    subjectKind: 'sitting',
    subjectId: sitting.id,
    detail: { items: body.items.length, before: was.length },
  });
  await tellChange(tx, meeting, {
    parts: ['programme'],
    subjectKind: 'sitting',
    subjectId: sitting.id,
    words: changeWords(sitting, was, body.items),
  });
  return { revision };
}

/** Where a sitting's agenda stands now. `now` ends the item that was under way. Throws `meeting.agenda-item`. */
export async function moveAgenda(
  tx: Tx,
  params: { meetingId: string; itemId: string },
  { state }: BodyOf<typeof moveRoute>,
): Promise<{ done: true }> {
  const meeting = await ownMeeting(tx, params.meetingId);
  const item = await db(tx)
    .selectFrom('agenda_item')
    .selectAll()
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where('id', '=', params.itemId)
    .executeTakeFirst();
  if (!item) throw arrangementProblem('meeting.agenda-item');
  if (state === 'now') {
    await db(tx)
      .updateTable('agenda_item')
      .set({ state: 'done', ended_at: tx.now })
      .where('body_id', '=', meeting.body_id)
      .where('meeting_id', '=', meeting.id)
      .where(sql<boolean>`sitting_id is not distinct from ${item.sitting_id}`)
      .where('state', '=', 'now')
      .where('id', '<>', item.id)
      .execute();
  }
  await db(tx)
    .updateTable('agenda_item')
    .set({
      state,
      began_at: state === 'now' ? (item.began_at ?? tx.now) : state === 'pending' ? null : item.began_at,
      ended_at: state === 'done' || state === 'skipped' ? tx.now : null,
    })
    .where('body_id', '=', meeting.body_id)
    .where('id', '=', item.id)
    .execute();
  recordAct(tx, {
    bodyId: meeting.body_id,
    act: 'meeting.move-agenda',
    subjectKind: 'agenda',
    subjectId: item.id,
    detail: { from: item.state, to: state },
  });
  await tellChange(tx, meeting, { parts: ['programme', 'hall'], subjectKind: 'agenda', subjectId: item.id });
  return { done: true };
}

async function itemsOf(tx: Tx, sitting: SittingRow) {
  return await db(tx)
    .selectFrom('agenda_item')
    .select(['id', 'title', 'hidden'])
    .where('body_id', '=', sitting.body_id)
    .where('sitting_id', '=', sitting.id)
    .orderBy('position')
    .execute();
}

/** An id under which an item of another sitting stands is none of this agenda: neither written nor anything's parent. */
async function refuseStrange(tx: Tx, sitting: SittingRow, items: readonly { id: string }[]): Promise<void> {
  const strange = await db(tx)
    .selectFrom('agenda_item')
    .select('id')
    .where('body_id', '=', sitting.body_id)
    .where(sql<boolean>`id = any(${items.map((one) => one.id)}::uuid[])`)
    .where(sql<boolean>`sitting_id is distinct from ${sitting.id}`)
    .executeTakeFirst();
  if (strange) throw arrangementProblem('meeting.agenda-item');
}

async function replace(tx: Tx, meeting: MeetingRow, sitting: SittingRow, { items }: BodyOf<typeof saveRoute>): Promise<void> {
  const ids = items.map((one) => one.id);
  await db(tx)
    .deleteFrom('agenda_item')
    .where('body_id', '=', meeting.body_id)
    .where('sitting_id', '=', sitting.id)
    .where(sql<boolean>`id <> all(${ids}::uuid[])`)
    .execute();
  if (items.length === 0) return;
  await db(tx)
    .insertInto('agenda_item')
    .values(
      items.map((one, position) => ({
        body_id: meeting.body_id,
        id: one.id,
        meeting_id: meeting.id,
        sitting_id: sitting.id,
        parent_id: one.parentId,
        position,
        title: one.title,
        note: one.note,
        presenter: one.presenter,
        minutes: one.minutes,
        hidden: one.hidden,
      })),
    )
    .onConflict((on) =>
      on
        .columns(['body_id', 'id'])
        .doUpdateSet((of) => ({
          parent_id: of.ref('excluded.parent_id'),
          position: of.ref('excluded.position'),
          title: of.ref('excluded.title'),
          note: of.ref('excluded.note'),
          presenter: of.ref('excluded.presenter'),
          minutes: of.ref('excluded.minutes'),
          hidden: of.ref('excluded.hidden'),
        }))
        .where('agenda_item.sitting_id', '=', sitting.id),
    )
    .execute();
}

function changeWords(
  sitting: SittingRow,
  was: readonly { id: string; title: string; hidden: boolean }[],
  now: readonly { id: string; title: string; hidden: boolean }[],
): string {
  if (sitting.hidden) return '';
  const [before, after] = [was.filter((one) => !one.hidden), now.filter((one) => !one.hidden)];
  const added = after.filter((one) => !before.some((other) => other.id === one.id)).map((one) => `增加“${one.title}”`);
  const gone = before.filter((one) => !after.some((other) => other.id === one.id)).map((one) => `撤下“${one.title}”`);
  const renamed = after.flatMap((one) => {
    const earlier = before.find((other) => other.id === one.id);
    return earlier && earlier.title !== one.title ? [`“${earlier.title}”改为“${one.title}”`] : [];
  });
  const said = [...added, ...gone, ...renamed];
  const moved = said.length === 0 && before.map((one) => one.id).join() !== after.map((one) => one.id).join();
  if (moved) said.push('次序有调整');
  if (said.length === 0) return '';
  return `${sitting.title}议程：${said.slice(0, 3).join('，')}${said.length > 3 ? `等 ${said.length} 处` : ''}`;
}
