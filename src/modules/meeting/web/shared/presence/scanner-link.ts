import { useSyncExternalStore } from 'react';
import { Problem } from '#platform/contract/problem.ts';
import { call } from '#platform/web/shared/call.ts';
import type { ClockOffset } from '../../../contract/presence/clock-rules.ts';
import { enrolScanner, handOverScans, readScannerCopy, tellScannerState } from '../../../contract/presence/routes.ts';
import type { KeptScan } from '../../../contract/presence/scan-device.ts';
import { ScanDevice } from '../../../contract/presence/scan-device.ts';
import type { ScanOutcome, ScannerCopy, ScannerSays } from '../../../contract/presence/scanning.ts';
import { hashBadge, verifierOf } from './device-arts.ts';
import { measureClock } from './measure-clock.ts';
import { dropScans, keepCopy, keepFact, keepScan, readScanner } from './scanner-store.ts';

/** Nobody waits longer than this at a door: then the device decides by itself. */
const patienceMilliseconds = 2_500;
const beatMilliseconds = 8_000;
const measureMilliseconds = 5 * 60_000;
const batch = 100;
/** What the server took is kept so long for looking back at it; what it did not count is kept until the device is cleared. */
const takenDays = 7;

/** What the page shows of a scanner. */
export interface ScannerState {
  /** `starting`, then `unenrolled` or `ready`; `ended` where the server no longer knows the device, whose attempts stay here. */
  readonly phase: 'starting' | 'unenrolled' | 'ready' | 'ended';
  readonly copy: ScannerCopy | null;
  readonly listId: string | null;
  readonly online: boolean;
  /** Since when the server was not reached, in milliseconds. */
  readonly offlineSince: number | null;
  readonly waiting: number;
  readonly offset: ClockOffset | null;
  /** Latest first. */
  readonly scans: readonly KeptScan[];
  readonly present: number;
  /** How many are in at each open list, asked for while somebody chooses one. */
  readonly counts: ReadonlyMap<string, number>;
}

/**
 * A scanner's life on its device: what it keeps, its line to the server, and what it does when there is none. One for the window; scanning goes
 * on in either case.
 */
export class ScannerLink {
  private state: ScannerState = {
    phase: 'starting',
    copy: null,
    listId: null,
    online: true,
    offlineSince: null,
    waiting: 0,
    offset: null,
    scans: [],
    present: 0,
    counts: new Map(),
  };
  private device: ScanDevice | null = null;
  private readonly listeners = new Set<() => void>();
  private handing: Promise<void> | null = null;
  private readonly asking = new Set<string>();
  private measuredAt = 0;
  private counting = false;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly snapshot = (): ScannerState => this.state;

  /** Reads what is kept and begins to talk with the server; returns the function that ends that. */
  start(): () => void {
    void this.wake();
    const timer = setInterval(() => void this.beat(), beatMilliseconds);
    const again = () => void this.beat();
    addEventListener('online', again);
    return () => {
      clearInterval(timer);
      removeEventListener('online', again);
    };
  }

  /** Makes this browser the scanner of a code. Throws what the server says. */
  async enrol(code: string): Promise<void> {
    await call(enrolScanner, { body: { code, device: deviceWords() } });
    await this.refreshCopy(true);
    await this.measure();
  }

  async chooseList(listId: string): Promise<void> {
    this.change({ listId, present: this.device?.present(listId) ?? 0 });
    await keepFact('listId', listId);
    await this.beat();
  }

  /** Somebody chooses a list: asks how many are in at each until the returned function is called. */
  count(): () => void {
    this.counting = true;
    void this.beat();
    return () => {
      this.counting = false;
    };
  }

  /** Decides a scan: with the server where it answers in time, else alone. The answer is what is to be shown. */
  async scan(text: string): Promise<KeptScan | null> {
    const { listId } = this.state;
    if (!this.device || !listId) return null;
    return await this.ask(await this.device.scan(listId, text, this.clock()));
  }

  /** Lets somebody in all the same (仍然放行). */
  async overrule(scan: KeptScan): Promise<KeptScan | null> {
    return this.device && (await this.ask(await this.device.overrule(scan, this.clock())));
  }

  personOf(scan: KeptScan) {
    return this.device?.person(scan.attendeeId) ?? null;
  }

  private async ask(scan: KeptScan): Promise<KeptScan> {
    const device = this.device!;
    // Known to be without the server: nobody is made to wait for what cannot come.
    const outcomes = this.state.online ? await this.askServer(device.toAsk(scan)) : null;
    if (outcomes) await device.answered(outcomes);
    else await device.decidedAlone(scan);
    this.refresh();
    return device.all().find((one) => one.nonce === scan.nonce) ?? scan;
  }

  private async askServer(scans: readonly KeptScan[]): Promise<ScanOutcome[] | null> {
    for (const { nonce } of scans) this.asking.add(nonce);
    try {
      return await this.send(scans, patienceMilliseconds);
    } catch {
      return null;
    } finally {
      for (const { nonce } of scans) this.asking.delete(nonce);
    }
  }

  private async send(scans: readonly KeptScan[], patience: number): Promise<ScanOutcome[]> {
    const body = { scans: scans.map(sentOf), says: this.says() };
    return (await this.reach((signal) => call(handOverScans, { body }, { signal }), patience)).outcomes;
  }

