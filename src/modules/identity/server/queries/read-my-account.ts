import { sql } from 'kysely';
import { tables, type Tx } from '#platform/server/database.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { readMyAccount as route } from '../../contract/routes.ts';
import { passwordLifeDays } from '../../contract/password-rules.ts';
import { maskPhone, type PhoneVault } from '../phone-vault.ts';
import { isFresh } from '../session-rules.ts';
import type { IdentityTables } from '../tables.ts';

/** What the page 账号与安全 shows of the actor's own account. */
export async function readMyAccount(tx: Tx, phones: PhoneVault, sessionId: string): Promise<AnswerOf<typeof route>> {
  const row = await tables<IdentityTables>(tx)
    .selectFrom('account as a')
    .innerJoin('account_session as s', 's.account_id', 'a.id')
    .leftJoin(sql<{ set_at: Date; temporary: boolean }>`lateral password_standing(a.id)`.as('p'), (join) => join.onTrue())
    .select(['a.phone_sealed', 's.method', 's.started_at', 's.restricted', 'p.set_at'])
    .where('a.id', '=', tx.actor.accountId!)
    .where('s.id', '=', sessionId)
    .executeTakeFirstOrThrow();
  const age = row.set_at ? Math.floor((tx.now.getTime() - row.set_at.getTime()) / 86_400_000) : null;
  return {
    phone: maskPhone(phones.open(row.phone_sealed)),
    passwordSet: row.set_at !== null,
    passwordAgeDays: age,
    mustChangePassword: row.restricted || (age !== null && age > passwordLifeDays && row.method === 'password'),
    currentPasswordNeeded: row.set_at !== null && !isFresh(row.method, row.started_at, tx.now),
  };
}
