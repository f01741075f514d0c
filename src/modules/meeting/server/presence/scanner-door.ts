import { createHash, randomBytes, randomInt } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { uuid } from '#platform/contract/identifiers.ts';
import type { Database } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { systemActor } from '#platform/server/outbox/dispatcher.ts';
import type { ScannerSays } from '../../contract/presence/scanning.ts';
import { presenceProblem } from '../../contract/presence/problems.ts';
import type { PresenceTables } from './tables.ts';

/** An enrolled device, as it is found by the token in its cookie. */
export interface FoundScanner {
  readonly id: string;
  readonly bodyId: string;
  readonly meetingId: string;
  readonly name: string;
  /** None: every list of the meeting. */
  readonly listIds: readonly string[];
}

/** Carries a scanner's id and token. */
const cookieName = 'luzhitong.scanner';
const cookieDays = 30;
/** A scanner that was stopped is let in no longer than this. */
const keepMilliseconds = 2_000;
const mostKept = 5_000;
/** What a scanner says of itself is written once in this time. */
const sayMilliseconds = 5_000;

/** Letters of a code that is typed: none that looks like another. */
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
export const scannerCodeMinutes = 15;

export function newScannerCode(): string {
  return Array.from({ length: 8 }, () => letters[randomInt(letters.length)]!).join('');
}

export function newScannerToken(): string {
  return randomBytes(32).toString('base64url');
}

export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

export function scannerCookieOf(id: string, token: string, secure: boolean): string {
  return `${cookieName}=${id}.${token}; Path=/api/scanner; HttpOnly; SameSite=Lax; Max-Age=${cookieDays * 86_400}${secure ? '; Secure' : ''}`;
}

/** Lets enrolled scanners of a process in. Before a scanner is known there is nobody in whose name row-level security could look, so the worker's role does. */
export class ScannerDoor {
  private readonly kept = new Map<string, { readonly scanner: FoundScanner; readonly until: number }>();
  private readonly said = new Map<string, number>();

  /** The scanner that calls. Throws `meeting.scanner-ended` where none is enrolled by this cookie. */
  async enter(database: Database, request: Pick<FastifyRequest, 'headers'>): Promise<FoundScanner> {
    const [, id, token] = /(?:^|;\s*)luzhitong\.scanner=([0-9a-f-]{36})\.([\w-]{40,60})(?:;|$)/.exec(request.headers.cookie ?? '') ?? [];
    const known = token === undefined ? undefined : this.kept.get(token);
    if (known && known.scanner.id === id && known.until > Date.now()) return known.scanner;
    if (!id || !token || !uuid.safeParse(id).success) throw presenceProblem('meeting.scanner-ended');
    const scanner = await find(database, id, hashSecret(token));
    if (!scanner) throw presenceProblem('meeting.scanner-ended');
    if (this.kept.size >= mostKept) this.kept.clear();
    this.kept.set(token, { scanner, until: Date.now() + keepMilliseconds });
    return scanner;
  }

  /** Writes what the scanner says of itself, now and then. */
  async hear(database: Database, scanner: FoundScanner, says: ScannerSays): Promise<void> {
    const now = Date.now();
    if (now - (this.said.get(scanner.id) ?? 0) < sayMilliseconds) return;
    if (this.said.size >= mostKept) this.said.clear();
    this.said.set(scanner.id, now);
    await database.transact(
      systemActor,
      (tx) =>
        tables<PresenceTables>(tx)
          .updateTable('scanner')
          .set({
            last_seen_at: tx.now,
            ...(says.offsetMs === null ? {} : { offset_ms: says.offsetMs, offset_within_ms: says.offsetWithinMs }),
            queued: says.queued,
            queued_since: says.queuedSince,
          })
          .where('body_id', '=', scanner.bodyId)
          .where('id', '=', scanner.id)
          .execute(),
      { access: 'worker' },
    );
  }
}

async function find(database: Database, id: string, hash: Buffer): Promise<FoundScanner | null> {
  const row = await database.read(
    systemActor,
    (tx) =>
      tables<PresenceTables>(tx)
        .selectFrom('scanner')
        .select(['id', 'body_id', 'meeting_id', 'name', 'check_list_ids'])
        .where('token_hash', '=', hash)
        .where('id', '=', id)
        .where('ended_at', 'is', null)
        .executeTakeFirst(),
    { access: 'worker' },
  );
  return row ? { id: row.id, bodyId: row.body_id, meetingId: row.meeting_id, name: row.name, listIds: row.check_list_ids } : null;
}
