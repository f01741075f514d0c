import { z } from 'zod';
import { nobody } from '#platform/contract/actor.ts';
import { uuid } from '#platform/contract/identifiers.ts';
import { instant } from '#platform/contract/instant.ts';
import { Problem } from '#platform/contract/problem.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { Database, Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { JobDeclaration, JobDefinition, JobRun } from '#platform/server/jobs/jobs.ts';
import { defineJob, enqueue } from '#platform/server/jobs/jobs.ts';
import type { PushMessage, PushOutcome, SendPush } from '#platform/server/notifications/push.ts';
import type { OutboxEvent } from '#platform/server/outbox/dispatcher.ts';
import { systemActor } from '#platform/server/outbox/dispatcher.ts';
import { matterActed } from '../../contract/events.ts';
import type { Effect } from '../../contract/kind.ts';
import { kinds } from '../../contract/kinds/index.ts';
import { standingWords } from '../../contract/public-words.ts';
import type { readPublished as readRoute } from '../../contract/publication.ts';
import { shorten } from '../engine/words.ts';
import { readPublished } from '../queries/read-published.ts';
import type { MatterTables } from '../tables.ts';

/** Acts after which citizens read something else than before; all others concern nobody outside. */
const seen: ReadonlySet<Effect> = new Set<Effect>(['publish', 'keepPromise', 'judgePromise', 'rate']);

const telling = {
  name: 'matter.tell-citizens',
  data: z.object({ bodyId: uuid, matterId: uuid, eventId: uuid, at: instant, commitmentId: uuid.nullable() }),
} satisfies JobDeclaration;

/** Asks for a push to who follows the matter, where citizens see the change and somebody does follow. */
export async function askToTellCitizens(tx: Tx, events: readonly OutboxEvent[]): Promise<void> {
  for (const event of events) {
    const acted = matterActed.payload.parse(event.payload);
    if (!kinds[acted.kind]?.acts[acted.act]?.effects.some((effect) => seen.has(effect))) continue;
    const follower = await tables<MatterTables>(tx)
      .selectFrom('publication_follow')
      .select('id')
      .where('body_id', '=', event.bodyId)
      .where('matter_id', '=', event.subject)
      .limit(1)
      .executeTakeFirst();
    if (!follower) continue;
    const data = {
      bodyId: event.bodyId,
      matterId: event.subject,
      eventId: event.id,
      at: event.at.toISOString(),
      commitmentId: acted.commitmentId,
    };
    await enqueue(tx, telling, data, { key: event.id, after: wakingHour(tx.now) });
  }
}

/** Sends the pushes. What a push service did not take fails the run, and the next one leaves out whom this one has reached. */
export function tellCitizensJob(send: SendPush): JobDefinition<typeof telling.data> {
  return defineJob({ ...telling, handle: (database, data, run) => tellCitizens(database, send, data, run) });
}

/** Nobody's telephone rings at night for this: from 21 to 8 o'clock in China it waits. */
export function wakingHour(now: Date): Date {
  const hour = (now.getUTCHours() + 8) % 24;
  if (hour >= 8 && hour < 21) return now;
  const morning = new Date(now);
  morning.setUTCHours(0, 0, 0, 0);
  if (morning < now) morning.setUTCDate(morning.getUTCDate() + 1);
  return morning;
}

const atOnce = 16;
const browsersAtOnce = 400;

async function tellCitizens(database: Database, send: SendPush, data: z.output<typeof telling.data>, run: JobRun): Promise<void> {
  const message = await messageOf(database, data);
  if (!message) return;
  let missed = 0;
  for (let after: string | null = null; !run.signal.aborted;) {
    const browsers = await untold(database, data, after);
    if (browsers.length === 0) break;
    after = browsers.at(-1)!.id;
    for (let index = 0; index < browsers.length; index += atOnce) {
      const group = browsers.slice(index, index + atOnce);
      const outcomes = await Promise.all(group.map((browser) => send(browser, message)));
      await writeDown(
        database,
        data,
        group.map(({ id }, at) => ({ id, outcome: outcomes[at]! })),
      );
      missed += outcomes.filter((outcome) => outcome === 'later').length;
    }
  }
  if (missed > 0) throw new Error(`${missed} push services did not take the message now.`);
}

/** The message in words that citizens may read: made from the published page as nobody sees it, so nothing else can get in. */
async function messageOf(
  database: Database,
  { bodyId, matterId, eventId, commitmentId }: z.output<typeof telling.data>,
): Promise<PushMessage | null> {
  try {
    const matter = await database.read(nobody, (tx) => readPublished(tx, bodyId, matterId));
    return {
      title: matter.title,
      words: newsOf(matter, commitmentId),
      link: `/matters/${bodyId}/${matterId}`,
      tag: eventId,
      urgent: false,
    };
  } catch (error) {
    if (error instanceof Problem && error.code === 'matter.not-found') return null;
    throw error;
  }
}

function newsOf(matter: AnswerOf<typeof readRoute>, commitmentId: string | null): string {
  const promise = matter.commitments.find((one) => one.id === commitmentId);
  if (promise) return shorten(`${standingWords[promise.standing]}：${promise.words}`, 120);
  return matter.ratingLabel ? `${matter.stateLabel}，评价为${matter.ratingLabel}` : `${matter.stateLabel}，公开的内容有更新`;
}

async function untold(database: Database, { bodyId, matterId, eventId, at }: z.output<typeof telling.data>, after: string | null) {
  return await database.read(
    systemActor,
    async (tx) =>
      await tables<MatterTables>(tx)
        .selectFrom('publication_follow')
        .select(['id', 'endpoint', 'keys'])
        .where('body_id', '=', bodyId)
        .where('matter_id', '=', matterId)
        // Who began to follow afterwards has read it on the page.
        .where('made_at', '<=', new Date(at))
        // Ids sort by time: what a browser was told since says all that this event could.
        .where((by) => by.or([by('told_event', 'is', null), by('told_event', '<', eventId)]))
        .$if(after !== null, (found) => found.where('id', '>', after!))
        .orderBy('id')
        .limit(browsersAtOnce)
        .execute(),
    { access: 'worker' },
  );
}

async function writeDown(
  database: Database,
  { bodyId, matterId, eventId }: z.output<typeof telling.data>,
  told: readonly { readonly id: string; readonly outcome: PushOutcome }[],
): Promise<void> {
  const ids = (outcome: PushOutcome) => told.filter((one) => one.outcome === outcome).map((one) => one.id);
  await database.transact(
    systemActor,
    async (tx) => {
      const db = tables<MatterTables>(tx);
      const gone = ids('gone');
      const sent = ids('sent');
      if (gone.length > 0)
        await db
          .deleteFrom('publication_follow')
          .where('body_id', '=', bodyId)
          .where('matter_id', '=', matterId)
          .where('id', 'in', gone)
          .execute();
      if (sent.length > 0)
        await db
          .updateTable('publication_follow')
          .set({ told_event: eventId })
          .where('body_id', '=', bodyId)
          .where('matter_id', '=', matterId)
          .where('id', 'in', sent)
          .execute();
    },
    { access: 'worker' },
  );
}
