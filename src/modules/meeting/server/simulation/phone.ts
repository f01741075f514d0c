import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '#platform/contract/identifiers.ts';
import type { CallOf, RouteContract } from '#platform/contract/route.ts';
import type { Chance } from '#platform/server/chance.ts';
import type { ReadingReport } from '../../contract/papers/paper.ts';
import { downloadPaper, readerHeader, reportReadings } from '../../contract/papers/routes.ts';
import { askLeave } from '../../contract/people/routes.ts';
import { readOwnPass, signInByHallCode } from '../../contract/presence/routes.ts';
import type { ScanStatus } from '../../contract/presence/words.ts';
import { meetingChanged } from '../../contract/events.ts';
import type { DayView } from '../../contract/words/day.ts';
import { readDay } from '../../contract/words/day.ts';
import { confirmNotice, listOwnNotices, readOwnNotices } from '../../contract/words/notices.ts';
import type { CallBook } from './call-book.ts';
import type { HallScreen } from './hall-screen.ts';
import type { Killer } from './killer.ts';
import type { SimulatedList, SimulatedMeeting, SimulatedPerson } from './lay-out-day.ts';
import { LiveStream } from './live-stream.ts';
import type { Truth } from './truth.ts';
import { Lost, Refused, tried, Wire } from './wire.ts';

/** Where the server does not answer so often, though it is there, something is wrong with it. */
const mostTries = 100;

/** What all phones of a day share. */
interface PhoneSurroundings {
  readonly url: string;
  readonly meeting: SimulatedMeeting;
  /** The day of the programme that phones show. */
  readonly day: string;
  readonly truth: Truth;
  readonly book: CallBook;
  readonly killer: Killer;
}

/** One try to sign in by the hall's code, as the phone knows it. */
export interface SignInAttempt {
  readonly attendeeId: string;
  readonly listId: string;
  readonly nonce: string;
  readonly code: string;
  /** Null while no answer has come. */
  status: ScanStatus | null;
}

/**
 * An attendee's phone: it hears of changes and reads its day again, downloads and opens papers, answers notices, asks for leave and signs in by
 * the hall's code. What it writes while the network is away waits and goes out later, under the key of the first try.
 */
export class Phone {
  readonly person: SimulatedPerson;
  readonly signIns: SignInAttempt[] = [];
  /** Refusals that no step of the day accounts for. */
  readonly refusals: string[] = [];
  /** The day page as it was last read. */
  day: DayView | null = null;
  heard = 0;
  private readonly around: PhoneSurroundings;
  private readonly wire: Wire;
  private readonly stream: LiveStream;
  private readonly chance: Chance;
  private readonly outgoing: { send: (key: string) => Promise<unknown>; key: string; isAgain: boolean }[] = [];
  private readonly shelf = new Map<string, { version: number; pages: number; opened: boolean }>();
  private readonly answered = { read: new Set<string>(), confirmed: new Set<string>() };
  private isStale = true;
  private isOff = false;

  constructor(person: SimulatedPerson, around: PhoneSurroundings, chance: Chance) {
    this.person = person;
    this.around = around;
    this.chance = chance;
    const { cookie } = person.seat!;
    this.wire = new Wire(around.url, cookie, around.book);
    this.stream = new LiveStream(`${around.url}/api/live?topics=meeting:${around.meeting.id}`, cookie, {
      heard: (type) => this.hear(type),
      ended: () => void pause(chance.whole(20, 400)).then(() => this.follow()),
    });
  }

  /** Opens the stream, then reads, so that nothing falls in between; and takes the key of its own code. */
  async begin(): Promise<{ seed: Buffer }> {
    await this.follow();
    const { seed } = await this.wire.call(readOwnPass, { params: this.ofMeeting });
    await this.look();
    return { seed: Buffer.from(seed, 'base64url') };
  }

  /** Somebody takes the phone out of his pocket. */
  async turn(): Promise<void> {
    if (this.chance.happens(0.3)) await this.changeWeather();
    if (this.isStale) await this.look();
    await this.readPapers();
    await this.readNotices();
    await this.flush();
  }

  /** Asks not to be at a sitting; goes out with the next turn. */
  askLeave({ sitting }: SimulatedList): void {
    this.around.truth.leaves.set(this.person.id, { sittingId: sitting!.id, state: 'asked' });
    const at = (minutes: number) => new Date(sitting!.startsAt.getTime() + minutes * 60_000).toISOString();
    // Sittings of the simulated day begin ten minutes apart.
    const body = { fromAt: at(-4), untilAt: at(4), grounds: 'duty', words: '单位有事' } as const;
    this.write(askLeave, { params: this.ofMeeting, body });
  }

