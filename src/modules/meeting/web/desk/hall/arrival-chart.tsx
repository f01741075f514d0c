import { timeWords } from '#platform/web/shared/dates.ts';
import type { ArrivalCurve, Board } from '../../../contract/hall/board.ts';

const [width, height, left, right, top, bottom] = [520, 138, 36, 10, 16, 22];

/** 入场走势: how people come, beside the sitting before, with the legal minimum as a labelled line. */
export function ArrivalChart({ board }: { readonly board: Board }) {
  const { arrivals, arrivalsBefore, count, need } = board;
  const frame = arrivals ?? arrivalsBefore;
  if (!board.sitting || !frame) return null;
  const last = arrivals?.points.at(-1);
  const minutes = Math.max(
    30,
    ...[arrivals, arrivalsBefore].flatMap((curve) => (curve ? [spanOf(curve), curve.points.at(-1)?.[0] ?? 0] : [])),
  );
  const most = Math.max(1, count.due);
  const x = (minute: number) => left + (Math.max(0, minute) / minutes) * (width - left - right);
  const y = (people: number) => height - bottom - (Math.min(people, most) / most) * (height - top - bottom);
  const words = last ? `${timeAt(frame, last[0])} 实到 ${last[1]}` : '还没有人签到';
  return (
    <section className="board-curve" aria-label="入场走势">
      <header className="board-sec">
        <h2>入场走势</h2>
        <span className="s cut">{words}</span>
        {arrivalsBefore && <span className="right s">虚线：{arrivalsBefore.title}</span>}
      </header>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`入场走势，${words}`}>
        <path d={`M${left} ${y(most)}H${width - right}M${left} ${y(0)}H${width - right}`} className="axis" />
        <text x={left - 6} y={y(most) + 4} textAnchor="end">
          {most}
        </text>
        {need > 0 && (
          <>
            <path d={`M${left} ${y(need)}H${width - right}`} className="need" />
            <text x={left - 6} y={y(need) + 4} textAnchor="end" className="ink">
              {need}
            </text>
            <text x={left + 4} y={y(need) - 4} className="ink">
              法定人数{board.reachedAt ? `，${timeWords(board.reachedAt)} 已过` : ''}
            </text>
          </>
        )}
        {arrivalsBefore && <polyline points={line(arrivalsBefore, x, y, minutes)} className="before" />}
        {arrivals && last && (
          <>
            <polyline points={line(arrivals, x, y)} className="now" />
            <circle cx={x(last[0])} cy={y(last[1])} r="4" className="dot" />
          </>
        )}
        {Array.from({ length: 5 }, (_, index) => (minutes / 4) * index).map((minute) => (
          <text key={minute} x={x(minute)} y={height - 6} textAnchor={minute === 0 ? 'start' : minute === minutes ? 'end' : 'middle'}>
            {timeAt(frame, minute)}
          </text>
        ))}
      </svg>
    </section>
  );
}

/** Minutes from the opening of the door to the beginning. */
function spanOf(curve: ArrivalCurve): number {
  return Math.round((Date.parse(curve.startsAt) - Date.parse(curve.opensAt)) / 60_000);
}

function timeAt(curve: ArrivalCurve, minute: number): string {
  return timeWords(new Date(Date.parse(curve.opensAt) + minute * 60_000).toISOString());
}

/** The curve from nobody to the last who came; `until` draws it on level to there. */
function line(curve: ArrivalCurve, x: (minute: number) => number, y: (people: number) => number, until?: number): string {
  const points: (readonly [number, number])[] = [[Math.min(0, curve.points[0]?.[0] ?? 0), 0], ...curve.points];
  const last = points.at(-1)!;
  if (until !== undefined && last[0] < until) points.push([until, last[1]]);
  return points.map(([minute, people]) => `${x(minute).toFixed(1)},${y(people).toFixed(1)}`).join(' ');
}
