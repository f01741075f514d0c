import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { FileLine } from '../../contract/files.ts';
import { fileProblems } from '../../contract/files.ts';
import { newId } from '../../contract/identifiers.ts';
import { problems } from '../../contract/problem.ts';
import type { Tx } from '../database.ts';
import { recordAct, tables } from '../database.ts';
import type { FileSettings, Settings } from '../settings.ts';
import type { PlatformTables } from '../tables.ts';
import { BucketStore } from './bucket-store.ts';
import { keptName } from './file-kinds.ts';
import type { FileStore } from './file-store.ts';
import { NoSpace } from './file-store.ts';
import { clearOld, FolderStore } from './folder-store.ts';
import { inspect } from './inspect.ts';

const problem = problems(fileProblems);

export interface FileRoomOptions {
  readonly settings: FileSettings;
  /** Where uploads lie while they are looked at. */
  readonly dataDir: string;
  /** Bytes that one body may keep; 100 GB unless told. */
  readonly quota?: Settings['fileQuota'];
  /** Bytes that one person may have lying about without attaching them; 500 MB unless told. */
  readonly looseQuota?: number;
}

/** Content that was looked at and is ready to be kept. */
export interface PreparedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
  readonly sha256: Buffer;
  readonly thumbnail: Buffer | null;
  readonly width: number | null;
  readonly height: number | null;
}

/** Whose a file is. */
export interface FileOwner {
  readonly bodyId: string;
  readonly personId: string;
  readonly unitId: string | null;
}

/** Looks at contents, keeps them, and finds them again. One for each process. */
export class FileRoom {
  readonly store: FileStore;
  private readonly quota: Settings['fileQuota'];
  readonly looseQuota: number;
  private readonly incoming: string;
  private busy = 0;
  private readonly waiting: (() => void)[] = [];

  constructor({ settings, dataDir, quota = { usual: 100 * 2 ** 30, of: {} }, looseQuota = 500 * 2 ** 20 }: FileRoomOptions) {
    this.store = settings.kind === 'folder' ? new FolderStore(settings.path) : new BucketStore(settings);
    this.incoming = join(dataDir, 'incoming');
    this.quota = quota;
    this.looseQuota = looseQuota;
  }

  /** Bytes that a body may keep. */
  quotaOf(bodyId: string): number {
    return this.quota.of[bodyId] ?? this.quota.usual;
  }

  /** Gives `work` the path of a file of its own, which is gone afterwards, whatever happened. */
  async aside<Result>(work: (path: string) => Promise<Result>): Promise<Result> {
    const path = join(this.incoming, randomUUID());
    try {
      await mkdir(this.incoming, { recursive: true });
      return await work(path);
    } catch (error) {
      throw saidOfSpace(error);
    } finally {
      await rm(path, { force: true });
    }
  }

  /** Removes what killed processes left in {@link aside}. */
  async clearAside(): Promise<void> {
    await clearOld(this.incoming);
  }

  /** Looks at a content by what it is, and brings it into the form in which it is kept. Throws the refusals of `fileProblems`. */
  async prepare(name: string, given: () => Promise<Buffer>): Promise<PreparedFile> {
    return await this.oneOfFew(async () => {
      const original = await given();
      const kind = await inspect(original);
      const picture = kind.family === 'image' ? await (await import('./pictures.ts')).redraw(original, kind) : null;
      const bytes = picture?.bytes ?? original;
      return {
        name: keptName(name, kind.extension),
        mediaType: kind.mediaType,
        bytes,
        sha256: createHash('sha256').update(bytes).digest(),
        thumbnail: picture?.thumbnail ?? null,
        width: picture?.width ?? null,
        height: picture?.height ?? null,
      };
    });
  }

  /** Keeps the bytes, before a row names them: bytes without a row are harmless, a row without bytes is not. */
  async keep(bodyId: string, file: PreparedFile): Promise<void> {
    const key = contentKey(bodyId, file.sha256);
    try {
      await this.store.keep(key, file.bytes);
      if (file.thumbnail) await this.store.keep(thumbnailKey(key), file.thumbnail);
    } catch (error) {
      throw saidOfSpace(error);
    }
  }

  /** Writes the row of a kept file. It belongs to `owner` until it is attached; access `worker` may attach it at once. */
  async insert(tx: Tx, file: PreparedFile, owner: FileOwner, subject: { kind: string; id: string } | null = null): Promise<FileLine> {
    const key = contentKey(owner.bodyId, file.sha256);
    // Sweeping takes the same lock: between keeping and this moment it may have removed the same bytes of an older file.
    await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tables(tx));
    await this.keep(owner.bodyId, file);
    const id = newId(tx.now.getTime());
    await tables<PlatformTables>(tx)
      .insertInto('stored_file')
      .values({
        body_id: owner.bodyId,
        id,
        owner_person_id: owner.personId,
        owner_unit_id: owner.unitId,
        name: file.name,
        media_type: file.mediaType,
        size: file.bytes.length,
        sha256: file.sha256,
        content_key: key,
        width: file.width,
        height: file.height,
        subject_kind: subject?.kind ?? null,
        subject_id: subject?.id ?? null,
        stored_at: tx.now,
      })
      .execute();
    recordAct(tx, {
      bodyId: owner.bodyId,
      act: 'file.upload',
      subjectKind: 'file',
      subjectId: id,
      detail: { mediaType: file.mediaType, size: file.bytes.length, sha256: file.sha256.toString('hex') },
    });
    return { id, name: file.name, mediaType: file.mediaType, size: file.bytes.length, width: file.width, height: file.height };
  }

  /** Pictures are drawn two at a time, so that uploads cannot use up memory and cores. */
  private async oneOfFew<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.busy >= 2) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.busy += 1;
    try {
      return await work();
    } finally {
      this.busy -= 1;
      this.waiting.shift()?.();
    }
  }
}

/** Where the content `sha256` of a body's file lies. Bodies share no bytes, so that what one removes is gone. */
export function contentKey(bodyId: string, sha256: Buffer): string {
  return `${bodyId}/${sha256.toString('hex')}`;
}

export function thumbnailKey(key: string): string {
  return `${key}.thumb`;
}

function saidOfSpace(error: unknown): unknown {
  const full = error instanceof NoSpace || ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '');
  return full ? problem('file.no-space') : error;
}
