import type { AnswerOf, BodyOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { emit, recordAct, tables } from '#platform/server/database.ts';
import { screensOf } from '#platform/server/screens/manage-screens.ts';
import type { SceneOrder } from '../../contract/hall/scene.ts';
import { sceneNames, scenesOfSitting } from '../../contract/hall/scene.ts';
import { sceneSet } from '../../contract/hall/events.ts';
import { hallProblem } from '../../contract/hall/problems.ts';
import type { listHallScreens, setScene as contract } from '../../contract/hall/routes.ts';
import { meetingOf, ownMeeting, sittingOf, type MeetingRow } from '../core/find.ts';
import type { HallTables } from './tables.ts';

const db = (tx: Tx) => tables<HallTables>(tx);

/** The paired screens of the body, each with the scene that it shows, of whichever meeting. */
export async function hallScreens(tx: Tx, meetingId: string): Promise<AnswerOf<typeof listHallScreens>> {
  const meeting = await meetingOf(tx, meetingId);
  const { items } = await screensOf(tx);
  const scenes = await db(tx)
    .selectFrom('hall_scene as h')
    .innerJoin('meeting as m', (on) => on.onRef('m.body_id', '=', 'h.body_id').onRef('m.id', '=', 'h.meeting_id'))
    .selectAll('h')
    .select('m.title as meeting_title')
    .where('h.body_id', '=', meeting.body_id)
    .execute();
  const byScreen = new Map(scenes.map((row) => [row.screen_id, row]));
  return {
    at: tx.now.toISOString(),
    items: items.map(({ id, name, device, online, lastSeenAt }) => {
      const row = byScreen.get(id);
      const showing = row && {
        meetingId: row.meeting_id,
        meetingTitle: row.meeting_title,
        scene: row.scene,
        sittingId: row.sitting_id,
        title: row.content.title ?? '',
        words: row.content.words ?? '',
        changedAt: row.changed_at.toISOString(),
        changedBy: row.changed_by,
      };
      return { id, name, device, online, lastSeenAt, showing: showing ?? null };
    }),
  };
}

/** Puts a scene on screens, or takes the meeting off them. Also after the meeting has ended: somebody must be able to clear the wall. */
export async function setScene(tx: Tx, meetingId: string, { screenIds, order }: BodyOf<typeof contract>): Promise<{ done: true }> {
  const meeting = await ownMeeting(tx, meetingId, { evenEnded: true });
  const known = new Set((await screensOf(tx)).items.map((screen) => screen.id));
  if (screenIds.some((id) => !known.has(id))) throw hallProblem('meeting.screen-not-found');
  if (order) await put(tx, meeting, screenIds, await checked(tx, meeting, order));
  else await db(tx).deleteFrom('hall_scene').where('body_id', '=', meeting.body_id).where('screen_id', 'in', screenIds).execute();
  const scene = order?.scene ?? null;
  recordAct(tx, {
    bodyId: meeting.body_id,
    act: 'meeting.set-scene',
    subjectKind: 'meeting',
    subjectId: meeting.id,
    detail: { screens: screenIds.length, scene: scene === null ? '' : sceneNames[scene] },
  });
  emit(tx, sceneSet, {
    bodyId: meeting.body_id,
    subject: meeting.id,
    topics: [`body:${meeting.body_id}`, `meeting:${meeting.id}`],
    payload: { meetingId: meeting.id, screenIds, scene },
  });
  return { done: true };
}

/** The order, unless it lacks what its scene needs. */
async function checked(tx: Tx, meeting: MeetingRow, order: SceneOrder): Promise<SceneOrder> {
  if (order.sittingId) await sittingOf(tx, meeting, order.sittingId);
  else if (scenesOfSitting.includes(order.scene)) throw hallProblem('meeting.scene-sitting');
  if (order.scene === 'notice' && !order.title && !order.words) throw hallProblem('meeting.scene-words');
  return order;
}

async function put(tx: Tx, meeting: MeetingRow, screenIds: readonly string[], order: SceneOrder): Promise<void> {
  const row = {
    body_id: meeting.body_id,
    meeting_id: meeting.id,
    scene: order.scene,
    sitting_id: order.sittingId,
    content: JSON.stringify({ title: order.title, words: order.words }),
    changed_at: tx.now,
    changed_by: tx.actor.name,
  };
  await db(tx)
    .insertInto('hall_scene')
    .values(screenIds.map((id) => ({ ...row, screen_id: id })))
    .onConflict((on) =>
      on.columns(['body_id', 'screen_id']).doUpdateSet((to) => ({
        meeting_id: to.ref('excluded.meeting_id'),
        scene: to.ref('excluded.scene'),
        sitting_id: to.ref('excluded.sitting_id'),
        content: to.ref('excluded.content'),
        changed_at: to.ref('excluded.changed_at'),
        changed_by: to.ref('excluded.changed_by'),
        revision: to('hall_scene.revision', '+', 1),
      })),
    )
    .execute();
}
