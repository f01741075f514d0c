import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import type { RouteContract } from '#platform/contract/route.ts';
import { defineRoute } from '#platform/contract/route.ts';
import { draftShape, formShape } from './field.ts';
import type { Act, Kind } from './kind.ts';
import { kinds } from './kinds/index.ts';

/** What an act answers: where the case stands now. The page then reads the case again. */
export const acted = z.object({
  state: z.string(),
  revision: z.number().int(),
  number: z.string().nullable(),
  matterId: uuid,
  bodyId: uuid,
});

const caseParams = z.object({ bodyId: uuid, matterId: uuid });
const targetParams = caseParams.extend({ targetId: uuid });
const targetSegment = { handling: 'handlings', commitment: 'commitments' } as const;

/** The permission of one act of one kind. */
export function actPermission(kind: string, act: string): string {
  return `matter.${kind}.${act}`;
}

/** The body of an act: its declared fields, and the revision the person saw (409 where somebody was quicker). */
function actBody(act: Act) {
  return z.object({ revision: z.number().int().min(0).optional(), input: formShape(act.fields) });
}

/** One route for each act that a person may do: the API document, the permission matrix and the fuzz tests see every one. */
function actRoute(kind: Kind, name: string, act: Act): RouteContract {
  const target = act.on === 'matter' ? '' : `/${targetSegment[act.on]}/:targetId`;
  return defineRoute({
    id: actPermission(kind.kind, name),
    method: 'POST',
    path: `/api/matters/:bodyId/:matterId${target}/${kind.kind}/${name}`,
    permission: actPermission(kind.kind, name),
    summary: `${kind.words.name}：${act.label}`,
    params: act.on === 'matter' ? caseParams : targetParams,
    body: actBody(act),
    answer: acted,
  });
}

export interface KindRoutes {
  /** Keeps what is typed so far; the id is made by the client, so a draft written offline is stored once. */
  readonly saveDraft: RouteContract;
  /** Stores the whole form and submits it in one step. */
  readonly raise: RouteContract;
  readonly acts: Readonly<Record<string, RouteContract>>;
}

function routesOf(kind: Kind): KindRoutes {
  const acts = Object.entries(kind.acts).filter(([, act]) => !act.by.includes('system'));
  return {
    saveDraft: defineRoute({
      id: `matter.${kind.kind}.save-draft`,
      method: 'PUT',
      path: `/api/drafts/${kind.kind}/:matterId`,
      permission: `matter.${kind.kind}.raise`,
      summary: `保存${kind.words.name}草稿`,
      params: z.object({ matterId: uuid }),
      body: z.object({ form: draftShape(kind.form) }),
      answer: z.object({ savedAt: z.string(), revision: z.number().int() }),
    }),
    raise: defineRoute({
      id: `matter.${kind.kind}.raise`,
      method: 'POST',
      path: `/api/raise/${kind.kind}/:matterId`,
      permission: `matter.${kind.kind}.raise`,
      summary: kind.words.raise,
      params: z.object({ matterId: uuid }),
      body: z.object({ form: formShape(kind.form) }),
      answer: acted,
    }),
    acts: Object.fromEntries(acts.map(([name, act]) => [name, actRoute(kind, name, act)])),
  };
}

/** The routes of every kind, made from the declarations. */
export const kindRoutes: Readonly<Record<string, KindRoutes>> = Object.fromEntries(
  Object.values(kinds).map((kind) => [kind.kind, routesOf(kind)]),
);

/** The route of one act; throws where the act is not declared or not a person's. */
export function routeOfAct(kind: string, act: string): RouteContract {
  const found = kindRoutes[kind]?.acts[act];
  if (!found) throw new Error(`No route for ${kind}.${act}.`);
  return found;
}
