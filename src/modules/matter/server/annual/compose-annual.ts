import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { newId } from '#platform/contract/identifiers.ts';
import type { AnswerOf, BodyOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import type { composeAnnual as composeRoute, fixAnnual as fixRoute, keepAnnualTemplate as templateRoute } from '../../contract/annual.ts';
import type { Composition } from '../../contract/annual.ts';
import { kindsOfBody } from '../../contract/annual-figures.ts';
import { matterProblem } from '../../contract/problems.ts';
import type { MatterTables } from '../tables.ts';
import { ownComposition } from './composition-rules.ts';
import { fillingsOf, unknownFillings } from './filling-rules.ts';
import { compositionOf, filled, lastDayOf, reckonYear, versionLine } from './read-annual.ts';

/** Keeps the composition of one year. Whoever saves over somebody's newer one is told so. */
export async function composeAnnual(tx: Tx, year: number, body: BodyOf<typeof composeRoute>): Promise<AnswerOf<typeof composeRoute>> {
  await refuseUnknown(tx, year, body.composition);
  const revision = body.revision + 1;
  const kept = { composition: JSON.stringify(body.composition), revision, ...changedBy(tx) };
  const { numInsertedOrUpdatedRows } = await tables<MatterTables>(tx)
    .insertInto('annual_draft')
    .values({ body_id: tx.actor.bodyId!, year, prepared_at: tx.now, ...kept })
    .onConflict((on) => on.columns(['body_id', 'year']).doUpdateSet(kept).where('annual_draft.revision', '=', body.revision))
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n) throw matterProblem('matter.annual-changed');
  record(tx, 'matter.compose-annual', tx.actor.bodyId!, { year, revision, sections: body.composition.sections.length });
  return { revision };
}

/** Keeps a composition as the office's template for every year that has none of its own. */
export async function keepAnnualTemplate(tx: Tx, body: BodyOf<typeof templateRoute>): Promise<AnswerOf<typeof templateRoute>> {
  await refuseUnknown(tx, Number(lastDayOf(2_199, tx.now).slice(0, 4)), body.composition);
  const revision = body.revision + 1;
  const kept = { composition: JSON.stringify(body.composition), revision, ...changedBy(tx) };
  const { numInsertedOrUpdatedRows } = await tables<MatterTables>(tx)
    .insertInto('annual_template')
    .values({ body_id: tx.actor.bodyId!, ...kept })
    .onConflict((on) => on.column('body_id').doUpdateSet(kept).where('annual_template.revision', '=', body.revision))
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n) throw matterProblem('matter.annual-changed');
  record(tx, 'matter.keep-annual-template', tx.actor.bodyId!, { revision, sections: body.composition.sections.length });
  return { revision };
}

/**
 * Fixes the report of a year: text and figures as they stand at this moment, of what was raised up to `to`, under the next version. What is
 * fixed is never changed again; the audit entry carries the fingerprint of the stored text.
 */
export async function fixAnnual(tx: Tx, year: number, body: BodyOf<typeof fixRoute>): Promise<AnswerOf<typeof fixRoute>> {
  const last = lastDayOf(year, tx.now);
  if (body.to > last || !body.to.startsWith(`${year}-`)) throw matterProblem('matter.annual-day', { day: last });
  const [account, { composition }] = await Promise.all([reckonYear(tx, year, body.to), compositionOf(tx, year)]);
  const composed = composition ?? ownComposition(account.bodyKind, kindsOfBody(account.bodyKind));
  const content = JSON.stringify(filled(account, composed, fillingsOf(account)));
  const row = {
    body_id: tx.actor.bodyId!,
    year,
    version: await nextVersion(tx, year),
    id: newId(tx.now.getTime()),
    as_of: body.to,
    content,
    fingerprint: createHash('sha256').update(content).digest(),
    note: body.note,
    fixed_by: tx.actor.personId,
    fixed_by_name: tx.actor.name,
    fixed_at: tx.now,
  };
  await tables<MatterTables>(tx).insertInto('annual_report').values(row).execute();
  record(tx, 'matter.fix-annual', row.id, { year, version: row.version, asOf: body.to, fingerprint: row.fingerprint.toString('hex') });
  return versionLine({ ...row, fixed_at: tx.now });
}

/** Two who fix at once get versions one after the other. */
async function nextVersion(tx: Tx, year: number): Promise<number> {
  const db = tables<MatterTables>(tx);
  await sql`select pg_advisory_xact_lock(hashtextextended(${`annual ${tx.actor.bodyId} ${year}`}, 0))`.execute(db);
  const { last } = await db
    .selectFrom('annual_report')
    .select((of) => of.fn.max('version').as('last'))
    .where('body_id', '=', tx.actor.bodyId)
    .where('year', '=', year)
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}

/** A name in braces that means nothing would stand in a printed report as it was typed. */
async function refuseUnknown(tx: Tx, year: number, composition: Composition): Promise<void> {
  const words = [composition.title, ...composition.sections.map((one) => one.words)];
  if (!words.some((one) => one.includes('{'))) return;
  const fillings = fillingsOf(await reckonYear(tx, year));
  const unknown = words.flatMap((one) => unknownFillings(one, fillings));
  if (unknown.length > 0) throw matterProblem('matter.annual-filling', { name: [...new Set(unknown)].slice(0, 3).join('、') });
}

function changedBy(tx: Tx) {
  return { changed_by: tx.actor.personId, changed_by_name: tx.actor.name, changed_at: tx.now };
}

function record(tx: Tx, act: string, subjectId: string, detail: Record<string, unknown>): void {
  recordAct(tx, { bodyId: tx.actor.bodyId!, act, subjectKind: 'annual', subjectId, detail });
}
