import type { ScanStatus } from './words.ts';

/**
 * What becomes of a scan (FIELD §2, the status table). The one implementation: the server decides with it, and so does a scanner that has
 * to decide by itself. Whoever calls has found out whose code it is; all moments are milliseconds of the server's clock, so a device
 * corrects its own before it asks.
 */
export function decideScan({ finding, list, entry, attempt }: ScanFacts): Decision {
  const refusal = refusalOf(finding, list, entry, attempt.at);
  if (refusal === null) return { status: 'accepted', letsIn: true, forced: false, forceSent: attempt.force };
  // Nobody can be let in whom nobody knows.
  if (!attempt.force || refusal === 'unknown') return { status: refusal, letsIn: false, forced: false, forceSent: attempt.force };
  return { status: 'forced', letsIn: true, forced: true, forceSent: true };
}

/** Whose code was scanned. `isDue`: whether this list is the right one for him. */
export type Finding =
  | { readonly found: 'nobody' }
  | { readonly found: 'person'; readonly attendeeId: string; readonly isDue: boolean; readonly isExpired: boolean };

/** A list as far as scanning goes. */
export interface ListWindow {
  readonly opensAt: number | null;
  readonly closesAt: number | null;
  /** When it was closed by hand; null while it is open. */
  readonly closedAt: number | null;
}

/** The scan that let the person in at this list already. */
export interface Entry {
  readonly nonce: string;
  readonly scannerId: string | null;
  readonly at: number;
}

export interface Attempt {
  readonly at: number;
  /** The device has let the person in already, or somebody wants him in whatever the rules say. */
  readonly force: boolean;
}

export interface ScanFacts {
  readonly finding: Finding;
  readonly list: ListWindow;
  readonly entry: Entry | null;
  readonly attempt: Attempt;
}

export interface Decision {
  readonly status: ScanStatus;
  readonly letsIn: boolean;
  /** True where `force` overruled a refusal: a forced first scan is an ordinary one (`forceSent`). */
  readonly forced: boolean;
  readonly forceSent: boolean;
}

function refusalOf(finding: Finding, list: ListWindow, entry: Entry | null, at: number): ScanStatus | null {
  if (finding.found === 'nobody') return 'unknown';
  if (finding.isExpired) return 'expired';
  if (!finding.isDue) return 'product';
  if (!isOpenAt(list, at)) return 'closed';
  return entry ? 'redeemed' : null;
}

/** True where the list takes scans at the moment. */
export function isOpenAt({ opensAt, closesAt, closedAt }: ListWindow, at: number): boolean {
  return (opensAt === null || at >= opensAt) && (closesAt === null || at <= closesAt) && (closedAt === null || at < closedAt);
}

/**
 * Whether a scan and the entry before it are a conflict: two devices let one person in, and the later to report did so without the server.
 * Somebody who presses 仍然放行 while the server says no knows what he does; that is none.
 */
export function isConflict(
  decision: Decision,
  scan: { readonly offline: boolean; readonly scannerId: string | null },
  entry: Entry | null,
): boolean {
  return decision.letsIn && entry !== null && scan.offline && entry.scannerId !== scan.scannerId;
}
