import type { BoundRoute } from '#platform/server/http/bind.ts';
import { bind } from '#platform/server/http/bind.ts';
import * as contract from '../contract/publication.ts';
import { sendOpenCsv, sendOpenJson } from './documents/open-data.ts';
import { listPublished } from './queries/list-published.ts';
import { listPublishingBodies } from './queries/list-publishing-bodies.ts';
import { readPublished } from './queries/read-published.ts';
import { readPublishedFigures } from './queries/read-published-figures.ts';

/** What citizens may read, nobody being signed in. */
export const publicationRoutes: readonly BoundRoute[] = [
  bind(contract.listPublished, { read: (tx, { query }) => listPublished(tx, query) }),
  bind(contract.listPublishingBodies, { read: (tx) => listPublishingBodies(tx) }),
  bind(contract.readPublished, { read: (tx, { params }) => readPublished(tx, params.bodyId, params.matterId) }),
  bind(contract.readPublishedFigures, { read: (tx, { query }) => readPublishedFigures(tx, query.body) }),
  bind(contract.readOpenJson, { raw: (call) => sendOpenJson(call) }),
  bind(contract.readOpenCsv, { raw: (call) => sendOpenCsv(call) }),
];
