import type { BoundRoute } from '#platform/server/http/bind.ts';
import { bind } from '#platform/server/http/bind.ts';
import * as contract from '../../contract/selections.ts';
import { advanceSelection, dropEntry, openSelection, saveEntry } from './change-selection.ts';
import { listKeyItems } from './list-key-items.ts';
import { listCandidates, listSelections, readSelection } from './read-selection.ts';

/** Choosing key items and excellent proposals, and how key items go. */
export const selectionRoutes: readonly BoundRoute[] = [
  bind(contract.listSelections, { read: (tx, { query }) => listSelections(tx, query) }),
  bind(contract.readSelection, { read: (tx, { params }) => readSelection(tx, params.selectionId) }),
  bind(contract.openSelection, { write: (tx, { params, body }) => openSelection(tx, params.selectionId, body) }),
  bind(contract.listCandidates, { read: (tx, { params, query }) => listCandidates(tx, params.selectionId, query) }),
  bind(contract.saveEntry, { write: (tx, { params, body }) => saveEntry(tx, params.selectionId, params.matterId, body) }),
  bind(contract.dropEntry, { write: (tx, { params }) => dropEntry(tx, params.selectionId, params.matterId) }),
  bind(contract.advanceSelection, { write: (tx, { params, body }) => advanceSelection(tx, params.selectionId, body) }),
  bind(contract.listKeyItems, { read: (tx, { query }) => listKeyItems(tx, query) }),
];