  /** Calls the server and learns from it whether there is one. */
  private async reach<Answer>(work: (signal: AbortSignal) => Promise<Answer>, patience = 15_000): Promise<Answer> {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), patience);
    try {
      const answer = await work(stop.signal);
      this.change({ online: true, offlineSince: null, ...(this.state.phase === 'ended' ? { phase: 'ready' as const } : {}) });
      return answer;
    } catch (error) {
      if (error instanceof Problem && error.code === 'meeting.scanner-ended')
        this.change({ phase: this.state.copy ? 'ended' : 'unenrolled' });
      else if (!(error instanceof Problem) || error.status >= 500)
        this.change({ online: false, offlineSince: this.state.offlineSince ?? Date.now() });
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  private async wake(): Promise<void> {
    const kept = await readScanner().catch(() => ({ copy: null, scans: [], listId: null, offset: null }));
    this.change({ listId: kept.listId, offset: kept.offset });
    if (kept.copy) {
      this.adopt(kept.copy, kept.scans);
      await this.device!.recover();
    }
    await this.refreshCopy(false).catch(() => {
      if (!this.state.copy) this.change({ phase: 'unenrolled' });
    });
    await this.forgetTaken();
    await this.beat();
  }

  private adopt(copy: ScannerCopy, scans: readonly KeptScan[]): void {
    this.device = new ScanDevice(copy, scans, { verifierOf, hashBadge, keep: keepScan });
    const listId = copy.lists.some((list) => list.id === this.state.listId) ? this.state.listId : null;
    this.change({ copy, phase: 'ready', listId });
    this.refresh();
  }

  private async refreshCopy(enrolled: boolean): Promise<void> {
    const have = enrolled ? undefined : this.state.copy?.revision;
    const { copy } = await this.reach((signal) => call(readScannerCopy, { query: { have } }, { signal }), 60_000);
    if (!copy) return;
    await keepCopy(copy);
    this.adopt(copy, this.device?.all() ?? (await readScanner()).scans);
  }

  /** Tells how things are, and takes what is new. */
  private async beat(): Promise<void> {
    if (!this.device || this.state.phase === 'unenrolled') return;
    const { listId, copy } = this.state;
    try {
      const present = listId ? this.device.present(listId) : 0;
      const news = await this.reach((signal) =>
        call(tellScannerState, { body: { says: this.says(), checkListId: listId, present, counting: this.counting } }, { signal }),
      );
      if (news.revision !== copy?.revision) await this.refreshCopy(false);
      if (news.counts) this.change({ counts: new Map(news.counts.map((one) => [one.listId, one.present])) });
      if (listId && news.entries) this.device.learn(listId, news.entries);
      if (Date.now() - this.measuredAt > measureMilliseconds) await this.measure();
      await this.handOver();
      this.refresh();
    } catch {
      // What was to be told is told with the next beat.
    }
  }

  /** Hands over what the device decided alone, oldest first. Nothing leaves the device before the server has answered it. */
  private async handOver(): Promise<void> {
    this.handing ??= this.handOverAll().finally(() => {
      this.handing = null;
    });
    await this.handing;
  }

  private async handOverAll(): Promise<void> {
    for (;;) {
      const scans = this.device!.waiting()
        .filter((scan) => !this.asking.has(scan.nonce))
        .slice(0, batch);
      if (scans.length === 0) return;
      await this.device!.answered(await this.send(scans, 30_000));
      this.refresh();
    }
  }

  private async measure(): Promise<void> {
    const offset = await measureClock();
    if (!offset) return;
    this.measuredAt = Date.now();
    this.change({ offset });
    await keepFact('offset', offset);
  }

  private async forgetTaken(): Promise<void> {
    const before = new Date(Date.now() - takenDays * 86_400_000).toISOString();
    const old = (this.device?.all() ?? []).filter((scan) => scan.outcome?.letsIn && scan.deviceAt < before);
    if (old.length > 0) await dropScans(old.map((scan) => scan.nonce));
  }

  private clock(): { now: number; offset: ClockOffset | null } {
    return { now: Date.now(), offset: this.state.offset };
  }

  private says(): ScannerSays {
    const waiting = this.device?.waiting().filter((scan) => !this.asking.has(scan.nonce)) ?? [];
    const { offset } = this.state;
    return {
      offsetMs: offset?.offset ?? null,
      offsetWithinMs: offset?.within ?? null,
      queued: waiting.length,
      queuedSince: waiting[0]?.deviceAt ?? null,
    };
  }

  private refresh(): void {
    const { device } = this;
    if (!device) return;
    const scans = device.all().toReversed();
    const waiting = scans.filter((scan) => scan.outcome === null && !this.asking.has(scan.nonce)).length;
    this.change({ scans, waiting, present: this.state.listId ? device.present(this.state.listId) : 0 });
  }

  private change(changed: Partial<ScannerState>): void {
    this.state = { ...this.state, ...changed };
    for (const listener of this.listeners) listener();
  }
}

/** What the scanner is now; the component renders anew when that changes. */
export function useScanner(link: ScannerLink): ScannerState {
  return useSyncExternalStore(link.subscribe, link.snapshot);
}

function sentOf({ nonce, listId, means, code, deviceAt, offsetMs, force, offline }: KeptScan) {
  return { nonce, listId, means, code, deviceAt, offsetMs, force, offline };
}

function deviceWords(): string {
  const browser = /Edg/.test(navigator.userAgent)
    ? 'Edge'
    : /Chrome/.test(navigator.userAgent)
      ? 'Chrome'
      : /Safari/.test(navigator.userAgent)
        ? 'Safari'
        : '浏览器';
  return `${screen.width}×${screen.height} · ${browser}`;
}
