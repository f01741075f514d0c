import { Readable } from 'node:stream';
import { nobody } from '#platform/contract/actor.ts';
import { dayOf } from '#platform/contract/instant.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { Database } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { RawCall } from '#platform/server/http/bind.ts';
import { openLicence, openTables } from '../../contract/open-data.ts';
import { matterProblem } from '../../contract/problems.ts';
import { standingWords } from '../../contract/public-words.ts';
import type { OpenTable, readOpenCsv, readOpenJson, readPublished } from '../../contract/publication.ts';
import { publishingBodies } from '../queries/list-publishing-bodies.ts';
import { asPublished } from '../queries/read-published.ts';
import type { MatterTables } from '../tables.ts';

type Published = AnswerOf<typeof readPublished>;
type Cell = string | number | readonly string[] | null;
type Row = Readonly<Record<string, Cell>>;

/** What one request asks for. */
interface Wanted {
  readonly database: Database;
  readonly bodyId: string;
  readonly year: number;
}

/** Everything that a body published of one year as one JSON document, written as it is read: memory stays small whatever the year holds. */
export async function sendOpenJson(call: RawCall<typeof readOpenJson>): Promise<unknown> {
  const of = { database: call.database, ...call.params };
  const head = await headOf(of);
  call.reply.type('application/json; charset=utf-8').headers(openHeaders(of.bodyId, of.year, 'matters.json'));
  return Readable.from(jsonOf(head, matters(of)));
}

/** One table of the same as CSV for spreadsheets. */
export async function sendOpenCsv(call: RawCall<typeof readOpenCsv>): Promise<unknown> {
  const { table, ...params } = call.params;
  const of = { database: call.database, ...params };
  await headOf(of);
  call.reply.type('text/csv; charset=utf-8; header=present').headers(openHeaders(of.bodyId, of.year, `${table}.csv`));
  return Readable.from(csvOf(table, matters(of)));
}

function openHeaders(bodyId: string, year: number, name: string) {
  return {
    'content-disposition': `attachment; filename="${year}-${bodyId.slice(0, 8)}-${name}"`,
    'cache-control': 'public, max-age=300',
    'x-content-type-options': 'nosniff',
    link: `<${openLicence.address}>; rel="license"`,
    // Anybody's page may read what anybody may read.
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  };
}

/** What stands at the head of the document; refuses a body that has published nothing of the year. */
async function headOf({ database, bodyId, year }: Wanted) {
  return await database.read(nobody, async (tx) => {
    const one = await tables<MatterTables>(tx)
      .selectFrom('publication')
      .select('matter_id')
      .where('body_id', '=', bodyId)
      .where('year', '=', year)
      .where('withdrawn_at', 'is', null)
      .limit(1)
      .executeTakeFirst();
    const body = one && (await publishingBodies(tx, [bodyId])).get(bodyId);
    if (!body) throw matterProblem('matter.open-data-none');
    return {
      publisher: body.name,
      bodyId,
      year,
      updatedAt: tx.now.toISOString(),
      licence: openLicence.name,
      licenceAddress: openLicence.address,
    };
  });
}

const atOnce = 200;

/** The year's published matters by id, a few hundred at a time, each batch in a short transaction of its own. */
async function* matters({ database, bodyId, year }: Wanted): AsyncGenerator<Published> {
  for (let after: string | null = null, full = true; full;) {
    const found: Published[] = await database.read(nobody, async (tx) => {
      const rows = await tables<MatterTables>(tx)
        .selectFrom('publication')
        .select(['body_id', 'matter_id', 'content', 'published_at', 'changed_at'])
        .where('body_id', '=', bodyId)
        .where('year', '=', year)
        .where('withdrawn_at', 'is', null)
        .$if(after !== null, (rest) => rest.where('matter_id', '>', after!))
        .orderBy('matter_id')
        .limit(atOnce)
        .execute();
      return await asPublished(tx, rows);
    });
    yield* found;
    full = found.length === atOnce;
    after = found.at(-1)?.id ?? null;
  }
}

async function* jsonOf(head: object, found: AsyncIterable<Published>): AsyncGenerator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"matters":[`;
  let first = true;
  for await (const matter of found) {
    const rows = { ...rowsOf.matters(matter)[0], replies: rowsOf.replies(matter), promises: rowsOf.promises(matter) };
    yield `${first ? '' : ','}\n${JSON.stringify(rows)}`;
    first = false;
  }
  yield '\n]}\n';
}

async function* csvOf(table: OpenTable, found: AsyncIterable<Published>): AsyncGenerator<string> {
  const { columns } = openTables[table];
  // Excel takes a file without a byte order mark for GBK.
  yield `\uFEFF${columns.map((column) => csvCell(column.heading)).join(',')}\r\n`;
  for await (const matter of found)
    for (const row of rowsOf[table](matter)) yield `${columns.map((column) => csvCell(row[column.member] ?? null)).join(',')}\r\n`;
}

/** A cell by RFC 4180. What a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection). */
export function csvCell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = (typeof value === 'string' ? value : value.join('\n')).replaceAll('\r\n', '\n');
  const safe = /^\s*[=+\-@＝＋－＠]|^[\t\r]/u.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const rowsOf: Readonly<Record<OpenTable, (matter: Published) => Row[]>> = {
  matters: (matter) => [
    {
      bodyId: matter.bodyId,
      id: matter.id,
      body: matter.body.name,
      kind: matter.kindName,
      number: matter.number,
      title: matter.title,
      author: matter.author,
      field: matter.field,
      submittedOn: matter.submittedOn,
      acceptedOn: matter.acceptedOn,
      assignedOn: matter.assignedOn,
      closedOn: matter.closedOn,
      state: matter.stateLabel,
      units: matter.units.map((unit) => (unit.roleLabel ? `${unit.name}（${unit.roleLabel}）` : unit.name)).join('、'),
      answer: matter.replies.length === 0 ? '还没有答复' : (matter.replies.at(-1)!.answerClassLabel ?? '已答复'),
      rating: matter.ratingLabel,
      promises: matter.commitments.length,
      promisesKept: matter.commitments.filter((one) => one.standing === 'kept' || one.standing === 'keptLate').length,
      situation: [matter.situation, ...matter.parts.map((part) => `${part.label}：${part.words}`)].filter(Boolean).join('\n'),
      analysis: matter.analysis,
      measures: matter.measures,
      publishedOn: dayOf(new Date(matter.publishedAt)),
      page: `/p/matters/${matter.bodyId}/${matter.id}`,
    },
  ],
  replies: ({ bodyId, id, replies }) => replies.map((reply) => ({ bodyId, id, ...reply })),
  promises: ({ bodyId, id, commitments }) =>
    commitments.map(({ unit, words, madeOn, firstDueOn, dueOn, standing, reportedOn, report, judgedOn }) => {
      return { bodyId, id, unit, words, madeOn, firstDueOn, dueOn, standing: standingWords[standing], reportedOn, report, judgedOn };
    }),
};
