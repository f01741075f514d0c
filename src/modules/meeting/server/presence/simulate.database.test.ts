import { expect, test } from 'vitest';
import { simulateDay } from './simulate-day.ts';

test('a session day with devices that lose the network and a server that is killed twice: nothing lost, nothing doubled, every conflict reported', async () => {
  const day = await simulateDay({ people: 300 });
  expect(day).toMatchObject({ lost: 0, doubled: 0, wrong: 0, kills: 2 });
  expect(day.conflictsReported).toBe(day.conflictsTrue);
  // Otherwise the day proved nothing.
  expect(day.scans).toBeGreaterThan(2_500);
  expect(day.conflictsTrue).toBeGreaterThan(0);
}, 90_000);
