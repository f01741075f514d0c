import { randomUUID } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { access, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { ByteRange, FileStore } from './file-store.ts';
import { BytesMissing, NoSpace } from './file-store.ts';

/** Files in a folder of this machine, or of one that all processes share. */
export class FolderStore implements FileStore {
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  async keep(key: string, bytes: Buffer): Promise<void> {
    if (await this.has(key)) return;
    const incoming = join(this.folder, 'incoming');
    const path = this.pathOf(key);
    const aside = join(incoming, randomUUID());
    try {
      await mkdir(incoming, { recursive: true });
      await mkdir(dirname(path), { recursive: true });
      await writeDurably(aside, bytes);
      await rename(aside, path);
      await syncFolder(dirname(path));
    } catch (error) {
      await rm(aside, { force: true });
      throw ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')
        ? new NoSpace('no space left', { cause: error })
        : error;
    }
  }

  async has(key: string): Promise<boolean> {
    return await access(this.pathOf(key)).then(
      () => true,
      () => false,
    );
  }

  async open(key: string, range?: ByteRange): Promise<Readable> {
    let handle: FileHandle;
    try {
      handle = await open(this.pathOf(key), 'r');
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? new BytesMissing(key) : error;
    }
    return handle.createReadStream(range ?? {});
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  /** Removes what killed processes left half written. */
  async clearIncoming(): Promise<void> {
    await clearOld(join(this.folder, 'incoming'));
  }

  private pathOf(key: string): string {
    if (!/^[0-9a-f-]{36}\/[0-9a-f]{64}(\.thumb)?$/.test(key)) throw new Error(`not a content key: ${key}`);
    const [body, hash] = key.split('/') as [string, string];
    return join(this.folder, body, hash.slice(0, 2), hash);
  }
}

/** Removes the files of a folder that are older than an hour: younger ones may still be under way. */
export async function clearOld(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const { mtimeMs } = await stat(join(folder, name)).catch(() => ({ mtimeMs: Date.now() }));
    if (mtimeMs < Date.now() - 3_600_000) await rm(join(folder, name), { force: true });
  }
}

async function writeDurably(path: string, bytes: Buffer): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A renamed file is only safe from a power cut when its folder has been written too. */
async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
