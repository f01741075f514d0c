import { z } from 'zod';
import { defineEvent } from '../../contract/event.ts';
import { newId } from '../../contract/identifiers.ts';
import type { choose, markAllRead, markRead, registerPush } from '../../contract/notifications.ts';
import { notificationProblems } from '../../contract/notifications.ts';
import { problems } from '../../contract/problem.ts';
import type { AnswerOf, BodyOf } from '../../contract/route.ts';
import type { Tx } from '../database.ts';
import { emit, noBody, recordAct, tables } from '../database.ts';
import type { PlatformTables } from '../tables.ts';
import type { NotificationKind } from './notifications.ts';
import { notificationsChanged } from './notifications.ts';
import { isPushHost } from './push.ts';

const problem = problems(notificationProblems);

/** A device was registered for pushes. */
export const pushRegistered = defineEvent('notification.push-registered', z.object({ deviceId: z.string() }));

/** Marks some of the actor's notifications as read; others' and unknown ones are passed over. */
export async function readSome(tx: Tx, { ids }: BodyOf<typeof markRead>): Promise<{ done: true }> {
  const rows = await tables<PlatformTables>(tx)
    .updateTable('notification')
    .set({ read_at: tx.now })
    .where('person_id', '=', tx.actor.personId)
    .where('id', 'in', ids)
    .where('read_at', 'is', null)
    .returning(['id', 'body_id', 'kind'])
    .execute();
  for (const row of rows)
    recordAct(tx, {
      bodyId: row.body_id,
      act: 'notification.mark-read',
      subjectKind: 'notification',
      subjectId: row.id,
      detail: { kind: row.kind },
    });
  if (rows.length > 0) tellOthers(tx, rows[0]!);
  return { done: true };
}

/** Marks all of the actor's notifications as read, up to one of them where it is named. */
export async function readAll(tx: Tx, { upTo }: BodyOf<typeof markAllRead>): Promise<{ done: true }> {
  const rows = await tables<PlatformTables>(tx)
    .updateTable('notification')
    .set({ read_at: tx.now })
    .where('person_id', '=', tx.actor.personId)
    .where('read_at', 'is', null)
    .$if(upTo !== undefined, (update) => update.where('id', '<=', upTo!))
    .returning(['body_id', 'id', 'kind'])
    .execute();
  for (const bodyId of new Set(rows.map((row) => row.body_id))) {
    const read = rows.filter((row) => row.body_id === bodyId);
    recordAct(tx, {
      bodyId,
      act: 'notification.mark-all-read',
      subjectKind: 'person',
      subjectId: tx.actor.personId!,
      detail: {
        count: read.length,
        last: read
          .map((row) => row.id)
          .toSorted()
          .at(-1),
      },
    });
  }
  if (rows.length > 0) tellOthers(tx, rows[0]!);
  return { done: true };
}

/** Chooses how the actor is told of a kind; the default again is stored as a choice too, so that a changed default does not move it. */
export async function chooseChannel(
  tx: Tx,
  kinds: readonly NotificationKind[],
  { kind, channel }: BodyOf<typeof choose>,
): Promise<{ done: true }> {
  if (!kinds.some((known) => known.kind === kind)) throw problem('notification.kind');
  const { personId } = tx.actor;
  await tables<PlatformTables>(tx)
    .insertInto('notification_choice')
    .values({ person_id: personId!, kind, channel })
    .onConflict((on) => on.columns(['person_id', 'kind']).doUpdateSet({ channel }))
    .execute();
  recordAct(tx, { bodyId: noBody, act: 'notification.choose', subjectKind: 'person', subjectId: personId!, detail: { kind, channel } });
  return { done: true };
}

/** Registers the device for pushes to the actor; from then on nobody else's pushes go to it (see subscribers.ts). */
export async function registerDevice(
  tx: Tx,
  hosts: readonly string[] | null,
  body: BodyOf<typeof registerPush>,
): Promise<AnswerOf<typeof registerPush>> {
  if (!hosts) throw problem('notification.push-off');
  if (!isPushHost(body.endpoint, hosts)) throw problem('notification.push-host');
  const personId = tx.actor.personId!;
  const { id, made_at: madeAt } = await tables<PlatformTables>(tx)
    .insertInto('push_subscription')
    .values({
      person_id: personId,
      id: newId(tx.now.getTime()),
      endpoint: body.endpoint,
      keys: JSON.stringify(body.keys),
      device: body.device,
      made_at: tx.now,
    })
    .onConflict((on) =>
      on
        .columns(['person_id', 'endpoint'])
        .doUpdateSet({ keys: JSON.stringify(body.keys), device: body.device, made_at: tx.now, failed_at: null }),
    )
    .returning(['id', 'made_at'])
    .executeTakeFirstOrThrow();
  recordAct(tx, {
    bodyId: noBody,
    act: 'notification.register-push',
    subjectKind: 'person',
    subjectId: personId,
    detail: { deviceId: id, device: body.device },
  });
  emit(tx, pushRegistered, { bodyId: noBody, subject: personId, topics: [], payload: { deviceId: id } });
  return { id, device: body.device, madeAt: madeAt.toISOString() };
}

/** Ends pushes to one of the actor's devices. */
export async function removeDevice(tx: Tx, id: string): Promise<{ done: true }> {
  const personId = tx.actor.personId!;
  const row = await tables<PlatformTables>(tx)
    .deleteFrom('push_subscription')
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  if (!row) throw problem('notification.device');
  recordAct(tx, { bodyId: noBody, act: 'notification.remove-push', subjectKind: 'person', subjectId: personId, detail: { deviceId: id } });
  return { done: true };
}

/** The person's other windows and devices show the same count. */
function tellOthers(tx: Tx, row: { body_id: string; id: string; kind: string }): void {
  emit(tx, notificationsChanged, {
    bodyId: row.body_id,
    subject: row.id,
    topics: [`person:${tx.actor.personId}`],
    payload: { kind: row.kind },
  });
}
