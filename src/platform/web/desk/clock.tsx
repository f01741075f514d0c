import { Icon } from './icon.tsx';

export type ClockTone = 'overdue' | 'soon' | 'running' | 'done' | 'waiting';
const looks = {
  overdue: { className: 'over', icon: 'late' },
  soon: { className: 'soon', icon: 'half' },
  running: { className: 'run', icon: 'clock' },
  done: { className: 'done', icon: 'tick' },
  waiting: { className: 'off', icon: 'wait' },
} as const;

/** A state of time as shape, word and colour; its loudness falls with urgency. */
export function Clock({ tone, words }: { tone: ClockTone; words: string }) {
  const look = looks[tone];
  return (
    <span className={`clk ${look.className}`}>
      <Icon name={look.icon} />
      {words}
    </span>
  );
}

/** The tone of a clock with `left` working days to go; negative when overdue. `soon` is the body's own threshold. */
export function toneOf(left: number, soon: number): ClockTone {
  if (left < 0) return 'overdue';
  return left <= soon ? 'soon' : 'running';
}

/** `逾期 12 工作日`, `今天到期`, `剩 8 工作日`. */
export function wordsOf(left: number): string {
  if (left < 0) return `逾期 ${-left} 工作日`;
  return left === 0 ? '今天到期' : `剩 ${left} 工作日`;
}
