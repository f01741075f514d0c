import { newId } from '#platform/contract/identifiers.ts';
import type { AnswerOf, BodyOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import { presenceProblem } from '../../contract/presence/problems.ts';
import type { changeCheckList, openCheckList, signInByStaff } from '../../contract/presence/routes.ts';
import { checkListKinds } from '../../contract/presence/words.ts';
import { attendeeOf, ownMeeting, sittingOf } from '../core/find.ts';
import { tellPresence } from './announce.ts';
import { openList, setListState } from './lists.ts';
import { checkListOf } from './read-presence.ts';
import { redeem } from './redeem.ts';
import type { PresenceTables } from './tables.ts';

const db = (tx: Tx) => tables<PresenceTables>(tx);

/** Opens a list: that of a sitting takes its people, times and title from the programme. */
export async function openOne(tx: Tx, meetingId: string, body: BodyOf<typeof openCheckList>): Promise<{ id: string }> {
  const meeting = await ownMeeting(tx, meetingId);
  const sitting = body.sittingId ? await sittingOf(tx, meeting, body.sittingId) : null;
  if (sitting?.outcome) throw presenceProblem('meeting.sitting-settled');
  const list = await openList(tx, meeting, {
    kind: sitting ? kindOf(sitting.kind) : body.kind,
    title: body.title || sitting?.title || checkListKinds[body.kind],
    sittingId: body.sittingId,
    opensAt: moment(body.opensAt) ?? sitting?.check_in_from ?? null,
    closesAt: moment(body.closesAt) ?? sitting?.check_in_until ?? null,
    dueCategories: sitting?.due_categories ?? (body.dueCategories.length > 0 ? body.dueCategories : ['member', 'nonVoting']),
    dueGroups: sitting?.due_groups ?? body.dueGroups,
  });
  return { id: list.id };
}

const moment = (value: string | null | undefined) => (value ? new Date(value) : null);

function kindOf(sittingKind: string): 'sitting' | 'registration' | 'meal' {
  return sittingKind === 'registration' || sittingKind === 'meal' ? sittingKind : 'sitting';
}

/** Opens or closes a list by hand, or changes when it takes scans. A list of a settled sitting stays closed. */
export async function changeOne(
  tx: Tx,
  meetingId: string,
  checkListId: string,
  body: BodyOf<typeof changeCheckList>,
): Promise<{ done: true }> {
  const meeting = await ownMeeting(tx, meetingId);
  const list = await checkListOf(tx, meeting.id, checkListId);
  if (list.sitting_id && (await sittingOf(tx, meeting, list.sitting_id)).outcome) throw presenceProblem('meeting.sitting-settled');
  const times = {
    ...(body.opensAt === undefined ? {} : { opens_at: moment(body.opensAt) }),
    ...(body.closesAt === undefined ? {} : { closes_at: moment(body.closesAt) }),
  };
  if (Object.keys(times).length > 0) {
    await db(tx)
      .updateTable('check_list')
      .set((of) => ({ ...times, revision: of('revision', '+', 1) }))
      .where('body_id', '=', list.body_id)
      .where('id', '=', list.id)
      .execute();
    const detail = { checkListId, opensAt: body.opensAt ?? null, closesAt: body.closesAt ?? null };
    recordAct(tx, { bodyId: list.body_id, act: 'meeting.change-check-list', subjectKind: 'meeting', subjectId: meetingId, detail });
  }
  if (body.state && body.state !== list.state) await setListState(tx, list, body.state);
  await tellPresence(tx, { bodyId: list.body_id, meetingId, listId: list.id });
  return { done: true };
}

/** Signs somebody in by hand (补签) with the reason in the log; with `force` also where the rules refuse. */
export async function signIn(
  tx: Tx,
  of: { meetingId: string; checkListId: string; attendeeId: string },
  { reason, force }: BodyOf<typeof signInByStaff>,
): Promise<AnswerOf<typeof signInByStaff>> {
  const meeting = await ownMeeting(tx, of.meetingId);
  const list = await checkListOf(tx, meeting.id, of.checkListId);
  if (list.sitting_id && (await sittingOf(tx, meeting, list.sitting_id)).outcome) throw presenceProblem('meeting.sitting-settled');
  const attendee = await attendeeOf(tx, meeting, of.attendeeId);
  const attempt = {
    meetingId: meeting.id,
    listId: list.id,
    nonce: newId(),
    means: 'staff' as const,
    code: '',
    attendeeId: attendee.id,
    scannerId: null,
    deviceAt: tx.now,
    offsetMs: null,
    offline: false,
    force,
    byName: tx.actor.name,
    words: reason,
  };
  const [redeemed] = await redeem(tx, [attempt]);
  if (redeemed!.letInAnew) await tellPresence(tx, { bodyId: meeting.body_id, meetingId: meeting.id, listId: list.id });
  return redeemed!.outcome;
}

/** Takes back that somebody is in. The attempt that let him in stays in the log, and the act with its reason in the audit log. */
export async function takeBack(
  tx: Tx,
  of: { meetingId: string; checkListId: string; attendeeId: string },
  reason: string,
): Promise<{ done: true }> {
  const meeting = await ownMeeting(tx, of.meetingId);
  const list = await checkListOf(tx, meeting.id, of.checkListId);
  if (list.sitting_id && (await sittingOf(tx, meeting, list.sitting_id)).outcome) throw presenceProblem('meeting.sitting-settled');
  const taken = await db(tx)
    .updateTable('presence')
    .set({ taken_back_at: tx.now })
    .where('body_id', '=', meeting.body_id)
    .where('check_list_id', '=', list.id)
    .where('attendee_id', '=', of.attendeeId)
    .where('taken_back_at', 'is', null)
    .executeTakeFirst();
  if (taken.numUpdatedRows === 0n) throw presenceProblem('meeting.not-present');
  const detail = { checkListId: list.id, attendeeId: of.attendeeId, reason };
  recordAct(tx, { bodyId: meeting.body_id, act: 'meeting.take-back-sign-in', subjectKind: 'meeting', subjectId: meeting.id, detail });
  await tellPresence(tx, { bodyId: meeting.body_id, meetingId: meeting.id, listId: list.id });
  return { done: true };
}
