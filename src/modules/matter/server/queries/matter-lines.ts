import { sql } from 'kysely';
import { dayOf } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { workingDaysBetween } from '#modules/profile/server/index.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import type { MatterLine } from '../../contract/views.ts';
import type { Rules } from '../engine/act-context.ts';
import { ruleChoices } from '../engine/choices.ts';
import { rulesToShow } from '../engine/surroundings.ts';
import type { ClockRow, MatterRow } from '../tables.ts';

type LineClock = Pick<ClockRow, 'clock' | 'due_on' | 'state'>;

// Read for the rows of the page alone: PostgreSQL leaves such members until rows are sorted and counted off.
export const clockOfLine = sql<LineClock | null>`(
  select json_build_object('clock', c.clock, 'due_on', c.due_on, 'state', c.state) from matter_clock c
  where c.body_id = matter.body_id and c.matter_id = matter.id and c.principal and c.ended_at is null and c.due_on is not null
  order by c.due_at limit 1)`;

/** What a line is made of, out of a table called `matter`; the text and the search vector stay there. One statement reads a whole page. */
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
  'committee',
  'is_key',
  'published_at',
  'rating',
  'answer_class',
  'submitted_at',
  'changed_at',
  'due_at',
  'units',
] as const satisfies readonly (keyof MatterRow)[];
export const lineParts = [clockOfLine.as('clock')] as const;
export type LineRow = Pick<MatterRow, (typeof lineColumns)[number]> & {
  readonly clock: LineClock | null;
};

/** All of a row that a line shows; the day it is due by is a keyset's. */
export type ShownLine = Omit<LineRow, 'due_at'>;
type NamedElsewhere = Pick<ShownLine, 'id' | 'state' | 'clock'>;

/** Lines for the rows of one page. The order stays. */
export async function matterLines(tx: Tx, rows: readonly LineRow[]): Promise<MatterLine[]> {
  const bodies = [...new Set(rows.map((row) => row.body_id))];
  const rules = new Map(await Promise.all(bodies.map(async (id) => [id, await rulesToShow(tx, id)] as const)));
  const today = dayOf(tx.now);
  return rows.map((row) => lineOf(row, rules.get(row.body_id)!, today));
}

/** One line from a row that is already at hand. */
export function lineOf(row: ShownLine, rules: Rules, today: string): MatterLine {
  return lineNamed(row, row, rules, today);
}

/** {@link lineOf} for a row in which some members stand under other names. */
export function lineNamed(row: Omit<ShownLine, keyof NamedElsewhere>, named: NamedElsewhere, rules: Rules, today: string): MatterLine {
  const kind = kindOf(row.kind);
  const { clock } = named;
  const state = kind.states[named.state]!;
  return {
    bodyId: row.body_id,
    id: named.id,
    kind: row.kind,
    number: row.number_text,
    shortNumber: row.number_short,
    title: row.title,
    state: named.state,
    stateLabel: state.label,
    stage: state.stage,
    mark: state.mark,
    field: row.field,
    author: row.author_id === null ? null : { id: row.author_id, name: row.author_name, title: row.author_title },
    signers: row.signer_count,
    units: (row.units ?? []).map((one) => ({
      id: one.unit_id,
      name: one.unit_short_name,
      role: one.role,
      roleLabel: kind.handlingRoles[one.role] ?? one.role,
    })),
    committee: row.committee,
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