  /** Signs in by what the hall's screen shows; false where no answer came after three tries: the way to the door is short. */
  async signIn(list: SimulatedList, screen: HallScreen): Promise<boolean> {
    let attempt = await this.newAttempt(list, screen);
    for (let tries = 0; tries < 3; tries += 1) {
      if (tries > 0) this.wire.changeWeather(this.chance);
      const status = await this.trySignIn(attempt);
      if (status === 'accepted' || status === 'redeemed') return true;
      if (status !== null) attempt = await this.newAttempt(list, screen);
      else await pause(this.chance.whole(5, 60));
    }
    return false;
  }

  /** Asks on for answers that have not come, before the list is closed. */
  async finishSignIns(): Promise<void> {
    for (const attempt of this.signIns) {
      if (attempt.status !== null) continue;
      this.wire.weather = 'clear';
      for (let tries = 0; tries < mostTries && (await this.trySignIn(attempt)) === null; tries += 1) {
        await this.around.killer.over();
        await pause(20);
      }
      if (attempt.status === null) this.refusals.push('手机签到一直没有回音');
    }
  }

  /** From now on nothing reaches it, until it comes back. */
  loseNetwork(): void {
    this.wire.weather = 'cut';
    this.stream.close();
  }

  /** The network is back for good: sends what waits, and reads again whatever it has heard of, until its page `isUpToDate` or `patience` milliseconds are over. */
  async comeBack(isUpToDate: (day: DayView) => boolean, patience: number): Promise<void> {
    const until = performance.now() + patience;
    this.wire.weather = 'clear';
    if (!this.stream.isOpen) await this.follow();
    while (!(this.day && isUpToDate(this.day)) && performance.now() < until) {
      if (this.isStale) await this.look();
      else await pause(20);
    }
    await this.sendAll();
  }

  /** Papers that must be returned leave the phone, which says so. */
  async returnPapers(): Promise<void> {
    const gone = this.day!.papers.filter((paper) => paper.closed && this.shelf.has(paper.id));
    const returnedAt = new Date().toISOString();
    this.report(gone.map((paper) => ({ paperId: paper.id, version: this.shelf.get(paper.id)!.version, returnedAt })));
    for (const paper of gone) this.shelf.delete(paper.id);
    await this.sendAll();
  }

  /** The day page as the server tells it now. */
  async readDayAnew(): Promise<DayView> {
    return await this.wire.call(readDay, { params: { ...this.ofMeeting, day: this.around.day } });
  }

  async noticesAnew(): Promise<string[]> {
    return (await this.wire.call(listOwnNotices, { params: this.ofMeeting })).items.map((notice) => notice.id);
  }

  /** Ends the stream for good. */
  putAway(): void {
    this.isOff = true;
    this.stream.close();
  }

  private get ofMeeting(): { meetingId: string } {
    return { meetingId: this.around.meeting.id };
  }

  private hear(type: string): void {
    if (type !== meetingChanged.type && type !== 'resync') return;
    this.heard += 1;
    this.isStale = true;
  }

  /** Opens the stream and, whenever it ends, opens it again where it ended. */
  private async follow(): Promise<void> {
    while (!this.isOff && this.wire.weather !== 'cut' && !this.stream.isOpen) {
      await this.around.killer.over();
      if (this.stream.isOpen || (await this.stream.open())) return;
      await pause(this.chance.whole(50, 500));
    }
  }

  private async changeWeather(): Promise<void> {
    this.wire.changeWeather(this.chance);
    if (this.wire.weather === 'cut') this.loseNetwork();
    else if (!this.stream.isOpen) await this.follow();
  }

  private async look(): Promise<void> {
    this.isStale = false;
    const isRead = await tried(async () => {
      this.day = await this.readDayAnew();
    });
    if (!isRead) this.isStale = true;
  }

  private async readPapers(): Promise<void> {
    const reports: ReadingReport[] = [];
    for (const paper of this.day?.papers ?? []) {
      if (paper.closed) continue;
      const kept = this.shelf.get(paper.id);
      if ((kept?.version ?? 0) < paper.version && this.chance.happens(0.85) && (await this.download(paper))) {
        this.shelf.set(paper.id, { version: paper.version, pages: paper.pages, opened: false });
        reports.push({ paperId: paper.id, version: paper.version, downloadedAt: new Date().toISOString() });
      }
      const here = this.shelf.get(paper.id);
      if (here && !here.opened && this.chance.happens(0.7)) reports.push(this.open(paper.id, here));
    }
    this.report(reports);
  }

