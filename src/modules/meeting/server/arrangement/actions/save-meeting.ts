import type { BodyOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import { sessionsOf } from '#modules/directory/server/index.ts';
import { arrangementProblem } from '../../../contract/arrangement/problems.ts';
import type { saveMeeting as saveRoute } from '../../../contract/arrangement/routes.ts';
import { meetingProblem } from '../../../contract/problems.ts';
import type { MeetingRow } from '../../core/find.ts';
import { meetingOf, ownMeeting, refuseTakenMeeting } from '../../core/find.ts';
import { tellChange } from '../../core/tell.ts';
import type { MeetingTables } from '../../tables.ts';
import { changesOfMeeting } from '../change-words.ts';

const db = (tx: Tx) => tables<MeetingTables>(tx);

/** Makes a draft meeting, or changes one that has not ended. Throws `meeting.changed-meanwhile`, and `meeting.outside-days` where its programme would lie outside. */
export async function saveMeeting(tx: Tx, meetingId: string, body: BodyOf<typeof saveRoute>): Promise<{ revision: number }> {
  if (body.sessionId && !(await sessionsOf(tx, tx.actor.bodyId!)).some((one) => one.id === body.sessionId))
    throw meetingProblem('meeting.not-found');
  if (body.revision === null) return await addMeeting(tx, meetingId, body);
  const meeting = await ownMeeting(tx, meetingId);
  if (meeting.revision !== body.revision) throw meetingProblem('meeting.changed-meanwhile');
  await keepProgrammeInside(tx, meeting, body);
  const revision = meeting.revision + 1;
  await db(tx)
    .updateTable('meeting')
    .set({ ...rowOf(body), revision, changed_at: tx.now })
    .where('body_id', '=', meeting.body_id)
    .where('id', '=', meeting.id)
    .execute();
  recordAct(tx, {
    bodyId: meeting.body_id,
    act: 'meeting.save-meeting',
    subjectKind: 'meeting',
    subjectId: meeting.id,
    detail: { ...body },
  });
  await tellChange(tx, meeting, {
    parts: ['programme'],
    subjectKind: 'meeting',
    subjectId: meeting.id,
    words: changesOfMeeting(meeting, body),
  });
  return { revision };
}

async function addMeeting(tx: Tx, meetingId: string, body: BodyOf<typeof saveRoute>): Promise<{ revision: number }> {
  const bodyId = tx.actor.bodyId!;
  await refuseTakenMeeting(tx, meetingId);
  await db(tx)
    .insertInto('meeting')
    .values({
      body_id: bodyId,
      id: meetingId,
      ...rowOf(body),
      state: 'draft',
      made_by: tx.actor.personId,
      made_at: tx.now,
      changed_at: tx.now,
    })
    .execute();
  recordAct(tx, { bodyId, act: 'meeting.save-meeting', subjectKind: 'meeting', subjectId: meetingId, detail: { ...body } });
  await tellChange(tx, await meetingOf(tx, meetingId), { parts: ['programme'], subjectKind: 'meeting', subjectId: meetingId });
  return { revision: 1 };
}

function rowOf(body: BodyOf<typeof saveRoute>) {
  return {
    kind: body.kind,
    title: body.title,
    place: body.place,
    opens_on: body.opensOn,
    closes_on: body.closesOn,
    session_id: body.sessionId,
    papers_until: body.papersUntil,
  };
}

async function keepProgrammeInside(tx: Tx, meeting: MeetingRow, body: BodyOf<typeof saveRoute>): Promise<void> {
  const outside = await db(tx)
    .selectFrom('sitting')
    .select('id')
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where('state', '<>', 'cancelled')
    .where((where) =>
      where.or([
        where('starts_at', '<', new Date(`${body.opensOn}T00:00:00.000+08:00`)),
        where('starts_at', '>=', new Date(Date.parse(`${body.closesOn}T00:00:00.000+08:00`) + 86_400_000)),
      ]),
    )
    .executeTakeFirst();
  if (outside) throw arrangementProblem('meeting.outside-days', { from: body.opensOn, until: body.closesOn });
}
