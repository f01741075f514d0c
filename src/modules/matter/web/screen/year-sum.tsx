import type { AnswerOf } from '#platform/contract/route.ts';
import { Mark, type WallMark } from '#platform/web/screen/marks.tsx';
import { grouped } from '#platform/web/screen/panel.tsx';
import type { readToday } from '../../contract/routes.ts';

type Today = AnswerOf<typeof readToday>;

/** 今年提出 = 办结 + 在办, of which soon due and overdue. */
export function YearSum({ year }: { readonly year: Today['year'] }) {
  const digits = [year.raised, year.closed, year.open, year.soon, year.overdue].join('').length;
  return (
    <div className={digits > 16 ? 'sum tight' : 'sum'}>
      <Figure word="今年提出（件）" count={year.raised} />
      <div className="op">=</div>
      <Figure word="办结" mark="done" count={year.closed} />
      <div className="op">+</div>
      <Figure word="在办" mark="running" count={year.open} />
      <div className="in">
        <Figure word="临期" mark="soon" count={year.soon} />
        <Figure word="超期" mark="overdue" count={year.overdue} />
      </div>
    </div>
  );
}

/** What the year's figure is made of by place, and what is left of earlier years beside it. */
export function Addends({ today, parts }: { readonly today: Today; readonly parts: string }) {
  const addends = [
    [`各${parts}`, today.year.raised - today.elsewhere.raised],
    [`不分${parts}`, today.elsewhere.raised],
    ['往年提出仍在办', today.carried],
  ] as const;
  return (
    <div className="addends">
      {addends
        .filter(([, count]) => count > 0)
        .map(([word, count]) => (
          <span key={word}>
            {word} {grouped(count)} 件
          </span>
        ))}
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
