import { useEffect, useMemo, useState, type PointerEvent as ReactPointerEvent, type RefObject } from 'react';
import type { PaperNote, PenStroke } from '../../../contract/papers/paper.ts';
import type { PlacedNote } from './moved-notes.ts';
import { type Tool, inks, pointsOf, touches, widths } from './strokes.ts';

/** What a hand on a page works with, and what becomes of it. */
export interface HandProps {
  readonly tool: Tool;
  readonly notes: readonly PlacedNote[];
  /** Height of the page over its width. */
  readonly ratio: number;
  readonly onStroke: (stroke: PenStroke) => void;
  readonly onPlace: (x: number, y: number) => void;
  readonly onErase: (note: PaperNote) => void;
  readonly onPan: (dx: number, dy: number) => void;
}

/** Points nearer than this to the last one say nothing new. */
const nearest = 0.0016;
const mostNumbers = 4_000;
const rounded = (value: number) => Math.round(value * 10_000) / 10_000;

/** One hand on one page: the stroke that is being drawn, and the fingers that touch. */
class Hand {
  #points: number[] = [];
  readonly #fingers = new Map<number, { x: number; y: number }>();
  #panning = false;
  #line: SVGPolylineElement | null = null;
  props: HandProps;

  constructor(props: HandProps) {
    this.props = props;
  }

  /** What holds since the page was last drawn. */
  take(props: HandProps, line: SVGPolylineElement | null): void {
    this.props = props;
    this.#line = line;
  }

  down = (event: ReactPointerEvent): void => {
    if ((event.target as Element).closest('.note-pin')) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    this.#fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (this.#fingers.size > 1) {
      this.#panning = true;
      this.#begin();
      return;
    }
    const { tool } = this.props;
    const [x, y] = placeOf(event.currentTarget, event);
    if (tool === 'eraser') this.#erase(x, y);
    else if (tool !== 'words') {
      this.#begin();
      this.#point(x, y);
      this.#show();
    }
  };

  move = (event: ReactPointerEvent): void => {
    const before = this.#fingers.get(event.pointerId);
    if (!before) return;
    this.#fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (this.#panning) {
      // Both fingers tell of the same movement.
      this.props.onPan((before.x - event.clientX) / 2, (before.y - event.clientY) / 2);
      return;
    }
    const between = event.nativeEvent.getCoalescedEvents?.() ?? [];
    for (const one of between.length > 0 ? between : [event.nativeEvent]) {
      const [x, y] = placeOf(event.currentTarget, one);
      if (this.props.tool === 'eraser') this.#erase(x, y);
      else if (this.props.tool !== 'words') this.#point(x, y);
    }
    this.#show();
  };

  up = (event: ReactPointerEvent): void => {
    if (!this.#fingers.delete(event.pointerId)) return;
    if (this.#panning) {
      this.#panning = this.#fingers.size > 0;
      return;
    }
    const { tool, onPlace, onStroke } = this.props;
    if (tool === 'words') onPlace(...placeOf(event.currentTarget, event));
    else if (this.#points.length >= 2 && tool in inks) {
      const colour = tool as PenStroke['colour'];
      onStroke({ points: this.#points, colour, width: widths[colour] });
    }
    this.#begin();
  };

  cancel = (event: ReactPointerEvent): void => {
    this.#fingers.delete(event.pointerId);
    this.#panning &&= this.#fingers.size > 0;
    this.#begin();
  };

  #begin(): void {
    this.#points = [];
    this.#show();
  }

  #point(x: number, y: number): void {
    const { length } = this.#points;
    if (length >= mostNumbers) return;
    if (length >= 2 && Math.hypot(x - this.#points[length - 2]!, (y - this.#points[length - 1]!) * this.props.ratio) < nearest) return;
    this.#points.push(x, y);
  }

  #erase(x: number, y: number): void {
    const { notes, ratio, onErase } = this.props;
    const hit = notes.find(({ note }) => note.kind === 'pen' && touches(note.content.points, x, y, ratio));
    if (hit) onErase(hit.note);
  }

  /** The stroke under the hand is drawn past React: a point must stand under the pen when it is made. */
  #show(): void {
    const { tool, ratio } = this.props;
    if (!this.#line || !(tool in inks)) return;
    const colour = tool as PenStroke['colour'];
    this.#line.setAttribute('points', this.#points.length > 0 ? pointsOf(this.#points, ratio) : '');
    this.#line.setAttribute('stroke', inks[colour]);
    this.#line.setAttribute('stroke-opacity', colour === 'marker' ? '0.42' : '1');
    this.#line.setAttribute('stroke-width', String(widths[colour] * 1000));
  }
}

/** Shares of the page's width and height. */
function placeOf(page: Element, { clientX, clientY }: { readonly clientX: number; readonly clientY: number }): readonly [number, number] {
  const box = page.getBoundingClientRect();
  return [rounded((clientX - box.left) / box.width), rounded((clientY - box.top) / box.height)];
}

/** Pointer listeners that write, erase, place notes and pan with two fingers. */
export function useHand(props: HandProps, line: RefObject<SVGPolylineElement | null>) {
  const [hand] = useState(() => new Hand(props));
  useEffect(() => hand.take(props, line.current));
  return useMemo(
    () => ({ onPointerDown: hand.down, onPointerMove: hand.move, onPointerUp: hand.up, onPointerCancel: hand.cancel }),
    [hand],
  );
}
