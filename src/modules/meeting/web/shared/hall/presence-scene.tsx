import { memo } from 'react';
import type { HallDrawing, HallScene, HallSeat, ViewOf } from '../../../contract/hall/scene.ts';
import { quorums } from '../../../contract/meeting.ts';
import { AgendaPanel } from './agenda-scene.tsx';
import { HallMarkIcon } from './marks.tsx';

type View = ViewOf<'presence'>;

/** 到会人数: the verdict first, the quorum's line on the bar, every seat as it stands, and the sums by delegation. */
export function PresenceScene({ view, scene }: { readonly view: View; readonly scene: HallScene }) {
  const ended = scene.sitting?.state === 'ended';
  return (
    <main className={`hall-wall presence-wall${view.drawing ? '' : ' without-seats'}${view.agenda.length === 0 ? ' without-agenda' : ''}`}>
      <section className="hall-panel" aria-label={view.drawing ? '座位' : '各组人数'}>
        {view.drawing && <Seats drawing={view.drawing} ended={ended} />}
        <GroupTable view={view} ended={ended} word={scene.bodyKind === 'cppcc' ? '界别' : '代表团'} />
      </section>
      <div className="hall-stack">
        <Verdict view={view} ended={ended} />
        {view.agenda.length > 0 && <AgendaPanel agenda={view.agenda} lines={5} />}
      </div>
    </main>
  );
}

function Verdict({ view, ended }: { readonly view: View; readonly ended: boolean }) {
  const { count, need, others } = view;
  const share = (part: number) => `${count.due === 0 ? 0 : (part / count.due) * 100}%`;
  return (
    <section className="hall-panel verdict" aria-label="到会人数">
      <h2>
        <VerdictWords view={view} ended={ended} />
      </h2>
      <div className="hero">
        <b>{count.present}</b>
        <div>
          <strong>人实到</strong>
          <span>应到 {count.due} 人</span>
        </div>
      </div>
      <div
        className="quorum-bar"
        role="img"
        aria-label={`应到 ${count.due} 人，实到 ${count.present} 人${need > 0 ? `，法定人数 ${need} 人` : ''}`}
      >
        <i style={{ width: share(count.present) }} />
        {need > 0 && <em style={{ left: share(need) }} />}
      </div>
      <div className="bar-words">
        {need > 0 && (
          <span
            style={{
              right: `calc(100% - ${share(need)})`,
              transform: need / Math.max(1, count.due) < 0.45 ? 'translateX(50%)' : undefined,
            }}
          >
            {quorums[view.quorum].replace('以上', '')} {need} 人
          </span>
        )}
        <span className="end">{count.due}</span>
      </div>
      <p className="three">
        <span>
          <HallMarkIcon mark="onLeave" />
          请假 <b>{count.onLeave}</b> 人
        </span>
        <span>
          <HallMarkIcon mark={ended ? 'absent' : 'missing'} />
          {ended ? '缺席' : '未到'} <b>{count.missing}</b> 人
        </span>
        {others > 0 && (
          <span>
            列席 <b>{others}</b> 人
          </span>
        )}
      </p>
    </section>
  );
}

function VerdictWords({ view: { count, need }, ended }: { readonly view: View; readonly ended: boolean }) {
  if (need === 0) return <>{ended ? '出席情况' : '正在签到'}</>;
  if (count.present >= need)
    return (
      <>
        <HallMarkIcon mark="reached" />
        {ended ? '已达到法定人数' : '已达法定人数，可以开会'}
      </>
    );
  return (
    <>
      <HallMarkIcon mark="short" />
      未达法定人数，还差 {need - count.present} 人
    </>
  );
}

/** Room for so many columns of delegations; more stand as a list in two rows. */
const mostColumns = 13;

