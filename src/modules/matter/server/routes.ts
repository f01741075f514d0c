import type { BoundRoute } from '#platform/server/http/bind.ts';
import { bind } from '#platform/server/http/bind.ts';
import type { Kind } from '../contract/kind.ts';
import { kindRoutes } from '../contract/act-routes.ts';
import { kinds } from '../contract/kinds/index.ts';
import * as contract from '../contract/routes.ts';
import { bulkAct, readBulk, undoBulk } from './actions/bulk-act.ts';
import { deleteDraft } from './actions/delete-draft.ts';
import { raiseMatter } from './actions/raise-matter.ts';
import { saveDraft } from './actions/save-draft.ts';
import type { ActInput } from './engine/act-context.ts';
import { performAct } from './engine/act.ts';
import { categoriesIn } from './engine/report-categories.ts';
import { listMatters } from './queries/list-matters.ts';
import { listNearby } from './queries/list-nearby.ts';
import { listTasks } from './queries/list-tasks.ts';
import { listPublished, readPublished } from './queries/list-published.ts';
import { readCase } from './queries/read-case.ts';
import { readDraft, readForm } from './queries/read-form.ts';
import { readMyFigures } from './queries/read-my-figures.ts';
import { readTaskSummary } from './queries/read-task-summary.ts';
import { deleteFilter, listFilters, saveFilter } from './queries/saved-filters.ts';

interface ActParams { bodyId: string; matterId: string; targetId?: string }
interface ActBody { revision?: number; input: ActInput }

/** The routes of one kind: its drafts, raising, and every act of its declaration through the one engine. */
function routesOfKind(kind: Kind): BoundRoute[] {
  const { saveDraft: draftRoute, raise, acts } = kindRoutes[kind.kind]!;
  return [
    bind(draftRoute, { write: (tx, call) => saveDraft(tx, kind, (call.params as { matterId: string }).matterId, (call.body as { form: ActInput }).form) }),
    bind(raise, { write: (tx, call) => raiseMatter(tx, kind, (call.params as { matterId: string }).matterId, (call.body as { form: ActInput }).form) }),
    ...Object.entries(acts).map(([act, route]) => bind(route, {
      write: (tx, call) => performAct(tx, { ...(call.params as ActParams), ...(call.body as ActBody), act }),
    })),
  ];
}

async function suggestCategory(words: string) {
  return { items: categoriesIn(words).slice(0, 4).map(({ key, label, group, matched }) => ({ key, label, group, matched })) };
}

/** All routes of the module. */
export const matterRoutes: readonly BoundRoute[] = [
  ...Object.values(kinds).flatMap(routesOfKind),
  bind(contract.readCase, { read: (tx, { params }) => readCase(tx, params.bodyId, params.matterId) }),
  bind(contract.listMatters, { read: (tx, { query }) => listMatters(tx, query) }),
  bind(contract.listTasks, { read: (tx, { query }) => listTasks(tx, query) }),
  bind(contract.readTaskSummary, { read: (tx, { query }) => readTaskSummary(tx, query) }),
  bind(contract.readMyFigures, { read: (tx) => readMyFigures(tx) }),
  bind(contract.readForm, { read: (tx, { params }) => readForm(tx, params.kind) }),
  bind(contract.readDraft, { read: (tx, { params }) => readDraft(tx, params.matterId) }),
  bind(contract.listNearby, { read: (tx, { query }) => listNearby(tx, query) }),
  bind(contract.suggestCategory, { read: (_, { query }) => suggestCategory(query.words) }),
  bind(contract.listFilters, { read: (tx) => listFilters(tx) }),
  bind(contract.saveFilter, { write: (tx, { params, body }) => saveFilter(tx, params.filterId, body) }),
  bind(contract.deleteFilter, { write: (tx, { params }) => deleteFilter(tx, params.filterId) }),
  bind(contract.bulkAct, { write: (tx, { body }) => bulkAct(tx, body) }),
  bind(contract.undoBulk, { write: (tx, { params }) => undoBulk(tx, params.batchId) }),
  bind(contract.readBulk, { read: (tx, { params }) => readBulk(tx, params.batchId) }),
  bind(contract.listPublished, { read: (tx, { query }) => listPublished(tx, query) }),
  bind(contract.readPublished, { read: (tx, { params }) => readPublished(tx, params.bodyId, params.matterId) }),
  bind(contract.deleteDraft, { write: (tx, { params }) => deleteDraft(tx, params.matterId) }),
];
