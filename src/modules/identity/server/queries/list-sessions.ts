import { sql } from 'kysely';
import { tables, type Tx } from '#platform/server/database.ts';
import type { Session } from '../../contract/account.ts';
import type { IdentityTables } from '../tables.ts';

/** The living sessions of an account that the actor may see, the one used last first. `currentHash` is the token that asks. */
export async function listSessions(tx: Tx, input: { accountId: string; currentId: string | null }): Promise<Session[]> {
  const rows = await tables<IdentityTables>(tx)
    .selectFrom('account_session')
    .select(['id', 'device', 'address', 'method', 'second_factor', 'started_at', 'last_seen_at', 'expires_at'])
    .where('account_id', '=', input.accountId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', tx.now)
    .where(sql<boolean>`last_seen_at + make_interval(secs => idle_seconds) > ${tx.now}`)
    .orderBy('last_seen_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    device: row.device,
    address: row.address,
    method: row.method,
    secondFactor: row.second_factor,
    startedAt: row.started_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    current: row.id === input.currentId,
  }));
}
