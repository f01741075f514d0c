import { sql } from 'kysely';
import { dayOf } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { workingDaysBetween } from '#modules/profile/server/index.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import type { MatterLine } from '../../contract/views.ts';
import type { Rules } from '../engine/act-context.ts';
import { ruleChoices } from '../engine/choices.ts';
import { rulesFor } from '../engine/surroundings.ts';
import type { ClockRow, HandlingRow, MatterRow, MatterTables } from '../tables.ts';

/** The columns that a line is made of; the text and the search vector stay in the table. */
export const lineColumns = [
  'body_id',
  'id',
  'kind',
  'state',
  'stage',
  'title',
  'number',
  'number_text',
  'number_short',
  'field',
  'author_id',
  'author_name',
  'author_title',
  'signer_count',
  'address',
  'is_key',
  'published_at',
  'rating',
  'answer_class',
  'submitted_at',
  'changed_at',
  'due_at',
] as const satisfies readonly (keyof MatterRow)[];
export type LineRow = Pick<MatterRow, (typeof lineColumns)[number]>;

type LineHandling = Pick<HandlingRow, 'matter_id' | 'unit_id' | 'unit_short_name' | 'role' | 'state'>;
type LineClock = Pick<ClockRow, 'matter_id' | 'clock' | 'due_on' | 'state'>;

/** Lines for the rows of one page: their units and principal clocks are read for all at once. The order stays. */
export async function matterLines(tx: Tx, rows: readonly LineRow[]): Promise<MatterLine[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const bodies = [...new Set(rows.map((row) => row.body_id))];
  const within = sql<boolean>`body_id = any(${bodies}::uuid[]) and matter_id = any(${ids}::uuid[])`;
  const db = tables<MatterTables>(tx);
  const [handlings, clocks, ...rules] = await Promise.all([
    db
      .selectFrom('handling')
      .select(['matter_id', 'unit_id', 'unit_short_name', 'role', 'state'])
      .where(within)
      .where('state', '!=', 'ended')
      .orderBy('assigned_at')
      .orderBy('id')
      .execute(),
    db
      .selectFrom('matter_clock')
      .select(['matter_id', 'clock', 'due_on', 'state'])
      .where(within)
      .where('principal', '=', true)
      .where('ended_at', 'is', null)
      .orderBy('due_at')
      .execute(),
    ...bodies.map((id) => rulesFor(tx, id)),
  ]);
  const rulesOf = new Map(bodies.map((id, index) => [id, rules[index]!]));
  const ofHandlings = Map.groupBy(handlings, (row) => row.matter_id);
  const ofClocks = Map.groupBy(clocks, (row) => row.matter_id);
  return rows.map((row) =>
    lineOf(row, ofHandlings.get(row.id) ?? [], ofClocks.get(row.id) ?? [], rulesOf.get(row.body_id)!, dayOf(tx.now)),
  );
}

/** One line from rows that are already at hand. */
export function lineOf(
  row: LineRow,
  handlings: readonly LineHandling[],
  clocks: readonly LineClock[],
  rules: Rules,
  today: string,
): MatterLine {
  const kind = kindOf(row.kind);
  const state = kind.states[row.state]!;
  const clock = clocks.find((one) => one.due_on !== null);
  const byRole = ['lead', 'sole', 'separate', 'co'];
  return {
    bodyId: row.body_id,
    id: row.id,
    kind: row.kind,
    number: row.number_text,
    shortNumber: row.number_short,
    title: row.title,
    state: row.state,
    stateLabel: state.label,
    stage: state.stage,
    mark: state.mark,
    field: row.field,
    author: row.author_id === null ? null : { id: row.author_id, name: row.author_name, title: row.author_title },
    signers: row.signer_count,
    units: handlings
      .toSorted((one, other) => byRole.indexOf(one.role) - byRole.indexOf(other.role))
      .map((one) => ({ id: one.unit_id, name: one.unit_short_name, role: one.role, roleLabel: kind.handlingRoles[one.role] ?? one.role })),
    place: row.address,
    key: row.is_key,
    published: row.published_at !== null,
    rating: ratingLabel(rules, row.rating),
    answerClass: row.answer_class,
    submittedAt: row.submitted_at?.toISOString() ?? null,
    changedAt: row.changed_at.toISOString(),
    due: clock?.due_on
      ? {
          on: clock.due_on,
          workingDaysLeft: workingDaysBetween(rules.calendar, today, clock.due_on),
          state: clock.state as never,
          label: kind.clocks[clock.clock]?.label ?? '',
        }
      : null,
  };
}

/** The words of a rating code under the body's levels. */
export function ratingLabel(rules: Rules, code: string | null): string | null {
  return code && (ruleChoices(rules, 'ratings')?.find((one) => one.value === code)?.label ?? code);
}
