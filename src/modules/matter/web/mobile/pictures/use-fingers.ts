import { useRef, useState, type PointerEvent } from 'react';
import { close, leaves, turned, whole, within, zoom, type Look, type Point, type Size } from './zoom-rules.ts';

interface FingersInput {
  readonly index: number;
  readonly count: number;
  readonly onTurn: (index: number) => void;
  readonly onLeave: () => void;
}

export interface Fingers {
  readonly look: Look;
  /** How far a finger has pushed the reel, in px; 0 while none does. */
  readonly pushed: Point;
  /** True while fingers move things, when nothing may lag behind them. */
  readonly held: boolean;
  /** Looks at the whole picture, or closer at its middle. */
  readonly toggle: () => void;
  readonly reset: () => void;
  readonly on: {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerCancel: (event: PointerEvent<HTMLElement>) => void;
  };
}

const still: Point = { x: 0, y: 0 };
/** Two taps within so many ms and px are one double tap. */
const doubleTap = { milliseconds: 300, pixels: 30 };

/** Fingers on the pictures: one turns on, leaves downwards, or moves a picture that is looked at closely; two look closer; two taps as well. */
export function useFingers({ index, count, onTurn, onLeave }: FingersInput): Fingers {
  const [look, setLook] = useState(whole);
  const [pushed, setPushed] = useState(still);
  const [held, setHeld] = useState(false);
  const down = useRef(new Map<number, Point>());
  const begun = useRef<{ at: Point; look: Look; pinched: boolean }>({ at: still, look: whole, pinched: false });
  const isSecondTap = useSecondTap();

  const begin = () => {
    begun.current = { at: middle(down.current), look, pinched: begun.current.pinched };
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    if (down.current.size === 0) begun.current.pinched = false;
    down.current.set(event.pointerId, pointOf(event));
    if (down.current.size > 1) begun.current.pinched = true;
    setHeld(true);
    setPushed(still);
    begin();
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const before = new Map(down.current);
    if (!before.has(event.pointerId)) return;
    down.current.set(event.pointerId, pointOf(event));
    const [screen, fitted] = sizes(event.currentTarget, index);
    if (down.current.size > 1) {
      const factor = spread(down.current) / Math.max(1, spread(before));
      return setLook((now) => zoom(now, factor, middle(down.current), fitted, screen));
    }
    const moved = minus(middle(down.current), begun.current.at);
    if (look.scale > 1) {
      const { look: from } = begun.current;
      return setLook(within({ scale: from.scale, x: from.x + moved.x, y: from.y + moved.y }, fitted, screen));
    }
    if (!begun.current.pinched) setPushed(Math.abs(moved.x) > Math.abs(moved.y) ? { x: moved.x, y: 0 } : { x: 0, y: Math.max(0, moved.y) });
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const moved = minus(pointOf(event), begun.current.at);
    down.current.delete(event.pointerId);
    if (down.current.size > 0) return begin();
    setHeld(false);
    setPushed(still);
    const [screen, fitted] = sizes(event.currentTarget, index);
    if (begun.current.pinched) return undefined;
    if (Math.hypot(moved.x, moved.y) < 10) {
      if (isSecondTap(event)) setLook((now) => (now.scale > 1 ? whole : zoom(now, close, pointOf(event), fitted, screen)));
      return undefined;
    }
    if (look.scale > 1) return undefined;
    if (leaves(moved, screen.height)) return onLeave();
    return onTurn(turned(index, count, moved.x, screen.width));
  };
  return {
    look,
    pushed,
    held,
    toggle: () => setLook((now) => (now.scale > 1 ? whole : { ...whole, scale: close })),
    reset: () => setLook(whole),
    on: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp },
  };
}

/** Tells of each tap whether it is the second of a double one. */
function useSecondTap(): (event: PointerEvent) => boolean {
  const last = useRef<{ time: number; at: Point }>({ time: 0, at: still });
  return (event) => {
    const at = pointOf(event);
    const apart = minus(at, last.current.at);
    const second = event.timeStamp - last.current.time < doubleTap.milliseconds && Math.hypot(apart.x, apart.y) < doubleTap.pixels;
    last.current = { time: second ? 0 : event.timeStamp, at };
    return second;
  };
}

function pointOf(event: PointerEvent): Point {
  return { x: event.clientX - window.innerWidth / 2, y: event.clientY - window.innerHeight / 2 };
}

/** The screen's size, and that of the shown picture at scale 1: `offsetWidth` knows nothing of transforms. */
function sizes(reel: HTMLElement, index: number): [screen: Size, fitted: Size] {
  const picture = reel.querySelectorAll('img')[index];
  const screen = { width: reel.clientWidth, height: reel.clientHeight };
  return [screen, picture ? { width: picture.offsetWidth, height: picture.offsetHeight } : screen];
}

function middle(points: ReadonlyMap<number, Point>): Point {
  const all = [...points.values()];
  const mean = (of: (point: Point) => number) => all.reduce((sum, point) => sum + of(point), 0) / Math.max(1, all.length);
  return { x: mean((point) => point.x), y: mean((point) => point.y) };
}

function spread(points: ReadonlyMap<number, Point>): number {
  const [a, b] = points.values();
  return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
}

function minus(a: Point, b: Point): Point {
  return { x: a.x - b.x, y: a.y - b.y };
}
