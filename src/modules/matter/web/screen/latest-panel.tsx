import type { AnswerOf } from '#platform/contract/route.ts';
import { Mark } from '#platform/web/screen/marks.tsx';
import { Lead, Panel, grouped } from '#platform/web/screen/panel.tsx';
import { momentWords, timeWords, chinaDay } from '#platform/web/shared/dates.ts';
import type { readToday } from '../../contract/routes.ts';

type Today = AnswerOf<typeof readToday>;

/** How many matters came in today, and the last things that happened. */
export function LatestPanel({ today }: { readonly today: Today }) {
  const { raised, taken } = today.today;
  return (
    <Panel label="今天提出">
      <Lead figure={grouped(raised)} unit="件" say="今天提出" note={takenWords(raised, taken)} />
      {today.latest.length === 0 ? (
        <p className="quiet">还没有提出过事项</p>
      ) : (
        <ul className="stream">
          {today.latest.map((line) => (
            <Line key={`${line.at} ${line.title} ${line.words}`} line={line} now={today.at} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function takenWords(raised: number, taken: number): string {
  if (raised === 0) return '今天还没有新提出的';
  if (taken === 0) return '还没有人接手';
  return taken === raised ? '都已有人接手' : `其中 ${taken} 件已有人接手`;
}

function Line({ line, now }: { readonly line: Today['latest'][number]; readonly now: string }) {
  const mark = line.mark === 'draft' ? 'waiting' : line.mark;
  return (
    <li>
      <div className="a">
        <b>{whenWords(line.at, now)}</b>
        <span className="where">
          {line.region} · {line.kindName}
        </span>
        <span className={`st st-${mark}`}>
          <Mark mark={mark} />
          {line.words}
        </span>
      </div>
      <div className="b">{line.title ?? '提出人要求不公开内容'}</div>
    </li>
  );
}

/** The hour today, the day before. */
function whenWords(at: string, now: string): string {
  return chinaDay(at) === chinaDay(now) ? timeWords(at) : momentWords(at, new Date(now)).replace(/ \d\d:\d\d$/, '');
}
