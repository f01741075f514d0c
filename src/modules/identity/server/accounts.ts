import { newId } from '#platform/contract/identifiers.ts';
import { emit, noBody, recordAct, tables, type Database, type Tx } from '#platform/server/database.ts';
import { sql } from 'kysely';
import type { SecondFactor, SignInMethod } from '../contract/account.ts';
import { accountOpened } from '../contract/events.ts';
import { identityProblem } from '../contract/problems.ts';
import type { PhoneVault } from './phone-vault.ts';
import { deviceOf, hashToken, isHandheld, lifetimes, mostSessions, newToken } from './session-rules.ts';
import type { IdentityTables } from './tables.ts';

const db = (tx: Tx) => tables<IdentityTables>(tx);

/** The body in whose audit chain the actor's acts upon accounts stand. */
export function chainOf(tx: Tx): string {
  return tx.actor.bodyId ?? noBody;
}

/** Opens the account by which `personId` signs in with `phone`. Throws `identity.phone-taken` where the phone opens another's. */
export async function openAccount(tx: Tx, phones: PhoneVault, input: { personId: string; phone: string; id?: string }): Promise<string> {
  const holder = await personOfPhone(tx, phones, input.phone);
  if (holder !== null) throw identityProblem('identity.phone-taken');
  const id = input.id ?? newId(tx.now.getTime());
  await db(tx)
    .insertInto('account')
    .values({
      id,
      person_id: input.personId,
      phone_digest: phones.digest(input.phone),
      phone_sealed: phones.seal(input.phone),
      opened_at: tx.now,
    })
    .execute();
  recordAct(tx, {
    bodyId: chainOf(tx),
    act: 'identity.open-account',
    subjectKind: 'account',
    subjectId: id,
    detail: { personId: input.personId },
  });
  emit(tx, accountOpened, { bodyId: chainOf(tx), subject: id, topics: [], payload: { accountId: id, personId: input.personId } });
  return id;
}

/** The person whose account `phone` opens, or null. */
export async function personOfPhone(tx: Tx, phones: PhoneVault, phone: string): Promise<string | null> {
  const { rows } = await sql<{ person: string | null }>`select person_of_phone(${phones.digest(phone)}) as person`.execute(db(tx));
  return rows[0]?.person ?? null;
}

/** The people whose accounts `phones` open, by phone: what {@link personOfPhone} tells, for imports. */
export async function peopleOfPhones(tx: Tx, vault: PhoneVault, phones: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ place: number; person: string | null }>`select t.place::int as place, person_of_phone(t.digest) as person
    from unnest(${phones.map((phone) => vault.digest(phone))}::bytea[]) with ordinality as t(digest, place)`.execute(db(tx));
  return new Map(rows.flatMap((row) => (row.person ? [[phones[row.place - 1]!, row.person] as const] : [])));
}

/** The sign-in phones of people, by person, as far as the actor may see them; jobs (access `worker`) see all. */
export async function phonesOf(tx: Tx, vault: PhoneVault, personIds: readonly string[]): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map();
  const rows = await db(tx)
    .selectFrom('account')
    .select(['person_id', 'phone_sealed'])
    .where(sql<boolean>`person_id = any(${[...personIds]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.person_id, vault.open(row.phone_sealed)]));
}

/** Many accounts at once, for imports and seeds (access `worker`); nothing is sent and one entry stands in the audit log. */
export async function openAccounts(
  tx: Tx,
  vault: PhoneVault,
  accounts: readonly { id: string; personId: string; phone: string }[],
): Promise<void> {
  if (accounts.length === 0) return;
  await sql`insert into account (id, person_id, phone_digest, phone_sealed, opened_at)
    select t.id, t.person_id, t.digest, t.sealed, ${tx.now}
    from unnest(${accounts.map((one) => one.id)}::uuid[], ${accounts.map((one) => one.personId)}::uuid[],
      ${accounts.map((one) => vault.digest(one.phone))}::bytea[], ${accounts.map((one) => vault.seal(one.phone))}::bytea[])
      as t(id, person_id, digest, sealed)`.execute(db(tx));
  recordAct(tx, {
    bodyId: chainOf(tx),
    act: 'identity.open-accounts',
    subjectKind: 'accounts',
    subjectId: accounts[0]!.id,
    detail: { accounts: accounts.length },
  });
}

/** Where and how a session begins. */
export interface SessionStart {
  readonly accountId: string;
  readonly method: SignInMethod;
  readonly secondFactor?: SecondFactor | null;
  readonly userAgent: string;
  readonly address: string;
  /** The password must be changed first: until then the session acts in no seat. */
  readonly restricted?: boolean;
}

/** Begins a session (access `worker`) and returns its token, which is told to the browser and kept nowhere. */
export async function beginSession(tx: Tx, start: SessionStart): Promise<{ id: string; token: string; seconds: number }> {
  const token = newToken();
  const id = newId(tx.now.getTime());
  const lifetime = isHandheld(start.userAgent) ? lifetimes.handheld : lifetimes.desk;
  await db(tx)
    .insertInto('account_session')
    .values({
      id,
      account_id: start.accountId,
      token_hash: hashToken(token),
      method: start.method,
      device: deviceOf(start.userAgent),
      address: start.address.slice(0, 60),
      started_at: tx.now,
      last_seen_at: tx.now,
      idle_seconds: lifetime.idleSeconds,
      expires_at: new Date(tx.now.getTime() + lifetime.totalSeconds * 1000),
      restricted: start.restricted ?? false,
      second_factor: start.secondFactor ?? null,
    })
    .execute();
  await db(tx).updateTable('account').set({ last_signed_in_at: tx.now }).where('id', '=', start.accountId).execute();
  const surplus = db(tx)
    .selectFrom('account_session')
    .select('id')
    .where('account_id', '=', start.accountId)
    .where('ended_at', 'is', null)
    .orderBy('last_seen_at', 'desc')
    .orderBy('id', 'desc')
    .offset(mostSessions);
  await db(tx).updateTable('account_session').set({ ended_at: tx.now, end_reason: 'surplus' }).where('id', 'in', surplus).execute();
  return { id, token, seconds: lifetime.totalSeconds };
}

/** Writes down when sessions were last used, by session. */
export async function writeLastSeen(database: Database, seen: ReadonlyMap<string, Date>): Promise<void> {
  const client = await database.connectWorker();
  try {
    const text = `update account_session s set last_seen_at = t.at from unnest($1::uuid[], $2::timestamptz[]) as t(id, at)
      where s.id = t.id and s.last_seen_at < t.at and s.ended_at is null`;
    await client.query({ name: 'write-last-seen', text, values: [[...seen.keys()], [...seen.values()]] });
  } finally {
    client.release();
  }
}
