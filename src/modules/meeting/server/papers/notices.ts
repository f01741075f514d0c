import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import type { NotificationKind } from '#platform/server/notifications/notifications.ts';
import { notify, withdrawNotices } from '#platform/server/notifications/notifications.ts';
import type { OutboxEvent, Subscriber } from '#platform/server/outbox/dispatcher.ts';
import { papersIssued, paperWithdrawn, unreadReminded } from '../../contract/papers/events.ts';
import { unreadPeople } from './change-papers.ts';
import { papersDb } from './find-paper.ts';

/** What people are told about papers. */
export const paperNotices = {
  issued: { kind: 'meeting.papers-issued', label: '发来会议文件', defaultChannel: 'app' },
  unread: { kind: 'meeting.paper-unread', label: '提醒阅读会议文件', defaultChannel: 'now' },
} as const satisfies Record<string, NotificationKind>;

/** Tells those whom papers are for, reminds those who have not read one, and takes notices about withdrawn ones back. */
export const paperSubscribers: readonly Subscriber[] = [
  {
    name: 'meeting.tell-of-papers',
    listensTo: [papersIssued.type, unreadReminded.type, paperWithdrawn.type],
    handle: async (tx, events) => {
      for (const event of events) {
        if (event.type === papersIssued.type) await tellOfIssued(tx, event);
        else if (event.type === unreadReminded.type) await remind(tx, event);
        else await withdrawNotices(tx, { bodyId: event.bodyId, subjectId: event.subject });
      }
    },
  },
];

async function tellOfIssued(tx: Tx, event: OutboxEvent): Promise<void> {
  const { meetingId, paperIds, words } = papersIssued.payload.parse(event.payload);
  const [only] = paperIds;
  const link = paperIds.length === 1 ? `/meeting/${meetingId}/papers/${only!}` : `/meeting/${meetingId}/papers`;
  // Of several papers each person hears once, so the notice is about the meeting; of one it is about the paper, and vanishes with it.
  await notify(tx, {
    kind: paperNotices.issued,
    bodyId: event.bodyId,
    eventId: event.id,
    subjectId: paperIds.length === 1 ? only! : meetingId,
    personIds: await peopleOf(tx, event.bodyId, paperIds),
    title: '会议文件',
    words,
    link,
  });
}

async function remind(tx: Tx, event: OutboxEvent): Promise<void> {
  const { meetingId, paperId, groupId } = unreadReminded.payload.parse(event.payload);
  const paper = await papersDb(tx)
    .selectFrom('paper')
    .select(['body_id', 'id', 'title', 'state'])
    .where('body_id', '=', event.bodyId)
    .where('id', '=', paperId)
    .executeTakeFirst();
  if (!paper || paper.state !== 'issued') return;
  await notify(tx, {
    kind: paperNotices.unread,
    bodyId: event.bodyId,
    eventId: event.id,
    subjectId: paperId,
    personIds: await unreadPeople(tx, paper, groupId),
    title: '请阅读会议文件',
    words: `《${paper.title}》还没有打开，请在会前阅读。`,
    link: `/meeting/${meetingId}/papers/${paperId}`,
  });
}

async function peopleOf(tx: Tx, bodyId: string, paperIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select distinct a.person_id from paper p
    join attendee a on a.body_id = p.body_id and a.meeting_id = p.meeting_id and a.person_id is not null
      and a.left_at is null and a.category = any(p.categories) and (p.group_ids = '{}' or a.group_id = any(p.group_ids)
        or exists (select from attendee_post o where o.body_id = a.body_id and o.attendee_id = a.id and o.group_id = any(p.group_ids)))
    where p.body_id = ${bodyId} and p.id = any(${paperIds}::uuid[]) and p.state = 'issued'`.execute(papersDb(tx));
  return rows.map((row) => row.person_id);
}
