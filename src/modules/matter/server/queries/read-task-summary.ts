import { sql } from 'kysely';
import { addDays, dayOf } from '#platform/contract/instant.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { isWorkday } from '#modules/profile/server/index.ts';
import type { readTaskSummary as summaryRoute } from '../../contract/routes.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { rulesFor } from '../engine/surroundings.ts';
import { tasksOf } from './list-tasks.ts';

/** Figures over exactly the tasks that {@link tasksOf} lists: their marks add up to the total, their days to those that have one. */
export async function readTaskSummary(tx: Tx, query: { kind?: string | undefined }): Promise<AnswerOf<typeof summaryRoute>> {
  const all = query.kind ? tasksOf(tx).where('kind', '=', query.kind) : tasksOf(tx);
  const rows = await all
    .select(['kind', 'clock', 'state', sql<string | null>`due_on::text`.as('day'), sql<number>`count(*)::int`.as('count')])
    .groupBy(['kind', 'clock', 'state', 'due_on'])
    .execute();
  const sum = (which: (row: (typeof rows)[number]) => boolean) => rows.filter(which).reduce((total, row) => total + row.count, 0);
  const clocks = Map.groupBy(rows, (row) => `${row.kind}:${row.clock}`);
  return {
    total: sum(() => true),
    overdue: sum((row) => row.state === 'overdue' || row.state === 'veryOverdue'),
    soon: sum((row) => row.state === 'dueSoon'),
    running: sum((row) => row.state === 'running'),
    waiting: sum((row) => row.state === 'waiting'),
    byClock: [...clocks.values()].map((of) => ({
      kind: of[0]!.kind,
      clock: of[0]!.clock,
      label: kindOf(of[0]!.kind).clocks[of[0]!.clock]?.task ?? '',
      count: of.reduce((total, row) => total + row.count, 0),
    })),
    byDay: await daysAhead(tx, rows),
  };
}

/** How many fall due on each of the next days: twelve working days and the days off between them. */
async function daysAhead(
  tx: Tx,
  rows: readonly { day: string | null; count: number }[],
): Promise<{ day: string; workingDay: boolean; count: number }[]> {
  const rules = tx.actor.bodyId ? await rulesFor(tx, tx.actor.bodyId) : null;
  const works = (day: string) => (rules ? isWorkday(rules.calendar, day) : ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()));
  const days: { day: string; workingDay: boolean; count: number }[] = [];
  for (let day = dayOf(tx.now), left = 12; left > 0; day = addDays(day, 1)) {
    const workingDay = works(day);
    if (workingDay) left -= 1;
    days.push({ day, workingDay, count: rows.filter((row) => row.day === day).reduce((total, row) => total + row.count, 0) });
  }
  return days;
}
