import { addDays, dayOf } from '#platform/contract/instant.ts';
import type { AnswerOf, ParamsOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import type { readYear as route } from '../../contract/routes.ts';
import type { YearView } from '../../contract/calendar-view.ts';
import type { OwnDayRow } from '../calendar.ts';
import { ownDaysOf, wholeCountry, yearsIn } from '../calendar.ts';
import type { WorkingCalendar } from '../calendar-rules.ts';
import { natureOf, workingCalendar } from '../calendar-rules.ts';
import { yearNeededFrom } from '../calendar-reach.ts';
import { publishedYear } from '../national-calendar.ts';
import { profileAt } from '../rules-in-force.ts';
import { actorBody } from '../standing.ts';

/** One year of the body's calendar: every day that is no plain weekday or weekend, where it comes from, and how far the calendar reaches. */
export async function readYear(tx: Tx, { year }: ParamsOf<typeof route>): Promise<AnswerOf<typeof route>> {
  const body = await actorBody(tx);
  const today = dayOf(tx.now);
  const [years, own, rules] = await Promise.all([yearsIn(tx, body.regionCode), ownDaysOf(tx, body.id), profileAt(tx, body.id, today)]);
  const calendar = workingCalendar({ years, ownDays: own });
  const loaded = years.find((row) => row.year === year) ?? null;
  const allDays = daysOfYear(year);
  return {
    year,
    today,
    known: loaded !== null,
    days: allDays.flatMap((day) => notableDay(calendar, day)),
    ownDays: own.filter((row) => row.day.startsWith(`${year}-`)).map(ownDayView),
    workdays: allDays.filter((day) => natureOf(calendar, day).works).length,
    source: loaded?.source ?? null,
    regionName: loaded ? (loaded.region_code === wholeCountry ? '全国' : '本行政区域') : null,
    // What came with the product was loaded by nobody at no time worth telling.
    loadedAt: loaded?.loaded_by_body ? loaded.loaded_at.toISOString() : null,
    loadedBy: loaded?.loaded_by_name ?? null,
    lastKnownYear: calendar.lastKnownYear,
    yearNeeded: yearNeededFrom(today, rules.parameters, body),
    offered: publishedYear(year) !== null,
  };
}

function notableDay(calendar: WorkingCalendar, day: string): YearView['days'] {
  const { works, kind, name } = natureOf(calendar, day);
  return kind === 'weekday' || kind === 'weekend' ? [] : [{ day, works, kind, name }];
}

function ownDayView(row: OwnDayRow): YearView['ownDays'][number] {
  return {
    id: row.id,
    day: row.day,
    kind: row.kind,
    name: row.name,
    reason: row.reason,
    addedAt: row.added_at.toISOString(),
    addedBy: row.added_by_name,
  };
}

function daysOfYear(year: number): string[] {
  return Array.from({ length: 366 }, (_, index) => addDays(`${year}-01-01`, index)).filter((day) => day.startsWith(`${year}-`));
}
