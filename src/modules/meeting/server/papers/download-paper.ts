import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { fileProblems } from '#platform/contract/files.ts';
import { problems } from '#platform/contract/problem.ts';
import type { Tx } from '#platform/server/database.ts';
import { disposition, rangeOf } from '#platform/server/files/download.ts';
import type { FileRoom } from '#platform/server/files/file-room.ts';
import type { ByteRange } from '#platform/server/files/file-store.ts';
import { BytesMissing } from '#platform/server/files/file-store.ts';
import { keptFile } from '#platform/server/files/kept-file.ts';
import type { RawCall } from '#platform/server/http/bind.ts';
import { papersProblem } from '../../contract/papers/problems.ts';
import type { downloadPaper as downloadRoute } from '../../contract/papers/routes.ts';
import { readerHeader } from '../../contract/papers/routes.ts';
import { isOffice, papersDb, readablePaper, type ReadablePaper } from './find-paper.ts';
import { refuseClosed } from './readings.ts';
import { stampPdf, type StampWords } from './stamp-pdf.ts';
import { StampedCopies } from './stamped-copies.ts';

const fileProblem = problems(fileProblems);

/** A version's file as the actor gets it. */
interface PaperFile {
  readonly id: string;
  readonly key: string;
  readonly size: number;
  readonly pages: number;
  readonly title: string;
  /** What goes into the copy that he gets; null where he gets the file as it is. */
  readonly words: StampWords | null;
}

/** Bytes that can be answered with, whole or in part. */
interface Answerable {
  readonly size: number;
  readonly etag: string;
  readonly open: (range: ByteRange | null) => Promise<Readable | Buffer>;
}

const copies = new StampedCopies();

/**
 * Answers with the PDF of one version, or the part that is asked for. Looks each time at class, state and time of return; staff of the office also get
 * versions that were replaced. The reader, which writes on every page that it shows who reads it, gets the file as it is; whatever else leaves of a paper
 * that is not public has its reader's name and the time in the file itself. No cache keeps it: what must be returned must not lie about.
 */
export async function downloadPaper(files: FileRoom, call: RawCall<typeof downloadRoute>): Promise<unknown> {
  const { actor, database, params, request, reply } = call;
  const file = await database.read(actor, (tx) => paperFile(tx, params, request.headers), { requestId: request.id });
  const { size, etag, open } = file.words ? await stamped(files, file, file.words) : asItIs(files, file);
  reply.headers({
    'content-type': 'application/pdf',
    'content-disposition': disposition('attachment', `${file.title}.pdf`),
    etag,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  });
  const range = rangeOf(request.headers.range, request.headers['if-range'], etag, size);
  if (range === 'none') {
    reply.code(416).header('content-range', `bytes */${size}`);
    return '';
  }
  if (range) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${size}`);
  reply.header('accept-ranges', 'bytes').header('content-length', range ? range.end - range.start + 1 : size);
  return await open(range);
}

/** The file, where the actor may have it in the way that he asks for it. */
async function paperFile(tx: Tx, params: RawCall<typeof downloadRoute>['params'], headers: IncomingHttpHeaders): Promise<PaperFile> {
  const readable = await readablePaper(tx, params);
  const { paper } = readable;
  refuseClosed(tx, readable, params.version);
  const leaves = paper.class !== 'public' && !isForReader(headers);
  if (leaves && !mayLeave(tx, readable, headers)) throw papersProblem('meeting.paper-inside');
  const version = await papersDb(tx)
    .selectFrom('paper_version')
    .select(['file_id', 'bytes', 'pages'])
    .where('body_id', '=', paper.body_id)
    .where('paper_id', '=', paper.id)
    .where('version', '=', params.version)
    .executeTakeFirst();
  const stored = version && (await keptFile(tx, paper.body_id, version.file_id));
  if (!stored) throw papersProblem('meeting.paper-not-found');
  const words = leaves ? wordsFor(tx, readable) : null;
  return { id: version.file_id, key: stored.key, size: version.bytes, pages: version.pages, title: paper.title, words };
}

/** Whether the papers' own page asks, which writes the name of who reads on every page that it shows. */
function isForReader(headers: IncomingHttpHeaders): boolean {
  return headers[readerHeader] !== undefined && isData(headers);
}

/** Whether the file is asked for as data, not for a browser to show or keep it by itself. Browsers say so, except old ones and those without TLS. */
function isData(headers: IncomingHttpHeaders): boolean {
  const wanted = headers['sec-fetch-dest'];
  return wanted === undefined || wanted === 'empty';
}

/** The office prints and files what it hands out. Others read inside: what must be returned never leaves, and no address opens a file by itself. */
function mayLeave(tx: Tx, { meeting, paper }: ReadablePaper, headers: IncomingHttpHeaders): boolean {
  return isOffice(tx, meeting) || (paper.class === 'internal' && isData(headers));
}

function wordsFor(tx: Tx, { attendee, paper }: ReadablePaper): StampWords {
  const across = [attendee?.name ?? tx.actor.name, attendee?.certificate_number ?? ''].filter(Boolean).join(' ');
  const fate = paper.class === 'returned' ? '会后收回' : '内部文件，请勿外传';
  return { across, line: `${across} 于 ${minuteOf(tx.now)} 下载，${fate}` };
}

const minuteOf = (at: Date) => at.toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });

function asItIs(files: FileRoom, { id, key, size }: PaperFile): Answerable {
  return { size, etag: `"${id}"`, open: (range) => opened(files, key, range) };
}

async function stamped(files: FileRoom, { id, key, pages }: PaperFile, words: StampWords): Promise<Answerable> {
  const copy = await copies.of(id, words.across, async () => {
    const bytes = await buffer(await opened(files, key, null));
    return await stampPdf(bytes, pages, words);
  });
  const etag = `"${id}-${Buffer.from(words.across).toString('base64url')}-${copy.length}"`;
  return { size: copy.length, etag, open: async (range) => (range ? copy.subarray(range.start, range.end + 1) : copy) };
}

async function opened(files: FileRoom, key: string, range: ByteRange | null): Promise<Readable> {
  try {
    return await files.store.open(key, range ?? undefined);
  } catch (error) {
    if (error instanceof BytesMissing) throw Object.assign(fileProblem('file.unavailable'), { cause: error });
    throw error;
  }
}
