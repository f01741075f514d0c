import type { ClockView } from '../../contract/views.ts';
import { dayOf } from '#platform/contract/instant.ts';
import { dayWords, daysBetween } from '#platform/web/shared/dates.ts';
import { openClocks } from './clocks.ts';

export interface RulerMark {
  readonly label: string;
  readonly day: string;
  /** Place on the ruler in percent of its length. */
  readonly at: number;
  /** Words at the ends lean inwards, so that they stay on the card. */
  readonly lean: 'start' | 'middle' | 'end';
}

export interface RulerDrawing {
  readonly marks: readonly RulerMark[];
  /** Where today stands, in percent. */
  readonly today: number;
  /** The whole ruler in words, for screen readers. */
  readonly words: string;
}

/** All clocks of a case on one line from the first start to the last end; null where fewer than one deadline is open. */
export function drawRuler(clocks: readonly ClockView[], now: Date = new Date()): RulerDrawing | null {
  const shown = openClocks(clocks).filter((clock) => clock.dueOn);
  if (shown.length === 0) return null;
  const start = shown.map((clock) => clock.startedOn).sort()[0]!;
  const today = dayOf(now);
  const end = [...shown.map((clock) => clock.dueOn!), today].sort().at(-1)!;
  const length = daysBetween(start, end);
  // What starts and ends today is no line; the figures say it all.
  if (length < 1) return null;
  const place = (day: string) => Math.min(100, Math.max(0, (daysBetween(start, day) / length) * 100));
  const ends = new Map<string, string>();
  for (const clock of shown) if (!ends.has(clock.dueOn!) || clock.principal) ends.set(clock.dueOn!, `${clock.label}到期`);
  const days = [{ label: '开始', day: start }, ...[...ends].map(([day, label]) => ({ label, day }))];
  const marks = days.map((one) => ({ ...one, at: place(one.day), lean: leanOf(place(one.day)) })).sort((one, other) => one.at - other.at);
  const words = [...marks.map((mark) => `${dayWords(mark.day, now)}${mark.label}`), `今天${dayWords(today, now)}`].join('，');
  return { marks: spaced(marks, now), today: place(today), words };
}

const leanOf = (at: number): RulerMark['lean'] => (at < 12 ? 'start' : at > 88 ? 'end' : 'middle');

/** A character of the labels takes about this many percent of the ruler on a phone 390 wide. */
const characterWidth = 4.2;

/** Labels that would lie on each other are left out; the later ones are kept: an end says more than a start. */
function spaced(marks: readonly RulerMark[], now: Date): readonly RulerMark[] {
  const kept: { readonly mark: RulerMark; readonly from: number; readonly to: number }[] = [];
  for (const mark of [...marks].reverse()) {
    const width = Math.max(mark.label.length, dayWords(mark.day, now).length * 0.7) * characterWidth;
    const from = { start: mark.at, middle: mark.at - width / 2, end: mark.at - width }[mark.lean];
    if (kept.every((one) => from + width < one.from || from > one.to)) kept.unshift({ mark, from, to: from + width });
  }
  return kept.map((one) => one.mark);
}
