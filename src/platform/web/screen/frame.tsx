import { useEffect, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { dayOf } from '../../contract/instant.ts';
import { timeWords } from '../shared/dates.ts';
import { useNow } from '../shared/now.ts';
import { Mark } from './marks.tsx';
import type { WallLink } from './wall-link.ts';

export interface WallFrameProps {
  readonly body: 'congress' | 'cppcc';
  readonly title: string;
  /** The server's moment of the figures that are shown, and when this browser read them. */
  readonly at: string;
  readonly readAt: number;
  /** The last attempt to read failed. */
  readonly failing: boolean;
  readonly link: WallLink;
  readonly children: ReactNode;
}

/** Figures older than this are called old: two missed readings. */
const staleAfter = 150_000;

/** What stands around every page of the wall: whose it is, how fresh it is, what time it is. */
export function WallFrame({ body, title, at, readAt, failing, link, children }: WallFrameProps) {
  useEffect(() => {
    document.documentElement.dataset.body = body;
    document.title = title;
  }, [body, title]);
  // The time of the server: the computer behind a wall often keeps its own.
  const [drift, setDrift] = useState(() => Date.parse(at) - readAt);
  useEffect(() => setDrift(Date.parse(at) - readAt), [at, readAt]);
  const now = useNow(1);
  const time = new Date(now + drift).toISOString();
  return (
    <>
      <header className="top">
        <span className="body-mark">{body === 'cppcc' ? '政协' : '人大'}</span>
        <h1>{title}</h1>
        <div className="right">
          <Freshness at={at} old={now - readAt > staleAfter} failing={failing} link={link} />
          <span>{dayLong(time)}</span>
          <span className="clock">{timeWords(time)}</span>
        </div>
      </header>
      {children}
    </>
  );
}

function Freshness({
  at,
  old,
  failing,
  link,
}: {
  readonly at: string;
  readonly old: boolean;
  readonly failing: boolean;
  readonly link: WallLink;
}) {
  const state = useSyncExternalStore(link.watch, () => link.state);
  if (old)
    return (
      <span className="st st-overdue">
        <Mark mark="overdue" />
        数据停在 {timeWords(at)}，正在重新连接
      </span>
    );
  return (
    <span>
      数据截至 {timeWords(at)}，{state === 'on' && !failing ? '连接正常' : '正在重新连接'}
    </span>
  );
}

const weekdays = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'];

function dayLong(instant: string): string {
  const day = dayOf(new Date(instant));
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日 ${weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()]}`;
}
