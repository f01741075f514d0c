import type { AttendeeCategory } from '../../contract/meeting.ts';
import { standings } from '../../contract/standing.ts';
import type { DayEntry, DayTask } from '../../contract/words/day.ts';
import type { OwnPaper } from '../../contract/papers/paper.ts';
import type { OwnSeat } from '../../contract/places/own-places.ts';
import { isDue } from '../core/due-rules.ts';
import { isUnread } from '../papers/own-papers.ts';
import type { DayRows } from './day-rows.ts';
import type { OwnWords } from './own-words.ts';

type Sitting = DayRows['sittings'][number];

/** A moment as PostgreSQL writes it into JSON, as the contracts have it. A day page has a hundred of them, so those that are in UTC already are only cut. */
export function utc(text: string): string {
  if (text.endsWith('Z')) return text;
  return /^\d{4}-.{14}(\.\d+)?\+00:00$/.test(text)
    ? `${text.slice(0, 19)}.${text.slice(20, -6).padEnd(3, '0').slice(0, 3)}Z`
    : new Date(text).toISOString();
}

/**
 * The day's programme for one person. Members see what they are due at; whoever serves or watches the meeting (staff, press, the office)
 * sees all of it, sittings that every group holds for itself as one line.
 */
export function entriesFor(rows: DayRows, seats: readonly OwnSeat[]): DayEntry[] {
  const groupIds = rows.me ? [...(rows.me.group_id ? [rows.me.group_id] : []), ...rows.me.posts.map((post) => post.group_id)] : [];
  const sees = rows.me === null || seesAll.has(rows.me.category);
  const entries: DayEntry[] = [];
  const folded = new Map<string, { entry: DayEntry; count: number; name: string }>();
  for (const sitting of rows.sittings) {
    const rule = { dueCategories: sitting.due_categories, dueGroups: sitting.due_groups };
    const due = rows.me !== null && isDue(rule, { category: rows.me.category, groupIds });
    if (!due && !sees) continue;
    const entry = entryOf(rows, sitting, due, seats);
    const fold = !due && sitting.due_groups.length > 0 ? `${sitting.kind} ${sitting.starts_at}` : null;
    const same = fold === null ? undefined : folded.get(fold);
    if (same) {
      same.count += 1;
      Object.assign(same.entry, { title: `${same.name}等 ${same.count} 场`, place: '' });
      continue;
    }
    if (fold !== null) folded.set(fold, { entry, count: 1, name: sitting.title });
    entries.push(entry);
  }
  return entries;
}

const seesAll: ReadonlySet<AttendeeCategory> = new Set(['staff', 'press']);

function entryOf(rows: DayRows, sitting: Sitting, due: boolean, seats: readonly OwnSeat[]): DayEntry {
  const starts = Date.parse(sitting.starts_at);
  const entered = rows.presence.find((one) => one.sitting_id === sitting.id);
  const seat =
    seats.find((one) => one.sittingIds.includes(sitting.id)) ??
    (sitting.kind === 'plenary' ? seats.find((one) => one.sittingIds.length === 0) : undefined);
  return {
    id: sitting.id,
    kind: sitting.kind,
    title: sitting.title,
    startsAt: utc(sitting.starts_at),
    endsAt: utc(sitting.ends_at),
    place: sitting.place,
    state: sitting.state,
    due,
    onLeave: rows.leaves.some((leave) => Date.parse(leave.from_at) <= starts && starts < Date.parse(leave.until_at)),
    checkedInAt: entered ? utc(entered.at) : null,
    settled: rows.settled.find((one) => one.sitting_id === sitting.id)?.outcome ?? null,
    checkInFrom: sitting.check_in_from ? utc(sitting.check_in_from) : null,
    agenda: agendaOf(rows.agenda.filter((item) => item.sitting_id === sitting.id)),
    seat: due ? (seat ?? null) : null,
    floorOpen: due && rows.me !== null && standings[rows.me.category].speaks && sitting.floor_open === true && sitting.state !== 'ended',
  };
}

/** The tree of points as a list: each point before its own, in the office's order. What hangs below a hidden point is not among the rows' parents and left out. */
function agendaOf(items: DayRows['agenda']): DayEntry['agenda'] {
  const below = (parent: string | null, depth: number): DayEntry['agenda'] =>
    items.flatMap((item) =>
      item.parent_id === parent
        ? [{ title: item.title, presenter: item.presenter, depth, now: item.state === 'now' }, ...below(item.id, depth + 1)]
        : [],
    );
  return below(null, 0);
}

/** What waits for an attendee, the most urgent first. Sign-in stands while one may sign in: from its opening, or an hour before, until the end. */
export function tasksFor(
  meetingId: string,
  entries: readonly DayEntry[],
  papers: readonly OwnPaper[],
  words: OwnWords,
  rows: DayRows,
  now: Date,
): DayTask[] {
  const page = `/meeting/${meetingId}`;
  const tasks: DayTask[] = [];
  const add = (kind: DayTask['kind'], title: string, what: string, link: string) =>
    tasks.push({ kind, title, words: what, link: `${page}/${link}` });
  for (const entry of entries) {
    const opens = entry.checkInFrom ? Date.parse(entry.checkInFrom) : Date.parse(entry.startsAt) - 3_600_000;
    const signable =
      entry.due && !entry.onLeave && !entry.checkedInAt && entry.kind !== 'meal' && entry.kind !== 'other' && entry.state !== 'ended';
    if (signable && opens <= now.getTime() && now.getTime() <= Date.parse(entry.endsAt))
      add('signIn', entry.kind === 'registration' ? '报到' : '签到', entry.title, 'code');
  }
  for (const speech of words.speeches) {
    if (speech.state === 'draft') add('speak', '修改发言', `《${speech.title}》退回修改`, 'speech');
    if (speech.state === 'selected' && entries.some((entry) => entry.id === speech.sittingId))
      add('speak', `今天第 ${speech.position} 位发言`, `《${speech.title}》`, 'speech');
  }
  if (rows.leaves_to_decide > 0) add('leave', '审批请假', `${rows.leaves_to_decide} 人等您批准`, 'leave');
  if (words.toSign > 0) add('sign', '签署发言', `${words.toSign} 份发言等您签署`, 'speech');
  if (rows.briefs_sent_back > 0) add('brief', '修改简报', `${rows.briefs_sent_back} 期简报退回修改`, 'briefs');
  const unread = papers.filter(isUnread);
  if (unread.length > 0)
    add('read', '阅读文件', unread.length === 1 ? `《${unread[0]!.title}》` : `${unread.length} 份文件还没有看`, 'papers');
  if (words.unread > 0) add('notice', '查看通知', `${words.unread} 条通知未读`, 'notices');
  return tasks;
}
