import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { sql } from 'kysely';
import { dayOf } from '#platform/contract/instant.ts';
import type { Database, Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import { systemActor } from '#platform/server/outbox/dispatcher.ts';
import { grassrootsUnitFor, membersOf, organisationsByIds, unitsFor } from '#modules/directory/server/index.ts';
import type { MemberOfBody } from '#modules/directory/server/index.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { matterProblem } from '../../contract/problems.ts';
import { CaseRows } from '../demo/case-rows.ts';
import type { Rows } from '../demo/case-rows.ts';
import { reportCategory } from '../engine/report-categories.ts';
import { searchText } from '../engine/search.ts';
import { rulesFor } from '../engine/surroundings.ts';
import { countAgain } from '../reactions/count-matters.ts';
import type { MatterTables } from '../tables.ts';
import type { Message, Reject } from './message-rules.ts';
import { isReject, readMessage } from './message-rules.ts';

const batchSize = 250;
const largest = 100 * 1024 * 1024;

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
  const size = await sizeOf(request.file);
  const rejectsFile = `${request.file}.rejects.jsonl`;
  const total = { taken: 0, known: 0, rejected: 0 };
  const rejects: Reject[] = [];
  for await (const { messages, refused, bytes } of batches(request.file, request.database.clock())) {
    const taken =
      messages.length > 0
        ? await request.database.transact(systemActor, (tx) => takeBatch(tx, request, messages), { access: 'worker' })
        : 0;
    total.taken += taken;
    total.known += messages.length - taken;
    total.rejected += refused.length;
    rejects.push(...refused);
    request.onProgress({ bytes, of: size, ...total });
  }
  if (rejects.length > 0) await writeRejects(rejectsFile, rejects);
  return { ...total, rejectsFile: rejects.length > 0 ? rejectsFile : null, seconds: Math.round((performance.now() - begun) / 10) / 100 };
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw matterProblem('import.file', { reason: `找不到文件 ${file}。` });
  if (found.size === 0) throw matterProblem('import.file', { reason: '文件是空的。' });
  if (found.size > largest)
    throw matterProblem('import.file', {
      reason: `文件有 ${Math.round(found.size / 1_048_576)} MB，一次最多 ${largest / 1_048_576} MB，请按行拆成几个再导入。`,
    });
  return found.size;
}

interface Batch {
  readonly messages: Message[];
  readonly refused: Reject[];
  readonly bytes: number;
}

async function* batches(file: string, now: Date): AsyncGenerator<Batch> {
  let [messages, refused, number, bytes]: [Message[], Reject[], number, number] = [[], [], 0, 0];
  for await (const { text, end } of linesOf(file)) {
    number += 1;
    bytes = end;
    if (text.trim() === '') continue;
    const read = readMessage(text, number, now);
    if (isReject(read)) refused.push(read);
    else messages.push(read);
    if (messages.length + refused.length < batchSize) continue;
    yield { messages, refused, bytes };
    [messages, refused] = [[], []];
  }
  yield { messages, refused, bytes };
}

/** Lines with the byte at which each ends. A file in another encoding is told apart at its first wrong byte, before anything of that batch is taken. */
async function* linesOf(file: string): AsyncGenerator<{ text: string; end: number }> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let [rest, end] = ['', 0];
  for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    const text = rest + decode(decoder, chunk);
    end += chunk.length;
    const lines = text.split(/\r?\n/);
    rest = lines.pop() ?? '';
    if (rest.length > 1_000_000)
      throw matterProblem('import.file', { reason: '有一行超过一百万字，这不像是按行存放的文件（每行一条 JSON 记录）。' });
    for (const line of lines) yield { text: line, end };
  }
  if (rest) yield { text: rest, end };
}

function decode(decoder: InstanceType<typeof TextDecoder>, chunk: Buffer): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    throw matterProblem('import.file', { reason: '文件不是 UTF-8 编码（可能是 GBK），请用记事本或 WPS 另存为 UTF-8 后再导入。' });
  }
}

async function takeBatch(tx: Tx, request: ImportRequest, messages: readonly Message[]): Promise<number> {
  const { bodyId } = request;
  const db = tables<MatterTables>(tx);
  const keys = messages.map((message) => message.key);
  const known = new Set(
    (
      await db
        .selectFrom('matter')
        .select('source_key')
        .where('body_id', '=', bodyId)
        .where('source', '=', 'import')
        .where(sql<boolean>`source_key = any(${keys}::text[])`)
        .execute()
    ).map((row) => row.source_key),
  );
  const fresh = [...new Map(messages.map((message) => [message.key, message])).values()].filter((message) => !known.has(message.key));
  if (fresh.length === 0) return 0;
  const cases = await casesOf(tx, request, fresh);
  for (const table of ['matter', 'matter_text', 'handling', 'matter_clock', 'matter_history'] as const) {
    const rows = cases.flatMap((one) => one[table] ?? []);
    await sql`insert into ${sql.table(table)} select * from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`.execute(
      db,
    );
  }
  const ids = cases.map((one) => one.matter![0]!.id as string);
  await countAgain(tx, bodyId, ids);
  recordAct(tx, {
    bodyId,
    act: 'matter.import',
    subjectKind: 'matter',
    subjectId: ids[0]!,
    detail: { count: ids.length, first: fresh[0]!.key, last: fresh.at(-1)!.key },
  });
  return fresh.length;
}

