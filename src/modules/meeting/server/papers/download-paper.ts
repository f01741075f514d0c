import type { IncomingHttpHeaders } from 'node:http';
import { fileProblems } from '#platform/contract/files.ts';
import { problems } from '#platform/contract/problem.ts';
import { disposition, rangeOf } from '#platform/server/files/download.ts';
import type { FileRoom } from '#platform/server/files/file-room.ts';
import { BytesMissing } from '#platform/server/files/file-store.ts';
import { keptFile } from '#platform/server/files/kept-file.ts';
import type { RawCall } from '#platform/server/http/bind.ts';
import { papersProblem } from '../../contract/papers/problems.ts';
import type { downloadPaper as downloadRoute } from '../../contract/papers/routes.ts';
import { papersDb, readablePaper } from './find-paper.ts';
import { refuseClosed } from './readings.ts';

const fileProblem = problems(fileProblems);

/**
 * Answers with the PDF of one version, or the part that is asked for. Looks each time at class, state and time of return; staff of the office also get
 * versions that were replaced. No cache keeps it: what must be returned must not lie about.
 */
export async function downloadPaper(files: FileRoom, call: RawCall<typeof downloadRoute>): Promise<unknown> {
  const { actor, database, params, request, reply } = call;
  const file = await database.read(
    actor,
    async (tx) => {
      const readable = await readablePaper(tx, params);
      refuseClosed(tx, readable, params.version);
      if (readable.paper.class !== 'public' && isOpenedByItself(request.headers)) throw papersProblem('meeting.paper-inside');
      const version = await papersDb(tx)
        .selectFrom('paper_version')
        .select(['file_id', 'bytes'])
        .where('body_id', '=', readable.paper.body_id)
        .where('paper_id', '=', readable.paper.id)
        .where('version', '=', params.version)
        .executeTakeFirst();
      if (!version) throw papersProblem('meeting.paper-not-found');
      const stored = await keptFile(tx, readable.paper.body_id, version.file_id);
      if (!stored) throw papersProblem('meeting.paper-not-found');
      return { key: stored.key, size: version.bytes, etag: `"${version.file_id}"`, title: readable.paper.title };
    },
    { requestId: request.id },
  );
  const { etag } = file;
  reply.headers({
    'content-type': 'application/pdf',
    'content-disposition': disposition('attachment', `${file.title}.pdf`),
    etag,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  });
  const range = rangeOf(request.headers.range, request.headers['if-range'], etag, file.size);
  if (range === 'none') {
    reply.code(416).header('content-range', `bytes */${file.size}`);
    return '';
  }
  if (range) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${file.size}`);
  reply.header('accept-ranges', 'bytes').header('content-length', range ? range.end - range.start + 1 : file.size);
  try {
    return await files.store.open(file.key, range ?? undefined);
  } catch (error) {
    if (error instanceof BytesMissing) throw Object.assign(fileProblem('file.unavailable'), { cause: error });
    throw error;
  }
}

/**
 * Whether a browser asks for the file to show or keep it by itself, past the reader, which writes the name of who reads on every page. The papers' own
 * page asks for it as data.
 */
function isOpenedByItself(headers: IncomingHttpHeaders): boolean {
  const wanted = headers['sec-fetch-dest'];
  return wanted !== undefined && wanted !== 'empty';
}
