import { tables, type Tx } from '#platform/server/database.ts';
import type { DemoAccount } from '../../contract/account.ts';
import type { IdentityTables } from '../tables.ts';

/** The accounts that a demo offers on its sign-in page, in groups (access `worker`). */
export async function listDemoAccounts(tx: Tx): Promise<{ name: string; accounts: DemoAccount[] }[]> {
  const rows = await tables<IdentityTables>(tx).selectFrom('demo_account').selectAll().orderBy('place').execute();
  const groups = Map.groupBy(rows, (row) => row.role_group);
  return Array.from(groups, ([name, members]) => ({
    name,
    accounts: members.map((row) => ({
      accountId: row.account_id,
      name: row.name,
      title: row.title,
      words: row.words,
      phone: row.phone,
      password: row.password,
      terminal: row.terminal,
    })),
  }));
}
