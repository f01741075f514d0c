import { tables, type Tx } from '#platform/server/database.ts';
import type { DemoAccount } from '../contract/account.ts';
import { hashPassword } from './passwords.ts';
import type { IdentityTables } from './tables.ts';

/** A demo account as the seed gives it. */
export type DemoAccountOffer = Omit<DemoAccount, 'password'> & { readonly group: string };

/** One password for all accounts of the demo, so that it can be typed by heart. */
export const demoPassword = 'Mingzhou-2026';

/** Puts accounts on the demo's sign-in page and gives them the demo's password (access `worker`; for seeds only). */
export async function offerDemoAccounts(tx: Tx, offers: readonly DemoAccountOffer[]): Promise<void> {
  const hash = await hashPassword(demoPassword);
  const db = tables<IdentityTables>(tx);
  await db
    .insertInto('account_password')
    .values(offers.map((offer) => ({ account_id: offer.accountId, set_at: tx.now, hash, temporary: false })))
    .execute();
  await db
    .insertInto('demo_account')
    .values(
      offers.map((offer, place) => ({
        account_id: offer.accountId,
        place,
        role_group: offer.group,
        name: offer.name,
        title: offer.title,
        words: offer.words,
        phone: offer.phone,
        password: demoPassword,
        terminal: offer.terminal,
      })),
    )
    .execute();
}

/** The people behind the demo's accounts, in the order of the sign-in page: other seeds give them something to do (access `worker`). */
export async function demoPeople(tx: Tx): Promise<string[]> {
  const rows = await tables<IdentityTables>(tx)
    .selectFrom('demo_account as d')
    .innerJoin('account as a', 'a.id', 'd.account_id')
    .select('a.person_id')
    .orderBy('d.place')
    .execute();
  return rows.map((row) => row.person_id);
}
