import type { AnswerOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { HallScene, SceneOrder } from '../../contract/hall/scene.ts';
import type { previewScene, readScene } from '../../contract/hall/routes.ts';
import { bodyKindOf } from '../core/body-kind.ts';
import { meetingOf, sittingOf, type MeetingRow, type SittingRow } from '../core/find.ts';
import type { SceneAround } from './scene-views.ts';
import { viewOf } from './scene-views.ts';
import type { HallTables } from './tables.ts';

/** What the calling screen shows; null where it shows figures. A scene of a meeting that is a draft again is none. */
export async function sceneOfScreen(tx: Tx, around: SceneAround): Promise<AnswerOf<typeof readScene>> {
  const at = tx.now.toISOString();
  const row = await tables<HallTables>(tx)
    .selectFrom('hall_scene')
    .selectAll()
    .where('body_id', '=', tx.actor.bodyId!)
    .where('screen_id', '=', tx.actor.seatId!)
    .executeTakeFirst();
  if (!row) return { at, scene: null };
  const meeting = await meetingOf(tx, row.meeting_id);
  const order = { scene: row.scene, sittingId: row.sitting_id, title: row.content.title ?? '', words: row.content.words ?? '' };
  return { at, scene: { ...(await sceneOf(tx, meeting, order, around)), revision: row.revision, changedAt: row.changed_at.toISOString() } };
}

/** The scene that `order` would bring, as it would look now. */
export async function sceneToBe(
  tx: Tx,
  meetingId: string,
  order: Partial<SceneOrder> & Pick<SceneOrder, 'scene'>,
  around: SceneAround,
): Promise<AnswerOf<typeof previewScene>> {
  const meeting = await meetingOf(tx, meetingId);
  const at = tx.now.toISOString();
  const scene = await sceneOf(tx, meeting, { sittingId: null, title: '', words: '', ...order }, around);
  return { at, scene: { ...scene, revision: 0, changedAt: at } };
}

async function sceneOf(
  tx: Tx,
  meeting: MeetingRow,
  order: SceneOrder,
  around: SceneAround,
): Promise<Omit<HallScene, 'revision' | 'changedAt'>> {
  const sitting = order.sittingId ? await sittingOf(tx, meeting, order.sittingId) : null;
  const [bodyKind, view] = await Promise.all([bodyKindOf(tx, meeting.body_id), viewOf(tx, meeting, sitting, order, around)]);
  return {
    bodyKind,
    meeting: { id: meeting.id, title: meeting.title, place: meeting.place, opensOn: meeting.opens_on, closesOn: meeting.closes_on },
    sitting: sitting && sittingHead(sitting),
    view,
  };
}

function sittingHead(sitting: SittingRow): NonNullable<HallScene['sitting']> {
  return {
    id: sitting.id,
    kind: sitting.kind,
    title: sitting.title,
    startsAt: sitting.starts_at.toISOString(),
    endsAt: sitting.ends_at.toISOString(),
    place: sitting.place,
    state: sitting.state,
  };
}
