import { z } from 'zod';
import { day } from '#platform/contract/instant.ts';

/** States of one deadline. `waiting`: its event has not happened, or it stands still because somebody else must act first. */
export const clockStates = {
  waiting: '等待',
  running: '进行中',
  dueSoon: '临期',
  overdue: '逾期',
  veryOverdue: '严重逾期',
  metOnTime: '按期完成',
  metLate: '逾期完成',
} as const;
export type ClockStateName = keyof typeof clockStates;

/** How a deadline stands at a moment. `workingDaysLeft` is signed: 3 means 剩 3 工作日, -12 means 逾期 12 工作日. */
export const clockState = z.object({
  state: z.enum(Object.keys(clockStates) as ClockStateName[]),
  due: day.nullable(),
  workingDaysLeft: z.int().nullable(),
  paused: z.boolean(),
  provisional: z.boolean(),
});
export type ClockState = z.output<typeof clockState>;

/** The clock in the words of lists and badges: `剩 8 工作日`, `今日到期`, `逾期 12 工作日`, `等待`. */
export function sayClock(clock: ClockState): string {
  const left = clock.workingDaysLeft ?? 0;
  const open = left === 0 ? '今日到期' : `剩 ${left} 工作日`;
  const late = left === 0 ? '已过期' : `逾期 ${0 - left} 工作日`;
  const words: Record<ClockStateName, string> = {
    waiting: clock.paused ? `暂停，剩 ${left} 工作日` : '未开始',
    running: open,
    dueSoon: open,
    overdue: late,
    veryOverdue: late,
    metOnTime: '按期完成',
    metLate: left === 0 ? '逾期完成' : `${late}完成`,
  };
  return words[clock.state];
}
