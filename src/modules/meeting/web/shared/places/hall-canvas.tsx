import { useCallback, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react';
import type { PointerEvent as ReactPointerEvent, Ref } from 'react';
import type { Hall, Seat } from '../../../contract/places/hall.ts';
import { stageOutline } from '../../../contract/places/hall.ts';
import type { Layers, View } from './hall-drawing.ts';
import { drawHall } from './hall-drawing.ts';

export interface Spot {
  readonly seat: Seat | null;
  /** In hall points. */
  readonly x: number;
  readonly y: number;
}

export interface HallCanvasHandle {
  /** The whole hall fits into the frame. */
  readonly fit: () => void;
  readonly zoom: (factor: number) => void;
  /** Brings a place of the hall into the middle; with a scale where it is to be seen closer. */
  readonly show: (point: { x: number; y: number }, scale?: number) => void;
}

export interface HallCanvasProps {
  readonly hall: Hall;
  readonly layers: Layers;
  /** What the picture shows, for screen readers. */
  readonly label: string;
  /** Whether a pull that begins there moves the picture or is told to the page. */
  readonly pull: 'pan' | 'draw' | ((from: Spot) => 'pan' | 'draw');
  readonly onPress?: (spot: Spot, event: { shift: boolean; ctrl: boolean }) => void;
  readonly onDouble?: (spot: Spot) => void;
  readonly onPull?: (from: Spot, to: Spot, phase: 'begin' | 'move' | 'end') => void;
  readonly onHover?: (spot: Spot | null) => void;
  readonly onScale?: (scale: number) => void;
  /** Which part is shown first: the whole hall, or closer around a place. */
  readonly start?: { readonly x: number; readonly y: number; readonly scale: number } | null;
  readonly handle?: Ref<HallCanvasHandle>;
  readonly height?: number | string;
}

const nearest = 0.15;
const farthest = 6;

/**
 * The hall on a canvas: thousands of seats stay smooth. Wheel and two fingers zoom, a pull moves; pages say what presses mean. It is a picture for
 * screen readers; whoever uses it says in words beside it what is selected.
 */
export function HallCanvas(props: HallCanvasProps) {
  const { hall, layers, label, start, handle, height = '100%', onScale } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [view, setView] = useState<View | null>(null);
  const fit = useCallback(() => size.width > 0 && setView(fitting(hall, size)), [hall, size]);
  useSize(canvas, setSize);
  useEffect(() => {
    if (size.width === 0) return;
    setView((known) => known ?? (start ? around(start, start.scale, size) : fitting(hall, size)));
  }, [size, hall, start]);
  useEffect(() => {
    if (view) onScale?.(view.scale);
  }, [view, onScale]);
  useImperativeHandle(
    handle,
    () => ({
      fit,
      zoom: (factor) => setView((known) => known && zoomed(known, factor, { x: size.width / 2, y: size.height / 2 })),
      show: (point, scale) => setView((known) => around(point, scale ?? known?.scale ?? 1, size)),
    }),
    [fit, size],
  );
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !view || size.width === 0) return undefined;
    const frame = requestAnimationFrame(() => drawHall(context, hall, view, { ...size, dense: devicePixelRatio }, layers));
    return () => cancelAnimationFrame(frame);
  }, [hall, layers, view, size]);
  const pointer = usePointer(props, canvas, view, setView);
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={label}
      width={Math.round(size.width * devicePixelRatio)}
      height={Math.round(size.height * devicePixelRatio)}
      style={{ width: '100%', height, display: 'block', touchAction: 'none', cursor: props.pull === 'draw' ? 'crosshair' : 'default' }}
      {...pointer}
    />
  );
}

function useSize(canvas: React.RefObject<HTMLCanvasElement | null>, tell: (size: { width: number; height: number }) => void): void {
  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const watcher = new ResizeObserver(() => tell({ width: element.clientWidth, height: element.clientHeight }));
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [canvas, tell]);
}

type Place = Readonly<{ x: number; y: number }>;

