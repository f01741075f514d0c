import type { z } from 'zod';
import { dayOf } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { NotificationKind } from '#platform/server/notifications/notifications.ts';
import { notify, withdrawNotices } from '#platform/server/notifications/notifications.ts';
import type { OutboxEvent, Subscriber } from '#platform/server/outbox/dispatcher.ts';
import { staffOf } from '#modules/directory/server/index.ts';
import { leaveChanged } from '../../contract/people/events.ts';
import { leaveGroundsWords } from '../../contract/people/leave.ts';
import { convenorsOf } from './leave-rows.ts';
import { stepInTurn } from './leave-rules.ts';
import type { PeopleTables } from './tables.ts';

/** What people are told about leaves. */
export const leaveNotices = {
  decide: { kind: 'meeting.leave-to-decide', label: '有请假等我批', defaultChannel: 'now' },
  own: { kind: 'meeting.leave-own', label: '我的请假有结果', defaultChannel: 'now' },
} as const satisfies Record<string, NotificationKind>;

/** What is said of a leave whose last decision was taken back. */
export const reopened = '审批已撤销';

type Changed = OutboxEvent<z.infer<typeof leaveChanged.payload>>;

/** Tells whoever decides next that a leave waits for him, and the person what became of it. */
export const tellOfLeave: Subscriber = {
  name: 'meeting.tell-of-leave',
  listensTo: [leaveChanged.type],
  async handle(tx, events) {
    for (const event of events) await tellOne(tx, event as Changed);
  },
};

async function tellOne(tx: Tx, event: Changed): Promise<void> {
  const { bodyId, payload } = event;
  const leave = await leaveOf(tx, bodyId, payload.leaveId);
  if (!leave) return;
  const about = { bodyId, eventId: event.id, subjectId: payload.leaveId };
  // What waited for somebody waits for him no more, whatever became of it.
  await withdrawNotices(tx, { bodyId, subjectId: payload.leaveId, kinds: [leaveNotices.decide] });
  if (payload.words === reopened) await withdrawNotices(tx, { bodyId, subjectId: payload.leaveId, kinds: [leaveNotices.own] });
  if (payload.waitsFor) {
    const atDesk = payload.waitsFor !== 'convenor';
    await notify(tx, {
      ...about,
      kind: leaveNotices.decide,
      personIds: atDesk
        ? await officeOf(tx, bodyId)
        : (await convenorsOf(tx, bodyId, leave.group_id, leave.attendee_id)).map((one) => one.personId),
      title: `${leave.name}请假，等您批`,
      words: `${whenOf(leave)}，${leaveGroundsWords[leave.grounds]}。${leave.meeting}`,
      link: atDesk ? `/meetings/${payload.meetingId}/leave` : `/meeting/${payload.meetingId}/leave`,
    });
  }
  const told = resultOf(leave, payload);
  if (!told || !leave.person_id || leave.person_id === event.actor.personId) return;
  const link = `/meeting/${payload.meetingId}/leave`;
  await notify(tx, { ...about, kind: leaveNotices.own, personIds: [leave.person_id], ...told, link });
}

/** What the person is told; null where nothing is new to him. */
function resultOf(leave: Leave, { state, words }: Changed['payload']): { title: string; words: string } | null {
  const when = `${whenOf(leave)}，${leave.meeting}`;
  if (state === 'granted') return words === '已销假' ? { title: '您的请假已销假', words: when } : { title: '您的请假已批准', words: when };
  if (state === 'refused') return { title: '您的请假没有批准', words: words ? `${words}。${when}` : when };
  if (state === 'withdrawn') return { title: '您的请假已由会务组撤回', words: when };
  if (words === reopened) return { title: '您的请假审批已撤销', words: `正在重新审批。${when}` };
  const agreed = leave.steps.findLast((step) => step.state === 'agreed');
  const next = stepInTurn(leave.steps);
  return agreed && next ? { title: `${agreed.label}已同意您的请假`, words: `接着由${next.label}审批。${when}` } : null;
}

type Leave = NonNullable<Awaited<ReturnType<typeof leaveOf>>>;

async function leaveOf(tx: Tx, bodyId: string, leaveId: string) {
  return await tables<PeopleTables>(tx)
    .selectFrom('leave_request as l')
    .innerJoin('attendee as a', (join) => join.onRef('a.body_id', '=', 'l.body_id').onRef('a.id', '=', 'l.attendee_id'))
    .innerJoin('meeting as m', (join) => join.onRef('m.body_id', '=', 'l.body_id').onRef('m.id', '=', 'l.meeting_id'))
    .select([
      'l.attendee_id',
      'l.group_id',
      'l.grounds',
      'l.from_at',
      'l.until_at',
      'l.steps',
      'a.name',
      'a.person_id',
      'm.title as meeting',
    ])
    .where('l.body_id', '=', bodyId)
    .where('l.id', '=', leaveId)
    .executeTakeFirst();
}

async function officeOf(tx: Tx, bodyId: string): Promise<string[]> {
  return (await staffOf(tx, bodyId, ['clerk', 'officeLeader'])).map((one) => one.personId);
}

/** `11月23日`, `11月23日至25日`, `11月30日至12月1日` */
function whenOf({ from_at, until_at }: Pick<Leave, 'from_at' | 'until_at'>): string {
  const [first, last] = [dayOf(from_at), dayOf(new Date(until_at.getTime() - 1))];
  const [month, day] = [Number(first.slice(5, 7)), Number(first.slice(8))];
  if (first === last) return `${month}月${day}日`;
  const sameMonth = first.slice(0, 7) === last.slice(0, 7);
  return `${month}月${day}日至${sameMonth ? '' : `${Number(last.slice(5, 7))}月`}${Number(last.slice(8))}日`;
}
