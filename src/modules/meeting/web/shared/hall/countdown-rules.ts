import type { FloorTurn } from '../../../contract/words/floor.ts';

/** How a turn stands: `left` seconds remain (negative when over), rounded the way a wall counts down. */
export interface TurnClock {
  readonly usedSeconds: number;
  readonly leftSeconds: number;
  readonly state: 'standing' | 'running' | 'last' | 'over';
}

type Turn = Pick<FloorTurn, 'limitSeconds' | 'runningSince' | 'seconds' | 'paused'>;

/**
 * The clock of a turn at the server's moment `now` (milliseconds). What is left is rounded up, so that 8:00 stands for the whole first second and 0:00 begins the
 * first second over time; over time is rounded down, so that `+0:01` comes after a whole second.
 */
export function turnClock(turn: Turn, now: number): TurnClock {
  const running = turn.runningSince === null ? 0 : Math.max(0, now - Date.parse(turn.runningSince));
  const used = turn.seconds * 1_000 + running;
  const left = turn.limitSeconds * 1_000 - used;
  const leftSeconds = left >= 0 ? Math.ceil(left / 1_000) : -Math.floor(-left / 1_000);
  const state = turn.runningSince === null ? 'standing' : left < 0 ? 'over' : left <= 60_000 ? 'last' : 'running';
  return { usedSeconds: Math.floor(used / 1_000), leftSeconds, state };
}

/** Milliseconds from `now` until the figure on the wall changes next. */
export function untilNextSecond(turn: Turn, now: number): number {
  if (turn.runningSince === null) return 1_000;
  const left = (turn.limitSeconds - turn.seconds) * 1_000 - (now - Date.parse(turn.runningSince));
  const rest = ((left % 1_000) + 1_000) % 1_000;
  return rest === 0 ? 1_000 : rest;
}

/** `3:42`, `+0:18`, `12:05` */
export function clockWords(seconds: number): string {
  const whole = Math.abs(seconds);
  return `${seconds < 0 ? '+' : ''}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
