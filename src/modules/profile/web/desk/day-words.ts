import type { YearView } from '../../contract/calendar-view.ts';

export type NotableDay = YearView['days'][number];

/** What a day is, in words: 春节放假, 补班（国庆节）, 周末, 上班. */
export function natureWords(notable: NotableDay | undefined, day: string): string {
  if (!notable) return isWeekend(day) ? '周末' : '上班';
  if (notable.kind === 'own') return `本级${notable.works ? '上班' : '放假'}（${notable.name}）`;
  return notable.works ? `补班（${notable.name}）` : `${notable.name}放假`;
}

/** Whether a day is worked as things stand: a notable day says so itself, any other follows the week. */
export function worksOn(view: YearView, day: string): boolean {
  return view.days.find((one) => one.day === day)?.works ?? !isWeekend(day);
}

export function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}
