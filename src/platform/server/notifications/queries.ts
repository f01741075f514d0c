import { sql } from 'kysely';
import type { countUnread, listChoices, listNotifications, NotificationLine, readPush } from '../../contract/notifications.ts';
import { encodeCursor } from '../../contract/paging.ts';
import type { AnswerOf, QueryOf } from '../../contract/route.ts';
import type { Tx } from '../database.ts';
import { tables } from '../database.ts';
import { idCursor } from '../http/cursor.ts';
import type { PlatformTables } from '../tables.ts';
import type { NotificationKind } from './notifications.ts';

/** A page of the actor's notifications, the newest first; withdrawn ones are gone. */
export async function notificationPage(tx: Tx, query: QueryOf<typeof listNotifications>): Promise<AnswerOf<typeof listNotifications>> {
  const after = idCursor(query.cursor);
  const rows = await tables<PlatformTables>(tx)
    .selectFrom('notification')
    .select(['id', 'kind', 'title', 'words', 'link', 'body_id', 'subject_id', 'urgent', 'at', 'read_at'])
    .where('person_id', '=', tx.actor.personId)
    .where('withdrawn_at', 'is', null)
    .$if(after !== null, (select) => select.where('id', '<', after!))
    .$if(query.unread === '1', (select) => select.where('read_at', 'is', null))
    .$if(query.kind !== undefined, (select) => select.where('kind', '=', query.kind!))
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute();
  const items = rows.slice(0, query.limit).map((row): NotificationLine => ({
    id: row.id,
    kind: row.kind,
    title: row.title,
    words: row.words,
    link: row.link,
    bodyId: row.body_id,
    subjectId: row.subject_id,
    urgent: row.urgent,
    at: row.at.toISOString(),
    readAt: row.read_at?.toISOString() ?? null,
  }));
  return { items, next: rows.length > query.limit ? encodeCursor([items.at(-1)!.id]) : null };
}

/** How many notifications the actor has not read, counted up to a hundred. */
export async function unreadCount(tx: Tx): Promise<AnswerOf<typeof countUnread>> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from notification where person_id = ${tx.actor.personId} and read_at is null and withdrawn_at is null limit 100) as unread`.execute(
    tables(tx),
  );
  return rows[0]!;
}

/** Every kind with the way in which the actor is told of it. */
export async function choicesOf(tx: Tx, kinds: readonly NotificationKind[]): Promise<AnswerOf<typeof listChoices>> {
  const rows = await tables<PlatformTables>(tx)
    .selectFrom('notification_choice')
    .select(['kind', 'channel'])
    .where('person_id', '=', tx.actor.personId)
    .execute();
  const chosen = new Map(rows.map((row) => [row.kind, row.channel]));
  const choices = kinds.map(({ kind, label, reminder = false, defaultChannel }) => ({
    kind,
    label,
    reminder,
    defaultChannel,
    channel: chosen.get(kind) ?? defaultChannel,
  }));
  return { choices };
}

/** The key for subscribing to pushes, and the devices on which the actor gets them. */
export async function pushState(tx: Tx, publicKey: string | null): Promise<AnswerOf<typeof readPush>> {
  const rows = await tables<PlatformTables>(tx)
    .selectFrom('push_subscription')
    .select(['id', 'device', 'made_at'])
    .where('person_id', '=', tx.actor.personId)
    .orderBy('id')
    .execute();
  return { publicKey, devices: rows.map((row) => ({ id: row.id, device: row.device, madeAt: row.made_at.toISOString() })) };
}
