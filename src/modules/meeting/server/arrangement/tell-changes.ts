import { isDue } from '../core/due-rules.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { NotificationKind } from '#platform/server/notifications/notifications.ts';
import { notify } from '#platform/server/notifications/notifications.ts';
import type { OutboxEvent } from '#platform/server/outbox/dispatcher.ts';
import { meetingChanged } from '../../contract/events.ts';
import type { MeetingTables } from '../tables.ts';

const db = (tx: Tx) => tables<MeetingTables>(tx);

export const changeNotice = {
  kind: 'meeting.changed',
  label: '会议通知和会议安排的变动',
  defaultChannel: 'now',
} as const satisfies NotificationKind;

/** Tells those concerned what changed: of a programme entry whoever is due there, of the meeting everybody. Several changes that come together are one notice. */
export async function tellChanges(tx: Tx, events: readonly OutboxEvent[]): Promise<void> {
  for (const [meetingId, ofMeeting] of Map.groupBy(events, (event) => event.subject)) {
    const said = ofMeeting.flatMap((event) => {
      const { parts, words } = meetingChanged.payload.parse(event.payload);
      return words && parts.includes('programme') ? [{ event, words }] : [];
    });
    const last = said.at(-1);
    if (!last) continue;
    const meeting = await db(tx)
      .selectFrom('meeting')
      .select(['body_id', 'id', 'title', 'state'])
      .where('body_id', '=', last.event.bodyId)
      .where('id', '=', meetingId)
      .executeTakeFirst();
    if (!meeting || meeting.state === 'draft') continue;
    const words = [...new Set(said.map((one) => one.words))];
    const personIds = await concerned(tx, meeting, words);
    await notify(tx, {
      kind: changeNotice,
      bodyId: meeting.body_id,
      eventId: last.event.id,
      subjectId: meeting.id,
      personIds: personIds.filter((id) => id !== last.event.actor.personId),
      title: meeting.title,
      words: words.length <= 3 ? words.join('；') : `${words.slice(0, 3).join('；')}等 ${words.length} 处变动`,
      link: `/meeting/${meeting.id}/changes`,
    });
  }
}

/** Whom the changes concern, by the sittings that they were kept under. */
async function concerned(tx: Tx, meeting: { body_id: string; id: string }, words: readonly string[]): Promise<string[]> {
  const changes = await db(tx)
    .selectFrom('meeting_change')
    .select(['subject_kind', 'subject_id'])
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where('words', 'in', [...words])
    .orderBy('id', 'desc')
    .limit(50)
    .execute();
  const sittings = await db(tx)
    .selectFrom('sitting')
    .select(['id', 'due_categories', 'due_groups'])
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .execute();
  const rules = changes.map((change) => sittings.find((one) => change.subject_kind === 'sitting' && one.id === change.subject_id));
  const people = await db(tx)
    .selectFrom('attendee as a')
    .select(['a.person_id', 'a.category', 'a.group_id'])
    .select(({ selectFrom }) =>
      selectFrom('attendee_post as p')
        .select(({ fn }) => fn.agg<string[] | null>('array_agg', ['p.group_id']).as('ids'))
        .whereRef('p.body_id', '=', 'a.body_id')
        .whereRef('p.attendee_id', '=', 'a.id')
        .as('post_groups'),
    )
    .where('a.body_id', '=', meeting.body_id)
    .where('a.meeting_id', '=', meeting.id)
    .where('a.left_at', 'is', null)
    .where('a.person_id', 'is not', null)
    .execute();
  return people.flatMap((one) => {
    const belonging = { category: one.category, groupIds: [...(one.group_id ? [one.group_id] : []), ...(one.post_groups ?? [])] };
    const due = rules.some(
      (sitting) => !sitting || isDue({ dueCategories: sitting.due_categories, dueGroups: sitting.due_groups }, belonging),
    );
    return due && one.person_id ? [one.person_id] : [];
  });
}
