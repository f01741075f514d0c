import { sql } from 'kysely';
import { z } from 'zod';
import type { Database, Tx } from '../database.ts';
import { tables } from '../database.ts';
import type { JobDefinition, JobRun } from '../jobs/jobs.ts';
import { defineJob } from '../jobs/jobs.ts';
import { systemActor } from '../outbox/dispatcher.ts';
import type { PlatformTables } from '../tables.ts';
import type { NotificationKind } from './notifications.ts';
import { pushDue } from './notifications.ts';
import type { PushDevice, PushMessage, SendPush } from './push.ts';

/** May people of `bodyId` be reminded at `at`, i.e. is it in their working hours? The module that keeps calendars knows. */
export type MayRemindAt = (tx: Tx, bodyId: string, at: Date) => Promise<boolean>;

export interface DeliveryOptions {
  readonly kinds: readonly NotificationKind[];
  readonly send: SendPush;
  readonly mayRemindAt: MayRemindAt;
}

/** The jobs that carry notifications to phones: at once where a person wants that, else in one digest a day. */
export function deliveryJobs(options: DeliveryOptions): JobDefinition[] {
  return [
    // Every ten minutes as well: for reminders whose hours begin, and for what a push service did not take.
    defineJob({ ...pushDue, schedule: '*/10 * * * *', handle: (database, _data, run) => pushNow(database, options, run) }),
    defineJob({
      name: 'notification.digest',
      data: z.object({}),
      schedule: '0 9 * * *',
      handle: (database, _data, run) => pushDigests(database, options, run),
    }),
  ];
}

interface Due {
  readonly person_id: string;
  readonly notices: readonly {
    readonly id: string;
    readonly kind: string;
    readonly title: string;
    readonly words: string;
    readonly link: string;
    readonly urgent: boolean;
  }[];
  readonly devices: readonly ({ readonly id: string } & PushDevice)[];
}

const atOnce = 8;
const peopleAtOnce = 200;
/** So many due at one moment are told in one push. */
const flood = 4;

/** Pushes what is wanted at once. What a service does not take is tried again for a day. */
async function pushNow(database: Database, options: DeliveryOptions, run: JobRun): Promise<void> {
  await eachDue(database, options, run, 'now', (due) =>
    due.notices.length < flood ? due.notices.map(singly) : [together(due, options.kinds)],
  );
}

/** One push a person with everything since the last digest, in working hours only: a day off adds to the next one. */
async function pushDigests(database: Database, options: DeliveryOptions, run: JobRun): Promise<void> {
  await eachDue(database, options, run, 'digest', (due) => [together(due, options.kinds)]);
}

async function eachDue(
  database: Database,
  options: DeliveryOptions,
  run: JobRun,
  channel: 'now' | 'digest',
  messagesOf: (due: Due) => PushMessage[],
): Promise<void> {
  for (let after: string | null = null, full = true; full && !run.signal.aborted;) {
    const people: Due[] = await database.read(
      systemActor,
      async (tx) => await dueOf(tx, channel, await heldKinds(tx, options, channel), after),
      { access: 'worker' },
    );
    full = people.length === peopleAtOnce;
    after = people.at(-1)?.person_id ?? null;
    for (let index = 0; index < people.length; index += atOnce) {
      await Promise.all(people.slice(index, index + atOnce).map((due) => deliver(database, options.send, channel, due, messagesOf(due))));
    }
  }
}

