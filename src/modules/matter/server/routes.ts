import type { BoundRoute } from '#platform/server/http/bind.ts';
import { bind } from '#platform/server/http/bind.ts';
import type { Kind } from '../contract/kind.ts';
import { kindRoutes } from '../contract/act-routes.ts';
import { kinds } from '../contract/kinds/index.ts';
import * as contract from '../contract/routes.ts';
import { deleteDraft } from './actions/delete-draft.ts';
import { raiseMatter } from './actions/raise-matter.ts';
import { saveDraft } from './actions/save-draft.ts';
import type { ActInput } from './engine/act-context.ts';
import { performAct } from './engine/act.ts';
import { readCase } from './queries/read-case.ts';

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

/** All routes of the module. */
export const matterRoutes: readonly BoundRoute[] = [
  ...Object.values(kinds).flatMap(routesOfKind),
  bind(contract.readCase, { read: (tx, { params }) => readCase(tx, params.bodyId, params.matterId) }),
  bind(contract.deleteDraft, { write: (tx, { params }) => deleteDraft(tx, params.matterId) }),
];
