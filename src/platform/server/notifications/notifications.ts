import { sql } from 'kysely';
import { z } from 'zod';
import { defineEvent } from '../../contract/event.ts';
import { newId } from '../../contract/identifiers.ts';
import type { Channel } from '../../contract/notifications.ts';
import type { Tx } from '../database.ts';
import { emit, tables } from '../database.ts';
import type { JobDeclaration } from '../jobs/jobs.ts';
import { enqueue } from '../jobs/jobs.ts';
import type { PlatformTables } from '../tables.ts';

/** A kind of notification that a module sends; registered in `ServerModule.notificationKinds` and passed to {@link notify}. */
export interface NotificationKind {
  /** Stable name `module.what-happened`. */
  readonly kind: string;
  /** What a person reads where they choose, e.g. 建议有了答复. */
  readonly label: string;
  readonly defaultChannel: Channel;
  /** A reminder is pushed in the body's working hours only, never at night. */
  readonly reminder?: boolean;
}

/** One notice to one or more people about one event. */
export interface Notice {
  readonly kind: NotificationKind;
  /** The body whose matter it is about. */
  readonly bodyId: string;
  /** The event that is the reason. Of one event a person gets one notification of a kind, however often it is handled. */
  readonly eventId: string;
  /** The thing it is about; {@link withdrawNotices} finds it again by this. */
  readonly subjectId: string;
  readonly personIds: readonly string[];
  /** A few words, shown on a locked phone. */
  readonly title: string;
  readonly words: string;
  /** Page inside the terminal without the terminal's own prefix, e.g. `/matters/0193…`. */
  readonly link: string;
  /** Pushed at once also to those who chose the digest. For what is lost by waiting. */
  readonly urgent?: boolean;
}

/** Somebody's list of notifications changed; live clients fetch their count again. */
export const notificationsChanged = defineEvent('notification.changed', z.object({ kind: z.string() }));

/** Pushes everything that is due; see delivery.ts. */
export const pushDue = { name: 'notification.push-due', data: z.object({}) } satisfies JobDeclaration;

/**
 * Tells people. For subscribers, jobs and seeds (access `worker`). Told again for the same event it tells nobody twice; who chose `off` is not
 * told. Push and digest follow in jobs after commit.
 */
export async function notify(tx: Tx, notice: Notice): Promise<void> {
  const { kind, bodyId, subjectId } = notice;
  const personIds = [...new Set(notice.personIds)];
  if (personIds.length === 0) return;
  const told = await insertNotices(tx, notice, personIds);
  if (told.length === 0) return;
  const topics = told.map((row) => `person:${row.person_id}`);
  emit(tx, notificationsChanged, { bodyId, subject: subjectId, topics, payload: { kind: kind.kind } });
  if (told.some((row) => row.channel === 'now')) await enqueue(tx, pushDue, {}, { key: 'due' });
}

/** Makes notices about `subjectId` vanish, read or not: all, or those of some kinds. For what is no longer true, e.g. an invitation taken back. */
export async function withdrawNotices(
  tx: Tx,
  about: { bodyId: string; subjectId: string; kinds?: readonly NotificationKind[]; personIds?: readonly string[] },
): Promise<void> {
  const withdrawn = await tables<PlatformTables>(tx)
    .updateTable('notification')
    .set({ withdrawn_at: tx.now })
    .where('body_id', '=', about.bodyId)
    .where('subject_id', '=', about.subjectId)
    .where('withdrawn_at', 'is', null)
    .$if(about.kinds !== undefined, (update) =>
      update.where(
        'kind',
        'in',
        about.kinds!.map((kind) => kind.kind),
      ),
    )
    .$if(about.personIds !== undefined, (update) => update.where(sql<boolean>`person_id = any(${about.personIds}::uuid[])`))
    .returning(['person_id', 'kind'])
    .execute();
  if (withdrawn.length === 0) return;
  const topics = [...new Set(withdrawn.map((row) => `person:${row.person_id}`))];
  emit(tx, notificationsChanged, { bodyId: about.bodyId, subject: about.subjectId, topics, payload: { kind: withdrawn[0]!.kind } });
}

async function insertNotices(tx: Tx, notice: Notice, personIds: readonly string[]): Promise<{ person_id: string; channel: Channel }[]> {
  const { kind, urgent = false } = notice;
  const ids = personIds.map(() => newId(tx.now.getTime()));
  const { rows } = await sql<{ person_id: string; channel: Channel }>`
    insert into notification (body_id, id, person_id, kind, title, words, link, event_id, subject_id, channel, urgent, at)
    select ${notice.bodyId}, told.id, told.person_id, ${kind.kind}, ${notice.title}, ${notice.words}, ${notice.link}, ${notice.eventId}, ${notice.subjectId},
      case when ${urgent} and wish.channel = 'digest' then 'now' else wish.channel end, ${urgent}, ${tx.now}
    from unnest(${ids}::uuid[], ${personIds}::uuid[]) as told (id, person_id)
    left join notification_choice as choice on choice.person_id = told.person_id and choice.kind = ${kind.kind},
    lateral (select coalesce(choice.channel, ${kind.defaultChannel}) as channel) as wish
    where wish.channel <> 'off'
    on conflict (body_id, event_id, person_id, kind) do nothing
    returning person_id, channel`.execute(tables(tx));
  return rows;
}
