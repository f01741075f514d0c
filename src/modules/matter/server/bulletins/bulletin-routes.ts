import type { BoundRoute, RawCall } from '#platform/server/http/bind.ts';
import { bind } from '#platform/server/http/bind.ts';
import type { Tx } from '#platform/server/database.ts';
import * as contract from '../../contract/bulletins.ts';
import { dropBulletin, issueBulletin, saveBulletin } from './change-bulletin.ts';
import { listBulletins, listEditions, readBulletin } from './read-bulletin.ts';
import { readBulletinYear } from './read-bulletin-year.ts';

type Deliver = (call: RawCall<never>, make: (tx: Tx) => Promise<{ name: string; bytes: Buffer }>) => Promise<unknown>;

/** The editor's desk. */
export const bulletinRoutes = (docx: Deliver, xlsx: Deliver): readonly BoundRoute[] => [
  bind(contract.listBulletins, { read: (tx, { query }) => listBulletins(tx, query) }),
  bind(contract.readBulletin, { read: (tx, { params }) => readBulletin(tx, params.bulletinId) }),
  bind(contract.saveBulletin, { write: (tx, { params, body }) => saveBulletin(tx, params.bulletinId, body) }),
  bind(contract.dropBulletin, { write: (tx, { params }) => dropBulletin(tx, params.bulletinId) }),
  bind(contract.issueBulletin, { write: (tx, { params, body }) => issueBulletin(tx, params.bulletinId, body) }),
  bind(contract.readBulletinDocument, {
    raw: (call) =>
      docx(call, async (tx) => (await import('../documents/bulletin-document.ts')).bulletinDocument(tx, call.params.bulletinId)),
  }),
  bind(contract.listEditions, { read: (tx, { params }) => listEditions(tx, params.bodyId, params.matterId) }),
  bind(contract.readBulletinYear, { read: (tx, { params }) => readBulletinYear(tx, params.year) }),
  bind(contract.exportBulletinYear, {
    raw: (call) => xlsx(call, async (tx) => (await import('../documents/bulletin-year-sheet.ts')).bulletinYearSheet(tx, call.params.year)),
  }),
];
