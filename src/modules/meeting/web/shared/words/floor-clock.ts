import { useNow } from '#platform/web/shared/now.ts';
import type { FloorTurn } from '../../../contract/words/floor.ts';

/** Seconds that a turn has run. `serverNow` is the server's clock, so that a device whose own is wrong counts right. */
export function secondsSpoken(turn: Pick<FloorTurn, 'seconds' | 'runningSince'>, serverNow: number): number {
  const running = turn.runningSince ? Math.max(0, serverNow - Date.parse(turn.runningSince)) : 0;
  return turn.seconds + Math.floor(running / 1_000);
}

/** `07:42`; over time as `+00:35`. */
export function clockWords(seconds: number): string {
  const whole = Math.abs(seconds);
  return `${seconds < 0 ? '+' : ''}${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
}

/** `3 分 20 秒`, `20 秒`. */
export function spanWords(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} 秒`;
  const rest = Math.round(seconds) % 60;
  return rest === 0 ? `${Math.floor(seconds / 60)} 分钟` : `${Math.floor(seconds / 60)} 分 ${rest} 秒`;
}

/** The server's time, told again every half second. `at` came with the reading that was received at `receivedAt` of this device. */
export function useServerNow(at: string | undefined, receivedAt: number): number {
  const now = useNow(0.5);
  return at ? Date.parse(at) + Math.max(0, now - receivedAt) : now;
}
