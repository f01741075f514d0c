import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Selectable } from 'kysely';
import type { Actor } from '../../contract/actor.ts';
import type { downloadFile } from '../../contract/files.ts';
import { fileProblems } from '../../contract/files.ts';
import { problems } from '../../contract/problem.ts';
import type { Tx } from '../database.ts';
import { tables } from '../database.ts';
import type { RawCall } from '../http/bind.ts';
import type { PlatformTables } from '../tables.ts';
import { thumbnailKey } from './file-room.ts';
import type { ByteRange, FileStore } from './file-store.ts';
import { BytesMissing } from './file-store.ts';
import type { FileSubject } from './subjects.ts';

const problem = problems(fileProblems);

export interface DownloadParts {
  readonly store: FileStore;
  readonly subjects: readonly FileSubject[];
}

/** Answers with a file to who may read what it hangs on; a loose one to its uploader only. To all others it does not exist. */
export async function download(parts: DownloadParts, call: RawCall<typeof downloadFile>): Promise<unknown> {
  const { reply, request, query } = call;
  const file = await readable(parts, call);
  const etag = `"${file.sha256.toString('hex')}"`;
  tellAbout(reply, { etag, mediaType: file.media_type, disposition: disposition(query.inline ? 'inline' : 'attachment', file.name) });
  if (request.headers['if-none-match'] === etag) return unchanged(reply);
  const range = rangeOf(request.headers.range, request.headers['if-range'], etag, file.size);
  if (range === 'none') {
    reply.code(416).header('content-range', `bytes */${file.size}`);
    return '';
  }
  if (range) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${file.size}`);
  reply.header('accept-ranges', 'bytes').header('content-length', range ? range.end - range.start + 1 : file.size);
  return await bytesOf(parts.store, file.content_key, range);
}

/** Answers with the small picture of an image, under the same rules. */
export async function thumbnail(parts: DownloadParts, call: RawCall<typeof downloadFile>): Promise<unknown> {
  const { reply, request } = call;
  const file = await readable(parts, call);
  if (file.width === null) throw problem('file.not-found');
  const etag = `"${file.sha256.toString('hex')}-thumb"`;
  tellAbout(reply, { etag, mediaType: 'image/webp', disposition: 'inline' });
  if (request.headers['if-none-match'] === etag) return unchanged(reply);
  return await bytesOf(parts.store, thumbnailKey(file.content_key), null);
}

type Row = Pick<Selectable<PlatformTables['stored_file']>, (typeof columns)[number]>;

const columns = [
  'id',
  'body_id',
  'owner_person_id',
  'name',
  'media_type',
  'size',
  'sha256',
  'content_key',
  'width',
  'subject_kind',
  'subject_id',
] as const;

async function readable({ subjects }: DownloadParts, { actor, database, params, request }: RawCall<typeof downloadFile>): Promise<Row> {
  return await database.read(
    actor,
    async (tx) => {
      const file = await tables<PlatformTables>(tx)
        .selectFrom('stored_file')
        .select(columns)
        .where('id', '=', params.id)
        .where('deleted_at', 'is', null)
        .executeTakeFirst();
      if (!file || !(await mayRead(tx, actor, subjects, file))) throw problem('file.not-found');
      return file;
    },
    { requestId: request.id },
  );
}

async function mayRead(tx: Tx, actor: Actor, subjects: readonly FileSubject[], file: Row): Promise<boolean> {
  if (file.subject_id === null) return actor.personId !== null && file.owner_person_id === actor.personId;
  const subject = subjects.find((one) => one.kind === file.subject_kind);
  return subject !== undefined && (await subject.mayRead(tx, file.subject_id, { id: file.id, bodyId: file.body_id }));
}

/**
 * Nothing in a file may run as a page of ours. Browsers' own PDF viewers refuse to work in a sandbox, and run no script of the file in our
 * origin; so for PDF the rest of the policy has to do.
 */
function tellAbout(
  reply: FastifyReply,
  { etag, mediaType, disposition: as }: { etag: string; mediaType: string; disposition: string },
): void {
  const sandbox = mediaType === 'application/pdf' ? '' : '; sandbox';
  reply.headers({
    'content-type': mediaType,
    'content-disposition': as,
    etag,
    'cache-control': 'private, no-cache',
    'x-content-type-options': 'nosniff',
    'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'; frame-ancestors 'self'${sandbox}`,
    'cross-origin-resource-policy': 'same-origin',
  });
}

/** Names in Chinese by RFC 5987, with a plain name for programs that do not know it. */
export function disposition(as: 'inline' | 'attachment', name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]/g, '_').replaceAll(/["\\]/g, '_');
  const coded = encodeURIComponent(name).replaceAll(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${as}; filename="${plain}"; filename*=UTF-8''${coded}`;
}

/** The one range that is asked for; null for the whole file, also where several are asked for or the file has changed since. */
export function rangeOf(header: string | undefined, ifRange: unknown, etag: string, size: number): ByteRange | 'none' | null {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '') || (ifRange !== undefined && ifRange !== etag))
    return null;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start > end || start >= size ? 'none' : { start, end };
}

function unchanged(reply: FastifyReply): string {
  reply.code(304);
  return '';
}

async function bytesOf(store: FileStore, key: string, range: ByteRange | null): Promise<Readable> {
  try {
    return await store.open(key, range ?? undefined);
  } catch (error) {
    if (error instanceof BytesMissing) throw Object.assign(problem('file.unavailable'), { cause: error });
    throw error;
  }
}
