import { newId } from '#platform/contract/identifiers.ts';
import { toast } from '#platform/web/mobile/toast.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import type { OutgoingWrite } from '#platform/web/shared/outgoing.ts';
import { sendOrKeep, useOutgoing } from '#platform/web/shared/outgoing.ts';
import { useOffline } from '#platform/web/shared/signal.ts';
import type { TripView } from '../../../contract/places/routes.ts';
import { setTripState } from '../../../contract/places/routes.ts';
import { boardPassenger, unboardPassenger } from '../../../contract/presence/boarding.ts';
import type { BoardingTap } from '../../../contract/presence/boarding-rules.ts';
import { boardedWith } from '../../../contract/presence/boarding-rules.ts';
import type { ScanOutcome } from '../../../contract/presence/scanning.ts';
import { scanStatuses } from '../../../contract/presence/words.ts';
import { useClockOffset } from '../../shared/presence/use-clock.ts';

export interface Boarding {
  /** The trip as this phone knows it: what the server said last and what was tapped since. */
  readonly trip: TripView;
  /** Who was tapped and has not reached the server yet. */
  readonly waiting: ReadonlySet<string>;
  readonly tap: (passenger: { readonly id: string; readonly name: string }, on: boolean) => void;
  readonly setState: (state: TripView['state'], expectedAt: string | null, words: string) => void;
}

/**
 * Lets people on and off by their names, with or without a network: every tap is kept on the phone before it is shown, leaves in its order, and is
 * counted by the rules of every scan, here and at the server.
 */
export function useBoarding(meetingId: string, told: TripView, readAt: number): Boarding {
  const offline = useOffline();
  const correction = useClockOffset(meetingId);
  const writes = useOutgoing().filter((write) => isOpen(write, readAt));
  const taps = writes.flatMap((write) => tapOf(write, meetingId, told.id));
  const passengers = boardedWith(told.passengers, taps, windowOf(told));
  const states = writes
    .filter((write) => write.address === stateAddress(meetingId, told.id))
    .map((write) => write.body as Partial<TripView>);
  const boarded = passengers.filter((one) => one.boardedAt !== null).length;
  const ride = `${told.coach}${told.title}`;
  return {
    trip: { ...told, ...states.at(-1), passengers, boarded },
    waiting: new Set(taps.filter((tap) => tap.isWaiting).map((tap) => tap.attendeeId)),
    tap: ({ id, name }, on) => {
      const params = { meetingId, tripId: told.id, attendeeId: id };
      const body = { deviceAt: new Date().toISOString(), offsetMs: correction === 0 ? null : -correction, offline };
      const title = `${ride}：${name}${on ? '上车' : '没上车'}`;
      const sent = on
        ? sendOrKeep(boardPassenger, { params, body: { ...body, nonce: newId() } }, { title })
        : sendOrKeep(unboardPassenger, { params, body }, { title });
      sent.then(
        (result) => result.outcome === 'sent' && 'status' in result.answer && tellRefusal(name, result.answer),
        (error: unknown) => toast(wordsOf(error), 'fault'),
      );
    },
    setState: (state, expectedAt, words) => {
      const call = { params: { meetingId, tripId: told.id }, body: { state, expectedAt, note: told.note } };
      sendOrKeep(setTripState, call, { title: `${ride}：${words}` }).then(
        ({ outcome }) => toast(outcome === 'sent' ? words : `${words}，已存下，有网络后自动发送`),
        (error: unknown) => toast(wordsOf(error), 'fault'),
      );
    },
  };
}

/** Not at the server yet, or there since what is shown was read. */
function isOpen({ state, sentAt }: OutgoingWrite, readAt: number): boolean {
  return state === 'waiting' || state === 'sending' || (state === 'sent' && Date.parse(sentAt!) >= readAt);
}

const stateAddress = (meetingId: string, tripId: string) => `/api/meetings/${meetingId}/coach-trips/${tripId}/state`;

function tapOf(write: OutgoingWrite, meetingId: string, tripId: string): (BoardingTap & { isWaiting: boolean })[] {
  const [, attendeeId, act] =
    new RegExp(`^/api/meetings/${meetingId}/coach-trips/${tripId}/passengers/([0-9a-f-]+)/(boarding|unboarding)$`).exec(write.address) ??
    [];
  if (!attendeeId) return [];
  if (write.state === 'sent' && act === 'boarding' && !(write.answer as ScanOutcome).letsIn) return [];
  const { deviceAt, offsetMs } = write.body as { deviceAt: string; offsetMs: number | null };
  return [{ attendeeId, on: act === 'boarding', at: Date.parse(deviceAt) - (offsetMs ?? 0), isWaiting: write.state !== 'sent' }];
}

function windowOf({ window }: TripView) {
  const at = (value: string | null) => (value === null ? null : Date.parse(value));
  return { opensAt: at(window.opensAt), closesAt: at(window.closesAt), closedAt: at(window.closedAt) };
}

/** Somebody whom a scanner let on meanwhile is on; everything else has to be said. */
function tellRefusal(name: string, { letsIn, status }: ScanOutcome): void {
  if (letsIn || status === 'redeemed') return;
  toast(
    `${name}没有记上：${status === 'closed' ? '这趟车的点名已经停止' : status === 'product' ? '不在这辆车的名单上' : scanStatuses[status]}`,
    'fault',
  );
}
