import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import type { OutboxEvent } from '#platform/server/outbox/dispatcher.ts';
import { calendarChanged } from '#modules/profile/contract/events.ts';
import { organisationsByIds } from '#modules/directory/server/index.ts';
import { isTouchedBy, reckonAgain } from '#modules/profile/server/index.ts';
import { agreedRule, standingOf } from '../engine/clock-rules.ts';
import { rulesFor } from '../engine/surroundings.ts';
import type { MatterTables } from '../tables.ts';

/** Moves the open clocks that a changed calendar touches, each with an audit entry that tells both days. Agreed days stay as agreed. */
export async function reckonClocksAgain(tx: Tx, events: readonly OutboxEvent[]): Promise<void> {
  for (const event of events) {
    const { bodyId, regionCode, from, to } = calendarChanged.payload.parse(event.payload);
    for (const id of bodyId ? [bodyId] : await bodiesWithClocks(tx, regionCode ?? '')) await reckonBody(tx, id, { from, to });
  }
}

/** Bodies with open clocks whose region is, or lies in, the given one; `000000` is the whole country. */
async function bodiesWithClocks(tx: Tx, regionCode: string): Promise<string[]> {
  const rows = await tables<MatterTables>(tx)
    .selectFrom('matter_clock')
    .select('body_id')
    .distinct()
    .where('ended_at', 'is', null)
    .execute();
  const bodies = await organisationsByIds(
    tx,
    rows.map((row) => row.body_id),
  );
  const prefix = regionCode.replace(/(00)+$/, '');
  return [...bodies.values()].filter((body) => body.regionCode.startsWith(prefix)).map((body) => body.id);
}

async function reckonBody(tx: Tx, bodyId: string, range: { from: string; to: string }): Promise<void> {
  const db = tables<MatterTables>(tx);
  const rules = await rulesFor(tx, bodyId);
  const clocks = await db
    .selectFrom('matter_clock')
    .selectAll()
    .where('body_id', '=', bodyId)
    .where('ended_at', 'is', null)
    .where('explanation', 'is not', null)
    .where(sql<boolean>`started_on <= ${range.to}::date and due_on >= ${range.from}::date`)
    .forUpdate()
    .execute();
  for (const clock of clocks) {
    if (!clock.explanation || clock.explanation.rule === agreedRule || !isTouchedBy(clock.explanation, range)) continue;
    const { changed, reckoning } = reckonAgain(rules.calendar, clock.explanation);
    if (!changed) continue;
    const { workingDaysLeft: _, ...standing } = standingOf({ ...clock, explanation: reckoning }, rules, tx.now);
    await db
      .updateTable('matter_clock')
      .set({ ...standing, explanation: JSON.stringify(reckoning) })
      .where('body_id', '=', bodyId)
      .where('matter_id', '=', clock.matter_id)
      .where('id', '=', clock.id)
      .execute();
    if (clock.principal)
      await db
        .updateTable('matter')
        .set({ due_at: standing.due_at })
        .where('body_id', '=', bodyId)
        .where('id', '=', clock.matter_id)
        .execute();
    recordAct(tx, {
      bodyId,
      act: 'matter.reckon-clock',
      subjectKind: 'matter',
      subjectId: clock.matter_id,
      detail: { clock: clock.clock, from: clock.due_on, to: standing.due_on },
    });
  }
}
