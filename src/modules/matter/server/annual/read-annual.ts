import { sql } from 'kysely';
import { addDays, dayOf } from '#platform/contract/instant.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { organisationsByIds } from '#modules/directory/server/index.ts';
import type { listAnnual as listRoute, readAnnual as readRoute, readAnnualVersion as versionRoute } from '../../contract/annual.ts';
import type { AnnualContent, Composition } from '../../contract/annual.ts';
import { kindsOfBody, periodOf, yearBefore } from '../../contract/annual-figures.ts';
import { matterProblem } from '../../contract/problems.ts';
import { rulesFor } from '../engine/surroundings.ts';
import type { AnnualReportRow, MatterTables } from '../tables.ts';
import { ownComposition } from './composition-rules.ts';
import type { Fillings } from './filling-rules.ts';
import { fillingsOf, fillWords } from './filling-rules.ts';
import { reckonKinds } from './reckon-account.ts';

type Account = Omit<AnnualContent, 'title' | 'sections'>;
type VersionLine = AnswerOf<typeof listRoute>['years'][number]['versions'][number];

/** The years that the body has matters of, the latest first; the running year stands there from its first day. */
export async function listAnnual(tx: Tx): Promise<AnswerOf<typeof listRoute>> {
  const [raised, drafts, reports] = await Promise.all([
    raisedByYear(tx),
    tables<MatterTables>(tx).selectFrom('annual_draft').select(['year', 'prepared_at']).where('body_id', '=', tx.actor.bodyId).execute(),
    versionsOf(tx),
  ]);
  const prepared = new Map(drafts.map((draft) => [draft.year, draft.prepared_at.toISOString()]));
  const years = new Set([Number(dayOf(tx.now).slice(0, 4)), ...raised.keys(), ...prepared.keys(), ...reports.map((one) => one.year)]);
  return {
    years: [...years]
      .toSorted((one, other) => other - one)
      .map((year) => ({
        year,
        raised: raised.get(year) ?? 0,
        preparedAt: prepared.get(year) ?? null,
        versions: reports.filter((one) => one.year === year).map(versionLine),
      })),
  };
}

async function raisedByYear(tx: Tx): Promise<Map<number, number>> {
  const { rows } = await sql<{ year: number; count: number }>`
    select extract(year from submitted_at at time zone 'Asia/Shanghai')::int as year, count(*)::int as count
    from matter where body_id = ${tx.actor.bodyId} and submitted_at is not null group by 1`.execute(tables<MatterTables>(tx));
  return new Map(rows.map((row) => [row.year, row.count]));
}

/** The account of a year as it stands: figures now, in the words of the year's composition, the office's template, or the product's own. */
export async function readAnnual(tx: Tx, year: number, to?: string): Promise<AnswerOf<typeof readRoute>> {
  const [account, composed, versions] = await Promise.all([reckonYear(tx, year, to), compositionOf(tx, year), versionsOf(tx, year)]);
  const fillings = fillingsOf(account);
  const composition = composed.composition ?? ownComposition(account.bodyKind, kindsOfBody(account.bodyKind));
  return {
    content: filled(account, composition, fillings),
    composition,
    origin: composed.origin,
    revision: composed.revision,
    templateRevision: composed.templateRevision,
    versions: versions.map(versionLine),
    fillings: [...fillings].map(([name, value]) => ({ name, value })),
  };
}

/** A composition with its figures and with every filling in its words. Pure. */
export function filled(account: Account, composition: Composition, fillings: Fillings): AnnualContent {
  return {
    ...account,
    title: fillWords(composition.title, fillings),
    sections: composition.sections.map((section) => ({ ...section, text: fillWords(section.words, fillings) })),
  };
}

/** The figures of all kinds of the actor's body for `year`, up to `to` or today, beside the same days of the year before. */
export async function reckonYear(tx: Tx, year: number, to?: string): Promise<Account> {
  const bodyId = tx.actor.bodyId!;
  const [bodies, rules] = await Promise.all([organisationsByIds(tx, [bodyId]), rulesFor(tx, bodyId)]);
  const body = bodies.get(bodyId)!;
  const bodyKind = body.kind === 'cppcc' ? 'cppcc' : 'congress';
  const today = dayOf(tx.now);
  const period = periodOf(year, to !== undefined && to < today ? to : today);
  const before = yearBefore(period);
  return {
    year,
    bodyName: body.name,
    bodyKind,
    period,
    before,
    reckonedAt: tx.now.toISOString(),
    kinds: await reckonKinds(tx, kindsOfBody(bodyKind), rules, period, before),
  };
}

interface Composed {
  readonly composition: Composition | null;
  readonly origin: 'product' | 'template' | 'year';
  readonly revision: number;
  readonly templateRevision: number;
}

/** The composition in force for a year with the revisions that a writer must have seen; null where it is the product's own. */
export async function compositionOf(tx: Tx, year: number): Promise<Composed> {
  const db = tables<MatterTables>(tx);
  const [draft, template] = await Promise.all([
    db
      .selectFrom('annual_draft')
      .select(['composition', 'revision'])
      .where('body_id', '=', tx.actor.bodyId)
      .where('year', '=', year)
      .executeTakeFirst(),
    db.selectFrom('annual_template').select(['composition', 'revision']).where('body_id', '=', tx.actor.bodyId).executeTakeFirst(),
  ]);
  return {
    composition: draft?.composition ?? template?.composition ?? null,
    origin: draft ? 'year' : template ? 'template' : 'product',
    revision: draft?.revision ?? 0,
    templateRevision: template?.revision ?? 0,
  };
}

type Version = Pick<AnnualReportRow, 'year' | 'version' | 'as_of' | 'note' | 'fixed_by_name' | 'fixed_at'>;

async function versionsOf(tx: Tx, year?: number): Promise<Version[]> {
  let found = tables<MatterTables>(tx)
    .selectFrom('annual_report')
    .select(['year', 'version', 'as_of', 'note', 'fixed_by_name', 'fixed_at'])
    .where('body_id', '=', tx.actor.bodyId)
    .orderBy('version', 'desc');
  if (year !== undefined) found = found.where('year', '=', year);
  return await found.execute();
}

export function versionLine(row: Version): VersionLine {
  return { version: row.version, asOf: row.as_of, note: row.note, fixedBy: row.fixed_by_name, fixedAt: row.fixed_at.toISOString() };
}

/** One fixed report as it was fixed; throws `matter.annual-not-found`. */
export async function readAnnualVersion(tx: Tx, year: number, version: number): Promise<AnswerOf<typeof versionRoute>> {
  const row = await tables<MatterTables>(tx)
    .selectFrom('annual_report')
    .selectAll()
    .where('body_id', '=', tx.actor.bodyId)
    .where('year', '=', year)
    .where('version', '=', version)
    .executeTakeFirst();
  if (!row) throw matterProblem('matter.annual-not-found');
  return { content: row.content, version: versionLine(row), fingerprint: row.fingerprint.toString('hex') };
}

/** The last day that a report of `year` can speak of. */
export function lastDayOf(year: number, now: Date): string {
  const today = dayOf(now);
  const last = addDays(`${year + 1}-01-01`, -1);
  return today < last ? today : last;
}
