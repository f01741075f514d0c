import type { AnswerOf } from '#platform/contract/route.ts';
import type { RawCall } from '#platform/server/http/bind.ts';
import type { handOverScans, readScannerCopy, tellScannerState } from '../../contract/presence/routes.ts';
import type { SentScan } from '../../contract/presence/scanning.ts';
import { doorkeeper } from './doorkeeper.ts';
import type { Attempt } from './judge-scans.ts';
import type { RedeemQueue } from './redeem-queue.ts';
import type { ScannerCopies } from './scanner-copy.ts';
import { entriesOf } from './scanner-copy.ts';
import type { FoundScanner, ScannerDoor } from './scanner-door.ts';

export interface ScannerParts {
  readonly door: ScannerDoor;
  readonly copies: ScannerCopies;
  readonly queue: RedeemQueue;
}

/** Takes scans over from an enrolled device; each is answered as it was the first time, however often it comes. */
export async function handOver(
  { door, queue }: ScannerParts,
  { database, body, request }: RawCall<typeof handOverScans>,
): Promise<AnswerOf<typeof handOverScans>> {
  const scanner = await door.enter(database, request);
  const attempts = body.scans.map((scan) => attemptOf(scanner, scan));
  const [outcomes] = await Promise.all([queue.add(database, scanner.bodyId, attempts), door.hear(database, scanner, body.says)]);
  return { outcomes, now: database.clock().toISOString() };
}

function attemptOf(scanner: FoundScanner, scan: SentScan): Attempt {
  return {
    meetingId: scanner.meetingId,
    listId: scan.listId,
    barred: scanner.listIds.length > 0 && !scanner.listIds.includes(scan.listId),
    nonce: scan.nonce,
    means: scan.means,
    code: scan.code,
    ...(scan.means === 'list' ? { attendeeId: scan.code } : {}),
    scannerId: scanner.id,
    deviceAt: new Date(scan.deviceAt),
    offsetMs: scan.offsetMs,
    offline: scan.offline,
    force: scan.force,
    byName: scanner.name,
    words: '',
  };
}

export async function readCopy(
  { door, copies }: ScannerParts,
  { database, query, request }: RawCall<typeof readScannerCopy>,
): Promise<AnswerOf<typeof readScannerCopy>> {
  const scanner = await door.enter(database, request);
  const copy = await copies.of(database, scanner);
  return { copy: copy.revision === query.have ? null : copy, now: database.clock().toISOString() };
}

/** Hears how a device is, and tells it whether its copy is old and who is in meanwhile. */
export async function tellState(
  { door, copies }: ScannerParts,
  { database, body, request }: RawCall<typeof tellScannerState>,
): Promise<AnswerOf<typeof tellScannerState>> {
  const scanner = await door.enter(database, request);
  await door.hear(database, scanner, body.says);
  const copy = await copies.of(database, scanner);
  const list = copy.lists.find((one) => one.id === body.checkListId);
  const entries = list ? await database.read(doorkeeper(scanner.bodyId), (tx) => entriesOf(tx, copy, scanner.bodyId, list.id)) : null;
  return {
    revision: copy.revision,
    entries: entries && entries.length !== body.present ? entries : null,
    counts: body.counting ? await copies.counts(database, scanner) : null,
    now: database.clock().toISOString(),
  };
}
