import { useEffect, useRef } from 'react';
import { Map as MapView, setWorkerUrl } from 'maplibre-gl';
import type { StyleSpecification } from 'maplibre-gl';
import workerAddress from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { readMap } from '../../contract/routes.ts';
import type { Box, Project } from './duty-drawing.ts';

setWorkerUrl(workerAddress);

/** What the desk does with the ground under its marks. */
export interface GroundView {
  readonly project: Project;
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
}

interface DutyGroundProps {
  readonly map: AnswerOf<typeof readMap>;
  /** What is to be in sight until somebody moves the map. */
  readonly box: Box | null;
  readonly focus: readonly [number, number] | null;
  /** Called whenever places lie elsewhere on the screen. */
  readonly onView: (view: GroundView) => void;
  /** The computer draws no maps. */
  readonly onNone: () => void;
}

/** The map of the city under the duty desk's grids and marks. */
export default function DutyGround({ map, box, focus, onView, onNone }: DutyGroundProps) {
  const frame = useRef<HTMLDivElement>(null);
  const drawn = useRef<MapView | null>(null);
  const moved = useRef(false);
  useEffect(() => {
    const view = makeView(frame.current!, map);
    if (!view) {
      onNone();
      return undefined;
    }
    drawn.current = view;
    // The marks over the map take the keyboard; the ground itself is a picture.
    view.getCanvas().tabIndex = -1;
    const tell = () => onView(viewOf(view));
    view.on('move', tell);
    view.on('resize', tell);
    view.on('movestart', (event) => {
      if (event.originalEvent) moved.current = true;
    });
    tell();
    return () => {
      drawn.current = null;
      view.remove();
    };
  }, [map, onView, onNone]);
  useFit(drawn, moved, box);
  const [lon, lat] = focus ?? [];
  useEffect(() => {
    const view = drawn.current;
    if (!view || lon === undefined || lat === undefined || view.getBounds().contains([lon, lat])) return;
    view.jumpTo({ center: [lon, lat] });
  }, [lon, lat]);
  return <div ref={frame} className="duty-ground" aria-hidden="true" />;
}

/** Keeps everything in sight while the reports still come in one by one, until somebody moves the map. */
function useFit(drawn: React.RefObject<MapView | null>, moved: React.RefObject<boolean>, box: Box | null) {
  const { west, south, east, north } = box ?? {};
  useEffect(() => {
    if (moved.current || west === undefined || south === undefined || east === undefined || north === undefined) return;
    drawn.current?.fitBounds([west, south, east, north], { padding: 40, maxZoom: 15, animate: false });
  }, [drawn, moved, west, south, east, north]);
}

function viewOf(view: MapView): GroundView {
  return {
    project: ([lon, lat]) => view.project([lon, lat]),
    zoomIn: () => view.zoomIn({ animate: false }),
    zoomOut: () => view.zoomOut({ animate: false }),
  };
}

/** The drawn map; null where the computer has no WebGL. */
function makeView(container: HTMLElement, map: AnswerOf<typeof readMap>): MapView | null {
  try {
    return new MapView({
      container,
      style: map.style as StyleSpecification,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      keyboard: false,
      center: [...map.centre],
      zoom: map.zoom,
    });
  } catch {
    return null;
  }
}
