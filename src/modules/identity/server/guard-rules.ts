/** Failed attempts of one phone or one address, as counted so far. */
export interface Failures {
  readonly failures: number;
  readonly since: Date;
  readonly lastAt: Date;
  readonly lockedUntil: Date | null;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** So many wrong passwords in a row are forgiven. */
export const forgivenFailures = 5;
/** The longest lock; locks double from one minute up to it. */
export const longestLockMinutes = 60;
/** Failures are forgotten after so long without another one. */
const memory = day;

/** How long a phone is locked after its `failures`th wrong password in a row. */
export function lockMinutes(failures: number): number {
  return failures < forgivenFailures ? 0 : Math.min(longestLockMinutes, 2 ** (failures - forgivenFailures));
}

/**
 * Counts one more attempt with a password before it is looked at, so that many at once cannot slip through; success takes the count back.
 * `refusedUntil` is set where the phone is locked: then the attempt is neither counted nor looked at. `unlockedAt` is the moment at which an
 * administrator forgave everything before.
 */
export function countAttempt(seen: Failures | null, unlockedAt: Date | null, now: Date): Failures & { refusedUntil: Date | null } {
  const forgotten = !seen || now.getTime() - seen.lastAt.getTime() > memory || (unlockedAt !== null && seen.lastAt <= unlockedAt);
  if (!forgotten && seen.lockedUntil && seen.lockedUntil > now) return { ...seen, refusedUntil: seen.lockedUntil };
  const failures = forgotten ? 1 : seen.failures + 1;
  const minutes = lockMinutes(failures);
  return {
    failures,
    since: forgotten ? now : seen.since,
    lastAt: now,
    lockedUntil: minutes > 0 ? new Date(now.getTime() + minutes * minute) : null,
    refusedUntil: null,
  };
}

/**
 * An address is watched, too, but only for what no office of several hundred people does behind one address: so many failures within ten
 * minutes. Then it waits for the end of the ten minutes; accounts stay open from everywhere else.
 */
export const addressFailures = 300;
const addressWindow = 10 * minute;

/** Seconds for which the address must wait; 0 where it need not. */
export function addressWait(seen: Failures | null, now: Date): number {
  if (!seen || seen.failures < addressFailures) return 0;
  return Math.max(0, Math.ceil((seen.since.getTime() + addressWindow - now.getTime()) / 1000));
}

/** One more failure of an address; a new window begins when the last one is over. */
export function countAddress(seen: Failures | null, now: Date): Failures {
  const over = !seen || now.getTime() - seen.since.getTime() > addressWindow;
  return { failures: over ? 1 : seen.failures + 1, since: over ? now : seen.since, lastAt: now, lockedUntil: null };
}

/** What one address counts as: an IPv4 address, or the /64 network of an IPv6 address, which belongs to one connection. */
export function networkOf(address: string): string {
  const bare = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!bare.includes(':')) return bare;
  const [head = '', tail] = bare.split('::', 2);
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const middle = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...middle, ...right]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}

/** One-time codes: valid so long, so many wrong entries, so long between two, and so many in 24 hours. */
export const codeRules = { validMinutes: 5, tries: 5, pauseSeconds: 60, perDay: 10 } as const;

/** The last code of a phone. */
export interface CodeStanding {
  readonly madeAt: Date;
  readonly sentSince: Date;
  readonly sent: number;
}

/** How many seconds to wait before another code; 0 where one may be made now, with the counters that it then has. */
export function nextCode(last: CodeStanding | null, now: Date): { waitSeconds: number; sentSince: Date; sent: number } {
  if (!last) return { waitSeconds: 0, sentSince: now, sent: 1 };
  const fresh = now.getTime() - last.sentSince.getTime() >= day;
  const sentSince = fresh ? now : last.sentSince;
  const sent = fresh ? 1 : last.sent + 1;
  const pause = last.madeAt.getTime() + codeRules.pauseSeconds * 1000 - now.getTime();
  const rest = sent > codeRules.perDay ? sentSince.getTime() + day - now.getTime() : 0;
  return { waitSeconds: Math.max(0, Math.ceil(Math.max(pause, rest) / 1000)), sentSince, sent };
}
