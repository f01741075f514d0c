import { useEffect, useMemo, useRef, useState } from 'react';
import type { Grid } from '#modules/directory/contract/organisation.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { Empty } from '#platform/web/desk/states.tsx';

export interface MapPoint {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  readonly label: string;
  readonly late: boolean;
  /** Nobody was sent yet. */
  readonly waiting: boolean;
}

/** Room left around what is drawn. */
const margin = 40;

interface Size {
  readonly width: number;
  readonly height: number;
}

interface DutyMapProps {
  readonly grids: readonly Grid[];
  readonly points: readonly MapPoint[];
  readonly picked: string | null;
  readonly onPick: (id: string) => void;
}

/**
 * The grids of the unit and the reports in them, drawn by ourselves: the duty desk needs whose grid a report lies in, and that has to be
 * there without any outside map service. A report is a shape and a colour: triangle late, square waiting, circle under way.
 */
export function DutyMap({ grids, points, picked, onPick }: DutyMapProps) {
  const [zoom, setZoom] = useState(1);
  const { size, frame } = useSize();
  const project = useMemo(() => projection(grids, points, size), [grids, points, size]);
  const focus = points.find((point) => point.id === picked);
  return (
    <div className="duty-map" ref={frame}>
      <MapKeys zoom={zoom} onZoom={setZoom} />
      {project ? (
        <svg
          viewBox={viewOf(size, zoom, focus && project([focus.lon, focus.lat]))}
          role="group"
          aria-label={`地图：${grids.length} 个网格，${points.length} 件督事`}
        >
          {grids.map((grid) => (
            <GridShape key={grid.id} grid={grid} project={project} zoom={zoom} />
          ))}
          {points.map((point) => (
            <Mark
              key={point.id}
              point={point}
              at={project([point.lon, point.lat])}
              zoom={zoom}
              on={point.id === picked}
              onPick={() => onPick(point.id)}
            />
          ))}
        </svg>
      ) : (
        <Empty words="没有可以画出的位置" hint="这些督事没有坐标，也没有登记网格边界；可在“机构”里登记网格。" />
      )}
    </div>
  );
}

function MapKeys({ zoom, onZoom }: { zoom: number; onZoom: (zoom: number) => void }) {
  return (
    <div className="row duty-map-keys">
      <span className="clk over">▲ 逾期</span>
      <span className="clk soon">■ 待派单</span>
      <span className="clk run">● 处置中</span>
      <span className="right row">
        <Button small blocked={zoom >= 8 ? '已是最大' : null} onPress={() => onZoom(zoom * 2)}>
          放大
        </Button>
        <Button small blocked={zoom <= 1 ? '已是全图' : null} onPress={() => onZoom(zoom / 2)}>
          缩小
        </Button>
      </span>
    </div>
  );
}

/** The part of the drawing in sight: all of it, or around the picked report. */
function viewOf(size: Size, zoom: number, focus: Place | undefined): string {
  const centre = zoom > 1 && focus ? focus : { x: size.width / 2, y: size.height / 2 };
  const span = { width: size.width / zoom, height: size.height / zoom };
  const x = clamp(centre.x - span.width / 2, size.width - span.width);
  const y = clamp(centre.y - span.height / 2, size.height - span.height);
  return `${x} ${y} ${span.width} ${span.height}`;
}

function GridShape({ grid, project, zoom }: { grid: Grid; project: Project; zoom: number }) {
  const ring = grid.polygon.map(project);
  const middle = { x: mean(ring.map((one) => one.x)), y: mean(ring.map((one) => one.y)) };
  return (
    <g>
      <polygon points={ring.map((one) => `${one.x},${one.y}`).join(' ')} className="grid-shape" strokeWidth={1 / zoom} />
      <text x={middle.x} y={middle.y} fontSize={13 / zoom} className="grid-name">
        {grid.name}
      </text>
      <text x={middle.x} y={middle.y + 16 / zoom} fontSize={12 / zoom} className="grid-worker">
        {grid.workers.map((worker) => worker.name).join('、') || '没有网格员'}
      </text>
    </g>
  );
}

/** The size that the drawing has on the screen, so that its words keep theirs. */
function useSize() {
  const frame = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size>({ width: 560, height: 700 });
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const watch = new ResizeObserver(() =>
      setSize({ width: Math.max(240, element.clientWidth), height: Math.max(240, element.clientHeight - 38) }),
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return { size, frame };
}

function Mark({ point, at, zoom, on, onPick }: { point: MapPoint; at: Place; zoom: number; on: boolean; onPick: () => void }) {
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

type Project = (position: readonly [number, number]) => Place;

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Longitude and latitude to the drawing, equal in both directions at the place's latitude; null where there is nothing to place. */
function projection(grids: readonly Grid[], points: readonly MapPoint[], size: Size): Project | null {
  const all = [...grids.flatMap((grid) => grid.polygon), ...points.map((point) => [point.lon, point.lat] as const)];
  if (all.length === 0) return null;
  const lons = all.map(([lon]) => lon);
  const lats = all.map(([, lat]) => lat);
  const [west, east, south, north] = [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)];
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min(
    (size.width - 2 * margin) / Math.max(0.002, (east - west) * shrink),
    (size.height - 2 * margin) / Math.max(0.002, north - south),
  );
  return ([lon, lat]) => ({
    x: size.width / 2 + (lon - (west + east) / 2) * shrink * scale,
    y: size.height / 2 - (lat - (south + north) / 2) * scale,
  });
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(0, value), Math.max(0, most));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
