import { dayOf } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { organisationsByIds } from '#modules/directory/server/index.ts';
import type { MeetingView } from '../../contract/arrangement/meeting-view.ts';
import type { AgendaItem } from '../../contract/arrangement/routes.ts';
import { quorums } from '../../contract/meeting.ts';
import { meetingProblem } from '../../contract/problems.ts';
import { readAgenda } from './queries/read-agenda.ts';
import { readMeeting } from './queries/read-meeting.ts';

/** An entry of the programme as paper shows it; sittings that groups hold side by side are one entry with a place for each group. */
export interface SheetEntry {
  readonly time: string;
  readonly title: string;
  readonly place: string;
  readonly groups: readonly { readonly name: string; readonly place: string }[];
  readonly quorum: string;
  readonly agenda: readonly SheetPoint[];
}

export interface SheetPoint {
  readonly words: string;
  readonly number: string;
  /** Who presents it, and how long: `市长 顾岚，40分钟`. */
  readonly beside: string;
  readonly depth: number;
}

/** What paper says of a programme, or of one sitting's agenda: what the reader may know, without hidden and cancelled entries. */
export interface ProgrammeSheet {
  readonly bodyKind: 'congress' | 'cppcc';
  readonly body: string;
  readonly meeting: string;
  readonly title: string;
  /** `2026年11月22日至26日，市会议中心` */
  readonly under: string;
  readonly days: readonly { readonly day: string; readonly entries: readonly SheetEntry[] }[];
  readonly printedOn: string;
}

/** The programme with its agendas, day by day. */
export async function programmeSheet(tx: Tx, meetingId: string): Promise<ProgrammeSheet> {
  const { meeting, agenda, body } = await readAll(tx, meetingId);
  const shown = meeting.sittings.filter((one) => !one.hidden && one.state !== 'cancelled');
  const byDay = [...Map.groupBy(shown, (one) => dayOf(new Date(one.startsAt)))];
  return {
    ...headOf(meeting, body, tx.now),
    title: `${meeting.title}日程`,
    under: [daysOf(meeting), meeting.place].filter(Boolean).join('，'),
    days: byDay.map(([day, of]) => ({ day: sayDay(day), entries: entriesOf(meeting, of, agenda) })),
  };
}

/** The agenda of one sitting. Throws `meeting.sitting-not-found` where the reader may not know of it. */
export async function agendaSheet(tx: Tx, meetingId: string, sittingId: string): Promise<ProgrammeSheet> {
  const { meeting, agenda, body } = await readAll(tx, meetingId);
  const sitting = meeting.sittings.find((one) => one.id === sittingId);
  if (!sitting) throw meetingProblem('meeting.sitting-not-found');
  const day = sayDay(dayOf(new Date(sitting.startsAt)));
  return {
    ...headOf(meeting, body, tx.now),
    title: `${sitting.title}议程`,
    under: [`${day}${timeOf(sitting.startsAt)}`, sitting.place].filter(Boolean).join('，'),
    days: [{ day, entries: entriesOf(meeting, [sitting], agenda) }],
  };
}

async function readAll(tx: Tx, meetingId: string) {
  const [meeting, agenda] = [await readMeeting(tx, meetingId), (await readAgenda(tx, meetingId)).items];
  const body = (await organisationsByIds(tx, [meeting.bodyId])).get(meeting.bodyId)?.name ?? '';
  return { meeting, agenda, body };
}

function headOf(meeting: MeetingView, body: string, now: Date) {
  return { bodyKind: meeting.bodyKind, body, meeting: meeting.title, printedOn: fullDay(dayOf(now)) };
}

type Sitting = MeetingView['sittings'][number];

/** How many groups meet side by side before they are told as one. */
const sideBySide = 3;

function entriesOf(meeting: MeetingView, sittings: readonly Sitting[], agenda: readonly AgendaItem[]): SheetEntry[] {
  const together = Map.groupBy(sittings, (one) =>
    one.dueGroups.length === 1 ? `${one.kind} ${one.startsAt} ${one.endsAt} ${ownTitle(meeting, one)}` : one.id,
  );
  return [...together.values()].flatMap((of) =>
    of.length < sideBySide ? of.map((one) => entryOf(one, agenda)) : [bundled(meeting, of, agenda)],
  );
}

function entryOf(one: Sitting, agenda: readonly AgendaItem[]): SheetEntry {
  return {
    time: `${timeOf(one.startsAt)}–${timeOf(one.endsAt)}`,
    title: one.title,
    place: one.place,
    groups: [],
    quorum: one.quorum === 'none' ? '' : quorums[one.quorum],
    agenda: agenda.filter((item) => item.sittingId === one.id && item.number !== '').map(pointOf),
  };
}

/** Their agenda is told once, where all have the same. */
function bundled(meeting: MeetingView, of: readonly Sitting[], agenda: readonly AgendaItem[]): SheetEntry {
  const entries = of.map((one) => entryOf(one, agenda));
  const said = (entry: SheetEntry) => entry.agenda.map((point) => `${point.number}${point.words}`).join();
  const same = entries.every((entry) => said(entry) === said(entries[0]!));
  return {
    ...entries[0]!,
    title: `${meeting.bodyKind === 'cppcc' ? '各界别' : '各代表团'}${ownTitle(meeting, of[0]!)}（${of.length} 个组）`,
    place: '见分组地点',
    groups: of.map((one) => ({ name: groupOf(meeting, one), place: one.place })),
    agenda: same ? entries[0]!.agenda : [],
  };
}

const groupOf = (meeting: MeetingView, one: Sitting) => meeting.groups.find((group) => group.id === one.dueGroups[0])?.name ?? '';

/** What a group's sitting is called without the group: `东屿代表团第一次会议` is `第一次会议`. */
function ownTitle(meeting: MeetingView, one: Sitting): string {
  const name = groupOf(meeting, one);
  const rest = name === '' ? one.title : one.title.replace(name, '').trim();
  return rest === '' ? '会议' : rest;
}

function pointOf(item: AgendaItem): SheetPoint {
  const beside = [item.presenter, item.minutes === null ? '' : `${item.minutes}分钟`].filter(Boolean).join('，');
  return { number: item.number, words: item.title, beside, depth: item.depth };
}

const weekdays = ['日', '一', '二', '三', '四', '五', '六'];

function sayDay(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日（星期${weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()]}）`;
}

function daysOf(meeting: MeetingView): string {
  if (meeting.opensOn === meeting.closesOn) return fullDay(meeting.opensOn);
  const sameYear = meeting.opensOn.slice(0, 4) === meeting.closesOn.slice(0, 4);
  return `${fullDay(meeting.opensOn)}至${sameYear ? fullDay(meeting.closesOn).slice(5) : fullDay(meeting.closesOn)}`;
}

const fullDay = (day: string) => `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;

function timeOf(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16);
}
