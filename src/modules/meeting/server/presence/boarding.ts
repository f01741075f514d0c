import type { AnswerOf, BodyOf, ParamsOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import type { RawCall } from '#platform/server/http/bind.ts';
import { isTakenBack } from '../../contract/presence/boarding-rules.ts';
import type { boardPassenger, unboardPassenger } from '../../contract/presence/boarding.ts';
import { momentOf } from '../../contract/presence/clock-rules.ts';
import { presenceProblem } from '../../contract/presence/problems.ts';
import { meetingOf } from '../core/find.ts';
import { tripFor } from '../places/find-trip.ts';
import { tellPresence } from './announce.ts';
import type { RedeemQueue } from './redeem-queue.ts';
import type { PresenceTables } from './tables.ts';

const db = (tx: Tx) => tables<PresenceTables>(tx);
const atOnce = 60_000;
type Passenger = ParamsOf<typeof boardPassenger>;

/**
 * Somebody whom the coach's liaison saw getting on: stored and decided like every scan. A repetition of the nonce gives the first answer again.
 * Throws `meeting.not-liaison` for anybody but the liaison and the office.
 */
export async function board(
  queue: RedeemQueue,
  { database, actor, params, body, request }: RawCall<typeof boardPassenger>,
): Promise<AnswerOf<typeof boardPassenger>> {
  const list = await database.read(actor, (tx) => boardingListFor(tx, params), { requestId: request.id });
  const attempt = {
    meetingId: params.meetingId,
    listId: list.id,
    nonce: body.nonce,
    means: 'list' as const,
    code: '',
    attendeeId: params.attendeeId,
    scannerId: null,
    deviceAt: new Date(body.deviceAt),
    offsetMs: body.offsetMs,
    offline: body.offline,
    force: false,
    byName: actor.name,
    words: '',
  };
  const [outcome] = await queue.add(database, list.body_id, [attempt]);
  return outcome!;
}

/** Takes back that somebody is on. Nothing happens where he is not, or got on after the tap: a phone hands over late what it was told before. */
export async function unboard(tx: Tx, params: Passenger, tap: BodyOf<typeof unboardPassenger>): Promise<{ done: true }> {
  const list = await boardingListFor(tx, params);
  const entry = await db(tx)
    .selectFrom('presence')
    .select('at')
    .where('body_id', '=', list.body_id)
    .where('check_list_id', '=', list.id)
    .where('attendee_id', '=', params.attendeeId)
    .where('taken_back_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  const at = tappedAt(tap, tx.now.getTime());
  if (!entry || !isTakenBack(entry.at.getTime(), at)) return { done: true };
  await db(tx)
    .updateTable('presence')
    .set({ taken_back_at: tx.now })
    .where('body_id', '=', list.body_id)
    .where('check_list_id', '=', list.id)
    .where('attendee_id', '=', params.attendeeId)
    .execute();
  const detail = { checkListId: list.id, attendeeId: params.attendeeId, tripId: params.tripId };
  recordAct(tx, { bodyId: list.body_id, act: 'meeting.unboard', subjectKind: 'meeting', subjectId: params.meetingId, detail });
  await tellPresence(tx, { bodyId: list.body_id, meetingId: params.meetingId, listId: list.id });
  return { done: true };
}

/** A tap that comes at once means what the phone shows now, whatever its clock says; one that comes late what it showed then. */
function tappedAt({ deviceAt, offsetMs, offline }: BodyOf<typeof unboardPassenger>, now: number): number {
  const at = momentOf({ deviceAt: Date.parse(deviceAt), offsetMs, offline: true }, now);
  return offline || now - at > atOnce ? at : now;
}

/** The list of the ride, for those who keep it. */
async function boardingListFor(tx: Tx, { meetingId, tripId }: Passenger): Promise<{ id: string; body_id: string }> {
  const meeting = await meetingOf(tx, meetingId);
  const trip = await tripFor(tx, meeting, tripId);
  const list = await db(tx)
    .selectFrom('check_list')
    .select(['id', 'body_id'])
    .where('body_id', '=', meeting.body_id)
    .where('trip_id', '=', trip.id)
    .executeTakeFirst();
  if (!list) throw presenceProblem('meeting.list-not-found');
  return list;
}