function usePointer(
  props: HallCanvasProps,
  canvas: React.RefObject<HTMLCanvasElement | null>,
  view: View | null,
  setView: (next: (known: View | null) => View | null) => void,
) {
  const down = useRef(new Map<number, Place>());
  const pulled = useRef<{ from: Spot; moved: boolean; way: 'pan' | 'draw' } | null>(null);
  const at = (event: { clientX: number; clientY: number }): Place => {
    const box = canvas.current!.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const spotAt = (place: Place): Spot => {
    const point = view ? { x: (place.x - view.x) / view.scale, y: (place.y - view.y) / view.scale } : place;
    return { ...point, seat: seatAt(props.hall, point) };
  };
  useWheel(canvas, setView);
  return {
    onPointerDown: (event: ReactPointerEvent<HTMLCanvasElement>) => {
      // A pull that began here goes on outside; where the pointer cannot be held it simply ends at the edge.
      try {
        event.currentTarget.setPointerCapture(event.pointerId);
      } catch {
        /* The pointer is gone already. */
      }
      down.current.set(event.pointerId, at(event));
      const from = spotAt(at(event));
      pulled.current = { from, moved: false, way: typeof props.pull === 'function' ? props.pull(from) : props.pull };
    },
    onPointerMove: (event: ReactPointerEvent<HTMLCanvasElement>) => {
      const place = at(event);
      const before = down.current.get(event.pointerId);
      if (!before) {
        props.onHover?.(spotAt(place));
        return;
      }
      if (Math.hypot(place.x - before.x, place.y - before.y) < 4 && !pulled.current?.moved) return;
      const others = [...down.current].filter(([id]) => id !== event.pointerId).map(([, one]) => one);
      down.current.set(event.pointerId, place);
      const begun = pulled.current?.moved === false;
      if (pulled.current) pulled.current.moved = true;
      if (others[0]) setView((known) => known && pinched(known, others[0]!, before, place));
      else if (pulled.current?.way === 'pan')
        setView((known) => known && { ...known, x: known.x + place.x - before.x, y: known.y + place.y - before.y });
      else if (pulled.current) props.onPull?.(pulled.current.from, spotAt(place), begun ? 'begin' : 'move');
    },
    onPointerUp: (event: ReactPointerEvent<HTMLCanvasElement>) => {
      const spot = spotAt(at(event));
      down.current.delete(event.pointerId);
      if (pulled.current && !pulled.current.moved) props.onPress?.(spot, { shift: event.shiftKey, ctrl: event.ctrlKey || event.metaKey });
      else if (pulled.current?.way === 'draw') props.onPull?.(pulled.current.from, spot, 'end');
      if (down.current.size === 0) pulled.current = null;
    },
    onPointerCancel: (event: ReactPointerEvent<HTMLCanvasElement>) => {
      down.current.delete(event.pointerId);
      pulled.current = null;
    },
    onPointerLeave: () => props.onHover?.(null),
    onDoubleClick: (event: React.MouseEvent<HTMLCanvasElement>) => props.onDouble?.(spotAt(at(event))),
  };
}

/** React listens to wheels passively, so that the page would scroll too. */
function useWheel(canvas: React.RefObject<HTMLCanvasElement | null>, setView: (next: (known: View | null) => View | null) => void): void {
  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      const box = element.getBoundingClientRect();
      const place = { x: event.clientX - box.left, y: event.clientY - box.top };
      setView((known) => known && zoomed(known, Math.exp(-event.deltaY / 500), place));
    };
    element.addEventListener('wheel', turn, { passive: false });
    return () => element.removeEventListener('wheel', turn);
  }, [canvas, setView]);
}

function seatAt(hall: Hall, { x, y }: Place): Seat | null {
  let best: Seat | null = null;
  let distance = 11;
  for (const seat of hall.seats) {
    const away = Math.max(Math.abs(seat.x - x), Math.abs(seat.y - y));
    if (away < distance) [best, distance] = [seat, away];
  }
  return best;
}

function fitting(hall: Hall, size: { width: number; height: number }): View {
  const { plan, seats } = hall;
  const points = [...seats, ...plan.doors, ...(stageOutline(hall) ?? [])];
  const [xs, ys] = [points.map((point) => point.x), points.map((point) => point.y)];
  const [left, right] = xs.length > 0 ? [Math.min(...xs) - 22, Math.max(...xs) + 22] : [0, plan.width];
  const [top, bottom] = ys.length > 0 ? [Math.min(...ys) - 26, Math.max(...ys) + 26] : [0, plan.height];
  const scale = Math.min(farthest, size.width / (right - left), size.height / (bottom - top));
  return { scale, x: (size.width - (right + left) * scale) / 2, y: (size.height - (bottom + top) * scale) / 2 };
}

function around(point: Place, scale: number, size: { width: number; height: number }): View {
  return { scale, x: size.width / 2 - point.x * scale, y: size.height / 2 - point.y * scale };
}

function zoomed(view: View, factor: number, at: Place): View {
  const scale = Math.min(farthest, Math.max(nearest, view.scale * factor));
  const by = scale / view.scale;
  return { scale, x: at.x - (at.x - view.x) * by, y: at.y - (at.y - view.y) * by };
}

function pinched(view: View, still: Place, before: Place, now: Place): View {
  const [was, is] = [Math.hypot(before.x - still.x, before.y - still.y), Math.hypot(now.x - still.x, now.y - still.y)];
  return zoomed(view, was > 0 ? is / was : 1, still);
}
