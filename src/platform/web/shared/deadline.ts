import { dayOf } from '../../contract/instant.ts';
import { chinaDay, dayWords, daysBetween, timeWords } from './dates.ts';

/** The five states of anything with a clock. Each has a shape, a word and a colour, and they are always shown together. */
export type State = 'running' | 'soon' | 'overdue' | 'done' | 'closed';

export interface Deadline {
  /** Last day or last instant. */
  readonly due: string;
  /** When it was met; then nothing counts down any more. */
  readonly metAt?: string | null;
  /** What the due date is counted in. The server's count in working days goes into `workingDaysLeft`. */
  readonly workingDaysLeft?: number | null;
  /** How it stands, where the server has said so by the body's rules; without it the calendar decides. */
  readonly state?: State;
}

export interface DeadlineWords {
  readonly state: State;
  /** For chips and rows: `剩 9 天`, `今天 18:00 截止`, `逾期 18 天`, `12月18日完成`. */
  readonly short: string;
  /** For the big figure of a card: words before, the number, unit after. */
  readonly figure: { readonly before: string; readonly number: number; readonly unit: string };
  /** The whole sentence for screen readers: `2月3日到期，还剩 12 天`. */
  readonly full: string;
}

/** Only where no server says what due soon means: the body's rule profile does. */
const soonDays = 5;

/** What a deadline says at the moment `now`. */
export function deadlineWords(deadline: Deadline, now: Date = new Date()): DeadlineWords {
  const dueDay = chinaDay(deadline.due);
  if (deadline.metAt) {
    const short = `${dayWords(deadline.metAt, now)}完成`;
    return {
      state: 'done',
      short,
      figure: { before: '提前', number: Math.max(0, daysBetween(chinaDay(deadline.metAt), dueDay)), unit: '天' },
      full: short,
    };
  }
  const passed = deadline.state
    ? deadline.state === 'overdue'
    : deadline.due.length === 10
      ? dayOf(now) > dueDay
      : now.toISOString() > deadline.due;
  const unit = deadline.workingDaysLeft === undefined || deadline.workingDaysLeft === null ? '天' : '工作日';
  const left = deadline.workingDaysLeft ?? daysBetween(dayOf(now), dueDay);
  const due = `${dayWords(dueDay, now)}到期`;
  if (passed) return overdueWords(Math.max(1, Math.abs(left)), unit, due);
  if (dueDay === dayOf(now)) return todayWords(deadline.due, unit, due);
  const state = deadline.state ?? (left <= soonDays ? 'soon' : 'running');
  return { state, short: `剩 ${left} ${unit}`, figure: { before: '还剩', number: left, unit }, full: `${due}，还剩 ${left} ${unit}` };
}

function overdueWords(days: number, unit: string, due: string): DeadlineWords {
  return {
    state: 'overdue',
    short: `逾期 ${days} ${unit}`,
    figure: { before: '逾期', number: days, unit },
    full: `${due}，已逾期 ${days} ${unit}`,
  };
}

function todayWords(due: string, unit: string, dueWords: string): DeadlineWords {
  const time = due.length === 10 || timeWords(due) === '23:59' ? '' : ` ${timeWords(due)}`;
  return {
    state: 'soon',
    short: `今天${time} 截止`.replace('今天 截止', '今天截止'),
    figure: { before: '还剩', number: 0, unit },
    full: `${dueWords}，今天截止`,
  };
}
