import type { BoundRoute } from '#platform/server/http/bind.ts';
import type { Tx } from '#platform/server/database.ts';
import type { RawCall } from '#platform/server/http/bind.ts';
import { bind } from '#platform/server/http/bind.ts';
import type { Kind } from '../contract/kind.ts';
import { kindRoutes } from '../contract/act-routes.ts';
import { kinds } from '../contract/kinds/index.ts';
import * as contract from '../contract/routes.ts';
import { annualRoutes } from './annual/annual-routes.ts';
import { bulletinRoutes } from './bulletins/bulletin-routes.ts';
import * as presence from '../contract/presence.ts';
import { bulkAct, readBulk, undoBulk } from './actions/bulk-act.ts';
import { deleteDraft } from './actions/delete-draft.ts';
import { endPresence, listPresence, showPresence } from './actions/presence.ts';
import { raiseMatter, raisingAhead } from './actions/raise-matter.ts';
import { saveDraft } from './actions/save-draft.ts';
import type { ActInput } from './engine/act-context.ts';
import { performAct } from './engine/act.ts';
import { caseAhead } from './engine/case.ts';
import { categoriesIn } from './engine/report-categories.ts';
import { checkAssignmentRows } from './queries/check-assignment-rows.ts';
import { listCommitments } from './queries/list-commitments.ts';
import { listMatters } from './queries/list-matters.ts';
import { listNearby } from './queries/list-nearby.ts';
import { listTasks } from './queries/list-tasks.ts';
import { selectionRoutes } from './selections/selection-routes.ts';
import { publicationRoutes } from './publication-routes.ts';
import { listUrgeLetters, readUrgeLetter } from './queries/list-urge-letters.ts';
import { readBoard } from './queries/read-board.ts';
import { readCase } from './queries/read-case.ts';
import { readDraft, readForm } from './queries/read-form.ts';
import { readMyFigures } from './queries/read-my-figures.ts';
import { readScreening } from './queries/read-screening.ts';
import { readTaskSummary } from './queries/read-task-summary.ts';
import { readToday } from './queries/read-today.ts';
import { deleteFilter, listFilters, saveFilter } from './queries/saved-filters.ts';
import { listSimilar, readUnitProposal } from './queries/unit-proposal.ts';
import { withPoints } from './queries/with-points.ts';

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
      ahead: (actor, call) => raisingAhead(actor, (call.params as { matterId: string }).matterId, (call.body as { form: ActInput }).form),
      write: (tx, call) => raiseMatter(tx, kind, (call.params as { matterId: string }).matterId, (call.body as { form: ActInput }).form),
    }),
    ...Object.entries(acts).map(([act, route]) =>
      bind(route, {
        ahead: (_, call) => caseAhead((call.params as ActParams).bodyId, (call.params as ActParams).matterId),
        write: (tx, call) => performAct(tx, { ...(call.params as ActParams), ...(call.body as ActBody), act, kind: kind.kind }),
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
  bind(contract.listMatters, {
    read: async (tx, { query: { points, ...query } }) =>
      points ? await withPoints(tx, await listMatters(tx, query)) : await listMatters(tx, query),
  }),
  bind(contract.listTasks, { read: (tx, { query }) => listTasks(tx, query) }),
  bind(contract.readTaskSummary, { read: (tx, { query }) => readTaskSummary(tx, query) }),
  bind(contract.readMyFigures, { read: (tx) => readMyFigures(tx) }),
  bind(contract.readForm, { read: (tx, { params }) => readForm(tx, params.kind) }),
  bind(contract.readDraft, { read: (tx, { params }) => readDraft(tx, params.matterId) }),
  bind(contract.listNearby, { read: (tx, { query }) => listNearby(tx, query) }),
  bind(contract.suggestCategory, { read: (_, { query }) => suggestCategory(query.words) }),
  bind(contract.readBoard, { read: (tx, { query }) => readBoard(tx, query) }),
  bind(contract.readToday, { read: (tx) => readToday(tx) }),
  bind(contract.checkAssignmentRows, {
    // Asks for nothing to be written, but its rows are too many for an address.
    raw: ({ actor, database, request, body }) => database.read(actor, (tx) => checkAssignmentRows(tx, body), { requestId: request.id }),
  }),
  bind(contract.listCommitments, { read: (tx, { query }) => listCommitments(tx, query) }),
  bind(contract.readUnitProposal, { read: (tx, { params }) => readUnitProposal(tx, params.bodyId, params.matterId) }),
  bind(contract.readScreening, { read: (tx, { query }) => readScreening(tx, query) }),
  bind(contract.listUrgeLetters, { read: (tx, { query }) => listUrgeLetters(tx, query) }),
  bind(contract.readUrgeLetter, { read: (tx, { params, query }) => readUrgeLetter(tx, params.unitId, query) }),
  bind(presence.listPresence, { read: (tx) => listPresence(tx) }),
  // Signs of life come every few seconds and may come twice: their answers need not be kept.
  bind(presence.showPresence, {
    raw: ({ actor, database, params }) => database.transact(actor, (tx) => showPresence(tx, params.bodyId, params.matterId)),
  }),
  bind(presence.endPresence, {
    raw: ({ actor, database, params }) => database.transact(actor, (tx) => endPresence(tx, params.bodyId, params.matterId)),
  }),
  bind(contract.listSimilar, { read: (tx, { params }) => listSimilar(tx, params.bodyId, params.matterId) }),
  bind(contract.readLetter, {
    raw: (call) =>
      deliver(call, docx, async (tx) =>
        (await import('./documents/reply-letter.ts')).replyLetter(tx, call.params.bodyId, call.params.matterId, call.params.replyId),
      ),
  }),
  bind(contract.readAssignmentList, {
    raw: (call) => deliver(call, docx, async (tx) => (await import('./documents/assignment-list.ts')).assignmentList(tx, call.query)),
  }),
  bind(contract.readTreatmentReport, {
    raw: (call) => deliver(call, docx, async (tx) => (await import('./documents/treatment-report.ts')).treatmentReport(tx, call.query)),
  }),
  bind(contract.exportMatters, {
    raw: (call) => deliver(call, xlsx, async (tx) => (await import('./documents/matter-sheet.ts')).matterSheet(tx, call.query)),
  }),
  bind(contract.listFilters, { read: (tx) => listFilters(tx) }),
  bind(contract.saveFilter, { write: (tx, { params, body }) => saveFilter(tx, params.filterId, body) }),
  bind(contract.deleteFilter, { write: (tx, { params }) => deleteFilter(tx, params.filterId) }),
  bind(contract.bulkAct, { write: (tx, { body }) => bulkAct(tx, body) }),
  bind(contract.undoBulk, { write: (tx, { params }) => undoBulk(tx, params.batchId) }),
  bind(contract.readBulk, { read: (tx, { params }) => readBulk(tx, params.batchId) }),
  ...publicationRoutes,
  ...selectionRoutes,
  ...bulletinRoutes(
    (call, make) => deliver(call, docx, make),
    (call, make) => deliver(call, xlsx, make),
  ),
  ...annualRoutes((call, make) => deliver(call, docx, make)),
  bind(contract.deleteDraft, { write: (tx, { params }) => deleteDraft(tx, params.matterId) }),
];
