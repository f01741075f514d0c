import type { AnswerOf } from '#platform/contract/route.ts';
import { Mark, type WallMark } from '#platform/web/screen/marks.tsx';
import { grouped } from '#platform/web/screen/panel.tsx';
import type { readToday } from '../../contract/routes.ts';

type Today = AnswerOf<typeof readToday>;

/** 今年提出 = 办结 + 在办, of which soon due and overdue; and what is left of earlier years. */
export function YearSum({ year, carried }: { readonly year: Today['year']; readonly carried: number }) {
  const digits = [year.raised, year.closed, year.open, year.soon, year.overdue, carried].join('').length;
  return (
    <div className={digits > 17 ? 'sum tight' : 'sum'}>
      <Figure word="今年提出（件）" count={year.raised} />
      <div className="op">=</div>
      <Figure word="办结" mark="done" count={year.closed} />
      <div className="op">+</div>
      <Figure word="在办" mark="running" count={year.open} />
      <div className="in">
        <Figure word="临期" mark="soon" count={year.soon} />
        <Figure word="超期" mark="overdue" count={year.overdue} />
      </div>
      {carried > 0 && (
        <div className="in">
          <Figure word="往年在办" count={carried} />
        </div>
      )}
    </div>
  );
}

function Figure({ word, count, mark }: { readonly word: string; readonly count: number; readonly mark?: WallMark }) {
  return (
    <div>
      <div className="k">
        {mark && <Mark mark={mark} />}
        {word}
      </div>
      <div className="n">{grouped(count)}</div>
    </div>
  );
}
