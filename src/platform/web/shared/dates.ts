import { dayOf } from '../../contract/instant.ts';

const weekdays = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'];

/** A day as one says it: `1月22日`; with the year where it is another one than that of `now`: `2025年10月20日`. Takes a day or an instant. */
export function dayWords(value: string, now: Date = new Date()): string {
  const [year, month, date] = chinaDay(value).split('-').map(Number) as [number, number, number];
  const short = `${month}月${date}日`;
  return year === Number(dayOf(now).slice(0, 4)) ? short : `${year}年${short}`;
}

/** A day with its weekday: `1月22日 星期四`. */
export function dayAndWeekday(value: string, now: Date = new Date()): string {
  const day = chinaDay(value);
  return `${dayWords(day, now)} ${weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()]}`;
}

/** The clock time of an instant in China: `18:00`. */
export function timeWords(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16);
}

/** An instant as one says it today: `今天 18:00`, `昨天 09:20`, `明天 08:50`, else `1月22日 18:00`. */
export function momentWords(instant: string, now: Date = new Date()): string {
  const near = { '-1': '昨天', 0: '今天', 1: '明天' }[String(daysBetween(dayOf(now), chinaDay(instant)))];
  return `${near ?? dayWords(instant, now)} ${timeWords(instant)}`;
}

/** How long ago an instant was: `刚刚`, `32 分钟前`, `5 小时前`, then the moment itself. */
export function agoWords(instant: string, now: Date = new Date()): string {
  const minutes = Math.floor((now.getTime() - Date.parse(instant)) / 60_000);
  if (minutes < 1) return '刚刚';
  if (minutes < 60) return `${minutes} 分钟前`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} 小时前`;
  return momentWords(instant, now);
}

/** A greeting for the hour of the day in China. */
export function greeting(now: Date = new Date()): string {
  const hour = Number(timeWords(now.toISOString()).slice(0, 2));
  if (hour < 5) return '夜深了';
  if (hour < 9) return '早上好';
  if (hour < 12) return '上午好';
  if (hour < 14) return '中午好';
  return hour < 18 ? '下午好' : '晚上好';
}

/** Whole calendar days from day `from` to day `to`; negative where `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The calendar day in China of a day or an instant. */
export function chinaDay(value: string): string {
  return value.length === 10 ? value : dayOf(new Date(value));
}
