import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '#platform/contract/identifiers.ts';
import type { AnswerOf, CallOf, RouteContract } from '#platform/contract/route.ts';
import type { Chance } from '#platform/server/chance.ts';
import { readMeeting, saveMeeting, saveSitting } from '../../contract/arrangement/routes.ts';
import type { PaperClass } from '../../contract/papers/paper.ts';
import { addPaper, addVersion, issuePapers } from '../../contract/papers/routes.ts';
import { decideLeaveAtDesk, listLeaves } from '../../contract/people/routes.ts';
import { correctAttendance, listPresentPeople, settleSitting } from '../../contract/presence/routes.ts';
import { sendNotice, withdrawNotice } from '../../contract/words/notices.ts';
import { finished } from '../papers/make-pdf.ts';
import type { CallBook } from './call-book.ts';
import type { Killer } from './killer.ts';
import type { SimulatedList, SimulatedMeeting, SimulatedPerson } from './lay-out-day.ts';
import type { Truth } from './truth.ts';
import { tried, type Wire } from './wire.ts';

interface Surroundings {
  readonly wire: Wire;
  readonly meeting: SimulatedMeeting;
  readonly truth: Truth;
  readonly killer: Killer;
  readonly book: CallBook;
}

/** The session's office at its desk. Its network does not fail, the server does: whatever was not answered is sent again under the same key. */
export class Office {
  private readonly around: Surroundings;

  constructor(around: Surroundings) {
    this.around = around;
  }

  /** Takes files in as papers and issues them all at once. Without groups they are for everybody. */
  async publish(papers: readonly { title: string; class: PaperClass; pages: number; groupIds: readonly string[] }[]): Promise<void> {
    const { meeting, truth } = this.around;
    const ids: string[] = [];
    for (const { title, class: kind, pages, groupIds } of papers) {
      const fileId = await this.upload(title, pages, 1);
      const place = { agendaItemId: null, sittingId: null, groupIds: [...groupIds], categories: ['member' as const] };
      const { id } = await this.insist(addPaper, { params: this.ofMeeting, body: { fileIds: [fileId], title, class: kind, ...place } });
      const people = meeting.people.filter((one) => groupIds.length === 0 || groupIds.includes(one.groupId));
      truth.papers.set(id, { title, class: kind, people, version: 1, readings: new Map() });
      ids.push(id);
    }
    await this.insist(issuePapers, { params: this.ofMeeting, body: { ids } });
    truth.changes += 1;
  }

  /** Puts a new version of the paper `title` in force; returned is what remains to be done once the file is there. */
  async prepareVersion(title: string, pages: number): Promise<() => Promise<void>> {
    const { truth } = this.around;
    const [paperId, paper] = [...truth.papers].find(([, one]) => one.title === title)!;
    const fileId = await this.upload(title, pages, paper.version + 1);
    return async () => {
      const params = { ...this.ofMeeting, paperId };
      const { version } = await this.insist(addVersion, { params, body: { fileIds: [fileId], changeWords: '更正第一页的数字' } });
      truth.changes += 1;
      paper.version = version;
    };
  }

  /** Sends a notice; its id. */
  async send(
    title: string,
    people: readonly SimulatedPerson[],
    to: { readonly groupIds?: string[]; readonly attendeeIds?: string[] },
    urgent = false,
  ): Promise<string> {
    const { truth } = this.around;
    const noticeId = newId();
    // Phones may read it before the answer arrives here.
    const receipts = new Map(people.map((one) => [one.id, { read: false, confirmed: false }]));
    truth.notices.set(noticeId, { title, urgent, withdrawn: false, receipts });
    await this.insist(sendNotice, { params: { ...this.ofMeeting, noticeId }, body: { title, words: `${title}，请知悉。`, urgent, ...to } });
    return noticeId;
  }

  async withdraw(noticeId: string): Promise<void> {
    await this.insist(withdrawNotice, { params: { ...this.ofMeeting, noticeId } });
    this.around.truth.notices.get(noticeId)!.withdrawn = true;
  }

