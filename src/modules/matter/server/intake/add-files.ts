import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { newId } from '#platform/contract/identifiers.ts';
import { Problem } from '#platform/contract/problem.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { emit, recordAct, tables } from '#platform/server/database.ts';
import { attach } from '#platform/server/files/attach.ts';
import type { FileRoom, PreparedFile } from '#platform/server/files/file-room.ts';
import type { RawCall } from '#platform/server/http/bind.ts';
import { keyOf } from '#platform/server/http/register.ts';
import { intakeChanged } from '../../contract/intake-events.ts';
import type { addToIntake as addRoute } from '../../contract/intake.ts';
import { largestIntakeFile, mostIntakeRows } from '../../contract/intake-limits.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { matterProblem } from '../../contract/problems.ts';
import { batchOf } from './batches.ts';
import { draftRow } from './draft-row.ts';
import { knownFor, likelyField } from './known.ts';
import type { ReadDocument } from './read-file.ts';
import { readIntakeFile } from './read-file.ts';
import type { Recognised } from './recognise.ts';
import type { IntakeBatch, IntakeTables } from './tables.ts';

type Answer = AnswerOf<typeof addRoute>;

/** One item that was read, with its document where it has one of its own. */
interface Item {
  readonly name: string;
  readonly fingerprint: Buffer;
  readonly found: Recognised;
  readonly file: PreparedFile | null;
  readonly refusal: string | null;
}

const nothingFound: Recognised = {
  title: '',
  titleFrom: 'none',
  author: null,
  group: null,
  signers: [],
  signerCount: null,
  parts: {},
  sectioned: true,
  units: [],
  receivedOn: null,
  typed: {},
  original: [],
};

/**
 * Reads one uploaded file into a batch. The file is received aside, read in a thread of its own, its documents kept, and its rows written in
 * one transaction under the request's Idempotency-Key. What cannot be read becomes a row that says why, so that the office misses nothing.
 */
export async function addToIntake(room: FileRoom, call: RawCall<typeof addRoute>): Promise<Answer> {
  const { actor, database, request, params } = call;
  const key = keyOf(request);
  const batch = await database.read(actor, (tx) => batchOf(tx, params.intakeId));
  if (batch.state === 'closed') throw matterProblem('intake.closed');
  const { name, bytes } = await received(room, request, batch);
  const items = await itemsIn(room, batch, name, bytes);
  for (const item of items) if (item.file) await room.keep(batch.body_id, item.file);
  const fingerprint = createHash('sha256').update(`${batch.id} ${name} `).update(bytes).digest();
  return await database.transact(actor, (tx) => writeRows(tx, room, batch.id, items), {
    requestId: request.id,
    repetition: { key, route: 'matter.add-to-intake', fingerprint },
  });
}

/** The form's file; larger than its kind may be, it is refused by name before anything reads it. */
async function received(room: FileRoom, request: FastifyRequest, batch: IntakeBatch): Promise<{ name: string; bytes: Buffer }> {
  if (!request.isMultipart()) throw matterProblem('intake.absent');
  return await room.aside(async (path) => {
    const part = await request.file({ limits: { fileSize: largestIntakeFile.zip, files: 1, fields: 5, parts: 6 } });
    if (!part) throw matterProblem('intake.absent');
    const name = (part.filename ?? '').replaceAll('%22', '"').split(/[/\\]/).at(-1)!.slice(-120) || '未命名';
    await pipeline(part.file, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    const most = batch.source === 'excel' ? largestIntakeFile.excel : /\.zip$/i.test(name) ? largestIntakeFile.zip : largestIntakeFile.docx;
    const bytes = part.file.truncated ? null : await readFile(path);
    if (!bytes || bytes.length > most) throw matterProblem('intake.too-large', { name, limit: most / 2 ** 20 });
    return { name, bytes };
  });
}

async function itemsIn(room: FileRoom, batch: IntakeBatch, name: string, bytes: Buffer): Promise<Item[]> {
  const excel = /\.xlsx?$/i.test(name);
  if (batch.source === 'excel' && (!excel || bytes.subarray(0, 2).toString('latin1') !== 'PK'))
    throw matterProblem('intake.file', { reason: '这不是 Excel 文件（.xlsx）。请下载模板填写，用 WPS 或 Excel 保存为“.xlsx”再放进来。' });
  if (batch.source === 'docx' && excel)
    throw matterProblem('intake.file', { reason: '这一批收的是 Word 文档。Excel 请从“Excel 批量接收”新开一批。' });
  const read = await readIntakeFile(bytes, name, batch.kind);
  if ('refusal' in read) throw matterProblem('intake.file', { reason: read.refusal });
  if ('sheet' in read) {
    if (read.sheet.missing.length > 0)
      throw matterProblem('intake.file', { reason: `表头里缺少“${read.sheet.missing.join('”“')}”，请用下载的模板，不要改表头。` });
    if (read.sheet.rows.length === 0) throw matterProblem('intake.file', { reason: '表里没有内容，请在表头下面逐行填写。' });
    return read.sheet.rows.map((found, index) => sheetItem(found, `${name} 第 ${index + 2} 行`));
  }
  return await Promise.all(read.documents.map((document) => documentItem(room, document)));
}

function sheetItem(found: Recognised, name: string): Item {
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([found.typed, found.author, found.group, found.signers]))
    .digest();
  return { name, fingerprint, found, file: null, refusal: null };
}

