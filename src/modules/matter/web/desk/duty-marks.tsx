import type { Grid } from '#modules/directory/contract/organisation.ts';
import type { Place, Project } from './duty-drawing.ts';

/** One report on the map. */
export interface MapPoint {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  readonly label: string;
  readonly late: boolean;
  /** Nobody was sent yet. */
  readonly waiting: boolean;
}

interface GridProps {
  readonly grid: Grid;
  readonly project: Project;
  readonly zoom: number;
}

/** The outline of one grid. */
export function GridShape({ grid, project, zoom }: GridProps) {
  const ring = grid.polygon.map(project);
  return <polygon points={ring.map((one) => `${one.x},${one.y}`).join(' ')} className="grid-shape" strokeWidth={1 / zoom} />;
}

/** The name of a grid and who works it, where they do not run over its neighbours. */
export function GridName({ grid, project, zoom }: GridProps) {
  const ring = grid.polygon.map(project);
  const xs = ring.map((one) => one.x);
  const width = (Math.max(...xs) - Math.min(...xs)) * zoom;
  if (width < grid.name.length * 13) return null;
  const middle = { x: mean(xs), y: mean(ring.map((one) => one.y)) };
  return (
    <>
      <text x={middle.x} y={middle.y} fontSize={13 / zoom} className="grid-name">
        {grid.name}
      </text>
      <text x={middle.x} y={middle.y + 16 / zoom} fontSize={12 / zoom} className="grid-worker">
        {grid.workers.map((worker) => worker.name).join('、') || '没有网格员'}
      </text>
    </>
  );
}

interface MarkProps {
  readonly point: MapPoint;
  readonly at: Place;
  readonly zoom: number;
  readonly on: boolean;
  readonly onPick: () => void;
}

/** A report as a shape and a colour: triangle late, square waiting, circle under way. */
export function Mark({ point, at, zoom, on, onPick }: MarkProps) {
  const r = (on ? 11 : 8) / zoom;
  const tone = point.late ? 'late' : point.waiting ? 'waiting' : 'running';
  return (
    <g
      className={`map-mark ${tone}${on ? ' on' : ''}`}
      role="button"
      tabIndex={0}
      aria-label={point.label}
      aria-pressed={on}
      strokeWidth={2 / zoom}
      onClick={onPick}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          onPick();
        }
      }}
    >
      <title>{point.label}</title>
      {point.late ? (
        <polygon points={`${at.x},${at.y - r} ${at.x + r},${at.y + r} ${at.x - r},${at.y + r}`} />
      ) : point.waiting ? (
        <rect x={at.x - r} y={at.y - r} width={2 * r} height={2 * r} />
      ) : (
        <circle cx={at.x} cy={at.y} r={r} />
      )}
    </g>
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