async function casesOf(tx: Tx, { bodyId, authorId }: ImportRequest, messages: readonly Message[]): Promise<Rows[]> {
  const [rules, bodies, units, members] = await Promise.all([
    rulesFor(tx, bodyId),
    organisationsByIds(tx, [bodyId]),
    unitsFor(tx, bodyId, 'grassrootsUnit'),
    membersOf(tx, bodyId, authorId ? { ids: [authorId] } : {}),
  ]);
  const body = bodies.get(bodyId)!;
  const fallback = (await grassrootsUnitFor(tx, body.regionCode)) ?? units[0];
  if (!fallback || members.length === 0)
    throw matterProblem('import.file', { reason: `${body.name}还没有${fallback ? '代表' : '基层单位'}，先在管理页面登记再导入。` });
  const numbers = await reserve(tx, bodyId, messages);
  return messages.map((message, index) => {
    const unit =
      units.find((one) => message.place && one.name.includes(message.place.slice(0, 2))) ??
      units[message.key.length > 0 ? hash(message.key) % Math.max(1, units.length) : 0] ??
      fallback;
    return caseOf(tx, { bodyId, bodyName: body.shortName, rules }, members[index % members.length]!, unit, message, numbers[index]!);
  });
}

/** Imported reports enter today: their clocks run from now, the time of the message stays in the text. */
function caseOf(
  tx: Tx,
  body: { bodyId: string; bodyName: string; rules: Awaited<ReturnType<typeof rulesFor>> },
  author: MemberOfBody,
  unit: { id: string; name: string; shortName: string; regionCode: string },
  message: Message,
  number: { series: string; number: number },
): Rows {
  const category = reportCategory(message.category);
  const said = dayOf(message.at);
  const year = number.series.slice(-4);
  const of = new CaseRows({
    kind: kindOf('report'),
    rules: body.rules,
    now: tx.now,
    at: tx.now,
    matter: {
      body_id: body.bodyId,
      title: message.title,
      author_id: author.personId,
      author_name: author.name,
      author_title: author.groupName,
      delegation_id: author.groupId,
      source: 'import',
      source_key: message.key,
      form: {
        words: `${message.words}（${said}来信）`,
        title: message.title,
        category: message.category,
        place: { address: message.place || unit.shortName },
      },
      category: message.category,
      field: category?.group ?? null,
      nature: category?.nature ?? 'help',
      address: message.place || unit.shortName,
      region_code: unit.regionCode,
      assigned_at: tx.now,
      series: number.series,
      number: number.number,
      number_text: `${year}年督事${number.number}号`,
      number_short: `${year.slice(2)}-${number.number}`,
    },
  });
  const handling = of.handling(unit, 'sole', tx.now);
  const desk = { kind: 'unit' as const, id: unit.id, name: unit.name, role: 'dutyDesk' };
  for (const clock of ['dispatch', 'objection', 'reply']) of.clock(clock, tx.now, null, desk, { handlingId: handling.id });
  of.tell(
    'submit',
    tx.now,
    { id: author.personId, name: `${author.name}代表`, organisationId: body.bodyId, organisation: body.bodyName },
    { unit: unit.shortName },
    handling,
  );
  of.add('handling', { ...handling });
  const rows = of.finish('received');
  (rows.matter![0] as { search: string }).search = searchText(of.matter);
  return rows;
}

async function reserve(tx: Tx, bodyId: string, messages: readonly Message[]): Promise<{ series: string; number: number }[]> {
  const series = `report:${dayOf(tx.now).slice(0, 4)}`;
  const { last } = await tables<MatterTables>(tx)
    .insertInto('number_series')
    .values({ body_id: bodyId, series, last: messages.length })
    .onConflict((on) => on.columns(['body_id', 'series']).doUpdateSet({ last: sql<number>`number_series.last + ${messages.length}` }))
    .returning('last')
    .executeTakeFirstOrThrow();
  return messages.map((_, index) => ({ series, number: last - messages.length + 1 + index }));
}

function hash(text: string): number {
  let value = 0;
  for (const character of text) value = (value * 31 + character.codePointAt(0)!) >>> 0;
  return value;
}

async function writeRejects(file: string, rejects: readonly Reject[]): Promise<void> {
  const out = createWriteStream(file);
  for (const reject of rejects) out.write(`${JSON.stringify(reject)}\n`);
  await new Promise<void>((resolve, reject) => out.end((error?: Error | null) => (error ? reject(error) : resolve())));
}
