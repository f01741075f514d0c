import { listPapers, listReaders } from '../../contract/papers/routes.ts';
import type { ReaderLine } from '../../contract/papers/paper.ts';
import { listChanges } from '../../contract/arrangement/routes.ts';
import { listLeaves } from '../../contract/people/routes.ts';
import { listNotices, readNoticeReceipts } from '../../contract/words/notices.ts';
import type { Faults } from './faults.ts';
import type { SimulatedMeeting } from './lay-out-day.ts';
import type { Office } from './office.ts';
import type { PaperTruth, Truth } from './truth.ts';

interface Compared {
  readonly meeting: SimulatedMeeting;
  readonly office: Office;
  readonly truth: Truth;
  readonly faults: Faults;
}

/** Holds who has downloaded, read and returned each paper, as the secretariat sees it, against what the phones did. */
export async function comparePapers({ meeting, office, truth, faults }: Compared): Promise<void> {
  const { papers } = await office.insist(listPapers, { params: { meetingId: meeting.id } });
  faults.sameMembers(
    '文件目录',
    papers.map((paper) => `${paper.id} ${paper.title} 第 ${paper.version} 版 ${paper.state}`),
    [...truth.papers].map(([id, paper]) => `${id} ${paper.title} 第 ${paper.version} 版 issued`),
  );
  for (const { id, title, count } of papers) {
    const paper = truth.papers.get(id);
    if (!paper) continue;
    const readings = [...paper.readings.values()];
    const ofNow = readings.filter((reading) => reading.version === paper.version);
    faults.same(`《${title}》的阅读统计`, count, {
      due: paper.people.length,
      downloaded: ofNow.filter((reading) => reading.downloaded).length,
      read: ofNow.filter((reading) => reading.opened).length,
      returned: readings.filter((reading) => reading.returned).length,
    });
    const lines = await readersOf(office, { meetingId: meeting.id, paperId: id });
    faults.sameMembers(`《${title}》的阅读名单`, lines.map(wordsOfLine), wordsOfTruth(paper));
  }
}

async function readersOf(office: Office, params: { meetingId: string; paperId: string }): Promise<ReaderLine[]> {
  const lines: ReaderLine[] = [];
  for (let cursor: string | undefined; ;) {
    const { items, next } = await office.insist(listReaders, { params, query: { limit: 200, ...(cursor ? { cursor } : {}) } });
    lines.push(...items);
    if (next === null) return lines;
    cursor = next;
  }
}

function wordsOfLine(line: ReaderLine): string {
  const { attendeeId, version, downloadedAt, openedAt, furthestPage, returnedAt } = line;
  return inWords(attendeeId, version ?? 0, downloadedAt !== null, openedAt !== null, furthestPage, returnedAt !== null);
}

function wordsOfTruth({ people, readings }: PaperTruth): string[] {
  return people.map(({ id }) => {
    const { version, downloaded, opened, furthestPage, returned } = readings.get(id) ?? nothing;
    return inWords(id, version, downloaded, opened, opened ? furthestPage : 0, returned);
  });
}

const nothing = { version: 0, downloaded: false, opened: false, furthestPage: 0, returned: false };

function inWords(id: string, version: number, downloaded: boolean, opened: boolean, page: number, returned: boolean): string {
  const done = [downloaded && '已下载', opened && `读到第 ${page} 页`, returned && '已收回'].filter(Boolean);
  return `${id} 第 ${version} 版 ${done.join('、') || '没有动过'}`;
}

/** Holds the receipts and confirmations of each notice against what the phones did. */
export async function compareNotices({ meeting, office, truth, faults }: Compared): Promise<void> {
  const { items } = await office.insist(listNotices, { params: { meetingId: meeting.id } });
  faults.sameMembers(
    '通知',
    items.map((item) => `${item.id} ${item.title} ${item.state}`),
    [...truth.notices].map(([id, notice]) => `${id} ${notice.title} ${notice.withdrawn ? 'withdrawn' : 'sent'}`),
  );
  for (const { id, title, told, read, confirmed } of items) {
    const receipts = truth.notices.get(id)?.receipts ?? new Map<string, { read: boolean; confirmed: boolean }>();
    const answers = [...receipts.values()];
    const should = {
      told: answers.length,
      read: answers.filter((one) => one.read).length,
      confirmed: answers.filter((one) => one.confirmed).length,
    };
    faults.same(`通知“${title}”的回执统计`, { told, read, confirmed }, should);
    const { groups } = await office.insist(readNoticeReceipts, { params: { meetingId: meeting.id, noticeId: id } });
    const people = groups.flatMap((group) => group.people);
    const words = (person: string, isRead: boolean, isConfirmed: boolean) =>
      `${person}${isRead ? ' 已读' : ''}${isConfirmed ? ' 已确认' : ''}`;
    faults.sameMembers(
      `通知“${title}”的回执名单`,
      people.map((person) => words(person.attendeeId, person.readAt !== null, person.confirmedAt !== null)),
      [...receipts].map(([person, receipt]) => words(person, receipt.read, receipt.confirmed)),
    );
  }
}

/** Holds leaves and the list of changes against what was asked, decided and told: none twice, none missing. */
export async function compareLeavesAndChanges({ meeting, office, truth, faults }: Compared): Promise<void> {
  const params = { meetingId: meeting.id };
  const leaves: string[] = [];
  for (let cursor: string | undefined; ;) {
    const { items, next } = await office.insist(listLeaves, { params, query: { limit: 200, ...(cursor ? { cursor } : {}) } });
    leaves.push(...items.map((item) => `${item.attendeeId} ${item.state}`));
    if (next === null) break;
    cursor = next;
  }
  faults.same('请假的条数', leaves.length, truth.leaves.size);
  faults.sameMembers(
    '请假',
    leaves,
    [...truth.leaves].map(([person, leave]) => `${person} ${leave.state}`),
  );
  const { items } = await office.insist(listChanges, { params, query: { limit: 200 } });
  faults.same('变动的条数', items.length, truth.changes);
}
