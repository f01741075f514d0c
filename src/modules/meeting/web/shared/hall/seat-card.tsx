import { Fragment, useMemo } from 'react';
import type { SeatLine } from '../../../contract/hall/scene.ts';
import type { Hall, Seat } from '../../../contract/places/hall.ts';
import { hallOf, stageOutline } from '../../../contract/places/hall.ts';
import type { HallDoor, HallPlan } from '../../../contract/places/seat-map.ts';
import type { Point } from '../../../contract/places/ways.ts';
import { waysIn } from '../../../contract/places/ways.ts';

interface SeatCardProps {
  readonly one: SeatLine;
  readonly plan: HallPlan;
  readonly onClose: () => void;
}

/** One person's seat: the row, the number, the door, and the way on the map. Nobody else's name stands on it. */
export function SeatCard({ one, plan, onClose }: SeatCardProps) {
  const hall = useMemo(() => hallOf(plan), [plan]);
  const ways = useMemo(() => waysIn(hall), [hall]);
  const seat = hall.byKey.get(one.seat) ?? null;
  const way = seat && ways.to(seat);
  return (
    <div className="seat-card">
      <div className="seat-card-words">
        <b className={Array.from(one.name).length > 6 ? 'long' : undefined}>
          {one.name.split(/(?<=·)/).map((part) => (
            <Fragment key={part}>
              {part}
              <wbr />
            </Fragment>
          ))}
        </b>
        <span>{one.groupName}</span>
        <strong>{one.place}</strong>
        {one.door && <em>由{one.door}进</em>}
        <button type="button" onClick={onClose}>
          返回名单
        </button>
      </div>
      <SeatMap hall={hall} seat={seat} way={way?.points ?? null} label={`座位图，标出了${one.place}和从门口走过去的路`} />
    </div>
  );
}

interface SeatMapProps {
  readonly hall: Hall;
  readonly seat: Seat | null;
  readonly way: readonly Point[] | null;
  readonly label: string;
}

function SeatMap({ hall, seat, way, label }: SeatMapProps) {
  const stage = useMemo(() => stageOutline(hall), [hall]);
  const points = [...hall.seats, ...hall.plan.doors, ...(stage ?? [])];
  const [xs, ys] = [points.map((point) => point.x), points.map((point) => point.y)];
  const [x, y] = [Math.min(...xs) - 40, Math.min(...ys) - 30];
  const [width, height] = [Math.max(...xs) + 40 - x, Math.max(...ys) + 40 - y];
  // What is read from some metres away keeps its size on the wall, however large the hall is.
  const grown = Math.max(1, width / 900);
  return (
    <svg
      className="seat-card-map"
      viewBox={`${x} ${y - 30 * (grown - 1)} ${width} ${height + 30 * (grown - 1)}`}
      style={{ fontSize: 26 * grown }}
      role="img"
      aria-label={label}
    >
      {stage && <polygon className="map-stage" points={stage.map((corner) => `${corner.x},${corner.y}`).join(' ')} />}
      {hall.seats.map((one) => (
        <rect
          key={one.key}
          className="map-seat"
          x={one.x - 7}
          y={one.y - 7}
          width="14"
          height="14"
          rx="3"
          transform={`rotate(${((one.turn * 180) / Math.PI).toFixed(1)} ${one.x} ${one.y})`}
        />
      ))}
      {stage && (
        <text x={(stage[0]!.x + stage[1]!.x) / 2} y={grown > 1 ? stage[0]!.y - 16 * grown : stage[2]!.y + 18}>
          主席台
        </text>
      )}
      {hall.plan.doors.map((door) => (
        <Door key={door.id} door={door} grown={grown} left={door.x < x + width / 2} used={way?.[0]?.x === door.x && way[0].y === door.y} />
      ))}
      {way && (
        <polyline
          className="map-way"
          strokeWidth={6 * grown}
          strokeDasharray={`${14 * grown} ${9 * grown}`}
          points={way.map((point) => `${point.x},${point.y}`).join(' ')}
        />
      )}
      {seat && (
        <g className="map-mine">
          <circle cx={seat.x} cy={seat.y} r={22 * grown} />
          <text x={seat.x} y={seat.y}>
            {seat.number}
          </text>
        </g>
      )}
    </svg>
  );
}

interface DoorProps {
  readonly door: HallDoor;
  readonly left: boolean;
  readonly used: boolean;
  /** By how much marks are larger than in a hall of some hundred seats. */
  readonly grown: number;
}

function Door({ door, left, used, grown }: DoorProps) {
  return (
    <g className={used ? 'map-door used' : 'map-door'}>
      <rect x={door.x - 5 * grown} y={door.y - 14 * grown} width={10 * grown} height={28 * grown} rx={2 * grown} />
      <text x={left ? door.x - 8 * grown : door.x + 8 * grown} y={door.y - 30 * grown} textAnchor={left ? 'start' : 'end'}>
        {door.name}
      </text>
    </g>
  );
}
