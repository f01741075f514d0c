import { sql, type RawBuilder } from 'kysely';
import { expect, test } from 'vitest';
import { tables } from '#platform/server/database.ts';
import { systemActor } from '#platform/server/outbox/dispatcher.ts';
import type { PresenceTables } from '../presence/tables.ts';
import type { AfterTheDay } from './simulate-day.ts';
import { simulateDay } from './simulate-day.ts';

test('a session day with devices and phones that lose the network and a server that is killed twice: every figure of the server is what really happened', async () => {
  let spoilt: readonly string[] = [];
  const day = await simulateDay({
    people: 300,
    afterwards: async (after) => {
      for (const loss of losses(after)) await lose(after, loss);
      spoilt = await after.compare();
    },
  });
  expect(day.faults).toEqual([]);
  expect(day).toMatchObject({ lost: 0, doubled: 0, wrong: 0, kills: 2 });
  expect(day.conflictsReported).toBe(day.conflictsTrue);
  // Otherwise the day proved nothing.
  expect(day.scans).toBeGreaterThan(2_300);
  for (const count of [day.conflictsTrue, day.signIns, day.leaves, day.heard, day.repeated, day.papers.read, day.notices.confirmed])
    expect(count).toBeGreaterThan(0);
  expect(Object.keys(day.cutOff)).not.toEqual([]);
  // One write of each kind that was lost would have been missed, by the office's figures and by the phone that it is of.
  for (const words of ['午餐的签到名单：缺 1 项', '的阅读名单：缺 1 项', '的回执名单：缺 1 项', '变动的条数', '各人的当天页面'])
    expect(spoilt).toContainEqual(expect.stringContaining(words));
}, 300_000);

/** A sign-in, a reading, a confirmation and a change that the server has lost after all. */
function losses({ meeting }: AfterTheDay): RawBuilder<unknown>[] {
  const meal = meeting.lists.find((list) => list.kind === 'meal')!;
  return [
    sql`delete from presence where ctid = (select min(ctid) from presence where check_list_id = ${meal.id})`,
    sql`delete from paper_reading where ctid = (select min(ctid) from paper_reading where opened_at is not null)`,
    sql`update meeting_notice_receipt set confirmed_at = null where ctid = (select min(ctid) from meeting_notice_receipt where confirmed_at is not null)`,
    sql`delete from meeting_change where ctid = (select min(ctid) from meeting_change)`,
  ];
}

async function lose({ database }: AfterTheDay, loss: RawBuilder<unknown>): Promise<void> {
  await database.transact(systemActor, async (tx) => void (await loss.execute(tables<PresenceTables>(tx))), { access: 'worker' });
}