  private open(paperId: string, here: { version: number; pages: number; opened: boolean }): ReadingReport {
    here.opened = true;
    const [at, page] = [new Date().toISOString(), this.chance.whole(1, here.pages)];
    return { paperId, version: here.version, openedAt: at, lastReadAt: at, page, furthestPage: page };
  }

  private async download(paper: DayView['papers'][number]): Promise<boolean> {
    const params = { ...this.ofMeeting, paperId: paper.id, version: paper.version };
    try {
      const bytes = await this.wire.bytes(downloadPaper, { params }, { [readerHeader]: '1' });
      if (bytes.length !== paper.bytes) this.refusals.push(`${paper.title} 有 ${paper.bytes} 字节，下载到 ${bytes.length} 字节`);
      return true;
    } catch (error) {
      // The office has put a new version in its place since the page was read.
      const isReplaced = error instanceof Refused && error.code === 'meeting.paper-older';
      if (!isReplaced && !(error instanceof Lost)) throw error;
      return false;
    }
  }

  private report(readings: readonly ReadingReport[]): void {
    if (readings.length === 0) return;
    for (const reading of readings) this.around.truth.reports(this.person.id, reading);
    this.write(reportReadings, { params: this.ofMeeting, body: { readings: [...readings] } });
  }

  private async readNotices(): Promise<void> {
    if (!this.day || this.day.unreadNotices + this.day.toConfirm.length === 0) return;
    await tried(async () => {
      const { items } = await this.wire.call(listOwnNotices, { params: this.ofMeeting });
      const unread = items.filter((notice) => !notice.readAt && !this.answered.read.has(notice.id) && this.chance.happens(0.8));
      this.readThem(unread.map((notice) => notice.id));
      const owed = items.filter((notice) => notice.urgent && !notice.confirmedAt && !this.answered.confirmed.has(notice.id));
      for (const notice of owed) if (this.chance.happens(0.85)) this.confirm(notice.id);
    });
  }

  private readThem(ids: readonly string[]): void {
    if (ids.length === 0) return;
    for (const id of ids) {
      this.answered.read.add(id);
      this.receiptOf(id).read = true;
    }
    this.write(readOwnNotices, { params: this.ofMeeting, body: { ids: [...ids] } });
  }

  private confirm(noticeId: string): void {
    this.answered.confirmed.add(noticeId);
    Object.assign(this.receiptOf(noticeId), { read: true, confirmed: true });
    this.write(confirmNotice, { params: { ...this.ofMeeting, noticeId } });
  }

  private receiptOf(noticeId: string): { read: boolean; confirmed: boolean } {
    const receipt = this.around.truth.notices.get(noticeId)?.receipts.get(this.person.id);
    if (!receipt) this.refusals.push(`${this.person.name} 收到了不是发给他的通知 ${noticeId}`);
    return receipt ?? { read: false, confirmed: false };
  }

  private async newAttempt(list: SimulatedList, screen: HallScreen): Promise<SignInAttempt> {
    const attempt = { attendeeId: this.person.id, listId: list.id, nonce: newId(), code: await screen.code(list.id), status: null };
    this.signIns.push(attempt);
    return attempt;
  }

  /** Null where no answer came. */
  private async trySignIn(attempt: SignInAttempt): Promise<ScanStatus | null> {
    const { nonce, code } = attempt;
    await tried(async () => {
      attempt.status = (await this.wire.call(signInByHallCode, { params: this.ofMeeting, body: { nonce, code } })).status;
    });
    return attempt.status;
  }

  /** Queues a write under a key of its own. */
  private write<R extends RouteContract>(route: R, input: CallOf<R>): void {
    this.outgoing.push({ send: async (key) => await this.wire.call(route, input, key), key: newId(), isAgain: false });
  }

  /** Sends what waits, in its order, until the network fails. */
  private async flush(): Promise<void> {
    for (let next = this.outgoing[0]; next; next = this.outgoing[0]) {
      const { send, key, isAgain } = next;
      const isSent = this.wire.weather !== 'cut';
      if (isAgain && isSent) this.around.book.repeated += 1;
      next.isAgain ||= isSent;
      try {
        if (!(await tried(async () => await send(key)))) return;
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        this.refusals.push(error.message);
      }
      this.outgoing.shift();
    }
  }

  private async sendAll(): Promise<void> {
    for (let tries = 0; tries < mostTries && this.outgoing.length > 0; tries += 1) {
      if (tries > 0) await pause(20);
      await this.flush();
    }
    if (this.outgoing.length > 0) this.refusals.push(`${this.outgoing.length} 次提交一直没有回音`);
  }
}
