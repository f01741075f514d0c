import { dayOf } from '#platform/contract/instant.ts';
import type { BodyOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import { arrangementProblem } from '../../../contract/arrangement/problems.ts';
import type { advanceMeeting as advanceRoute } from '../../../contract/arrangement/routes.ts';
import { meetingStates } from '../../../contract/meeting.ts';
import { meetingProblem } from '../../../contract/problems.ts';
import type { MeetingRow } from '../../core/find.ts';
import { ownMeeting } from '../../core/find.ts';
import { tellChange } from '../../core/tell.ts';
import type { MeetingTables } from '../../tables.ts';
import { latestDays, rulesOfToday } from '../meeting-rules.ts';

const db = (tx: Tx) => tables<MeetingTables>(tx);
const before = { announced: 'draft', running: 'announced', ended: 'running' } as const;

/**
 * Announces, begins or ends a meeting. Announcing takes over the body's rules of today; past the last lawful day it wants a reason, which is kept
 * in the audit log. Throws `meeting.step`, `meeting.no-programme`, `meeting.late-notice`.
 */
export async function advanceMeeting(tx: Tx, meetingId: string, body: BodyOf<typeof advanceRoute>): Promise<{ revision: number }> {
  const meeting = await ownMeeting(tx, meetingId, { evenEnded: true });
  if (meeting.revision !== body.revision) throw meetingProblem('meeting.changed-meanwhile');
  if (meeting.state !== before[body.to]) throw arrangementProblem('meeting.step', { state: meetingStates[meeting.state] });
  const taken = body.to === 'announced' ? await announcing(tx, meeting, body.lateReason) : {};
  const revision = meeting.revision + 1;
  await db(tx)
    .updateTable('meeting')
    .set({ state: body.to, ...taken, ...(body.to === 'ended' ? { ended_at: tx.now } : {}), revision, changed_at: tx.now })
    .where('body_id', '=', meeting.body_id)
    .where('id', '=', meeting.id)
    .execute();
  recordAct(tx, {
    bodyId: meeting.body_id,
    act: 'meeting.advance-meeting',
    subjectKind: 'meeting',
    subjectId: meeting.id,
    detail: { from: meeting.state, to: body.to, lateReason: body.lateReason },
  });
  await tellChange(
    tx,
    { ...meeting, state: body.to },
    {
      parts: ['programme'],
      subjectKind: body.to === 'announced' ? 'announcement' : 'meeting',
      subjectId: meeting.id,
      words: told[body.to](meeting),
    },
  );
  return { revision };
}

const told: Readonly<Record<keyof typeof before, (meeting: MeetingRow) => string>> = {
  announced: (meeting) => `会议通知：${meeting.title}`,
  running: () => '',
  ended: () => '会议已经结束',
};

async function announcing(tx: Tx, meeting: MeetingRow, lateReason: string) {
  const sitting = await db(tx)
    .selectFrom('sitting')
    .select('id')
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .limit(1)
    .executeTakeFirst();
  if (!sitting) throw arrangementProblem('meeting.no-programme');
  const { rules, versionId } = await rulesOfToday(tx, meeting.body_id);
  const { announceBy } = latestDays(meeting, rules);
  if (announceBy !== null && dayOf(tx.now) > announceBy && lateReason.length < 4)
    throw arrangementProblem('meeting.late-notice', { day: announceBy });
  return { announced_at: tx.now, rules: JSON.stringify(rules), rules_version: versionId };
}