/** A document that was read is kept as it is; one that the file room refuses (macros, links to templates) is refused here, too. */
async function documentItem(room: FileRoom, document: ReadDocument): Promise<Item> {
  const { name, found, refusal } = document;
  const fingerprint = Buffer.from(document.sha256, 'hex');
  if (!found) return { name, fingerprint, found: nothingFound, file: null, refusal };
  try {
    const file = await room.prepare(name, () => Promise.resolve(Buffer.from(document.bytes)));
    return { name, fingerprint, found, file, refusal: null };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { name, fingerprint, found: nothingFound, file: null, refusal: error.message };
  }
}

async function writeRows(tx: Tx, room: FileRoom, intakeId: string, items: readonly Item[]): Promise<Answer> {
  const batch = await batchOf(tx, intakeId, { open: true });
  const [known, there] = await Promise.all([knownFor(tx), standingRows(tx, intakeId)]);
  const fresh = unseen(items, there.fingerprints);
  if (there.last + fresh.length > mostIntakeRows) throw matterProblem('intake.full', { most: mostIntakeRows });
  const kind = kindOf(batch.kind);
  const asksField = kind.form.some((field) => field.name === 'field' && field.choicesFrom !== undefined);
  for (const [index, item] of fresh.entries()) {
    const guess = asksField && item.found.title && !item.found.typed['field'] ? await likelyField(tx, kind, item.found.title) : null;
    const found = guess ? { ...item.found, guessed: { field: guess } } : item.found;
    await tables<IntakeTables>(tx)
      .insertInto('intake_row')
      .values({
        body_id: batch.body_id,
        id: newId(tx.now.getTime()),
        batch_id: intakeId,
        position: there.last + index + 1,
        file_name: item.name,
        file_id: item.file ? await keptFile(tx, room, batch, item.file) : null,
        fingerprint: item.fingerprint,
        original: item.found.original.map((line) => line.words).join('\n'),
        found: JSON.stringify(found),
        content: JSON.stringify(draftRow(kind, found, known)),
        state: item.refusal === null ? 'open' : 'refused',
        refusal: item.refusal,
        matter_id: newId(tx.now.getTime()),
      })
      .execute();
  }
  const refused = fresh.filter((item) => item.refusal !== null);
  const { body_id } = batch;
  recordAct(tx, {
    bodyId: body_id,
    act: 'matter.add-to-intake',
    subjectKind: 'intake',
    subjectId: intakeId,
    detail: { added: fresh.length - refused.length, refused: refused.length },
  });
  emit(tx, intakeChanged, { bodyId: body_id, subject: intakeId, topics: [`body:${body_id}`], payload: { rows: fresh.length } });
  return {
    added: fresh.length - refused.length,
    repeated: items.length - fresh.length,
    refused: refused.map((item) => ({ name: item.name, reason: item.refusal! })),
  };
}

async function keptFile(tx: Tx, room: FileRoom, batch: IntakeBatch, file: PreparedFile): Promise<string> {
  const { id } = await room.insert(tx, file, { bodyId: batch.body_id, personId: tx.actor.personId!, unitId: null });
  await attach(tx, [id], { bodyId: batch.body_id, kind: 'intake', id: batch.id });
  return id;
}

async function standingRows(tx: Tx, intakeId: string): Promise<{ last: number; fingerprints: ReadonlySet<string> }> {
  const rows = await tables<IntakeTables>(tx)
    .selectFrom('intake_row')
    .select(['position', sql<string>`encode(fingerprint, 'hex')`.as('mark')])
    .where('body_id', '=', tx.actor.bodyId)
    .where('batch_id', '=', intakeId)
    .execute();
  return { last: Math.max(0, ...rows.map((row) => row.position)), fingerprints: new Set(rows.map((row) => row.mark)) };
}

/** The items whose content is neither in the batch nor earlier in the same file. */
function unseen(items: readonly Item[], there: ReadonlySet<string>): Item[] {
  const seen = new Set(there);
  return items.filter((item) => {
    const mark = item.fingerprint.toString('hex');
    if (seen.has(mark)) return false;
    seen.add(mark);
    return true;
  });
}
