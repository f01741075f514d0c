import { useMemo } from 'react';
import { useSize } from '#platform/web/shared/appearance.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import type { OwnSeat } from '../../../contract/places/own-places.ts';
import { hallOf, seatName } from '../../../contract/places/hall.ts';
import { readOwnSeat } from '../../../contract/places/routes.ts';
import { waysIn } from '../../../contract/places/ways.ts';
import type { Excerpt } from '../../shared/places/excerpt.ts';
import { excerptOf } from '../../shared/places/excerpt.ts';
import './places.css';

interface SeatExcerptProps {
  readonly meetingId: string;
  readonly seat: OwnSeat;
}

/** Hall points that the picture is wide; in large letters it shows less of the hall, larger. */
const widths = { standard: 310, elder: 210 } as const;

/** The piece of the hall around my seat: the rows before and behind it, which way the stage is, and from which door I come. Works without signal once read. */
export function SeatExcerpt({ meetingId, seat }: SeatExcerptProps) {
  // What is published never changes, so no news of the meeting makes this stale.
  const own = useRead(readOwnSeat, { params: { meetingId, seatingId: seat.seatingId } }, { topics: [], staleTime: Infinity });
  const width = widths[useSize()];
  const shown = useMemo(() => {
    if (!own.data) return null;
    const hall = hallOf(own.data.plan);
    const mine = hall.byKey.get(own.data.seat);
    return mine ? { mine, excerpt: excerptOf(hall, mine, waysIn(hall).to(mine), width) } : null;
  }, [own.data, width]);
  if (!shown) return null;
  const { mine, excerpt } = shown;
  const label = `座位图：${seatName(mine)}${excerpt.door ? `，从${excerpt.door.name}进` : ''}，上方是${excerpt.facing === 'stage' ? '主席台' : '后排'}`;
  return <Picture excerpt={excerpt} mine={mine.key} label={label} />;
}

const gutter = 26;
const bar = { height: 22, gap: 8 };

function Picture({ excerpt, mine, label }: { readonly excerpt: Excerpt; readonly mine: string; readonly label: string }) {
  const { frame, facing } = excerpt;
  const above = facing === 'stage';
  const [top, height] = [frame.y - (above ? bar.height + bar.gap : 0), frame.height + bar.height + bar.gap];
  const barY = above ? top : frame.y + frame.height + bar.gap;
  return (
    <svg className="seat-excerpt" viewBox={`${frame.x - gutter} ${top} ${frame.width + gutter} ${height}`} role="img" aria-label={label}>
      <rect className="excerpt-bar" x={frame.x} y={barY} width={frame.width} height={bar.height} rx="4" />
      <text className="excerpt-words" x={frame.x + frame.width / 2} y={barY + bar.height / 2}>
        {above ? '主席台方向' : '会场方向'}
      </text>
      {excerpt.rows.map(({ row, y, mine: own }) => (
        <text key={row} className={own ? 'excerpt-row own' : 'excerpt-row'} x={frame.x - 6} y={y}>
          {row}
        </text>
      ))}
      {excerpt.seats.map((seat) => (
        <rect
          key={seat.key}
          className={seat.blocked ? 'excerpt-seat blocked' : 'excerpt-seat'}
          x={seat.x - 7.5}
          y={seat.y - 8}
          width="15"
          height="16"
          rx="3.5"
          transform={`rotate(${((seat.turn * 0.6 * 180) / Math.PI).toFixed(2)} ${seat.x} ${seat.y})`}
        />
      ))}
      <Way excerpt={excerpt} />
      {excerpt.seats
        .filter((seat) => seat.key === mine)
        .map((seat) => (
          <g key={seat.key} className="excerpt-mine">
            <rect x={seat.x - 11} y={seat.y - 11} width="22" height="22" rx="5" />
            <text x={seat.x} y={seat.y}>
              我
            </text>
          </g>
        ))}
    </svg>
  );
}

/** The dashed line, and the door's name where it begins, kept inside the picture. */
function Way({ excerpt: { way, door, frame } }: { readonly excerpt: Excerpt }) {
  if (!way || !door) return null;
  const wide = Array.from(door.name).length * 12 + 12;
  const x = Math.max(frame.x + wide / 2, Math.min(frame.x + frame.width - wide / 2, door.x));
  const y = Math.max(frame.y + 11, Math.min(frame.y + frame.height - 11, door.y));
  return (
    <>
      <polyline className="excerpt-way" points={way.map((point) => `${point.x.toFixed(1)},${point.y.toFixed(1)}`).join(' ')} />
      <g className="excerpt-door">
        <rect x={x - wide / 2} y={y - 10} width={wide} height="20" rx="4" />
        <text x={x} y={y}>
          {door.name}
        </text>
      </g>
    </>
  );
}