/** Sends a person's messages to all their devices, and writes down what was delivered. Nobody to send to counts as delivered. */
async function deliver(
  database: Database,
  send: SendPush,
  channel: 'now' | 'digest',
  due: Due,
  messages: readonly PushMessage[],
): Promise<void> {
  const outcomes = await Promise.all(
    due.devices.map(async (device) => {
      for (const message of messages) {
        const outcome = await send(device, message);
        if (outcome !== 'sent') return outcome;
      }
      return 'sent';
    }),
  );
  const gone = due.devices.filter((_, index) => outcomes[index] === 'gone').map((device) => device.id);
  const delivered = outcomes.includes('sent') || !outcomes.includes('later');
  await database.transact(
    systemActor,
    async (tx) => {
      const db = tables<PlatformTables>(tx);
      if (gone.length > 0)
        await db.deleteFrom('push_subscription').where('person_id', '=', due.person_id).where('id', 'in', gone).execute();
      if (!delivered) return;
      await db
        .updateTable('notification')
        .set(channel === 'now' ? { pushed_at: tx.now } : { digested_at: tx.now })
        .where('person_id', '=', due.person_id)
        .where(sql<boolean>`id = any(${due.notices.map((notice) => notice.id)}::uuid[])`)
        .execute();
    },
    { access: 'worker' },
  );
}

/** Kinds and bodies that must wait for working hours: reminders, and every digest. */
async function heldKinds(
  tx: Tx,
  { kinds, mayRemindAt }: DeliveryOptions,
  channel: 'now' | 'digest',
): Promise<{ kinds: string[] | null; bodyIds: string[] }> {
  const reminders = channel === 'digest' ? null : kinds.filter((kind) => kind.reminder).map((kind) => kind.kind);
  const { rows } = await sql<{ body_id: string }>`
    select distinct body_id from notification where ${isDue(channel)} and (${reminders}::text[] is null or kind = any(${reminders}::text[]))`.execute(
    tables(tx),
  );
  const held: string[] = [];
  for (const { body_id: bodyId } of rows) if (!(await mayRemindAt(tx, bodyId, tx.now))) held.push(bodyId);
  return { kinds: reminders, bodyIds: held };
}

async function dueOf(
  tx: Tx,
  channel: 'now' | 'digest',
  held: { kinds: string[] | null; bodyIds: string[] },
  after: string | null,
): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select person_id, jsonb_agg(jsonb_build_object('id', id, 'kind', kind, 'title', title, 'words', words, 'link', link, 'urgent', urgent) order by id desc) as notices,
      coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'endpoint', p.endpoint, 'keys', p.keys)) from push_subscription p where p.person_id = notification.person_id), '[]') as devices
    from notification
    where ${isDue(channel)} and at > ${new Date(tx.now.getTime() - (channel === 'now' ? 4 : 14) * 86_400_000)}
      and not (body_id = any(${held.bodyIds}::uuid[]) and (${held.kinds}::text[] is null or kind = any(${held.kinds}::text[])))
      and (${after}::uuid is null or person_id > ${after}::uuid)
    group by person_id order by person_id limit ${peopleAtOnce}`.execute(tables(tx));
  return rows;
}

function isDue(channel: 'now' | 'digest') {
  return sql<boolean>`channel = ${channel} and pushed_at is null and digested_at is null and read_at is null and withdrawn_at is null`;
}

function singly(notice: Due['notices'][number]): PushMessage {
  return { title: notice.title, words: notice.words, link: notice.link, tag: notice.id, urgent: notice.urgent };
}

/** One message about many: how many there are, then the kinds by number, the newest kind first among equals. */
function together(due: Due, kinds: readonly NotificationKind[]): PushMessage {
  const counts = new Map<string, number>();
  for (const { kind } of due.notices) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const labels = new Map(kinds.map((kind) => [kind.kind, kind.label]));
  const lines = [...counts]
    .toSorted(([, one], [, other]) => other - one)
    .map(([kind, count]) => `${labels.get(kind) ?? '其他消息'} ${count} 条`);
  const [newest] = due.notices;
  const only = due.notices.length === 1;
  return {
    title: only ? newest!.title : `您有 ${due.notices.length} 条新消息`,
    words: only ? newest!.words : `${lines.slice(0, 4).join('，')}。最新：${newest!.title}`,
    link: only ? newest!.link : '/notifications',
    tag: `digest-${newest!.id}`,
    urgent: due.notices.some((notice) => notice.urgent),
  };
}
