import type { Tx } from '#platform/server/database.ts';
import type { BoundRoute, RawCall } from '#platform/server/http/bind.ts';
import { bind } from '#platform/server/http/bind.ts';
import * as contract from '../../contract/annual.ts';
import { compareUnits, readSupervision } from './compare-units.ts';
import { composeAnnual, fixAnnual, keepAnnualTemplate } from './compose-annual.ts';
import { listAnnual, readAnnual, readAnnualVersion } from './read-annual.ts';

type Deliver = (call: RawCall<never>, make: (tx: Tx) => Promise<{ name: string; bytes: Buffer }>) => Promise<unknown>;

/** Routes of the year's account and of the comparison of units; `deliver` sends a document. */
export const annualRoutes = (deliver: Deliver): readonly BoundRoute[] => [
  bind(contract.listAnnual, { read: (tx) => listAnnual(tx) }),
  bind(contract.readAnnual, { read: (tx, { params, query }) => readAnnual(tx, params.year, query.to) }),
  bind(contract.readAnnualVersion, { read: (tx, { params }) => readAnnualVersion(tx, params.year, params.version) }),
  bind(contract.annualDocument, {
    raw: (call) =>
      deliver(call, async (tx) => (await import('../documents/annual-document.ts')).annualDocument(tx, call.params.year, call.query)),
  }),
  bind(contract.composeAnnual, { write: (tx, { params, body }) => composeAnnual(tx, params.year, body) }),
  bind(contract.keepAnnualTemplate, { write: (tx, { body }) => keepAnnualTemplate(tx, body) }),
  bind(contract.fixAnnual, { write: (tx, { params, body }) => fixAnnual(tx, params.year, body) }),
  bind(contract.compareUnits, { read: (tx, { query }) => compareUnits(tx, query) }),
  bind(contract.readSupervision, { read: (tx) => readSupervision(tx) }),
];
