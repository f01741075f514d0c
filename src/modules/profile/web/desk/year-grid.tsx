import { useEffect, useRef } from 'react';
import { addDays } from '#platform/contract/instant.ts';
import { useKeys } from '#platform/web/desk/keys.tsx';
import type { YearView } from '../../contract/calendar-view.ts';
import { sayFullDay } from '../../contract/deadline.ts';
import { isWeekend, natureWords } from './day-words.ts';
import type { NotableDay } from './day-words.ts';

const months = Array.from({ length: 12 }, (_, index) => index + 1);

/** Weeks begin on Monday, as calendars in offices do. */
const weekdays = ['一', '二', '三', '四', '五', '六', '日'];

/** Twelve months; the arrow keys move from day to day. */
export function YearGrid({ view, picked, onPick }: { view: YearView; picked: string; onPick: (day: string) => void }) {
  const grid = useRef<HTMLDivElement>(null);
  const notable = new Map(view.days.map((one) => [one.day, one]));
  const move = (days: number) => {
    const next = addDays(picked, days);
    if (next.startsWith(`${view.year}-`)) onPick(next);
  };
  useKeys([
    { keys: ['ArrowLeft', 'ArrowRight'], label: '前后一天', act: (event) => move(event.key === 'ArrowLeft' ? -1 : 1) },
    { keys: ['ArrowUp', 'ArrowDown'], label: '上下一周', act: (event) => move(event.key === 'ArrowUp' ? -7 : 7), quiet: true },
  ]);
  useEffect(() => {
    const cell = grid.current?.querySelector<HTMLElement>(`[data-day="${picked}"]`);
    if (cell && document.activeElement instanceof HTMLElement && document.activeElement.matches('.day')) cell.focus();
  }, [picked]);
  return (
    <>
      <div className="year-legend s" aria-hidden="true">
        <span>
          <b className="day off">休</b>放假
        </span>
        <span>
          <b className="day work">班</b>补班
        </span>
        <span>
          <b className="day off own">休</b>本级另定
        </span>
        {!view.known && (
          <span>
            <b className="day unknown">　</b>未载入，可能变动
          </span>
        )}
      </div>
      <div className="year" ref={grid}>
        {months.map((month) => (
          <Month key={month} view={view} month={month} notable={notable} picked={picked} onPick={onPick} />
        ))}
      </div>
    </>
  );
}

interface MonthProps {
  readonly view: YearView;
  readonly month: number;
  readonly notable: ReadonlyMap<string, NotableDay>;
  readonly picked: string;
  readonly onPick: (day: string) => void;
}

function Month({ view, month, notable, picked, onPick }: MonthProps) {
  const first = `${view.year}-${String(month).padStart(2, '0')}-01`;
  const days = Array.from({ length: 31 }, (_, index) => addDays(first, index)).filter((day) => day.startsWith(first.slice(0, 7)));
  const blanks = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7;
  return (
    <section className="month" aria-label={`${month} 月`}>
      <h2>{month} 月</h2>
      <div className="month-days">
        {weekdays.map((name) => (
          <span key={name} aria-hidden="true">
            {name}
          </span>
        ))}
        {weekdays.slice(0, blanks).map((name) => (
          <span key={`before-${name}`} />
        ))}
        {days.map((day) => (
          <DayCell key={day} day={day} view={view} notable={notable.get(day)} picked={day === picked} onPick={onPick} />
        ))}
      </div>
    </section>
  );
}

interface DayCellProps {
  readonly day: string;
  readonly view: YearView;
  readonly notable: NotableDay | undefined;
  readonly picked: boolean;
  readonly onPick: (day: string) => void;
}

function DayCell({ day, view, notable, picked, onPick }: DayCellProps) {
  const classes = [
    'day',
    isWeekend(day) ? 'weekend' : '',
    notable ? (notable.works ? 'work' : 'off') : '',
    notable?.kind === 'own' ? 'own' : '',
    !view.known && !notable ? 'unknown' : '',
    day === view.today ? 'today' : '',
  ];
  return (
    <button
      type="button"
      className={classes.filter(Boolean).join(' ')}
      data-day={day}
      tabIndex={picked ? 0 : -1}
      aria-pressed={picked}
      aria-current={day === view.today ? 'date' : undefined}
      aria-label={`${sayFullDay(day)}，${natureWords(notable, day)}`}
      title={notable ? natureWords(notable, day) : undefined}
      onClick={() => onPick(day)}
    >
      {Number(day.slice(8))}
      {notable && <i aria-hidden="true">{notable.works ? '班' : '休'}</i>}
    </button>
  );
}
