import type { PaperClass, ReadingReport } from '../../contract/papers/paper.ts';
import type { LeaveState } from '../../contract/people/leave.ts';
import type { SimulatedList, SimulatedMeeting, SimulatedPerson } from './lay-out-day.ts';

/** How far somebody is with a paper, as his phone knows it. */
class ReadingTruth {
  version = 0;
  downloaded = false;
  opened = false;
  furthestPage = 0;
  returned = false;

  /** A report counts for the highest version that was ever reported, in whatever order reports arrive. */
  take(report: ReadingReport): void {
    if (report.version > this.version)
      Object.assign(this, { version: report.version, downloaded: false, opened: false, furthestPage: 0 } satisfies Partial<ReadingTruth>);
    if (report.version === this.version) {
      this.downloaded ||= report.downloadedAt !== undefined;
      this.opened ||= report.openedAt !== undefined;
      this.furthestPage = Math.max(this.furthestPage, report.furthestPage ?? 1);
    }
    this.returned ||= report.returnedAt !== undefined;
  }
}

export interface PaperTruth {
  readonly title: string;
  readonly class: PaperClass;
  /** Whom it is for. */
  readonly people: readonly SimulatedPerson[];
  version: number;
  readonly readings: Map<string, ReadingTruth>;
}

interface NoticeTruth {
  readonly title: string;
  readonly urgent: boolean;
  withdrawn: boolean;
  /** Ids of the people whom it was sent to, with how each answered. */
  readonly receipts: Map<string, { read: boolean; confirmed: boolean }>;
}

/** What really happened on the simulated day, written down by those who did it as they do it, without asking the server. */
export class Truth {
  /** Who came to each list with something that is his own, by its id. */
  readonly came: Map<string, Set<string>>;
  /** One leave a person, for one sitting. */
  readonly leaves = new Map<string, { readonly sittingId: string; state: LeaveState }>();
  readonly papers = new Map<string, PaperTruth>();
  readonly notices = new Map<string, NoticeTruth>();
  /** Sittings whose attendance the office settled. */
  readonly settled = new Set<string>();
  /** Where and when each sitting is held in the end. */
  readonly sittings: Map<string, { place: string; startsAt: string }>;
  /** Changes of which everybody was told in words. */
  changes = 0;

  constructor(meeting: SimulatedMeeting) {
    this.came = new Map(meeting.lists.map((list) => [list.id, new Set<string>()]));
    const sittings = meeting.lists.flatMap(({ sitting }) => (sitting ? [sitting] : []));
    this.sittings = new Map(sittings.map(({ id, startsAt }) => [id, { place: '大会堂', startsAt: startsAt.toISOString() }]));
  }

  isIn(list: SimulatedList, person: SimulatedPerson): boolean {
    return this.came.get(list.id)!.has(person.id);
  }

  /** True where leave was asked for the sitting of `list` and not refused: such people stay away. */
  staysAway(list: SimulatedList, person: SimulatedPerson): boolean {
    const leave = this.leaves.get(person.id);
    return leave !== undefined && leave.sittingId === list.sitting?.id && leave.state !== 'refused';
  }

  isOnLeave(list: SimulatedList, person: SimulatedPerson): boolean {
    const leave = this.leaves.get(person.id);
    return leave !== undefined && leave.sittingId === list.sitting?.id && leave.state === 'granted';
  }

  reports(personId: string, report: ReadingReport): void {
    const { readings } = this.papers.get(report.paperId)!;
    const reading = readings.get(personId) ?? new ReadingTruth();
    readings.set(personId, reading);
    reading.take(report);
  }

  /** The notices that stand in somebody's list. */
  noticesOf(personId: string): { id: string; urgent: boolean; read: boolean; confirmed: boolean }[] {
    return [...this.notices].flatMap(([id, notice]) => {
      const receipt = notice.withdrawn ? undefined : notice.receipts.get(personId);
      return receipt ? [{ id, urgent: notice.urgent, ...receipt }] : [];
    });
  }
}
