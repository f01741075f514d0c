import { useEffect, useRef } from 'react';
import { useAddress } from '#platform/web/desk/address.ts';
import { Clock } from '#platform/web/desk/clock.tsx';
import { dayAndWeekday, timeWords } from '#platform/web/shared/dates.ts';
import { useNow } from '#platform/web/shared/now.ts';
import type { Board } from '../../../contract/hall/board.ts';
import { quorums } from '../../../contract/meeting.ts';
import { missingWord, spanWords } from './board-words.ts';
import { bundlesOf, worstOf, type DayBundle } from './day-bundles.ts';

/** The sitting in question: when, how many, and whether it may begin. */
export function SittingHead({ board, readAt }: { readonly board: Board; readonly readAt: number }) {
  const sitting = board.sitting!;
  const { count } = board;
  const missing = missingWord(board);
  return (
    <section className="board-head" aria-label={sitting.title}>
      <div className="board-title">
        <SittingTitle board={board} />
        <p className="s">
          {dayAndWeekday(sitting.startsAt)} {timeWords(sitting.startsAt)}
          {sitting.place && `，${sitting.place}`}，<Until board={board} readAt={readAt} />
        </p>
      </div>
      <dl className="board-figures">
        <Figure count={count.due} words="应到" />
        <Figure count={count.present} words="实到" />
        <Figure count={count.onLeave} words="请假" />
        <Figure count={count.missing} words={missing} late={count.missing > 0} />
      </dl>
      <QuorumBar board={board} missing={missing} />
      <QuorumWords board={board} />
    </section>
  );
}

/** The sitting's name; one of many at the same hour is chosen here. */
function SittingTitle({ board }: { readonly board: Board }) {
  const [, change] = useAddress();
  const sitting = board.sitting!;
  const bundle = bundlesOf(board.strip).find((one) => one.entries.some((entry) => entry.id === sitting.id));
  if (!bundle || bundle.entries.length === 1) return <h2>{sitting.title}</h2>;
  return (
    <h2>
      <select className="pick" aria-label="哪一场" value={sitting.id} onChange={(event) => change({ sitting: event.target.value })}>
        {bundle.entries.map((entry) => (
          <option key={entry.id} value={entry.id}>
            {entry.title}
            {entry.count && entry.count.missing > 0 && `（${entry.state === 'ended' ? '缺席' : '未到'} ${entry.count.missing}）`}
          </option>
        ))}
      </select>
    </h2>
  );
}

function Figure({ count, words, late = false }: { readonly count: number; readonly words: string; readonly late?: boolean }) {
  return (
    <div className={late ? 'late' : undefined}>
      <dd>{count}</dd>
      <dt>{words}</dt>
    </div>
  );
}

/** How long until it begins, by the server's clock, looked at again every ten seconds. */
function Until({ board, readAt }: { readonly board: Board; readonly readAt: number }) {
  const local = useNow(10);
  const sitting = board.sitting!;
  const now = local + Date.parse(board.at) - readAt;
  if (sitting.state === 'running') return <b className="ink">正在进行</b>;
  if (sitting.state === 'ended') return <b className="ink">已结束</b>;
  const left = Date.parse(sitting.startsAt) - now;
  return left >= 0 ? (
    <>
      距开会 <b className="ink">{spanWords(left)}</b>
    </>
  ) : (
    <>
      已过开会时间 <b className="over-words">{spanWords(-left)}</b>
    </>
  );
}

function QuorumBar({ board, missing }: { readonly board: Board; readonly missing: string }) {
  const { count, need } = board;
  const share = (part: number) => `${count.due === 0 ? 0 : (part / count.due) * 100}%`;
  return (
    <div className="board-quorum">
      <div className="above">
        {need > 0 && (
          <span style={{ right: `calc(100% - ${share(need)})` }}>
            法定 {need}（{quorums[board.sitting!.quorum].replace('以上', '')}）
          </span>
        )}
      </div>
      <div
        className="bar3"
        role="img"
        aria-label={`应到 ${count.due}，实到 ${count.present}，请假 ${count.onLeave}，${missing} ${count.missing}${need > 0 ? `，法定 ${need}` : ''}`}
      >
        <i className="in" style={{ width: share(count.present) }} />
        <i className="away" style={{ width: share(count.onLeave) }} />
        <i className="out" style={{ width: share(count.missing) }} />
        {need > 0 && <em style={{ left: share(need) }} />}
      </div>
      <div className="below">
        <span className="done-words">实到 {count.present}</span>
        <span>
          斜纹请假 {count.onLeave}，红{missing} {count.missing}
        </span>
      </div>
    </div>
  );
}

function QuorumWords({ board }: { readonly board: Board }) {
  const { count, need, reachedAt } = board;
  if (need === 0) return <div className="board-verdict s">这一场不要求法定人数</div>;
  const over = count.present - need;
  return (
    <div className="board-verdict">
      {over >= 0 ? <Clock tone="done" words="已达法定人数" /> : <Clock tone="soon" words="未达法定人数" />}
      <p className="s">{over >= 0 ? `超出 ${over} 人${reachedAt ? `，${timeWords(reachedAt)} 达到` : ''}` : `还差 ${-over} 人`}</p>
    </div>
  );
}

/** The entries of the day; a press shows the one. */
export function DayStrip({ board }: { readonly board: Board }) {
  const [, change] = useAddress();
  const here = useRef<HTMLLIElement>(null);
  const shown = board.sitting?.id;
  useEffect(() => {
    // Newer browsers answer with a promise, which React would take for a clean-up.
    here.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [shown]);
  if (board.strip.length === 0) return null;
  return (
    <ol className="board-day" aria-label="当天日程">
      {bundlesOf(board.strip).map((bundle) => {
        const on = bundle.entries.some((entry) => entry.id === shown);
        return (
          <li key={bundle.id} ref={on ? here : undefined} className={on ? 'on' : undefined}>
            <button type="button" className="bare" aria-current={on || undefined} onClick={() => change({ sitting: worstOf(bundle).id })}>
              <span className="cut">
                <b>{timeWords(bundle.startsAt)}</b> {bundle.title}
              </span>
              <Standing entry={bundle} />
            </button>
          </li>
        );
      })}
    </ol>
  );
}

function Standing({ entry }: { readonly entry: DayBundle }) {
  const { count, state } = entry;
  if (!count) return <span className="cut">{entry.place || (state === 'ended' ? '已结束' : ' ')}</span>;
  if (state === 'ended') return <Clock tone="done" words={`实到 ${count.present}${count.missing > 0 ? `，缺席 ${count.missing}` : ''}`} />;
  if (count.present === 0)
    return (
      <span className="cut">
        应到 {count.due}
        {count.onLeave > 0 && `，请假 ${count.onLeave}`}
      </span>
    );
  if (count.missing === 0) return <Clock tone="done" words={`全部到齐，请假 ${count.onLeave}`} />;
  return <Clock tone="soon" words={`${state === 'running' ? '进行中' : '正在签到'}，未到 ${count.missing}`} />;
}
