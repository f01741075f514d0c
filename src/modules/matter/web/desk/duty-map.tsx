import { Suspense, lazy, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Grid } from '#modules/directory/contract/organisation.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { Empty } from '#platform/web/desk/states.tsx';
import type { AnswerOf } from '#platform/contract/route.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import { useCan } from '#platform/web/shared/session.tsx';
import { readMap } from '../../contract/routes.ts';
import { boxOf, projectionOf, sightOf } from './duty-drawing.ts';
import type { Project, Size } from './duty-drawing.ts';
import type { GroundView } from './duty-ground.tsx';
import { GridName, GridShape, Mark } from './duty-marks.tsx';
import type { MapPoint } from './duty-marks.tsx';

const DutyGround = lazy(() => import('./duty-ground.tsx'));

interface DutyMapProps {
  readonly grids: readonly Grid[];
  readonly points: readonly MapPoint[];
  readonly picked: string | null;
  readonly onPick: (id: string) => void;
}

/**
 * The grids of the unit and the reports in them, over the installation's map. Where there is none, or the computer draws none, grids and
 * marks are drawn alone: whose grid a report lies in has to be seen without any map service.
 */
export function DutyMap(props: DutyMapProps) {
  const can = useCan();
  const map = useRead(readMap, {}, { staleTime: 3_600_000, enabled: can(readMap.permission) });
  const [none, setNone] = useState(false);
  const giveUp = useCallback(() => setNone(true), []);
  const placed = props.grids.length + props.points.length > 0;
  if (map.data && !none) return <GroundedMap {...props} map={map.data} onNone={giveUp} />;
  if (placed) return <PlainMap {...props} />;
  return <Empty words="没有可以画出的位置" hint="这些督事没有坐标，也没有登记网格边界；可在“机构”里登记网格。" />;
}

function GroundedMap({ map, onNone, ...props }: DutyMapProps & { map: AnswerOf<typeof readMap>; onNone: () => void }) {
  const { grids, points } = props;
  const [view, setView] = useState<GroundView | null>(null);
  const box = boxOf(positionsOf(grids, points));
  const focus = points.find((point) => point.id === props.picked);
  return (
    <div className="duty-map">
      <MapKeys onIn={view ? view.zoomIn : null} onOut={view ? view.zoomOut : null} />
      <div className="duty-sheet">
        <Suspense fallback={null}>
          <DutyGround map={map} box={box} focus={focus ? [focus.lon, focus.lat] : null} onView={setView} onNone={onNone} />
        </Suspense>
        {view && (
          <svg role="group" aria-label={wordsOf(props)}>
            <Drawn {...props} project={view.project} zoom={1} />
          </svg>
        )}
      </div>
    </div>
  );
}

function PlainMap(props: DutyMapProps) {
  const { grids, points } = props;
  const [zoom, setZoom] = useState(1);
  const { size, frame } = useSize();
  const project = useMemo(() => projectionOf(boxOf(positionsOf(grids, points))!, size), [grids, points, size]);
  const focus = points.find((point) => point.id === props.picked);
  return (
    <div className="duty-map">
      <MapKeys onIn={zoom < 8 ? () => setZoom(zoom * 2) : null} onOut={zoom > 1 ? () => setZoom(zoom / 2) : null} />
      <div className="duty-sheet" ref={frame}>
        <svg viewBox={sightOf(size, zoom, focus ? project([focus.lon, focus.lat]) : null)} role="group" aria-label={wordsOf(props)}>
          <Drawn {...props} project={project} zoom={zoom} />
        </svg>
      </div>
    </div>
  );
}

function Drawn({ grids, points, picked, onPick, project, zoom }: DutyMapProps & { project: Project; zoom: number }) {
  // The picked mark comes last, so that no other covers it.
  const inOrder = [...points].sort((one, other) => Number(one.id === picked) - Number(other.id === picked));
  return (
    <>
      {grids.map((grid) => (
        <GridShape key={grid.id} grid={grid} project={project} zoom={zoom} />
      ))}
      {grids.map((grid) => (
        <GridName key={grid.id} grid={grid} project={project} zoom={zoom} />
      ))}
      {inOrder.map((point) => (
        <Mark
          key={point.id}
          point={point}
          at={project([point.lon, point.lat])}
          zoom={zoom}
          on={point.id === picked}
          onPick={() => onPick(point.id)}
        />
      ))}
    </>
  );
}

function MapKeys({ onIn, onOut }: { onIn: (() => void) | null; onOut: (() => void) | null }) {
  return (
    <div className="row duty-map-keys">
      <span className="clk over">▲ 逾期</span>
      <span className="clk soon">■ 待派单、重办</span>
      <span className="clk run">● 处置中</span>
      <span className="right row">
        <Button small blocked={onIn ? null : '已是最大'} onPress={() => onIn?.()}>
          放大
        </Button>
        <Button small blocked={onOut ? null : '已是全图'} onPress={() => onOut?.()}>
          缩小
        </Button>
      </span>
    </div>
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
      setSize({ width: Math.max(240, element.clientWidth), height: Math.max(240, element.clientHeight) }),
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return { size, frame };
}

function positionsOf(grids: readonly Grid[], points: readonly MapPoint[]): readonly (readonly [number, number])[] {
  return [...grids.flatMap((grid) => grid.polygon), ...points.map((point) => [point.lon, point.lat] as const)];
}

function wordsOf({ grids, points }: DutyMapProps): string {
  return `地图：${grids.length > 0 ? `${grids.length} 个网格，` : ''}${points.length} 件督事`;
}
