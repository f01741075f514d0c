import type { Database } from '#platform/server/database.ts';
import type { ScanOutcome } from '../../contract/presence/scanning.ts';
import { Announcer } from './announce.ts';
import { Doors } from './doors.ts';
import type { Attempt } from './judge-scans.ts';

/** Attempts of one transaction. More would make the first of them wait for the last. */
const mostAtOnce = 400;

interface Waiting {
  readonly attempts: readonly Attempt[];
  readonly answer: PromiseWithResolvers<ScanOutcome[]>;
}

/**
 * Where all scans of a process meet: what arrives for a meeting while its statement is under way goes into the next one together, so that a
 * hall full of phones costs a few statements and a single scan none more than its own.
 */
export class RedeemQueue {
  readonly announcer = new Announcer();
  private readonly doors = new Doors();
  private readonly waiting = new Map<string, Waiting[]>();

  /** Redeems attempts of one meeting of a body in their order. Rejects where nothing was stored. */
  async add(database: Database, bodyId: string, attempts: readonly Attempt[]): Promise<ScanOutcome[]> {
    const answer = Promise.withResolvers<ScanOutcome[]>();
    const name = `${bodyId} ${attempts[0]!.meetingId}`;
    const line = this.waiting.get(name);
    if (line) {
      line.push({ attempts, answer });
      this.doors.recogniseAhead(database, attempts);
    } else {
      this.waiting.set(name, [{ attempts, answer }]);
      // What else comes in this turn of the event loop shall go along.
      setImmediate(() => void this.work(database, bodyId, name));
    }
    return await answer.promise;
  }

  private async work(database: Database, bodyId: string, name: string): Promise<void> {
    const line = this.waiting.get(name)!;
    let last: (() => void) | null = null;
    while (line.length > 0) {
      const under = this.redeemTogether(database, bodyId, nextOf(line));
      if (last) afterSending(last);
      last = await under;
      if (line.length === 0) last();
    }
    this.waiting.delete(name);
  }

  /** Gives how to tell everybody. Never throws. */
  private async redeemTogether(database: Database, bodyId: string, together: readonly Waiting[]): Promise<() => void> {
    const attempts = together.flatMap((one) => one.attempts);
    try {
      const redeemed = await this.doors.redeem(database, bodyId, attempts);
      for (const { listId, meetingId, letInAnew } of redeemed) if (letInAnew) this.announcer.touch(database, { bodyId, meetingId, listId });
      return () => {
        let from = 0;
        for (const one of together) one.answer.resolve(redeemed.slice(from, (from += one.attempts.length)).map((each) => each.outcome));
      };
    } catch (error) {
      return () => {
        for (const one of together) one.answer.reject(error);
      };
    }
  }
}

/**
 * Answers when the next statement has left: the turn of the event loop in which it was made ends with that. PostgreSQL works on it while the
 * answers are written, which takes as long.
 */
function afterSending(answer: () => void): void {
  setImmediate(() => setImmediate(answer));
}

/** Takes as many out of the line as go into one transaction, at least one. */
function nextOf(line: Waiting[]): Waiting[] {
  let count = 0;
  let taken = 0;
  while (taken < line.length && (taken === 0 || count + line[taken]!.attempts.length <= mostAtOnce))
    count += line[taken++]!.attempts.length;
  return line.splice(0, taken);
}
