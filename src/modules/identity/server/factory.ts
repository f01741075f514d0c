import type { Actor } from '#platform/contract/actor.ts';
import { newId } from '#platform/contract/identifiers.ts';
import type { Database, Tx } from '#platform/server/database.ts';
import { systemActor } from '#platform/server/outbox/dispatcher.ts';
import { beginSession, openAccount } from './accounts.ts';
import { openPhoneVault } from './phone-vault.ts';
import { sessionCookie } from './session-rules.ts';

/** The secret with which tests seal phones; compose the modules of a test server with the same. */
export const testPhoneSecret = 'a secret for the phones of tests, and of nothing else';
export const testPhones = openPhoneVault(testPhoneSecret);

let lastPhone = 0;

/** A phone that no other call in this process returned, out of a range that is not assigned to anybody. */
export function newTestPhone(): string {
  lastPhone += 1;
  // Spread out by a factor that shares nothing with 10, so that numbers differ in every digit and none returns.
  return `154${String((13_572_468 + lastPhone * 7_654_321) % 100_000_000).padStart(8, '0')}`;
}

/** Opens an account for `personId` (access `worker`). */
export async function makeAccount(tx: Tx, personId: string, phone: string = newTestPhone()): Promise<{ accountId: string; phone: string }> {
  return { accountId: await openAccount(tx, testPhones, { personId, phone }), phone };
}

/** Signs an account in without asking and returns the headers of a browser that is signed in, in the seat of `actor` where one is given. */
export async function signInForTest(database: Database, accountId: string, actor?: Pick<Actor, 'seatId'>): Promise<Record<string, string>> {
  const start = { accountId, method: 'demo', userAgent: 'Chrome Windows', address: '127.0.0.1' } as const;
  const session = await database.transact(systemActor, (tx) => beginSession(tx, start), { access: 'worker' });
  return {
    cookie: `${sessionCookie}=${session.token}`,
    ...(actor?.seatId ? { 'x-seat': actor.seatId } : {}),
  };
}

/** A write's key; every call gives another. */
export function newKey(): Record<string, string> {
  return { 'idempotency-key': newId() };
}
