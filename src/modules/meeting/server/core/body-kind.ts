import { organisationsByIds } from '#modules/directory/server/index.ts';
import type { Tx } from '#platform/server/database.ts';

export type BodyKind = 'congress' | 'cppcc';

/** Which sort of body holds the meeting; an organisation never changes its kind, so it is asked once for each process. */
export async function bodyKindOf(tx: Tx, bodyId: string): Promise<BodyKind> {
  const kept = known.get(bodyId);
  if (kept) return kept;
  const kind = kindOf((await organisationsByIds(tx, [bodyId])).get(bodyId));
  known.set(bodyId, kind);
  return kind;
}

/** The same of an organisation that is at hand. */
export function kindOf(body: { readonly kind: string } | undefined): BodyKind {
  return body?.kind === 'cppcc' ? 'cppcc' : 'congress';
}

const known = new Map<string, BodyKind>();
