import { createWriteStream } from 'node:fs';
import { sql } from 'kysely';
import { dayOf } from '#platform/contract/instant.ts';
import type { Database, Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import { systemActor } from '#platform/server/outbox/dispatcher.ts';
import type { Rows } from '../engine/case-rows.ts';
import { searchWithNumber } from '../engine/search.ts';
import { countNew } from '../reactions/count-matters.ts';
import type { MatterTables } from '../tables.ts';
import type { ImportSurroundings } from './message-cases.ts';
import { casesOf, importSurroundings } from './message-cases.ts';
import type { Message, Reject } from './message-rules.ts';
import { batches, sizeOf } from './read-batches.ts';

export interface ImportRequest {
  readonly database: Database;
  readonly bodyId: string;
  readonly file: string;
  /** The deputy in whose name they are raised, by person id; without one each batch takes the body's deputies in turn. */
  readonly authorId: string | null;
  /** Told after each batch: bytes read so far of how many, and the counts. */
  readonly onProgress: (state: {
    readonly bytes: number;
    readonly of: number;
    readonly taken: number;
    readonly known: number;
    readonly rejected: number;
  }) => void;
}

export interface ImportOutcome {
  readonly taken: number;
  /** Lines that an earlier run had taken already. */
  readonly known: number;
  readonly rejected: number;
  /** Where the rejects are, one JSON line each; null where there were none. */
  readonly rejectsFile: string | null;
  readonly seconds: number;
}

/**
 * Takes a file of messages in as reports: each batch is one transaction, a line's id (or content) is its key, so a run after a kill goes on
 * without doubles. Lines that cannot be taken go into `FILE.rejects.jsonl`. Throws `import.file` for a file that is too large, empty or not UTF-8.
 */
export async function importMessages(request: ImportRequest): Promise<ImportOutcome> {
  const begun = performance.now();
  const { database, bodyId, file } = request;
  const size = await sizeOf(file);
  const rejectsFile = `${file}.rejects.jsonl`;
  const total = { taken: 0, known: 0, rejected: 0 };
  const rejects: Reject[] = [];
  const around = await importSurroundings(database, bodyId, request.authorId);
  const now = database.clock();
  const seen = new Set<string>();
  // While PostgreSQL writes one batch, the next one is read and its words are cut: each keeps a core busy.
  let writing: Promise<void> = Promise.resolve();
  try {
    for await (const { messages, refused, bytes } of batches(file, now)) {
      const fresh = await freshOf(database, bodyId, messages, seen);
      const cases = await casesOf(around, fresh, now);
      await writing;
      writing = (async () => {
        await takeBatch(database, around, fresh, cases);
        total.taken += fresh.length;
        total.known += messages.length - fresh.length;
        total.rejected += refused.length;
        rejects.push(...refused);
        request.onProgress({ bytes, of: size, ...total });
      })();
      // Awaited in the next round or at the end; a failure in between must not count as unhandled.
      writing.catch(() => undefined);
    }
  } finally {
    await writing;
  }
  if (rejects.length > 0) await writeRejects(rejectsFile, rejects);
  return { ...total, rejectsFile: rejects.length > 0 ? rejectsFile : null, seconds: Math.round((performance.now() - begun) / 10) / 100 };
}

/** Messages that neither this run nor an earlier one has taken; of several with one key the last. They are noted in `seen`. */
async function freshOf(database: Database, bodyId: string, messages: readonly Message[], seen: Set<string>): Promise<Message[]> {
  const once = new Map(messages.map((message) => [message.key, message]));
  const unseen = [...once.values()].filter((message) => !seen.has(message.key));
  if (unseen.length === 0) return [];
  const keys = unseen.map((message) => message.key);
  for (const key of keys) seen.add(key);
  const known = await database.read(systemActor, (tx) => knownKeys(tx, bodyId, keys), { access: 'worker' });
  return unseen.filter((message) => !known.has(message.key));
}

async function knownKeys(tx: Tx, bodyId: string, keys: readonly string[]): Promise<Set<string | null>> {
  const rows = await tables<MatterTables>(tx)
    .selectFrom('matter')
    .select('source_key')
    .where('body_id', '=', bodyId)
    .where('source', '=', 'import')
    .where(sql<boolean>`source_key = any(${keys}::text[])`)
    .execute();
  return new Set(rows.map((row) => row.source_key));
}

/** Writes the cases of `messages` in one transaction. Two imports of one file at once: the second one's batch fails as a whole by the unique key. */
async function takeBatch(
  database: Database,
  { bodyId }: ImportSurroundings,
  messages: readonly Message[],
  cases: readonly Rows[],
): Promise<void> {
  if (cases.length === 0) return;
  await database.transact(
    systemActor,
    async (tx) => {
      const ids = await numberCases(tx, bodyId, cases);
      // Sent in one flush; PostgreSQL does them in this order, so a case is there before what hangs on it.
      await Promise.all([...writtenTables.map((table) => insertRows(tx, table, cases)), countNew(tx, bodyId, cases)]);
      recordAct(tx, {
        bodyId,
        act: 'matter.import',
        subjectKind: 'matter',
        subjectId: ids[0]!,
        detail: { count: ids.length, first: messages[0]!.key, last: messages.at(-1)!.key },
      });
    },
    { access: 'worker' },
  );
}

const writtenTables = [
  'matter',
  'matter_text',
  'handling',
  'matter_clock',
  'matter_history',
] as const satisfies readonly (keyof MatterTables)[];

async function insertRows(tx: Tx, table: (typeof writtenTables)[number], cases: readonly Rows[]): Promise<void> {
  const rows = JSON.stringify(cases.flatMap((one) => one[table] ?? []));
  const into = sql.table(table);
  await sql`insert into ${into} select * from json_populate_recordset(null::${into}, ${rows}::json)`.execute(tables<MatterTables>(tx));
}

/** Gives each case the next number of the year; the series stays locked until the batch is committed. Returns the matters' ids. */
async function numberCases(tx: Tx, bodyId: string, cases: readonly Rows[]): Promise<string[]> {
  const year = dayOf(tx.now).slice(0, 4);
  const series = `report:${year}`;
  const { last } = await tables<MatterTables>(tx)
    .insertInto('number_series')
    .values({ body_id: bodyId, series, last: cases.length })
    .onConflict((on) => on.columns(['body_id', 'series']).doUpdateSet({ last: sql<number>`number_series.last + ${cases.length}` }))
    .returning('last')
    .executeTakeFirstOrThrow();
  return cases.map((one, index) => {
    const matter = one['matter']![0] as { id: string; search: string };
    const number = last - cases.length + 1 + index;
    const short = `${year.slice(2)}-${number}`;
    const search = searchWithNumber(matter.search, short);
    Object.assign(matter, { series, number, number_text: `${year}年督事${number}号`, number_short: short, search });
    return matter.id;
  });
}

async function writeRejects(file: string, rejects: readonly Reject[]): Promise<void> {
  const out = createWriteStream(file);
  for (const reject of rejects) out.write(`${JSON.stringify(reject)}\n`);
  await new Promise<void>((resolve, reject) => out.end((error?: Error | null) => (error ? reject(error) : resolve())));
}
