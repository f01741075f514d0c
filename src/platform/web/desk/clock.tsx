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
