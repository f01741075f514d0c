import type { ICalCalendar } from 'ical-generator';
import { ICalCalendarMethod, ICalEventStatus, default as makeCalendar } from 'ical-generator';
import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';

dayjs.extend(utc);
dayjs.extend(timezone);

/** One entry of a person's programme as `meeting_feed` of the database tells it; without a sitting for whoever is due at none. */
export interface FeedRow {
  readonly meeting_id: string;
  readonly meeting_title: string;
  readonly sitting_id: string | null;
  readonly title: string;
  readonly place: string;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly state: string;
  readonly revision: number;
  readonly changed_at: Date;
}

const zone = 'Asia/Shanghai';

/** China has kept one offset since 1991, so its time zone is one line (RFC 5545 §3.6.5). */
const shanghai = [
  'BEGIN:VTIMEZONE',
  'TZID:Asia/Shanghai',
  'BEGIN:STANDARD',
  'DTSTART:19910915T010000',
  'TZOFFSETFROM:+0900',
  'TZOFFSETTO:+0800',
  'TZNAME:CST',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n');

/**
 * A person's programme as an iCalendar text: times in Asia/Shanghai, a stable UID for each entry, SEQUENCE and LAST-MODIFIED of its last change, and
 * STATUS:CANCELLED where it was cancelled, so that a calendar program takes it out or strikes it through.
 */
export function calendarText(rows: readonly FeedRow[]): string {
  const calendar = makeCalendar({
    name: rows[0]!.meeting_title,
    prodId: { company: '履职通', product: '会议日程', language: 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
    // No zone of the calendar itself: its stamps stay in UTC (RFC 5545 §3.8.7.2), while each entry names its zone.
    timezone: { name: null, generator: () => shanghai },
    // Calendar programs ask again after this many seconds.
    ttl: 15 * 60,
  });
  for (const row of rows) if (row.sitting_id) addEntry(calendar, row);
  return calendar.toString();
}

function addEntry(calendar: ICalCalendar, row: FeedRow): void {
  calendar.createEvent({
    id: `${row.sitting_id}@luzhitong`,
    sequence: Math.max(0, row.revision - 1),
    start: dayjs(row.starts_at).tz(zone),
    end: dayjs(row.ends_at).tz(zone),
    timezone: zone,
    stamp: row.changed_at,
    lastModified: row.changed_at,
    summary: row.state === 'cancelled' ? `已取消：${row.title}` : row.title,
    location: row.place || null,
    description: row.meeting_title,
    status: row.state === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
}
