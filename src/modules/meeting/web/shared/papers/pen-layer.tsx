import { useRef } from 'react';
import type { PaperNote, PenStroke } from '../../../contract/papers/paper.ts';
import type { PlacedNote } from './moved-notes.ts';
import { type Tool, inks, pointsOf } from './strokes.ts';
import { useHand } from './use-hand.ts';

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
  const ratio = height / Math.max(1, width);
  const hand = useHand({ ...props, ratio }, live);
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
