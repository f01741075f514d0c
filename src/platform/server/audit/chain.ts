import { createHash } from 'node:crypto';
import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';

/** What is sealed of an audit entry: all its columns as PostgreSQL prints them, so that no digit is lost on the way. */
export type SealedWords = readonly (string | null)[];

/** The columns of `audit_entry` (as `e`) in the order in which they are sealed. Never change it: every chain would break. */
export const sealedColumns: RawBuilder<SealedWords> = sql<SealedWords>`array[
  e.body_id::text, e.id::text, e.txid::text, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.account_id::text, e.person_id::text,
  e.actor_name, e.organisation_id::text, e.act, e.subject_kind, e.subject_id::text, e.detail::text, e.request_id]`;

/** What the first seal of a body's chain stands on. */
export const beginning: Buffer = Buffer.alloc(32);

/** The hash of the entry `words` behind the seal `previous`: SHA-256 of the previous hash and the entry as a JSON array of texts. */
export function sealHash(previous: Buffer, words: SealedWords): Buffer {
  return createHash('sha256').update(previous).update(JSON.stringify(words)).digest();
}
