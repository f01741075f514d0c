import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { IconCross } from '../shared/icons.tsx';
import { Button, type ButtonLook } from './button.tsx';

interface SheetProps {
  readonly title: string;
  readonly onClose: () => void;
  /** Takes most of the screen, for lists and maps. */
  readonly tall?: boolean;
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}

/** A sheet that comes up from the bottom. The browser's own dialog keeps focus inside, closes on Esc and hides the page from screen readers. */
export function Sheet({ title, onClose, tall, foot, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (dialog.current?.open) return;
    dialog.current?.showModal();
    // The title is read first; the browser would begin at the button that closes.
    heading.current?.focus();
  }, []);
  return createPortal(
    // Esc does for the keyboard what a press beside the sheet does for a finger.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      className={tall ? 'sheet tall' : 'sheet'}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="sheet-head">
        <h2 ref={heading} id={id} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" className="tool" aria-label="关闭" onClick={onClose}>
          <IconCross />
        </button>
      </div>
      <div className="sheet-body">{children}</div>
      {foot && <div className="sheet-foot">{foot}</div>}
    </dialog>,
    document.body,
  );
}

interface ConfirmProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly act: string;
  readonly look?: ButtonLook;
  readonly onConfirm: () => Promise<unknown> | void;
  readonly onClose: () => void;
}

/** Asks once more before something that is not easily undone. */
export function Confirm({ title, children, act, look = 'fill', onConfirm, onClose }: ConfirmProps) {
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    try {
      await onConfirm();
    } finally {
      setBusy(false);
      onClose();
    }
  };
  return (
    <Sheet
      title={title}
      onClose={onClose}
      foot={
        <div className="btns">
          <Button onClick={onClose}>再想想</Button>
          <Button look={look} busy={busy} onClick={() => void confirm()}>
            {act}
          </Button>
        </div>
      }
    >
      <p className="second wrap">{children}</p>
    </Sheet>
  );
}
