import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { newId } from '#platform/contract/identifiers.ts';
import type { TestSeat } from '#modules/directory/server/factory.ts';
import { signInForTest } from '#modules/identity/server/factory.ts';
import type { TestCast } from '#modules/matter/server/factory.ts';
import { makeCast, reportForm } from '#modules/matter/server/factory.ts';
import type { CrashingInstallation } from './crashing-installation.ts';

/** One write as it was sent: with the same key it can be sent again at any time and is done once. */
interface Write {
  readonly key: string;
  readonly act: string;
  readonly matterId: string;
  readonly path: string;
  readonly body: object;
  readonly who: keyof Headers;
  answer: unknown;
}

type Headers = Record<'author' | 'dutyDesk' | 'gridWorker', Record<string, string>>;

/** What happens to each report, step by step; the last one closes it. */
const life = ['submit', 'dispatch', 'answer', 'rate', 'message'] as const;

const atOnce = 6;

/** Deputies, a duty desk and a grid worker who write over HTTP as fast as they are answered, and remember what they were told. */
export class ReportWriters {
  private readonly installation: CrashingInstallation;
  private readonly cast: TestCast;
  private readonly headers: Headers;
  private readonly done = new Map<string, string[]>();
  private readonly lately: Write[] = [];
  private readonly cutOff: Write[] = [];
  private state: number;
  private counted = { acknowledged: 0, unknown: 0 };

  private constructor(installation: CrashingInstallation, cast: TestCast, headers: Headers, seed: number) {
    this.installation = installation;
    this.cast = cast;
    this.headers = headers;
    this.state = seed;
  }

  static async join(installation: CrashingInstallation, seed: number): Promise<ReportWriters> {
    const database = installation.database();
    const cast = await makeCast(database);
    const signIn = (seat: TestSeat) => signInForTest(database, seat.accountId, seat.actor);
    const headers = { author: await signIn(cast.author), dutyDesk: await signIn(cast.dutyDesk), gridWorker: await signIn(cast.gridWorker) };
    return new ReportWriters(installation, cast, headers, seed);
  }

  /** A number below `limit`, by the seed. */
  chance(limit: number): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.state % limit;
  }

  /** Writes until stopped; each writer carries one report after the other through its life. */
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
      if (again.status !== 200) lost.push(`${write.act} of ${write.matterId}: ${again.status} ${JSON.stringify(again.answer)}`);
      else if (!isDeepStrictEqual(again.answer, write.answer))
        changed.push(`${write.act} of ${write.matterId}: ${JSON.stringify([write.answer, again.answer])}`);
    }
    for (const write of this.cutOff.splice(0)) {
      const again = await this.send(write);
      if (again.status === 200) this.note(write);
      else lost.push(`cut off ${write.act} of ${write.matterId}: ${again.status} ${JSON.stringify(again.answer)}`);
    }
    return { lost, changed };
  }

  /** The acts of a report in their order, as its writers know them. */
  storyOf(matterId: string): readonly string[] {
    return this.done.get(matterId) ?? [];
  }

  raised(): string[] {
    return [...this.done.keys()];
  }

  /** Who is told where a tell names an organisation: in this cast there is one person for each desk. */
  staffOf(to: string): string[] {
    return to === 'office' ? [this.cast.clerk.personId, this.cast.officeLeader.personId] : [this.cast.dutyDesk.personId];
  }

  figures(): { acknowledged: number; unknown: number } {
    return this.counted;
  }

  private async writeUntil(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const matterId = newId();
      for (const act of life) {
        const target = act === 'submit' || act === 'message' ? '' : await this.handlingOf(matterId);
        if (signal.aborted || target === null || !(await this.once(this.writeOf(act, matterId, target), signal))) break;
      }
    }
  }

  private writeOf(act: (typeof life)[number], matterId: string, target: string): Write {
    const { cast } = this;
    const case_ = `/api/matters/${cast.city.congress.id}/${matterId}`;
    const on = `${case_}/handlings/${target}/report/${act}`;
    const known = { key: newId(), act, matterId, answer: undefined };
    switch (act) {
      case 'submit':
        return { ...known, who: 'author', path: `/api/raise/report/${matterId}`, body: { form: reportForm() } };
      case 'dispatch':
        return { ...known, who: 'dutyDesk', path: on, body: { input: { worker: cast.gridWorker.personId } } };
      case 'answer':
        return { ...known, who: 'gridWorker', path: on, body: { input: { words: '井盖已经换好。', answerClass: 'done' } } };
      case 'rate':
        return { ...known, who: 'author', path: on, body: { input: { overall: 'satisfied' } } };
      case 'message':
        return { ...known, who: 'author', path: `${case_}/report/${act}`, body: { input: { words: '谢谢' } } };
    }
  }

  /** False where nothing came back: then the report is left alone until it is asked again. */
  private async once(write: Write, signal: AbortSignal): Promise<boolean> {
    const outcome = await this.send(write).catch(() => null);
    if (outcome === null || outcome.status >= 500) {
      this.cutOff.push(write);
      this.counted.unknown += 1;
      if (!signal.aborted) await pause(20);
      return false;
    }
    if (outcome.status !== 200) throw new Error(`${write.act}: ${outcome.status} ${JSON.stringify(outcome.answer)}`);
    write.answer = outcome.answer;
    this.lately.push(write);
    this.note(write);
    return true;
  }

  private note(write: Write): void {
    this.counted.acknowledged += 1;
    const acts = this.done.get(write.matterId);
    if (acts) acts.push(write.act);
    else this.done.set(write.matterId, [write.act]);
  }

  private async send({ key, path, body, who }: Write): Promise<{ status: number; answer: unknown }> {
    const answer = await fetch(`${this.installation.url}${path}`, {
      method: 'POST',
      headers: { ...this.headers[who], 'idempotency-key': key, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    });
    return { status: answer.status, answer: await answer.json() };
  }

  /** The report's one handling; null where the server is gone. */
  private async handlingOf(matterId: string): Promise<string | null> {
    const answer = await fetch(`${this.installation.url}/api/matters/${this.cast.city.congress.id}/${matterId}`, {
      headers: this.headers.author,
      signal: AbortSignal.timeout(15_000),
    }).catch(() => null);
    if (!answer?.ok) return null;
    const view = (await answer.json().catch(() => null)) as { handlings: { id: string }[] } | null;
    return view?.handlings[0]?.id ?? null;
  }
}
