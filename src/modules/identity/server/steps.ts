import { newId } from '#platform/contract/identifiers.ts';
import { tables, type Tx } from '#platform/server/database.ts';
import type { IdentityTables } from './tables.ts';

/** How long the two halves of a sign-in may lie apart. */
export const stepSeconds = 600;

type Kind = IdentityTables['sign_in_step']['kind'];

/** Remembers `kept` until the second half of a sign-in (access `worker`) and returns the name under which to ask for it. */
export async function keepStep(tx: Tx, kind: Kind, kept: Record<string, unknown>, accountId: string | null = null): Promise<string> {
  const id = newId();
  await tables<IdentityTables>(tx)
    .insertInto('sign_in_step')
    .values({ id, kind, account_id: accountId, kept: JSON.stringify(kept), expires_at: new Date(tx.now.getTime() + stepSeconds * 1000) })
    .execute();
  return id;
}

/** What {@link keepStep} kept, and keeps on keeping; null after its time, or for another kind. */
export async function readStep(
  tx: Tx,
  kind: Kind,
  id: string,
): Promise<{ kept: Record<string, unknown>; accountId: string | null } | null> {
  const row = await tables<IdentityTables>(tx)
    .selectFrom('sign_in_step')
    .select(['kept', 'account_id'])
    .where('id', '=', id)
    .where('kind', '=', kind)
    .where('expires_at', '>', tx.now)
    .executeTakeFirst();
  return row ? { kept: row.kept, accountId: row.account_id } : null;
}

/** What {@link keepStep} kept, once; null the second time, after its time, or for another kind. */
export async function takeStep(
  tx: Tx,
  kind: Kind,
  id: string,
): Promise<{ kept: Record<string, unknown>; accountId: string | null } | null> {
  const row = await tables<IdentityTables>(tx)
    .deleteFrom('sign_in_step')
    .where('id', '=', id)
    .where('kind', '=', kind)
    .returning(['kept', 'account_id', 'expires_at'])
    .executeTakeFirst();
  return row && row.expires_at > tx.now ? { kept: row.kept, accountId: row.account_id } : null;
}
