import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { createPortal } from 'react-dom';
import type { FileLine } from '../../../contract/views.ts';
import { drawIcon, IconBack, IconCross, IconForward } from '#platform/web/shared/icons.tsx';
import { fileAddress } from '#platform/web/shared/files.ts';
import { useFingers } from './use-fingers.ts';
import './picture-viewer.css';

interface PictureViewerProps {
  readonly pictures: readonly FileLine[];
  readonly start: number;
  readonly onClose: () => void;
}

const IconCloser = drawIcon(<path d="M4.5 10.5a6 6 0 1012 0 6 6 0 00-12 0M15 15l5 5M10.5 8v5M8 10.5h5" />);
const IconWhole = drawIcon(<path d="M4.5 10.5a6 6 0 1012 0 6 6 0 00-12 0M15 15l5 5M8 10.5h5" />);

/**
 * Pictures at full size. Fingers: aside for the next, two fingers or two taps to look closer, down to leave. The same by buttons and by keys
 * (arrows, + and -, Esc), and said to screen readers. Whoever opens it sees to it that the way back closes it, too.
 */
export default function PictureViewer({ pictures, start, onClose }: PictureViewerProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [index, setIndex] = useState(Math.min(start, pictures.length - 1));
  const turn = (next: number) => {
    if (next < 0 || next >= pictures.length || next === index) return;
    fingers.reset();
    setIndex(next);
  };
  const fingers = useFingers({ index, count: pictures.length, onTurn: turn, onLeave: onClose });
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowRight') turn(index + 1);
    if (event.key === 'ArrowLeft') turn(index - 1);
    if ((event.key === '+' && fingers.look.scale === 1) || (event.key === '-' && fingers.look.scale > 1)) fingers.toggle();
  };
  const { look, pushed } = fingers;
  const shown = pictures[index]!;
  return createPortal(
    // Keys are for the whole dialog, wherever in it the focus is; each has its button.
    <dialog
      ref={dialog}
      className="viewer"
      aria-label="照片"
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <Bar
        index={index}
        count={pictures.length}
        name={shown.name}
        close={look.scale > 1}
        onTurn={turn}
        onToggle={fingers.toggle}
        onClose={onClose}
      />
      <div
        className={fingers.held ? 'viewer-reel' : 'viewer-reel settling'}
        style={{ transform: `translate(calc(${-100 * index}% + ${pushed.x}px), ${pushed.y}px)` }}
        {...fingers.on}
      >
        {pictures.map((file, at) => (
          <figure key={file.id} className="viewer-frame" aria-hidden={at !== index}>
            <img
              src={Math.abs(at - index) <= 1 ? fileAddress(file.id) : undefined}
              alt={file.name}
              draggable={false}
              style={at === index ? { transform: `translate(${look.x}px, ${look.y}px) scale(${look.scale})` } : undefined}
            />
          </figure>
        ))}
      </div>
    </dialog>,
    document.body,
  );
}

interface BarProps {
  readonly index: number;
  readonly count: number;
  readonly name: string;
  /** The picture is looked at closely. */
  readonly close: boolean;
  readonly onTurn: (index: number) => void;
  readonly onToggle: () => void;
  readonly onClose: () => void;
}

/** Which picture it is, and a button for everything that fingers do. */
function Bar({ index, count, name, close, onTurn, onToggle, onClose }: BarProps) {
  return (
    <div className="viewer-bar">
      <p role="status">
        {count > 1 && `${index + 1} / ${count}`}
        <span className="unseen">{name}</span>
      </p>
      <div className="viewer-tools">
        {count > 1 && (
          <>
            <button type="button" aria-label="上一张" disabled={index === 0} onClick={() => onTurn(index - 1)}>
              <IconBack />
            </button>
            <button type="button" aria-label="下一张" disabled={index === count - 1} onClick={() => onTurn(index + 1)}>
              <IconForward />
            </button>
          </>
        )}
        <button type="button" aria-label="放大" aria-pressed={close} onClick={onToggle}>
          {close ? <IconWhole /> : <IconCloser />}
        </button>
        <button type="button" aria-label="关闭" onClick={onClose}>
          <IconCross />
        </button>
      </div>
    </div>
  );
}
