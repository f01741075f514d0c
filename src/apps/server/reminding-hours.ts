import { dayOf } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { calendarFor, nextWorkingMoment, profileAt, reminderHours } from '#modules/profile/server/index.ts';

/** True in the working hours of the body `bodyId`, by its own calendar and rules: when its people may be reminded. */
export async function mayRemindAt(tx: Tx, bodyId: string, at: Date): Promise<boolean> {
  const [calendar, { parameters }] = await Promise.all([calendarFor(tx, bodyId), profileAt(tx, bodyId, dayOf(at))]);
  return nextWorkingMoment(calendar, reminderHours(parameters, 'staff'), at).getTime() === at.getTime();
}
