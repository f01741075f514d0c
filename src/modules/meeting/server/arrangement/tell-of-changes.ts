import { sql } from 'kysely';
import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { dayOf } from '#platform/contract/instant.ts';
import type { Database, Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { JobDefinition } from '#platform/server/jobs/jobs.ts';
import { defineJob, enqueue } from '#platform/server/jobs/jobs.ts';
import type { NotificationKind } from '#platform/server/notifications/notifications.ts';
import { notify } from '#platform/server/notifications/notifications.ts';
import type { OutboxEvent, Subscriber } from '#platform/server/outbox/dispatcher.ts';
import { systemActor } from '#platform/server/outbox/dispatcher.ts';
import { meetingChanged } from '../../contract/events.ts';
import { isDue } from '../core/due-rules.ts';
import type { MeetingRow, SittingRow } from '../core/find.ts';
import { attendeesIn } from '../people/attendees.ts';
import type { ArrangementTables } from './tables.ts';

const db = (tx: Tx) => tables<ArrangementTables>(tx);

export const arrangementNotices = {
  announced: { kind: 'meeting.announced', label: '有会议请我参加', defaultChannel: 'now' },
  changed: { kind: 'meeting.programme-changed', label: '会议安排有变动', defaultChannel: 'now' },
} as const satisfies Record<string, NotificationKind>;

/** An office that moves a sitting seldom changes one thing alone: what it changes within these minutes is told at once. */
const gathering = 3 * 60_000;

const tellJob = { name: 'meeting.tell-changes', data: z.object({ bodyId: uuid, meetingId: uuid }) };

/** Has those concerned told of changes a little later, once for all that change until then. */
export const gatherChanges: Subscriber = {
  name: 'meeting.gather-changes',
  listensTo: [meetingChanged.type],
  async handle(tx, events) {
    for (const event of events as readonly OutboxEvent<z.infer<typeof meetingChanged.payload>>[]) {
      if (!event.payload.words || !event.payload.parts.includes('programme')) continue;
      const data = { bodyId: event.bodyId, meetingId: event.payload.meetingId };
      await enqueue(tx, tellJob, data, { key: data.meetingId, after: new Date(tx.now.getTime() + gathering) });
    }
  },
};

export const tellChanges: JobDefinition<typeof tellJob.data> = defineJob({
  ...tellJob,
  async handle(database: Database, { bodyId, meetingId }) {
    await database.transact(systemActor, (tx) => tellOfChanges(tx, bodyId, meetingId), { access: 'worker' });
  },
});

type Change = Awaited<ReturnType<typeof untold>>[number];

/** Tells of all changes of a meeting's programme that nobody was told of: each person once, of what concerns him. */
export async function tellOfChanges(tx: Tx, bodyId: string, meetingId: string): Promise<void> {
  const meeting = await db(tx)
    .selectFrom('meeting')
    .selectAll()
    .where('body_id', '=', bodyId)
    .where('id', '=', meetingId)
    .executeTakeFirst();
  if (!meeting) return;
  const changes = await untold(tx, meeting);
  if (changes.length === 0) return;
  const sittings = await sittingsOf(tx, meeting);
  const people = await attendeesIn(
    tx,
    { body_id: bodyId, meeting_id: meetingId },
    ['member', 'nonVoting', 'observer', 'staff', 'press', 'guest'],
    tx.now,
  );
  const told = new Map<string, { changes: Change[]; personIds: string[] }>();
  for (const one of people) {
    if (!one.personId) continue;
    const his = changes.filter((change) => {
      const sitting = sittings.get(change.subject_id);
      return !sitting || isDue({ dueCategories: sitting.due_categories, dueGroups: sitting.due_groups }, one);
    });
    if (his.length === 0) continue;
    const key = his.map((change) => change.id).join();
    const group = told.get(key) ?? { changes: his, personIds: [] };
    group.personIds.push(one.personId);
    told.set(key, group);
  }
  for (const group of told.values()) await tellGroup(tx, meeting, group, sittings);
}

async function tellGroup(
  tx: Tx,
  meeting: MeetingRow,
  { changes, personIds }: { changes: Change[]; personIds: string[] },
  sittings: ReadonlyMap<string, SittingRow>,
): Promise<void> {
  const announced = changes.some((one) => one.subject_kind === 'announcement');
  const today = changes.some((one) => {
    const sitting = sittings.get(one.subject_id);
    return sitting !== undefined && dayOf(sitting.starts_at) === dayOf(tx.now);
  });
  const last = changes.at(-1)!;
  await notify(tx, {
    kind: announced ? arrangementNotices.announced : arrangementNotices.changed,
    bodyId: meeting.body_id,
    eventId: last.id,
    subjectId: meeting.id,
    personIds,
    title: announced ? `请您参加${meeting.title}` : changes.length === 1 ? '会议安排有变动' : `会议安排有 ${changes.length} 处变动`,
    words: announced ? `${sayDays(meeting)}${meeting.place ? `，${meeting.place}` : ''}` : last.words,
    link: announced ? `/meeting/${meeting.id}/programme` : `/meeting/${meeting.id}/changes`,
    urgent: today,
  });
}

/** Marks and gives the changes nobody was told of, the oldest first. What other parts change tells of itself. */
async function untold(tx: Tx, meeting: MeetingRow) {
  const rows = await db(tx)
    .updateTable('meeting_change')
    .set({ told_at: tx.now })
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where('told_at', 'is', null)
    .returning(['id', 'subject_kind', 'subject_id', 'words'])
    .execute();
  return rows
    .filter((row) => ['announcement', 'meeting', 'sitting'].includes(row.subject_kind))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

async function sittingsOf(tx: Tx, meeting: MeetingRow): Promise<Map<string, SittingRow>> {
  const rows = await db(tx)
    .selectFrom('sitting')
    .selectAll()
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where(sql<boolean>`state <> 'ended'`)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

function sayDays(meeting: Pick<MeetingRow, 'opens_on' | 'closes_on'>): string {
  const say = (value: string) => `${Number(value.slice(5, 7))}月${Number(value.slice(8, 10))}日`;
  return meeting.opens_on === meeting.closes_on ? say(meeting.opens_on) : `${say(meeting.opens_on)}至${say(meeting.closes_on)}`;
}
