import { call } from '#platform/web/shared/call.ts';
import type { ClockOffset, ClockRound } from '../../../contract/presence/clock-rules.ts';
import { offsetOf } from '../../../contract/presence/clock-rules.ts';
import { readClock } from '../../../contract/presence/routes.ts';

/** Measures how far this device's clock is from the server's in a few round trips; null where the server is not reached. */
export async function measureClock(rounds = 5): Promise<ClockOffset | null> {
  const measured: ClockRound[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const asked = Date.now();
    const answer = await call(readClock).catch(() => null);
    if (!answer) break;
    measured.push({ asked, answered: Date.now(), server: Date.parse(answer.now) });
  }
  return offsetOf(measured);
}
