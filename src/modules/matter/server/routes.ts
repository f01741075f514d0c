import type { BoundRoute } from '#platform/server/http/bind.ts';
import type { Tx } from '#platform/server/database.ts';
import type { RawCall } from '#platform/server/http/bind.ts';
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
import { assignmentList } from './documents/assignment-list.ts';
import { matterSheet } from './documents/matter-sheet.ts';
import { replyLetter } from './documents/reply-letter.ts';
import { performAct } from './engine/act.ts';
import { categoriesIn } from './engine/report-categories.ts';
import { listCommitments } from './queries/list-commitments.ts';
import { listMatters } from './queries/list-matters.ts';
import { listNearby } from './queries/list-nearby.ts';
import { listTasks } from './queries/list-tasks.ts';
import { listPublished } from './queries/list-published.ts';
import { listPublishingBodies } from './queries/list-publishing-bodies.ts';
import { readBoard } from './queries/read-board.ts';
import { readCase } from './queries/read-case.ts';
import { readDraft, readForm } from './queries/read-form.ts';
import { readMyFigures } from './queries/read-my-figures.ts';
import { readPublished } from './queries/read-published.ts';
import { readTaskSummary } from './queries/read-task-summary.ts';
import { readToday } from './queries/read-today.ts';
import { deleteFilter, listFilters, saveFilter } from './queries/saved-filters.ts';
import { listSimilar, readUnitProposal } from './queries/unit-proposal.ts';

interface ActParams {
  bodyId: string;
  matterId: string;
  targetId?: string;
}
interface ActBody {
  revision?: number;
  input: ActInput;
}

/** The routes of one kind: its drafts, raising, and every act of its declaration through the one engine. */
function routesOfKind(kind: Kind): BoundRoute[] {
  const { saveDraft: draftRoute, raise, acts } = kindRoutes[kind.kind]!;
  return [
    bind(draftRoute, {
      write: (tx, call) => saveDraft(tx, kind, (call.params as { matterId: string }).matterId, (call.body as { form: ActInput }).form),
    }),
    bind(raise, {
      write: (tx, call) => raiseMatter(tx, kind, (call.params as { matterId: string }).matterId, (call.body as { form: ActInput }).form),
    }),
    ...Object.entries(acts).map(([act, route]) =>
      bind(route, {
        write: (tx, call) => performAct(tx, { ...(call.params as ActParams), ...(call.body as ActBody), act }),
      }),
    ),
  ];
}

async function suggestCategory(words: string) {
  return {
    items: categoriesIn(words)
      .slice(0, 4)
      .map(({ key, label, group, matched }) => ({ key, label, group, matched })),
  };
}

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Makes a document in a read transaction of the caller and sends it for saving, under its Chinese name (RFC 5987). */
async function deliver(
  call: RawCall<never>,
  mediaType: string,
  make: (tx: Tx) => Promise<{ name: string; bytes: Buffer }>,
): Promise<unknown> {
  const { name, bytes } = await call.database.read(call.actor, make, { requestId: call.request.id });
  return await call.reply
    .type(mediaType)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('x-content-type-options', 'nosniff')
    .send(bytes);
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
  bind(contract.readBoard, { read: (tx, { query }) => readBoard(tx, query) }),
  bind(contract.readToday, { read: (tx) => readToday(tx) }),
  bind(contract.listCommitments, { read: (tx, { query }) => listCommitments(tx, query) }),
  bind(contract.readUnitProposal, { read: (tx, { params }) => readUnitProposal(tx, params.bodyId, params.matterId) }),
  bind(contract.listSimilar, { read: (tx, { params }) => listSimilar(tx, params.bodyId, params.matterId) }),
  bind(contract.readLetter, {
    raw: (call) => deliver(call, docx, (tx) => replyLetter(tx, call.params.bodyId, call.params.matterId, call.params.replyId)),
  }),
  bind(contract.readAssignmentList, { raw: (call) => deliver(call, docx, (tx) => assignmentList(tx, call.query)) }),
  bind(contract.exportMatters, { raw: (call) => deliver(call, xlsx, (tx) => matterSheet(tx, call.query)) }),
  bind(contract.listFilters, { read: (tx) => listFilters(tx) }),
  bind(contract.saveFilter, { write: (tx, { params, body }) => saveFilter(tx, params.filterId, body) }),
  bind(contract.deleteFilter, { write: (tx, { params }) => deleteFilter(tx, params.filterId) }),
  bind(contract.bulkAct, { write: (tx, { body }) => bulkAct(tx, body) }),
  bind(contract.undoBulk, { write: (tx, { params }) => undoBulk(tx, params.batchId) }),
  bind(contract.readBulk, { read: (tx, { params }) => readBulk(tx, params.batchId) }),
  bind(contract.listPublished, { read: (tx, { query }) => listPublished(tx, query) }),
  bind(contract.listPublishingBodies, { read: (tx) => listPublishingBodies(tx) }),
  bind(contract.readPublished, { read: (tx, { params }) => readPublished(tx, params.bodyId, params.matterId) }),
  bind(contract.deleteDraft, { write: (tx, { params }) => deleteDraft(tx, params.matterId) }),
];
