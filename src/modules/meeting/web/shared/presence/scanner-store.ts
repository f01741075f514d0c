import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { ClockOffset } from '../../../contract/presence/clock-rules.ts';
import type { KeptScan } from '../../../contract/presence/scan-device.ts';
import type { ScannerCopy } from '../../../contract/presence/scanning.ts';

/** What a scanner keeps on its device: the people and lists, every attempt, and a few facts of its own. */
interface ScannerStore extends DBSchema {
  copies: { key: 'now'; value: ScannerCopy };
  scans: { key: string; value: KeptScan };
  facts: { key: string; value: unknown };
}

let opened: Promise<IDBPDatabase<ScannerStore>> | undefined;

/** A database of its own: a scanner has nobody signed in, and a sign-out must not empty it. */
function store(): Promise<IDBPDatabase<ScannerStore>> {
  opened ??= openDB<ScannerStore>('luzhitong-scanner', 1, {
    upgrade(database) {
      database.createObjectStore('copies');
      database.createObjectStore('scans', { keyPath: 'nonce' });
      database.createObjectStore('facts');
    },
    terminated: () => {
      opened = undefined;
    },
  });
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}

export interface KeptScanner {
  readonly copy: ScannerCopy | null;
  readonly scans: readonly KeptScan[];
  readonly listId: string | null;
  readonly offset: ClockOffset | null;
}

/** Everything that was kept, for a start with or without a network. */
export async function readScanner(): Promise<KeptScanner> {
  const database = await store();
  const [copy, scans, listId, offset] = await Promise.all([
    database.get('copies', 'now'),
    database.getAll('scans'),
    database.get('facts', 'listId'),
    database.get('facts', 'offset'),
  ]);
  return { copy: copy ?? null, scans, listId: (listId as string) ?? null, offset: (offset as ClockOffset) ?? null };
}

export async function keepCopy(copy: ScannerCopy): Promise<void> {
  await (await store()).put('copies', copy, 'now');
}

export async function keepScan(scan: KeptScan): Promise<void> {
  await (await store()).put('scans', scan);
}

/** Removes attempts that the server has taken long ago. */
export async function dropScans(nonces: readonly string[]): Promise<void> {
  const transaction = (await store()).transaction('scans', 'readwrite');
  for (const nonce of nonces) void transaction.store.delete(nonce);
  await transaction.done;
}

export async function keepFact(name: 'listId' | 'offset', value: unknown): Promise<void> {
  await (await store()).put('facts', value, name);
}
