import { sql } from 'kysely';
import { newId } from '#platform/contract/identifiers.ts';
import type { AnswerOf, BodyOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import type { RawCall } from '#platform/server/http/bind.ts';
import { systemActor } from '#platform/server/outbox/dispatcher.ts';
import type { addScanner, enrolScanner, listScanners } from '../../contract/presence/routes.ts';
import type { ScannerLine } from '../../contract/presence/views.ts';
import { presenceProblem } from '../../contract/presence/problems.ts';
import { meetingOf, ownMeeting } from '../core/find.ts';
import { hashSecret, newScannerCode, newScannerToken, scannerCodeMinutes, scannerCookieOf } from './scanner-door.ts';
import type { PresenceTables } from './tables.ts';

const db = (tx: Tx) => tables<PresenceTables>(tx);
const mostScanners = 200;
const onlineMilliseconds = 40_000;

/** Makes room for a scanner. Its code is told once; only the hash of it stays. */
export async function addOne(
  tx: Tx,
  meetingId: string,
  { name, checkListIds }: BodyOf<typeof addScanner>,
  publicUrl: string,
): Promise<AnswerOf<typeof addScanner>> {
  const meeting = await ownMeeting(tx, meetingId);
  const { count } = await db(tx)
    .selectFrom('scanner')
    .select(sql<number>`count(*)`.as('count'))
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (count >= mostScanners) throw presenceProblem('meeting.too-many-scanners', { limit: mostScanners });
  const [id, code] = [newId(), newScannerCode()];
  const codeUntil = new Date(tx.now.getTime() + scannerCodeMinutes * 60_000);
  const made = { made_by: tx.actor.name, made_at: tx.now, code_hash: hashSecret(code), code_until: codeUntil };
  await db(tx)
    .insertInto('scanner')
    .values({ body_id: meeting.body_id, id, meeting_id: meeting.id, name, check_list_ids: checkListIds, ...made })
    .execute();
  recordAct(tx, {
    bodyId: meeting.body_id,
    act: 'meeting.add-scanner',
    subjectKind: 'meeting',
    subjectId: meeting.id,
    detail: { scannerId: id, name },
  });
  return { id, code, link: new URL(`/m/scan?code=${code}`, publicUrl).href, codeUntil: codeUntil.toISOString() };
}

/** Stops a scanner. What it still keeps stays on it, and is handed over once it is enrolled anew. */
export async function endOne(tx: Tx, meetingId: string, scannerId: string): Promise<{ done: true }> {
  const ended = await db(tx)
    .updateTable('scanner')
    .set({ ended_at: tx.now, code_hash: null, code_until: null })
    .where('body_id', '=', tx.actor.bodyId!)
    .where('meeting_id', '=', meetingId)
    .where('id', '=', scannerId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (ended.numUpdatedRows === 0n) throw presenceProblem('meeting.scanner-not-found');
  recordAct(tx, {
    bodyId: tx.actor.bodyId!,
    act: 'meeting.end-scanner',
    subjectKind: 'meeting',
    subjectId: meetingId,
    detail: { scannerId },
  });
  return { done: true };
}

/** The scanners of the meeting, living ones first. */
export async function scannersOf(tx: Tx, meetingId: string): Promise<AnswerOf<typeof listScanners>> {
  await meetingOf(tx, meetingId);
  const rows = await db(tx)
    .selectFrom('scanner as s')
    .selectAll('s')
    .select((of) =>
      of
        .selectFrom('scan')
        .select(sql<number>`count(*)`.as('count'))
        .whereRef('scan.body_id', '=', 's.body_id')
        .where('scan.meeting_id', '=', meetingId)
        .whereRef('scan.scanner_id', '=', 's.id')
        .as('scans'),
    )
    .where('s.body_id', '=', tx.actor.bodyId!)
    .where('s.meeting_id', '=', meetingId)
    .orderBy(sql`s.ended_at is not null`)
    .orderBy('s.name')
    .orderBy('s.id')
    .limit(mostScanners * 2)
    .execute();
  const items = rows.map((row): ScannerLine => {
    const state = row.ended_at ? 'ended' : row.enrolled_at ? 'enrolled' : 'waiting';
    const away = row.last_seen_at ? tx.now.getTime() - row.last_seen_at.getTime() : Number.POSITIVE_INFINITY;
    return {
      id: row.id,
      name: row.name,
      device: row.device,
      state,
      codeUntil: state === 'waiting' ? (row.code_until?.toISOString() ?? null) : null,
      madeBy: row.made_by,
      enrolledAt: row.enrolled_at?.toISOString() ?? null,
      lastSeenAt: row.last_seen_at?.toISOString() ?? null,
      online: state === 'enrolled' && away < onlineMilliseconds,
      offsetMs: row.offset_ms,
      offsetWithinMs: row.offset_within_ms,
      queued: row.queued,
      queuedSince: row.queued_since?.toISOString() ?? null,
      scans: row.scans ?? 0,
    };
  });
  return { items };
}

/** Makes the calling browser the scanner of a code. Whoever types it first has it. */
export async function enrol(
  secure: boolean,
  { database, body, reply }: RawCall<typeof enrolScanner>,
): Promise<AnswerOf<typeof enrolScanner>> {
  const token = newScannerToken();
  const found = await database.transact(systemActor, (tx) => take(tx, body, hashSecret(token)), { access: 'worker' });
  reply.header('set-cookie', scannerCookieOf(found.scannerId, token, secure));
  return found;
}

async function take(tx: Tx, { code, device }: BodyOf<typeof enrolScanner>, tokenHash: Buffer): Promise<AnswerOf<typeof enrolScanner>> {
  const row = await db(tx)
    .updateTable('scanner as s')
    .set({ code_hash: null, code_until: null, token_hash: tokenHash, device, enrolled_at: tx.now, last_seen_at: tx.now })
    .where('code_hash', '=', hashSecret(code))
    .where('code_until', '>', tx.now)
    .where('ended_at', 'is', null)
    .returning(['s.body_id', 's.id', 's.name', 's.meeting_id'])
    .executeTakeFirst();
  if (!row) throw presenceProblem('meeting.scanner-code', {}, [{ path: 'code', message: '请看会务工作台上现在显示的接入码' }]);
  const { title } = await db(tx)
    .selectFrom('meeting')
    .select('title')
    .where('body_id', '=', row.body_id)
    .where('id', '=', row.meeting_id)
    .executeTakeFirstOrThrow();
  recordAct(tx, {
    bodyId: row.body_id,
    act: 'meeting.enrol-scanner',
    subjectKind: 'meeting',
    subjectId: row.meeting_id,
    detail: { scannerId: row.id, device },
  });
  return { scannerId: row.id, name: row.name, meetingTitle: title };
}
