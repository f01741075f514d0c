import type { AnswerOf } from '#platform/contract/route.ts';
import { Mark, type WallMark } from '#platform/web/screen/marks.tsx';
import { Lead, Panel, grouped } from '#platform/web/screen/panel.tsx';
import type { readBoard } from '../../contract/routes.ts';

/** How many of the promises that fell due were kept. 承诺 = 按时 + 迟后 + 未到期 + 逾期. */
export function PromisesPanel({ board }: { readonly board: AnswerOf<typeof readBoard> | null }) {
  if (!board) return <Panel label="承诺兑现">{null}</Panel>;
  const { open, overdue, kept, keptLate } = board.commitments;
  const due = kept + keptLate + overdue;
  const all = due + open;
  if (all === 0)
    return (
      <Panel label="承诺兑现">
        <p className="quiet">答复里还没有写明期限的承诺</p>
      </Panel>
    );
  const digits = [all, kept, keptLate, open, overdue].join('').length;
  return (
    <Panel label="承诺兑现">
      {due === 0 ? (
        <Lead figure={grouped(all)} unit="件" say="承诺都还没有到期" note="到期后按时、迟后、逾期分别统计" />
      ) : (
        <Lead
          figure={shareOf(kept + keptLate, due)}
          unit="%"
          say={`到期承诺 ${grouped(due)} 件，兑现 ${grouped(kept + keptLate)} 件`}
          note={overdue > 0 ? `逾期还没做到 ${grouped(overdue)} 件` : '没有逾期的'}
        />
      )}
      <div className="bar" role="img" aria-label={`按时 ${kept}，迟后 ${keptLate}，未到期 ${open}，逾期 ${overdue}`}>
        <i className="kept" style={{ flexGrow: kept }} />
        <i className="kept-late" style={{ flexGrow: keptLate }} />
        <i className="open" style={{ flexGrow: open }} />
        <i className="overdue" style={{ flexGrow: overdue }} />
      </div>
      <div className="key">
        {digits < 18 && (
          <span>
            承诺 <b>{grouped(all)}</b> 件
          </span>
        )}
        <Key mark="done" word="按时" count={kept} />
        <Key mark="late" word="迟后" count={keptLate} />
        <Key mark="running" word="未到期" count={open} />
        <Key mark="overdue" word="逾期" count={overdue} />
      </div>
    </Panel>
  );
}

function Key({ mark, word, count }: { readonly mark: WallMark; readonly word: string; readonly count: number }) {
  return (
    <span>
      <Mark mark={mark} />
      {word} <b>{grouped(count)}</b>
    </span>
  );
}

/** A share in percent with one decimal; never rounded up to 100. */
export function shareOf(part: number, whole: number): string {
  if (part === whole) return '100';
  return (Math.floor((part / whole) * 1000) / 10).toFixed(1);
}
