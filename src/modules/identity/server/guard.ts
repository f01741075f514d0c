import { tables, type Tx } from '#platform/server/database.ts';
import { addressWait, codeRules, countAddress, countAttempt, nextCode, type Failures } from './guard-rules.ts';
import type { IdentityTables } from './tables.ts';
import { timingSafeEqual } from 'node:crypto';

const db = (tx: Tx) => tables<IdentityTables>(tx);

/** Counts an attempt with a password against a phone (access `worker`); the transaction must commit, whatever comes of the attempt. */
export async function admitAttempt(tx: Tx, phoneDigest: Buffer, unlockedAt: Date | null): Promise<ReturnType<typeof countAttempt>> {
  const seen = await lockRow(tx, phoneDigest);
  const counted = countAttempt(seen, unlockedAt, tx.now);
  if (!counted.refusedUntil) await writeRow(tx, phoneDigest, counted);
  return counted;
}

/** Takes the count of a phone back after a right password. */
export async function forgiveAttempts(tx: Tx, phoneDigest: Buffer): Promise<void> {
  await db(tx).deleteFrom('sign_in_guard').where('key', '=', phoneDigest).execute();
}

/** Seconds for which an address must wait before anything is tried. */
export async function waitOfAddress(tx: Tx, addressDigest: Buffer): Promise<number> {
  const row = await db(tx).selectFrom('sign_in_guard').selectAll().where('key', '=', addressDigest).executeTakeFirst();
  return addressWait(row ? failuresOf(row) : null, tx.now);
}

/** Counts a failure of an address. */
export async function blameAddress(tx: Tx, addressDigest: Buffer): Promise<void> {
  const seen = await lockRow(tx, addressDigest);
  await writeRow(tx, addressDigest, countAddress(seen, tx.now));
}

/**
 * Keeps `codeHash` as the one code of a phone. Answers how many seconds to wait where it is too early or too much for another one; then
 * nothing was kept and nothing may be sent.
 */
export async function keepCode(tx: Tx, phoneDigest: Buffer, codeHash: Buffer): Promise<number> {
  const fresh = {
    phone_digest: phoneDigest,
    code_hash: codeHash,
    made_at: tx.now,
    expires_at: expiry(tx.now),
    sent_since: tx.now,
    sent: 1,
  };
  const inserted = await db(tx)
    .insertInto('one_time_code')
    .values(fresh)
    .onConflict((conflict) => conflict.doNothing())
    .returning('sent')
    .executeTakeFirst();
  if (inserted) return 0;
  const last = await db(tx)
    .selectFrom('one_time_code')
    .selectAll()
    .where('phone_digest', '=', phoneDigest)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const next = nextCode({ madeAt: last.made_at, sentSince: last.sent_since, sent: last.sent }, tx.now);
  if (next.waitSeconds > 0) return next.waitSeconds;
  await db(tx)
    .updateTable('one_time_code')
    .set({
      code_hash: codeHash,
      made_at: tx.now,
      expires_at: expiry(tx.now),
      tries: 0,
      used_at: null,
      sent_since: next.sentSince,
      sent: next.sent,
    })
    .where('phone_digest', '=', phoneDigest)
    .execute();
  return 0;
}

/** Uses up one try at the code of a phone, and the code itself where it is right. The transaction must commit also where it is not. */
export async function useCode(tx: Tx, phoneDigest: Buffer, codeHash: Buffer): Promise<boolean> {
  const kept = await db(tx).selectFrom('one_time_code').selectAll().where('phone_digest', '=', phoneDigest).forUpdate().executeTakeFirst();
  if (!kept || kept.used_at || kept.expires_at <= tx.now || kept.tries >= codeRules.tries) return false;
  const right = timingSafeEqual(kept.code_hash, codeHash);
  await db(tx)
    .updateTable('one_time_code')
    .set({ tries: kept.tries + 1, used_at: right ? tx.now : null })
    .where('phone_digest', '=', phoneDigest)
    .execute();
  return right;
}

function expiry(now: Date): Date {
  return new Date(now.getTime() + codeRules.validMinutes * 60_000);
}

/** The row of `key`, locked, so that attempts that come at once are counted one after the other. */
async function lockRow(tx: Tx, key: Buffer): Promise<Failures | null> {
  await db(tx)
    .insertInto('sign_in_guard')
    .values({ key, failures: 0, since: tx.now, last_at: tx.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await db(tx).selectFrom('sign_in_guard').selectAll().where('key', '=', key).forUpdate().executeTakeFirst();
  return row && row.failures > 0 ? failuresOf(row) : null;
}

async function writeRow(tx: Tx, key: Buffer, counted: Failures): Promise<void> {
  await db(tx)
    .updateTable('sign_in_guard')
    .set({ failures: counted.failures, since: counted.since, last_at: counted.lastAt, locked_until: counted.lockedUntil })
    .where('key', '=', key)
    .execute();
}

function failuresOf(row: { failures: number; since: Date; last_at: Date; locked_until: Date | null }): Failures {
  return { failures: row.failures, since: row.since, lastAt: row.last_at, lockedUntil: row.locked_until };
}
