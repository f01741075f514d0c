import { sql } from 'kysely';
import { dayOf } from '#platform/contract/instant.ts';
import { tables } from '#platform/server/database.ts';
import { writeNumber } from '#modules/profile/contract/sheet/publication.ts';
import { matterProblem } from '../../contract/problems.ts';
import type { ActContext } from '../engine/act-context.ts';
import { listOf, textOf } from '../engine/act-context.ts';
import { searchText } from '../engine/search.ts';
import { placedSession, sessionToday } from '../engine/surroundings.ts';
import type { MatterTables } from '../tables.ts';

/**
 * Gives the official number (DOMAIN §1.6): one sequence for each body, term, session and kind, out of session apart. The series' row is
 * locked until commit, so numbers have no gaps; a matter keeps its number for ever, so none is used twice. Kinds with many small matters
 * are numbered after commit (see subscribers.ts), so that nobody waits for one row.
 */
export async function number(context: ActContext): Promise<void> {
  const { matter } = context.case;
  if (context.kind.numbering?.when !== 'atOnce' || matter.number !== null) return;
  const placed = (context.patch.session_id as string | undefined) ?? matter.session_id;
  const session = placed
    ? await placedSession(context.tx, matter.body_id, placed, matter.in_session)
    : await sessionToday(context.tx, matter.body_id);
  if (!session.sessionId) throw matterProblem('matter.session-unknown');
  const series = `${session.termId}:${session.sessionId}:${session.inSession ? 'in' : 'out'}:${matter.kind}`;
  const next = await nextNumber(context, series);
  const short = writeNumber(context.rules.parameters.numberFormat, {
    number: next,
    inSession: session.inSession,
    term: session.term,
    session: session.session,
    year: Number(dayOf(context.tx.now).slice(0, 4)),
  });
  Object.assign(context.patch, {
    series,
    number: next,
    number_text: `${session.name}${short}`,
    number_short: session.inSession ? String(next) : `闭 ${next}`,
    term_id: session.termId,
    session_id: session.sessionId,
    in_session: session.inSession,
    accepted_at: context.tx.now,
  });
  context.patch.search = searchText({ ...matter, ...(context.patch as Partial<typeof matter>) });
}

/** The next number of a series of the matter's body. */
export async function nextNumber(context: Pick<ActContext, 'tx' | 'case'>, series: string): Promise<number> {
  const row = await tables<MatterTables>(context.tx)
    .insertInto('number_series')
    .values({ body_id: context.case.matter.body_id, series, last: 1 })
    .onConflict((on) => on.columns(['body_id', 'series']).doUpdateSet({ last: sql<number>`number_series.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow();
  return row.last;
}

/** Takes over what the screening office decided about the matter: its field, and the units it means to give it to. */
export function classify(context: ActContext): void {
  const field = textOf(context.input, 'field');
  if (field) context.patch.field = field;
  const units = listOf(context.input, 'units');
  if (units.length > 0) context.patch.form = { ...context.case.matter.form, suggestedUnits: units };
}