  /** Decides every leave that waits, one in four against it. */
  async decideLeaves(chance: Chance): Promise<void> {
    const { items } = await this.insist(listLeaves, { params: this.ofMeeting, query: { state: 'asked', limit: 200 } });
    for (const { id, attendeeId, revision } of items) {
      const agreed = chance.happens(0.75);
      const body = { revision, agreed, words: agreed ? '' : '请按时到会' };
      await this.insist(decideLeaveAtDesk, { params: { ...this.ofMeeting, leaveId: id }, body });
      this.around.truth.leaves.get(attendeeId)!.state = agreed ? 'granted' : 'refused';
    }
  }

  /** Moves a sitting by three minutes, on the same day, and to another hall. */
  async move({ sitting, title }: SimulatedList): Promise<void> {
    const { truth } = this.around;
    const { sittings } = await this.insist(readMeeting, { params: this.ofMeeting });
    const { kind, startsAt, endsAt, quorum, dueCategories, dueGroups, revision } = sittings.find((one) => one.id === sitting!.id)!;
    const later = (at: string, minutes: number) => new Date(Date.parse(at) + minutes * 60_000);
    const minutes = later(startsAt, 8 * 60).getUTCDate() === later(startsAt, 8 * 60 + 3).getUTCDate() ? 3 : -3;
    const moved = { place: '第二会议厅', startsAt: later(startsAt, minutes).toISOString() };
    const body = { kind, title, ...moved, endsAt, quorum, dueCategories, dueGroups, revision };
    await this.insist(saveSitting, { params: { ...this.ofMeeting, sittingId: sitting!.id }, body });
    truth.changes += 1;
    truth.sittings.set(sitting!.id, moved);
  }

  /** Ends a sitting and settles who was there. */
  async settle({ sitting }: SimulatedList): Promise<void> {
    await this.insist(settleSitting, { params: { ...this.ofMeeting, sittingId: sitting!.id } });
    this.around.truth.settled.add(sitting!.id);
  }

  /** Takes over who is in at the list of a settled sitting by what devices handed over later. */
  async takeOverLate({ id, sitting }: SimulatedList): Promise<void> {
    const { items } = await this.insist(listPresentPeople, { params: { ...this.ofMeeting, checkListId: id } });
    const attendeeIds = items.filter((person) => person.differs !== null).map((person) => person.attendeeId);
    if (attendeeIds.length === 0) return;
    const body = { attendeeIds, becomes: 'record', words: '设备联网后补交的签到' } as const;
    await this.insist(correctAttendance, { params: { ...this.ofMeeting, sittingId: sitting!.id }, body });
  }

  /** From now on papers that must be returned leave the devices. */
  async callPapersIn(): Promise<void> {
    const { kind, title, place, opensOn, closesOn, sessionId, revision } = await this.insist(readMeeting, { params: this.ofMeeting });
    const papersUntil = new Date().toISOString();
    await this.insist(saveMeeting, {
      params: this.ofMeeting,
      body: { kind, title, place, opensOn, closesOn, sessionId, papersUntil, revision },
    });
  }

  /** Calls until there is an answer, under one key. */
  async insist<R extends RouteContract>(route: R, input: CallOf<R>): Promise<AnswerOf<R>> {
    const key = newId();
    return await this.untilAnswered(async () => await this.around.wire.call(route, input, key));
  }

  private get ofMeeting(): { meetingId: string } {
    return { meetingId: this.around.meeting.id };
  }

  private async upload(title: string, pages: number, version: number): Promise<string> {
    const bytes = await drawPages(pages, version);
    const key = newId();
    return (await this.untilAnswered(async () => await this.around.wire.upload(`${title}.pdf`, bytes, key))).id;
  }

  private async untilAnswered<Answer>(send: () => Promise<Answer>): Promise<Answer> {
    for (;;) {
      let answer: Answer | undefined;
      if (await tried(async () => (answer = await send()))) return answer!;
      await this.around.killer.over();
      await pause(20);
      this.around.book.repeated += 1;
    }
  }
}

/** A PDF with a line on each page. */
async function drawPages(pages: number, version: number): Promise<Buffer> {
  const { default: PDFDocument } = await import('pdfkit');
  const document = new PDFDocument({ size: 'A4', autoFirstPage: false });
  for (let page = 1; page <= pages; page += 1) {
    document.addPage().fontSize(16);
    document.text(`Page ${page} of ${pages}. ${page === 1 ? `Version ${version}.` : 'As before.'}`);
  }
  return await finished(document);
}
