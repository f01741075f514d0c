import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wakingHour } from './tell-citizens.ts';

test('waits until eight in China at night, and not at all by day', () => {
  const cases = [
    ['2026-03-02T00:00:00.000Z', '2026-03-02T00:00:00.000Z'],
    ['2026-03-02T12:59:59.000Z', '2026-03-02T12:59:59.000Z'],
    ['2026-03-02T13:00:00.000Z', '2026-03-03T00:00:00.000Z'],
    ['2026-03-02T23:59:59.000Z', '2026-03-03T00:00:00.000Z'],
    ['2026-12-31T20:00:00.000Z', '2027-01-01T00:00:00.000Z'],
  ] as const;
  for (const [now, then] of cases) expect(wakingHour(new Date(now)).toISOString(), now).toBe(then);
});

test('never comes earlier than asked, never later than eleven hours on, and always between eight and nine at night', () => {
  const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(moment, (now) => {
      const then = wakingHour(now);
      const hour = (then.getUTCHours() + 8) % 24;
      expect(then.getTime()).toBeGreaterThanOrEqual(now.getTime());
      expect(then.getTime() - now.getTime()).toBeLessThanOrEqual(11 * 3_600_000);
      expect(hour >= 8 && hour < 21).toBe(true);
    }),
  );
});
