import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { newId } from '#platform/contract/identifiers.ts';
import type { TestSeat } from '#modules/directory/server/factory.ts';
import { makeMember, makeStaff, making } from '#modules/directory/server/factory.ts';
import { signInForTest } from '#modules/identity/server/factory.ts';
import type { TestCast } from '#modules/matter/server/factory.ts';
import { makeCast } from '#modules/matter/server/factory.ts';
import type { Life, Step, Writer } from './case-lives.ts';
import { nextLife } from './case-lives.ts';
import type { CrashingInstallation } from './crashing-installation.ts';

/** A life and how far it has come. */
interface Living {
  readonly life: Life;
  next: number;
}

/** One write as it was sent: with the same key it can be sent again at any time and is done once. */
interface Write {
  readonly key: string;
  readonly of: Living;
  readonly step: Step;
  readonly path: string;
  answer: unknown;
}

const atOnce = 6;

/** People who carry cases through their lives over HTTP as fast as they are answered, and remember what they were told. */
export class CaseWriters {
  private readonly installation: CrashingInstallation;
  private readonly cast: TestCast;
  private readonly seats: Readonly<Record<Writer, TestSeat>>;
  private readonly headers: Readonly<Record<Writer, Record<string, string>>>;
  private readonly done = new Map<string, string[]>();
  private readonly lately: Write[] = [];
  private readonly cutOff: Write[] = [];
  private readonly waiting: Living[] = [];
  private state: number;
  private counted = { acknowledged: 0, unknown: 0, finished: 0 };

  private constructor(
    installation: CrashingInstallation,
    cast: TestCast,
    seats: CaseWriters['seats'],
    headers: CaseWriters['headers'],
    seed: number,
  ) {
    this.installation = installation;
    this.cast = cast;
    this.seats = seats;
    this.headers = headers;
    this.state = seed;
  }

  static async join(installation: CrashingInstallation, seed: number): Promise<CaseWriters> {
    const database = installation.database();
    const cast = await makeCast(database);
    const { author, dutyDesk, gridWorker, lead, city } = cast;
    const [member, editor] = await making(database, async (tx) => [
      await makeMember(tx, city.cppcc, { name: '乔知语' }),
      await makeStaff(tx, city.cppcc, ['clerk', 'officeLeader'], { name: '纪闻' }),
    ]);
    const units = { unitClerk: lead.clerk, unitOfficer: lead.officer, unitHead: lead.head };
    const seats = { deputy: author, dutyDesk, gridWorker, member: member, editor: editor, ...units };
    const headers = {} as Record<Writer, Record<string, string>>;
    for (const [name, seat] of Object.entries(seats)) headers[name as Writer] = await signInForTest(database, seat.accountId, seat.actor);
    return new CaseWriters(installation, cast, seats, headers, seed);
  }

