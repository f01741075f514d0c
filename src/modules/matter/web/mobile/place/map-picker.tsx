import { Map as MapView, NavigationControl, setWorkerUrl, type StyleSpecification } from 'maplibre-gl';
import workerAddress from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { useEffect, useRef, useState } from 'react';
import 'maplibre-gl/dist/maplibre-gl.css';
import { readMap } from '../../../contract/routes.ts';
import { Problem } from '#platform/contract/problem.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import { useGrid } from './use-grid.ts';
import { Button } from '#platform/web/mobile/button.tsx';
import { Sheet } from '#platform/web/mobile/sheet.tsx';
import { Empty, Reading } from '#platform/web/shared/conditions.tsx';
import { IconPin } from '#platform/web/shared/icons.tsx';
import { useRead } from '#platform/web/shared/queries.ts';

setWorkerUrl(workerAddress);

export interface Point {
  readonly lon: number;
  readonly lat: number;
}

interface MapPickerProps {
  readonly start: { readonly lon?: number | undefined; readonly lat?: number | undefined } | null;
  readonly onPick: (point: Point, words: string | null) => void;
  readonly onClose: () => void;
}

/** Picks a point by moving the map under a fixed pin: no small marker has to be dragged by a finger that hides it. */
export default function MapPicker({ start, onPick, onClose }: MapPickerProps) {
  const map = useRead(readMap, {}, { staleTime: 3_600_000 });
  const [point, setPoint] = useState<Point | null>(null);
  const grid = useGrid(point);
  const noMap = map.error instanceof Problem && map.error.status === 404;
  return (
    <Sheet
      title="地图选点"
      tall
      onClose={onClose}
      foot={
        <>
          <p className="second">{point ? grid.words : '移动地图，让图钉指着那个地方'}</p>
          <Button look="fill" disabled={!point || !grid.inside} onClick={() => point && onPick(point, grid.inside ? grid.words : null)}>
            就是这里
          </Button>
        </>
      }
    >
      {noMap ? (
        <NoMap />
      ) : (
        <Reading result={map} rows={6}>
          {(data) => <Ground map={data} start={start} onMove={setPoint} />}
        </Reading>
      )}
    </Sheet>
  );
}

/** An installation without a map, or a device that draws none: the typed place does as well. */
function NoMap() {
  return <Empty title="这里显示不了地图">请关掉这里，写明地址并选街道（乡镇），或用“我在这里”定位。</Empty>;
}

interface GroundProps {
  readonly map: AnswerOf<typeof readMap>;
  readonly start: MapPickerProps['start'];
  readonly onMove: (point: Point) => void;
}

function Ground({ map, start, onMove }: GroundProps) {
  const box = useRef<HTMLDivElement>(null);
  const [broken, setBroken] = useState(false);
  // The map is made once; where it started does not change while one moves it.
  const begin = useRef(start);
  useEffect(() => {
    const { lon, lat } = begin.current ?? {};
    const centre: [number, number] | null = lon !== undefined && lat !== undefined ? [lon, lat] : null;
    const view = makeView(box.current!, map, centre);
    if (!view) {
      setBroken(true);
      return undefined;
    }
    const tell = () => {
      const { lng, lat: north } = view.getCenter();
      onMove({ lon: Math.round(lng * 1e6) / 1e6, lat: Math.round(north * 1e6) / 1e6 });
    };
    view.on('moveend', tell);
    if (centre) tell();
    return () => view.remove();
  }, [map, onMove]);
  if (broken) return <NoMap />;
  return (
    <div className="map">
      <div ref={box} className="map-ground" role="application" aria-label="地图，可用方向键移动" />
      <span className="map-pin" aria-hidden>
        <IconPin size={40} />
      </span>
    </div>
  );
}

/** The drawn map; null where the device has no WebGL. */
function makeView(container: HTMLElement, map: GroundProps['map'], centre: [number, number] | null): MapView | null {
  try {
    const view = new MapView({
      container,
      style: map.style as StyleSpecification,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      center: centre ?? map.centre,
      zoom: centre ? Math.max(map.zoom, 14) : map.zoom,
    });
    view.touchZoomRotate.disableRotation();
    view.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    return view;
  } catch {
    return null;
  }
}
