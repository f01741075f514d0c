import { sql } from 'kysely';
import { encodeCursor } from '#platform/contract/paging.ts';
import type { AnswerOf, BodyOf, QueryOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import { keysetCursor } from '#platform/server/http/cursor.ts';
import { presenceProblem } from '../../contract/presence/problems.ts';
import type { listScanConflicts, listScans, settleScanConflict } from '../../contract/presence/routes.ts';
import type { ConflictLine, ScanLine } from '../../contract/presence/views.ts';
import type { ScanMeans } from '../../contract/presence/words.ts';
import { meetingOf } from '../core/find.ts';
import type { PresenceTables } from './tables.ts';

const db = (tx: Tx) => tables<PresenceTables>(tx);

/** Every attempt of the meeting, the latest to arrive first. */
export async function scansOf(tx: Tx, meetingId: string, query: QueryOf<typeof listScans>): Promise<AnswerOf<typeof listScans>> {
  const meeting = await meetingOf(tx, meetingId);
  let some = scanRows(tx, meeting.body_id, meeting.id);
  if (query.checkListId) some = some.where('c.check_list_id', '=', query.checkListId);
  if (query.scannerId) some = some.where('c.scanner_id', '=', query.scannerId);
  if (query.attendeeId) some = some.where('c.attendee_id', '=', query.attendeeId);
  if (query.status) some = some.where('c.status', '=', query.status);
  if (query.offline !== undefined) some = some.where('c.offline', '=', query.offline);
  if (query.cursor) {
    const [at, nonce] = keysetCursor(query.cursor, 'instant');
    some = some.where(sql<boolean>`(c.server_at, c.nonce) < (${at}::timestamptz, ${nonce}::uuid)`);
  }
  const rows = await some
    .orderBy('c.server_at', 'desc')
    .orderBy('c.nonce', 'desc')
    .limit(query.limit + 1)
    .execute();
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const next = rows.length > query.limit && last ? encodeCursor([last.server_at.toISOString(), last.nonce]) : null;
  return { items: shown.map(lineOf), next };
}

function scanRows(tx: Tx, bodyId: string, meetingId: string) {
  return db(tx)
    .selectFrom('scan as c')
    .innerJoin('check_list as l', (on) => on.onRef('l.body_id', '=', 'c.body_id').onRef('l.id', '=', 'c.check_list_id'))
    .leftJoin('attendee as a', (on) => on.onRef('a.body_id', '=', 'c.body_id').onRef('a.id', '=', 'c.attendee_id'))
    .leftJoin('meeting_group as g', (on) => on.onRef('g.body_id', '=', 'a.body_id').onRef('g.id', '=', 'a.group_id'))
    .leftJoin('scanner as s', (on) => on.onRef('s.body_id', '=', 'c.body_id').onRef('s.id', '=', 'c.scanner_id'))
    .selectAll('c')
    .select(['l.title as list_title', 'a.name', 'g.name as group_name', 's.name as scanner_name'])
    .where('c.body_id', '=', bodyId)
    .where('c.meeting_id', '=', meetingId);
}

type ScanRow = Awaited<ReturnType<ReturnType<typeof scanRows>['execute']>>[number];

function lineOf(row: ScanRow): ScanLine {
  return {
    checkListId: row.check_list_id,
    listTitle: row.list_title,
    nonce: row.nonce,
    attendeeId: row.attendee_id,
    name: row.name ?? '',
    groupName: row.group_name ?? '',
    scannerName: row.scanner_name ?? '',
    means: row.means,
    status: row.status,
    forceSent: row.force_sent,
    forced: row.forced,
    offline: row.offline,
    deviceAt: row.device_at.toISOString(),
    offsetMs: row.offset_ms,
    serverAt: row.server_at.toISOString(),
    byName: row.by_name,
    words: row.words,
  };
}

interface ConflictRow {
  readonly check_list_id: string;
  readonly list_title: string;
  readonly attendee_id: string;
  readonly name: string;
  readonly group_name: string | null;
  readonly found_at: Date;
  readonly settled_at: Date | null;
  readonly settled_by: string | null;
  readonly words: string;
  readonly first: SideRow;
  readonly second: SideRow;
}

interface SideRow {
  readonly nonce: string;
  readonly scanner_name: string;
  readonly device_at: string;
  readonly offset_ms: number | null;
  readonly server_at: string;
  readonly offline: boolean;
  readonly means: ScanMeans;
}

/** Where two devices let one person in while at least one could not ask; open ones first. All of them: a conflict that is left out is not reported. */
export async function conflictsOf(tx: Tx, meetingId: string): Promise<AnswerOf<typeof listScanConflicts>> {
  const meeting = await meetingOf(tx, meetingId);
  const side = (nonce: 'first_nonce' | 'second_nonce') => sql`(
    select jsonb_build_object('nonce', c.nonce, 'scanner_name', coalesce(s.name, c.by_name), 'device_at', c.device_at, 'offset_ms', c.offset_ms,
      'server_at', c.server_at, 'offline', c.offline, 'means', c.means)
    from scan c left join scanner s on s.body_id = c.body_id and s.id = c.scanner_id
    where c.body_id = k.body_id and c.check_list_id = k.check_list_id and c.nonce = k.${sql.ref(nonce)})`;
  const { rows } = await sql<ConflictRow>`
    select k.check_list_id, l.title as list_title, k.attendee_id, a.name, g.name as group_name, k.found_at, k.settled_at, k.settled_by, k.words,
      ${side('first_nonce')} as first, ${side('second_nonce')} as second
    from scan_conflict k
    join check_list l on l.body_id = k.body_id and l.id = k.check_list_id
    join attendee a on a.body_id = k.body_id and a.id = k.attendee_id
    left join meeting_group g on g.body_id = a.body_id and g.id = a.group_id
    where k.body_id = ${meeting.body_id} and k.meeting_id = ${meeting.id}
    order by k.settled_at is not null, k.found_at desc, k.second_nonce`.execute(db(tx));
  return { items: rows.map(conflictOf) };
}

function conflictOf(row: ConflictRow): ConflictLine {
  return {
    checkListId: row.check_list_id,
    listTitle: row.list_title,
    attendeeId: row.attendee_id,
    name: row.name,
    groupName: row.group_name ?? '',
    first: sideOf(row.first),
    second: sideOf(row.second),
    foundAt: row.found_at.toISOString(),
    settledAt: row.settled_at?.toISOString() ?? null,
    settledBy: row.settled_by ?? '',
    words: row.words,
  };
}

function sideOf({ nonce, scanner_name, device_at, offset_ms, server_at, offline, means }: SideRow): ConflictLine['first'] {
  const at = new Date(Date.parse(device_at) - (offset_ms ?? 0));
  return { nonce, scannerName: scanner_name, at: at.toISOString(), serverAt: new Date(server_at).toISOString(), offline, means };
}

/** Writes down what was found out about a conflict. */
export async function settleConflict(
  tx: Tx,
  meetingId: string,
  checkListId: string,
  { firstNonce, secondNonce, words }: BodyOf<typeof settleScanConflict>,
): Promise<{ done: true }> {
  const settled = await db(tx)
    .updateTable('scan_conflict')
    .set({ settled_at: tx.now, settled_by: tx.actor.name, words })
    .where('body_id', '=', tx.actor.bodyId!)
    .where('meeting_id', '=', meetingId)
    .where('check_list_id', '=', checkListId)
    .where('first_nonce', '=', firstNonce)
    .where('second_nonce', '=', secondNonce)
    .executeTakeFirst();
  if (settled.numUpdatedRows === 0n) throw presenceProblem('meeting.conflict-not-found');
  const detail = { checkListId, firstNonce, secondNonce, words };
  recordAct(tx, { bodyId: tx.actor.bodyId!, act: 'meeting.settle-scan-conflict', subjectKind: 'meeting', subjectId: meetingId, detail });
  return { done: true };
}
