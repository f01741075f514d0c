import { sql } from 'kysely';
import { dayOf } from '#platform/contract/instant.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { organisationsByIds } from '#modules/directory/server/index.ts';
import { parameterOf } from '#modules/profile/contract/parameters.ts';
import { wantsUrgeLetter } from '#modules/profile/server/index.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import type { listUrgeLetters as lettersRoute, readUrgeLetter as letterRoute } from '../../contract/routes.ts';
import type { Rules } from '../engine/act-context.ts';
import { lookOf } from '../engine/clock-rules.ts';
import { rulesFor } from '../engine/surroundings.ts';
import type { ClockRow, MatterTables } from '../tables.ts';
import { lineColumns, lineParts, matterLines } from './matter-lines.ts';

/** Units that are so late that the body's rules want a letter of urging (DOMAIN §4.4), those with most cases first, and when that is. */
export async function listUrgeLetters(tx: Tx, { kind }: { kind?: string | undefined }): Promise<AnswerOf<typeof lettersRoute>> {
  const rules = await rulesFor(tx, tx.actor.bodyId!);
  const clocks = await clocksWanting(tx, rules, { kind });
  const cases = new Map<string, Set<string>>();
  for (const clock of clocks) cases.set(clock.holder_id, (cases.get(clock.holder_id) ?? new Set()).add(clock.matter_id));
  const units = await organisationsByIds(tx, [...cases.keys()]);
  return {
    when: parameterOf('urgeLetterAt').say(rules.parameters.urgeLetterAt),
    items: [...units.values()]
      .map(({ id, name, shortName }) => ({ unit: { id, name, shortName }, cases: cases.get(id)!.size }))
      .toSorted((one, other) => other.cases - one.cases || one.unit.name.localeCompare(other.unit.name, 'zh')),
  };
}

/** What a letter of urging to one unit has to name: its cases that want one, the latest first, each with the step that is late. */
export async function readUrgeLetter(tx: Tx, unit: string, { kind }: { kind?: string | undefined }): Promise<AnswerOf<typeof letterRoute>> {
  const rules = await rulesFor(tx, tx.actor.bodyId!);
  const clocks = await clocksWanting(tx, rules, { kind, unit });
  const rows = await tables<MatterTables>(tx)
    .selectFrom('matter')
    .select([...lineColumns, ...lineParts])
    .where('body_id', '=', tx.actor.bodyId)
    .where(sql<boolean>`id = any(${[...new Set(clocks.map((clock) => clock.matter_id))]}::uuid[])`)
    .execute();
  const lines = new Map((await matterLines(tx, rows)).map((line) => [line.id, line]));
  const items = clocks.flatMap((clock) => {
    const matter = lines.get(clock.matter_id);
    const look = lookOf(clock, rules, tx.now);
    const step = kindOf(clock.kind).clocks[clock.clock]?.label ?? '';
    return matter && look.due_on
      ? [{ matter, step, dueOn: look.due_on, workingDaysLeft: look.workingDaysLeft ?? 0, late: dayOf(tx.now) > look.due_on }]
      : [];
  });
  return { items: items.toSorted((one, other) => one.workingDaysLeft - other.workingDaysLeft) };
}

/** Open clocks of units that want a letter: by their card, or because they are very overdue. */
async function clocksWanting(
  tx: Tx,
  { parameters }: Rules,
  { kind, unit }: { kind?: string | undefined; unit?: string },
): Promise<ClockRow[]> {
  let found = tables<MatterTables>(tx)
    .selectFrom('matter_clock')
    .selectAll()
    .where('body_id', '=', tx.actor.bodyId)
    .where('ended_at', 'is', null)
    .where('is_right', '=', false)
    .where('holder_kind', '=', 'unit')
    .where(sql<boolean>`(card <> 'none' or state = 'veryOverdue')`);
  if (kind) found = found.where('kind', '=', kind);
  if (unit) found = found.where('holder_id', '=', unit);
  const rows = await found.execute();
  return rows.filter((row) => {
    const card = row.card === 'none' ? null : { colour: row.card as 'blue' | 'yellow' | 'red', reason: '' };
    const state = { state: row.state as 'running', due: row.due_on, workingDaysLeft: null, paused: false, provisional: row.provisional };
    return wantsUrgeLetter(card, state, parameters);
  });
}
