import type { AnswerOf } from '#platform/contract/route.ts';
import type { compareUnits } from '../../../contract/annual.ts';

type Line = AnswerOf<typeof compareUnits>['groups'][number]['units'][number];

const stripWidth = 180;
const shareWidth = 150;

/** The spread of days: middle nine tenths as a line, middle half as a bar, the median as a stroke; all units on one scale that begins at nought. */
export function DaysStrip({ days, longest }: { days: NonNullable<Line['days']>; longest: number }) {
  const x = (value: number) => 2 + (value / longest) * (stripWidth - 4);
  const say = (value: number) => (value < 10 ? value.toFixed(1) : String(Math.round(value)));
  const words = `${days.count} 件已答复：中位数 ${say(days.middle)} 天，中间一半 ${say(days.lower)} 至 ${say(days.upper)} 天，中间九成 ${say(days.least)} 至 ${say(days.most)} 天`;
  return (
    <span className="row">
      <svg width={stripWidth} height="20" viewBox={`0 0 ${stripWidth} 20`} role="img" aria-label={words}>
        <title>{words}</title>
        <path d={`M0.5 0v20`} stroke="#c9ced6" />
        <path d={`M${x(days.least)} 10H${x(days.most)}`} stroke="#646c78" strokeWidth="1.5" />
        <rect x={x(days.lower)} y="4" width={Math.max(1.5, x(days.upper) - x(days.lower))} height="12" fill="#86aef2" />
        <path d={`M${x(days.middle)} 2v16`} stroke="#12408f" strokeWidth="2.5" />
      </svg>
      <span className="s">
        中位 {say(days.middle)}（{days.count} 件）
      </span>
    </span>
  );
}

/** The scale above the strips. */
export function StripScale({ longest }: { longest: number }) {
  const step = [1, 2, 5, 10, 15, 30, 60, 90, 180, 365].find((one) => longest / one <= 4) ?? 365;
  const marks = Array.from({ length: Math.floor(longest / step) + 1 }, (_, index) => index * step);
  return (
    <svg width={stripWidth} height="14" viewBox={`0 0 ${stripWidth} 14`} aria-hidden="true">
      {marks.map((mark) => {
        const x = 2 + (mark / longest) * (stripWidth - 4);
        return (
          <text
            key={mark}
            x={x}
            y="11"
            fontSize="12"
            fill="#646c78"
            textAnchor={mark === 0 ? 'start' : x > stripWidth - 14 ? 'end' : 'middle'}
          >
            {mark}
          </text>
        );
      })}
    </svg>
  );
}

const percent = (value: number) => `${Math.round(value * 100)}%`;
const shareAt = (value: number, highest: number) => 4 + (Math.min(value, highest) / highest) * (shareWidth - 8);

/** Where a scale of shares ends: the next of 10, 20, 50 and 100 % that holds them all. */
export function scaleEnd(highest: number): number {
  return [0.1, 0.2, 0.5].find((end) => highest <= end) ?? 1;
}

/** The scale above the intervals. */
export function ShareScale({ highest }: { highest: number }) {
  return (
    <svg width={shareWidth} height="14" viewBox={`0 0 ${shareWidth} 14`} aria-hidden="true">
      {[0, highest / 2, highest].map((mark, index) => (
        <text
          key={mark}
          x={shareAt(mark, highest)}
          y="11"
          fontSize="12"
          fill="#646c78"
          textAnchor={(['start', 'middle', 'end'] as const)[index]}
        >
          {percent(mark)}
        </text>
      ))}
    </svg>
  );
}

interface ShareIntervalProps {
  readonly share: Line['share'];
  readonly seen: number;
  readonly usual: number;
  /** The end of the scale. */
  readonly highest: number;
}

/** A share on a common scale: the dot is what was seen, the line where it lies with nine tenths credibility, the dashes what was to be expected. */
export function ShareInterval({ share, seen, usual, highest }: ShareIntervalProps) {
  const x = (value: number) => shareAt(value, highest);
  const words = `逾期率 ${percent(seen)}，九成可信范围 ${percent(share.low)} 至 ${percent(share.high)}，预计 ${percent(usual)}`;
  const tone = share.low > usual ? '#b80f1d' : share.high < usual ? '#086b43' : '#1d2129';
  return (
    <span className="row">
      <svg width={shareWidth} height="20" viewBox={`0 0 ${shareWidth} 20`} role="img" aria-label={words}>
        <title>{words}</title>
        <path d={`M4 10H${shareWidth - 4}`} stroke="#e5e6eb" />
        <path d={`M${x(usual)} 1v18`} stroke="#646c78" strokeWidth="1.5" strokeDasharray="3 2" />
        <path d={`M${x(share.low)} 10H${x(share.high)}`} stroke={tone} strokeWidth="3" />
        <circle cx={x(seen)} cy="10" r="4" fill={tone} />
      </svg>
      <span className="s">
        {percent(share.low)} 至 {percent(share.high)}
      </span>
    </span>
  );
}