  /** A number below `limit`, by the seed. */
  chance(limit: number): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    // The low bits of such a generator go round in short circles.
    return (this.state >>> 8) % limit;
  }

  /** Writes until stopped; each writer carries one life after the other, first those that were interrupted. */
  write(): { stop: () => Promise<void> } {
    const stopping = new AbortController();
    const writing = Promise.all(Array.from({ length: atOnce }, async () => await this.writeUntil(stopping.signal)));
    return {
      stop: async () => {
        stopping.abort();
        await writing;
      },
    };
  }

  /** Returns when so many more writes have been acknowledged, or after a few seconds where the machine is slow. */
  async acknowledgeMore(count: number): Promise<void> {
    const enough = this.counted.acknowledged + count;
    for (const deadline = Date.now() + 4_000; this.counted.acknowledged < enough && Date.now() < deadline;) await pause(1);
  }

  /** Sends everything again that was answered lately or cut off. What was acknowledged must be answered the same. */
  async askAgain(): Promise<{ lost: string[]; changed: string[] }> {
    const lost: string[] = [];
    const changed: string[] = [];
    for (const write of this.lately.splice(0)) {
      const again = await this.send(write);
      if (again.status !== 200) lost.push(`${write.path}: ${again.status} ${JSON.stringify(again.answer)}`);
      else if (!isDeepStrictEqual(again.answer, write.answer))
        changed.push(`${write.path}: ${JSON.stringify([write.answer, again.answer])}`);
    }
    for (const write of this.cutOff.splice(0)) {
      const again = await this.send(write);
      if (again.status !== 200) lost.push(`cut off ${write.path}: ${again.status} ${JSON.stringify(again.answer)}`);
      else {
        this.note(write);
        this.waiting.push(write.of);
      }
    }
    return { lost, changed };
  }

  /** The acts of a case in their order, as its writers know them. */
  storyOf(matterId: string): readonly string[] {
    return this.done.get(matterId) ?? [];
  }

  raised(): string[] {
    return [...this.done.keys()];
  }

  /** The staff of an organisation that hold one of the roles. */
  staffOf(organisationId: string, roles: readonly string[]): string[] {
    const all = [...Object.values(this.seats), this.cast.clerk, this.cast.officeLeader, this.cast.committee];
    return all
      .filter(({ actor }) => actor.scope !== 'member' && [actor.bodyId, actor.unitId].includes(organisationId))
      .filter(({ actor }) => actor.roles.some((role) => roles.includes(role)))
      .map((seat) => seat.personId);
  }

  figures(): { acknowledged: number; unknown: number; finished: number } {
    return this.counted;
  }

  private async writeUntil(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const of = this.waiting.shift() ?? { life: this.newLife(), next: 0 };
      if (!(await this.carry(of, signal))) return;
      this.counted.finished += 1;
    }
  }

  private newLife(): Life {
    const { city, lead, gridWorker } = this.cast;
    const around = { congressId: city.congress.id, cppccId: city.cppcc.id, unitId: lead.id };
    return nextLife({ ...around, gridWorker: gridWorker.personId, head: lead.head.personId }, (limit) => this.chance(limit));
  }

  /** Carries a life to its end; false where it was interrupted and waits for the next time. */
  private async carry(of: Living, signal: AbortSignal): Promise<boolean> {
    while (of.next < of.life.steps.length) {
      const step = of.life.steps[of.next]!;
      const handling = step.path.includes('{handling}') ? await this.handlingOf(of.life) : '';
      if (signal.aborted || handling === null) {
        this.waiting.push(of);
        return false;
      }
      if (!(await this.once({ key: newId(), of, step, path: step.path.replace('{handling}', handling), answer: undefined }))) return false;
    }
    return true;
  }

  /** False where nothing came back: then the life is left alone until it is asked again. */
  private async once(write: Write): Promise<boolean> {
    const outcome = await this.send(write).catch(() => null);
    if (outcome === null || outcome.status >= 500) {
      this.cutOff.push(write);
      this.counted.unknown += 1;
      return false;
    }
    if (outcome.status !== 200) throw new Error(`${write.path}: ${outcome.status} ${JSON.stringify(outcome.answer)}`);
    write.answer = outcome.answer;
    this.lately.push(write);
    this.note(write);
    return true;
  }

  private note({ of, step }: Write): void {
    this.counted.acknowledged += 1;
    of.next += 1;
    for (const { matterId, act } of step.done) {
      const acts = this.done.get(matterId);
      if (acts) acts.push(act);
      else this.done.set(matterId, [act]);
    }
  }

  private async send({ key, path, step }: Write): Promise<{ status: number; answer: unknown }> {
    const answer = await fetch(`${this.installation.url}${path}`, {
      method: step.method,
      headers: { ...this.headers[step.who], 'idempotency-key': key, 'content-type': 'application/json' },
      body: JSON.stringify(step.body),
      signal: AbortSignal.timeout(15_000),
    });
    return { status: answer.status, answer: await answer.json() };
  }

  /** The case's one handling; null where the server is gone. */
  private async handlingOf({ bodyId, matterId, reader }: Life): Promise<string | null> {
    const answer = await fetch(`${this.installation.url}/api/matters/${bodyId}/${matterId}`, {
      headers: this.headers[reader],
      signal: AbortSignal.timeout(15_000),
    }).catch(() => null);
    if (!answer?.ok) return null;
    const view = (await answer.json().catch(() => null)) as { handlings: { id: string }[] } | null;
    return view?.handlings[0]?.id ?? null;
  }
}
