import { dayOf } from '../../contract/instant.ts';
import { dayWords } from '../shared/dates.ts';

const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

/** A day as citizens plan with it: `11月30日（周一）`, with the year where it is another one than now. */
export function dayForCitizens(day: string, now: Date): string {
  return `${dayWords(day, now)}（${weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()]}）`;
}

/** A moment's day with its year: `2026年11月23日`. */
export function fullDay(instant: string): string {
  const [year, month, day] = dayOf(new Date(instant)).split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

const numerals = ['零', '一', '两', '三', '四', '五', '六', '七', '八', '九', '十'];

/** A count before a measure word: `两项`, `十项`, from eleven on `11 项`. */
export function counted(count: number, measure: string): string {
  const numeral = numerals[count];
  return numeral ? `${numeral}${measure}` : `${count} ${measure}`;
}

/** A figure as one reads it: `12,345`. */
export function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

/** Text as paragraphs, split where its writer began new lines. */
export function paragraphsOf(text: string): string[] {
  return text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter(Boolean);
}

/** The beginning of a text in at most `most` characters, ended at a sentence or clause where there is one near. */
export function beginningOf(text: string, most: number): string {
  const flat = text.replaceAll(/\s+/g, ' ').trim();
  const characters = Array.from(flat);
  if (characters.length <= most) return flat;
  const cut = characters.slice(0, most).join('');
  const end = Math.max(...['。', '；', '，', '、'].map((mark) => cut.lastIndexOf(mark)));
  return `${end > most * 0.5 ? cut.slice(0, end) : cut}……`;
}
