import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { OutgoingWrite } from './outgoing.ts';

/** What this device keeps for itself: unfinished writing, writes on their way, and the last readings for times without signal. */
export interface DeviceStore extends DBSchema {
  drafts: { key: string; value: { readonly savedAt: string; readonly content: unknown } };
  outgoing: { key: number; value: OutgoingWrite; indexes: { id: string } };
  readings: { key: string; value: { readonly savedAt: string; readonly content: unknown } };
}

let opened: Promise<IDBPDatabase<DeviceStore>> | undefined;

/** The device's IndexedDB database, opened once. */
export function deviceStore(): Promise<IDBPDatabase<DeviceStore>> {
  opened ??= openDB<DeviceStore>('luzhitong', 1, {
    upgrade(database) {
      database.createObjectStore('drafts');
      database.createObjectStore('outgoing', { keyPath: 'order', autoIncrement: true }).createIndex('id', 'id', { unique: true });
      database.createObjectStore('readings');
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
