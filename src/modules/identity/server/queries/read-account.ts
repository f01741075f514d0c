import { sql } from 'kysely';
import { tables, type Tx } from '#platform/server/database.ts';
import type { AccountState } from '../../contract/account.ts';
import type { PeopleDoor } from '../identity.ts';
import { maskPhone, type PhoneVault } from '../phone-vault.ts';
import type { IdentityTables } from '../tables.ts';
import { listSessions } from './list-sessions.ts';

/** What an administrator may know of a person's account; null where there is none, or none that the actor's organisation decides over. */
export async function readAccount(tx: Tx, people: PeopleDoor, phones: PhoneVault, personId: string): Promise<AccountState | null> {
  if (!(await people.decidesOver(tx, personId))) return null;
  const account = await tables<IdentityTables>(tx)
    .selectFrom('account as a')
    .leftJoin(sql<{ set_at: Date; temporary: boolean }>`lateral password_standing(a.id)`.as('p'), (join) => join.onTrue())
    .select(['a.id', 'a.phone_sealed', 'a.status', 'a.disabled_reason', 'a.last_signed_in_at', 'p.set_at', 'p.temporary'])
    .select(sql<Date | null>`account_locked_until(a.id, ${tx.now})`.as('locked_until'))
    .select(({ selectFrom }) =>
      selectFrom('passkey as k')
        .select(sql<number>`count(*)::int`.as('n'))
        .whereRef('k.account_id', '=', 'a.id')
        .as('passkeys'),
    )
    .where('a.person_id', '=', personId)
    .executeTakeFirst();
  if (!account) return null;
  return {
    personId,
    phone: maskPhone(phones.open(account.phone_sealed)),
    status: account.status,
    disabledReason: account.disabled_reason,
    lockedUntil: account.locked_until?.toISOString() ?? null,
    passwordSetAt: account.set_at?.toISOString() ?? null,
    mustChangePassword: account.temporary ?? false,
    passkeys: account.passkeys ?? 0,
    lastSignInAt: account.last_signed_in_at?.toISOString() ?? null,
    sessions: await listSessions(tx, { accountId: account.id, currentId: null }),
  };
}
