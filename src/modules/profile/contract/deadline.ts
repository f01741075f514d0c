import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { day } from '#platform/contract/instant.ts';
import { periodShape, sayPeriod } from './period.ts';

/** The rules of counting in force; stored with each deadline so that a later correction of the rules does not rewrite it silently. */
export const reckoningRule = 'civil-code-201-203/1';

/** A run of days off met by the last day of a period. */
export const daysOffRun = z.object({
  from: day,
  to: day,
  /** 春节, 国庆节, 周末, or the name of the body's own day off. */
  name: z.string(),
  kind: z.enum(['weekend', 'holiday', 'own']),
});
export type DaysOffRun = z.output<typeof daysOffRun>;

/**
 * How a last day was found (Civil Code §201-203; DOMAIN §4.5). Stored with every deadline, shown whenever one asks why.
 * `due` ends at 24:00.
 */
export const reckoning = z.object({
  /** The day of the event; it is not counted. */
  start: day,
  period: periodShape,
  /** Where the period would end if its last day were any day. */
  nominal: day,
  due: day,
  /** Days from `nominal` to `due`; 0 where nothing moved. */
  shiftedBy: z.int().min(0),
  reasons: z.array(daysOffRun),
  /** For working-day periods: weekend days that counted because people work on them (调休上班). */
  makeupWorkdays: z.array(day),
  /** A day that decides the result lies in a year whose holidays are not loaded; the date may still move. */
  provisional: z.boolean(),
  rule: z.string(),
});
export type Reckoning = z.output<typeof reckoning>;

/** A reckoning with the version of the body's rules that gave its period; `versionId` is null before a body's first version (预设规则). */
export const deadline = reckoning.extend({ versionId: uuid.nullable(), versionLabel: z.string(), parameterKey: z.string().nullable() });
export type Deadline = z.output<typeof deadline>;

/** The due day in one sentence, e.g. `会办原应 1月3日到期，遇元旦假期顺延一天，1月4日到期。` */
export function sayDue(found: Reckoning, what = ''): string {
  const due = sayDay(found.due, found.start);
  const last =
    found.shiftedBy === 0
      ? `${what}${what ? ' ' : ''}${due}到期`
      : `${what}原应 ${sayDay(found.nominal, found.start)}到期，${sayReasons(found)}顺延${sayDays(found.shiftedBy)}，${due}到期`;
  return found.provisional ? `${last}（${found.due.slice(0, 4)} 年放假安排未载入，日期暂定）。` : `${last}。`;
}

/** The whole reckoning as lines for "why this day": start, term, shift, end and rule. */
export function sayReckoning(found: Reckoning, what = ''): { label: string; words: string }[] {
  const made = found.makeupWorkdays.map((value) => sayDay(value, found.start));
  const sameDay = found.period.amount === 0;
  return [
    { label: '起算', words: sameDay ? `${sayFullDay(found.start)}当日` : `${sayFullDay(found.start)}发生，当日不计入，次日起算` },
    { label: '期限', words: sayPeriod(found.period) + (made.length > 0 ? `，调休上班日计入：${made.join('、')}` : '') },
    { label: '顺延', words: sayShift(found, sameDay) },
    { label: '到期', words: `${what}${what ? ' ' : ''}${sayFullDay(found.due)} 24 时止${found.provisional ? '（暂定）' : ''}` },
    { label: '依据', words: '参照民法典第201条至第203条计算' },
  ];
}

/** `1月4日`, with the year where it differs from that of `reference`. */
export function sayDay(value: string, reference: string): string {
  const words = `${Number(value.slice(5, 7))}月${Number(value.slice(8, 10))}日`;
  return value.slice(0, 4) === reference.slice(0, 4) ? words : `${value.slice(0, 4)}年${words}`;
}

/** `2026年1月4日（周日）`. */
export function sayFullDay(value: string): string {
  const known = fullDays.get(value);
  if (known !== undefined) return known;
  const words = `${sayDay(value, '')}（周${'日一二三四五六'[new Date(`${value}T00:00:00Z`).getUTCDay()]}）`;
  // Lists say the same few days over and over; a thousand are more than the deadlines of three years.
  if (fullDays.size >= 1_100) fullDays.clear();
  fullDays.set(value, words);
  return words;
}

const fullDays = new Map<string, string>();

/** `一天`, `两天`, `九天`, `12 天`. */
function sayDays(count: number): string {
  return count <= 10 ? `${'零一两三四五六七八九十'[count]}天` : ` ${count} 天`;
}

function sayReasons(found: Reckoning): string {
  const names = [...new Set(found.reasons.map((run) => (run.kind === 'holiday' ? `${run.name}假期` : run.name)))];
  return `遇${names.join('、')}`;
}

function sayShift(found: Reckoning, sameDay: boolean): string {
  if (sameDay) return '当日办结，不顺延';
  if (found.period.unit === 'workingDay') return '按工作日计算，已跳过休息日和节假日';
  if (found.shiftedBy === 0) return '最后一日不是休息日，不顺延';
  return `原应 ${sayFullDay(found.nominal)}到期，${sayReasons(found)}顺延${sayDays(found.shiftedBy)}`;
}
