import { useRef, type PointerEvent as ReactPointerEvent } from 'react';
import type { PaperNote, PenStroke } from '../../../contract/papers/paper.ts';
import type { PlacedNote } from './moved-notes.ts';

/** What a finger or pen on the page does. `read`: nothing, the page scrolls. */
export type Tool = 'read' | 'red' | 'blue' | 'black' | 'marker' | 'words' | 'eraser';

const inks: Readonly<Record<PenStroke['colour'], string>> = { red: '#d4232b', blue: '#1a5fd0', black: '#1d2129', marker: '#ffd84d' };
const widths: Readonly<Record<PenStroke['colour'], number>> = { red: 0.004, blue: 0.004, black: 0.004, marker: 0.026 };

interface PenLayerProps {
  readonly width: number;
  readonly height: number;
  readonly tool: Tool;
  readonly notes: readonly PlacedNote[];
  readonly chosen: string | null;
  readonly onStroke: (stroke: PenStroke) => void;
  readonly onPlace: (x: number, y: number) => void;
  readonly onErase: (note: PaperNote) => void;
  readonly onChoose: (note: PaperNote) => void;
  /** Two fingers move the page while a pen is chosen. */
  readonly onPan: (dx: number, dy: number) => void;
}

/** Notes over one page, as vectors; and the hand that writes them. */
export function PenLayer(props: PenLayerProps) {
  const { width, height, tool, notes, chosen, onChoose } = props;
  const live = useRef<SVGPolylineElement>(null);
  const hand = useHand(props, live);
  const ratio = height / Math.max(1, width);
  return (
    <div className={tool === 'read' ? 'pen-layer' : 'pen-layer writing'} {...(tool === 'read' ? {} : hand)}>
      <svg viewBox={`0 0 1000 ${1000 * ratio}`} aria-hidden="true">
        {notes.map(({ note }) => note.kind === 'pen' && <Stroke key={note.id} stroke={note.content} ratio={ratio} />)}
        <polyline ref={live} fill="none" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
      {notes.map(
        ({ note, moved }) =>
          note.kind === 'text' && (
            <button
              key={note.id}
              type="button"
              className={`note-pin${note.id === chosen ? ' on' : ''}${moved ? ' moved' : ''}`}
              style={{ left: `${note.content.x * 100}%`, top: `${note.content.y * 100}%` }}
              aria-label={`笔记：${note.content.words}`}
              onClick={() => onChoose(note)}
            >
              记
            </button>
          ),
      )}
    </div>
  );
}

function Stroke({ stroke, ratio }: { readonly stroke: PenStroke; readonly ratio: number }) {
  return (
    <polyline
      points={pointsOf(stroke.points, ratio)}
      fill="none"
      stroke={inks[stroke.colour]}
      strokeOpacity={stroke.colour === 'marker' ? 0.42 : 1}
      strokeWidth={stroke.width * 1000}
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  );
}

function pointsOf(points: readonly number[], ratio: number): string {
  const words: string[] = [];
  for (let index = 0; index + 1 < points.length; index += 2) words.push(`${(points[index]! * 1000).toFixed(1)},${(points[index + 1]! * 1000 * ratio).toFixed(1)}`);
  // A tap is a dot.
  return words.length === 1 ? `${words[0]!} ${words[0]!}` : words.join(' ');
}

/** Points nearer than this to the last one say nothing new. */
const nearest = 0.0016;
const mostNumbers = 4_000;
const rounded = (value: number) => Math.round(value * 10_000) / 10_000;

function useHand({ tool, notes, height, width, onStroke, onPlace, onErase, onPan }: PenLayerProps, live: { readonly current: SVGPolylineElement | null }) {
  const points = useRef<number[]>([]);
  const fingers = useRef(new Map<number, { x: number; y: number }>());
  const panning = useRef(false);
  const ratio = height / Math.max(1, width);
  const placeOf = (event: { clientX: number; clientY: number; currentTarget: Element }) => {
    const box = event.currentTarget.getBoundingClientRect();
    return [rounded((event.clientX - box.left) / box.width), rounded((event.clientY - box.top) / box.height)] as const;
  };
  const show = () => {
    if (!live.current || !(tool in inks)) return;
    const colour = tool as PenStroke['colour'];
    live.current.setAttribute('points', points.current.length > 0 ? pointsOf(points.current, ratio) : '');
    live.current.setAttribute('stroke', inks[colour]);
    live.current.setAttribute('stroke-opacity', colour === 'marker' ? '0.42' : '1');
    live.current.setAttribute('stroke-width', String(widths[colour] * 1000));
  };
  const erase = (x: number, y: number) => {
    const hit = notes.find(({ note }) => note.kind === 'pen' && touches(note.content.points, x, y, ratio));
    if (hit) onErase(hit.note);
  };
  const take = (x: number, y: number) => {
    const { length } = points.current;
    if (length >= mostNumbers) return;
    if (length >= 2 && Math.hypot(x - points.current[length - 2]!, (y - points.current[length - 1]!) * ratio) < nearest) return;
    points.current.push(x, y);
  };
  const finish = () => {
    if (points.current.length >= 2 && tool in inks) {
      const colour = tool as PenStroke['colour'];
      onStroke({ points: points.current, colour, width: widths[colour] });
    }
    points.current = [];
    show();
  };
  return {
    onPointerDown: (event: ReactPointerEvent) => {
      if ((event.target as Element).closest('.note-pin')) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
      if (fingers.current.size > 1) {
        panning.current = true;
        points.current = [];
        show();
        return;
      }
      const [x, y] = placeOf(event);
      if (tool === 'eraser') erase(x, y);
      else if (tool !== 'words') {
        points.current = [];
        take(x, y);
        show();
      }
    },
    onPointerMove: (event: ReactPointerEvent) => {
      const before = fingers.current.get(event.pointerId);
      if (!before) return;
      fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
      if (panning.current) {
        // Both fingers tell of the same movement.
        onPan((before.x - event.clientX) / 2, (before.y - event.clientY) / 2);
        return;
      }
      const moves = event.nativeEvent.getCoalescedEvents?.() ?? [];
      for (const move of moves.length > 0 ? moves : [event.nativeEvent]) {
        const [x, y] = placeOf({ clientX: move.clientX, clientY: move.clientY, currentTarget: event.currentTarget });
        if (tool === 'eraser') erase(x, y);
        else if (tool !== 'words') take(x, y);
      }
      show();
    },
    onPointerUp: (event: ReactPointerEvent) => {
      if (!fingers.current.delete(event.pointerId)) return;
      if (panning.current) {
        panning.current = fingers.current.size > 0;
        return;
      }
      if (tool === 'words') onPlace(...placeOf(event));
      else finish();
    },
    onPointerCancel: (event: ReactPointerEvent) => {
      fingers.current.delete(event.pointerId);
      panning.current &&= fingers.current.size > 0;
      points.current = [];
      show();
    },
  };
}

/** True where a stroke comes within a fingertip of the place. */
export function touches(points: readonly number[], x: number, y: number, ratio: number, reach = 0.018): boolean {
  for (let index = 0; index + 1 < points.length; index += 2) {
    const next = index + 3 < points.length ? index + 2 : index;
    if (distance([points[index]!, points[index + 1]! * ratio], [points[next]!, points[next + 1]! * ratio], [x, y * ratio]) < reach) return true;
  }
  return false;
}

/** From a place to the line between two points. */
function distance([ax, ay]: readonly [number, number], [bx, by]: readonly [number, number], [px, py]: readonly [number, number]): number {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length));
  return Math.hypot(px - ax - along * (bx - ax), py - ay - along * (by - ay));
}
