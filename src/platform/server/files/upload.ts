import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { Actor } from '../../contract/actor.ts';
import type { FileLine } from '../../contract/files.ts';
import { fileProblems, largestFile, uploadFile } from '../../contract/files.ts';
import { problems } from '../../contract/problem.ts';
import type { Database, Repetition } from '../database.ts';
import { tables } from '../database.ts';
import type { RawCall } from '../http/bind.ts';
import { keyOf } from '../http/register.ts';
import { systemActor } from '../outbox/dispatcher.ts';
import type { FileRoom, PreparedFile } from './file-room.ts';

const problem = problems(fileProblems);

/** Takes one file in: received, looked at, within its body's quota, kept, written down. A repetition with the same key gets the first file. */
export async function upload(room: FileRoom, call: RawCall<typeof uploadFile>): Promise<FileLine> {
  const { actor, database, request } = call;
  keyOf(request);
  const owner = { bodyId: bodyOf(actor, call.query.body), personId: actor.personId!, unitId: actor.unitId };
  const file = await room.aside(async (path) => {
    const name = await receive(request, path);
    return await room.prepare(name, () => readFile(path));
  });
  await refuseBeyondQuota(room, database, owner, file);
  await room.keep(owner.bodyId, file);
  return await database.transact(actor, (tx) => room.insert(tx, file, owner), {
    requestId: request.id,
    repetition: repetitionOf(request, owner.bodyId, file),
  });
}

/** Staff and members upload for their own body. A unit serves several: it names the one, and attaching proves that it may. */
function bodyOf(actor: Actor, named: string | undefined): string {
  if (actor.bodyId && (named === undefined || named === actor.bodyId)) return actor.bodyId;
  if (actor.unitId && named !== undefined) return named;
  throw problem('file.body');
}

const largest = Math.max(...Object.values(largestFile));

/** Writes the form's file to `path` and returns the name that the browser gave it. */
async function receive(request: FastifyRequest, path: string): Promise<string> {
  const part = await request.file({ limits: { fileSize: largest, files: 1, fields: 5, parts: 6 } });
  if (!part) throw problem('file.absent');
  await pipeline(part.file, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  if (part.file.truncated) throw problem('file.too-large', { limit: largest / 2 ** 20 });
  // Browsers write a quotation mark in a name as %22.
  return (part.filename ?? '').replaceAll('%22', '"');
}

async function refuseBeyondQuota(
  room: FileRoom,
  database: Database,
  owner: { bodyId: string; personId: string },
  file: PreparedFile,
): Promise<void> {
  const { kept, loose } = await database.read(
    systemActor,
    async (tx) => {
      const { rows } = await sql<{ kept: number; loose: number }>`
      select (select coalesce(sum(size), 0) from stored_file where body_id = ${owner.bodyId} and deleted_at is null) as kept,
        (select coalesce(sum(size), 0) from stored_file where subject_id is null and deleted_at is null and owner_person_id = ${owner.personId}) as loose`.execute(
        tables(tx),
      );
      return rows[0]!;
    },
    { access: 'worker' },
  );
  const quota = room.quotaOf(owner.bodyId);
  if (kept + file.bytes.length > quota) throw problem('file.quota', { limit: Number((quota / 2 ** 30).toFixed(2)) });
  if (loose + file.bytes.length > room.looseQuota) throw problem('file.too-many-loose');
}

/** A form is repeated like any write: with the same key and content it is answered with the first file. */
function repetitionOf(request: FastifyRequest, bodyId: string, file: PreparedFile): Repetition {
  const key = keyOf(request);
  return { key, route: uploadFile.id, fingerprint: createHash('sha256').update(`${bodyId} ${file.name} `).update(file.sha256).digest() };
}