function GroupTable({ view, ended, word }: { readonly view: View; readonly ended: boolean; readonly word: string }) {
  const { groups, count } = view;
  if (groups.length === 0) return null;
  if (groups.length > mostColumns || !view.drawing) return <GroupList view={view} ended={ended} word={word} />;
  const rows = [
    ['due', '应到', null],
    ['present', '实到', 'present'],
    ['onLeave', '请假', 'onLeave'],
    ['missing', ended ? '缺席' : '未到', ended ? 'absent' : 'missing'],
  ] as const;
  return (
    <table className="group-table">
      <thead>
        <tr>
          <th scope="col">{word}（人）</th>
          <th scope="col">合计</th>
          {groups.map((group) => (
            <th scope="col" key={group.id ?? 'none'}>
              {shortName(group.name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, words, mark]) => (
          <tr key={name}>
            <th scope="row">
              {mark && <HallMarkIcon mark={mark} />}
              {words}
            </th>
            <td className="whole">{count[name]}</td>
            {groups.map((group) => (
              <td key={group.id ?? 'none'} className={group[name] === 0 ? 'nought' : undefined}>
                {group[name]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** So many of many groups are shown, those with the most missing; the others in one line. */
const mostListed = { beside: 14, alone: 40 };

/** Many groups (a CPPCC has thirty sectors): those of whom somebody is missing, and how many are complete. */
function GroupList({ view, ended, word }: { readonly view: View; readonly ended: boolean; readonly word: string }) {
  const lacking = view.groups.filter((group) => group.missing > 0).toSorted((one, other) => other.missing - one.missing);
  const shown = lacking.slice(0, view.drawing ? mostListed.beside : mostListed.alone);
  const rest = lacking.length - shown.length;
  const complete = view.groups.length - lacking.length;
  return (
    <>
      <ul className="group-list">
        {shown.map((group) => (
          <li key={group.id ?? 'none'}>
            <span>{shortName(group.name)}</span>
            <b>
              {group.present}
              <small>/{group.due}</small>
            </b>
            <em className={ended ? 'over' : 'soon'}>
              {ended ? '缺席' : '未到'} {group.missing}
            </em>
          </li>
        ))}
      </ul>
      <p className="group-rest">
        {rest > 0 && `另有 ${rest} 个${word}有人${ended ? '缺席' : '未到'}${complete > 0 ? '；' : ''}`}
        {complete > 0 && (
          <>
            <HallMarkIcon mark="done" />
            {complete} 个{word}除请假外全部到会
          </>
        )}
      </p>
    </>
  );
}

/** 云津代表团 as 云津, 教育界 as it is: what every name ends with says nothing. */
function shortName(name: string): string {
  return name.replace(/代表团$/, '') || name;
}

/** Of the names of groups, in points of the hall. */
const labelSize = 28;

const Seats = memo(function Seats({ drawing, ended }: { readonly drawing: HallDrawing; readonly ended: boolean }) {
  return (
    <svg
      className="hall-seats"
      viewBox={`${drawing.x} ${drawing.y} ${drawing.width} ${drawing.height}`}
      role="img"
      aria-label="会场座位，按到会情况"
    >
      {drawing.seats.map((seat) => (
        <g key={seat.seat} transform={`translate(${seat.x} ${seat.y}) rotate(${seat.turn})`}>
          <SeatShape state={seat.state} size={seat.pitch * 0.8} ended={ended} />
        </g>
      ))}
      {drawing.labels.map((label) => (
        <text
          key={label.words}
          x={label.x}
          y={label.y}
          fontSize={labelSize}
          dominantBaseline="central"
          textAnchor="middle"
          className="seat-label"
        >
          {shortName(label.words)}
        </text>
      ))}
    </svg>
  );
});

const SeatShape = memo(function SeatShape({
  state,
  size,
  ended,
}: {
  readonly state: HallSeat['state'];
  readonly size: number;
  readonly ended: boolean;
}) {
  const half = size / 2;
  const box = { x: -half, y: -half, width: size, height: size, rx: size * 0.2 };
  const inner = { x: -half + 1, y: -half + 1, width: size - 2, height: size - 2, rx: size * 0.18, fill: 'none' };
  const arm = size * 0.22;
  if (state === 'present') return <rect {...box} fill="var(--data)" />;
  if (state === 'onLeave')
    return (
      <>
        <rect {...inner} stroke="var(--on)" strokeWidth={size * 0.1} />
        <path d={`M${-arm} 0h${2 * arm}`} stroke="var(--on)" strokeWidth={size * 0.12} />
      </>
    );
  if (state === 'missing' && ended)
    return (
      <>
        <rect {...box} fill="var(--over)" />
        <path
          d={`M${-arm} ${-arm}l${2 * arm} ${2 * arm}M${arm} ${-arm}l${-2 * arm} ${2 * arm}`}
          stroke="var(--ground)"
          strokeWidth={size * 0.14}
          strokeLinecap="round"
        />
      </>
    );
  if (state === 'missing')
    return <rect {...inner} stroke="var(--soon)" strokeWidth={size * 0.1} strokeDasharray={`${size * 0.2} ${size * 0.14}`} />;
  if (state === 'other') return <rect {...box} fill="var(--track)" />;
  return <circle r={size * 0.12} fill="var(--track)" />;
});
