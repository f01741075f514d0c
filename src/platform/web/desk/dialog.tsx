import { useEffect, useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { ConfigProvider } from 'antd';
import { Icon } from './icon.tsx';
import { KeyLayer } from './keys.tsx';

export interface DeskDialogProps {
  readonly title: string;
  /** One line below the title: what the dialog is for or what to mind. */
  readonly note?: ReactNode;
  readonly children: ReactNode;
  /** Buttons at the bottom right. */
  readonly foot?: ReactNode;
  readonly width?: number;
  /** `side` opens as a panel along the right edge, for reading beside the page. */
  readonly place?: 'middle' | 'side';
  readonly onClose: () => void;
}

/**
 * A dialog above the page. It is the browser's own `<dialog>`: it traps the focus, gives it back on closing and closes by Esc,
 * and costs no code. Popups of antd inside it must open inside it, or they would lie below.
 */
export function DeskDialog({ title, note, children, foot, width = 480, place = 'middle', onClose }: DeskDialogProps) {
  const { dialog, shown } = useModal(onClose);
  const heading = useId();
  return (
    <dialog ref={dialog} className={`dialog ${place}`} style={{ width }} aria-labelledby={heading}>
      <KeyLayer>
        <ConfigProvider getPopupContainer={() => dialog.current ?? document.body}>
          <div className="dialog-in">
            <header>
              <div>
                <h2 id={heading}>{title}</h2>
                {note && <p className="s">{note}</p>}
              </div>
              <button type="button" className="icon-btn" aria-label="关闭" onClick={onClose}>
                <Icon name="close" />
              </button>
            </header>
            <div className="dialog-body">{shown && children}</div>
            {foot && <footer>{foot}</footer>}
          </div>
        </ConfigProvider>
      </KeyLayer>
    </dialog>
  );
}

/** Opens the browser's own modal for as long as the component is mounted; Esc and a press beside it ask to close. */
export function useModal(onClose: () => void) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [shown, setShown] = useState(false);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    const element = dialog.current;
    if (!element) return undefined;
    const stop = new AbortController();
    const ask = (event: Event) => {
      if (event.type === 'mousedown' && event.target !== element) return;
      event.preventDefault();
      close.current();
    };
    element.addEventListener('cancel', ask, { signal: stop.signal });
    element.addEventListener('mousedown', ask, { signal: stop.signal });
    if (!element.open) element.showModal();
    setShown(true);
    return () => stop.abort();
  }, []);
  useEffect(() => {
    if (shown && dialog.current) focusFirst(dialog.current);
  }, [shown]);
  return { dialog, shown };
}

/** The browser would focus the closing cross; what one came for is the first field, or the act. */
function focusFirst(dialog: HTMLDialogElement): void {
  const active = document.activeElement;
  if (active instanceof HTMLElement && active.closest('.dialog-body')) return;
  const target =
    dialog.querySelector<HTMLElement>('.dialog-body :is(input:not([type="hidden"], [type="file"]), textarea, select, .choices button)') ??
    dialog.querySelector<HTMLElement>('.dialog-body button, footer .btn:last-child');
  target?.focus();
}

export interface ConfirmProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Verb and object, e.g. `停用账号`. */
  readonly words: string;
  readonly onConfirm: () => Promise<unknown> | void;
  readonly onClose: () => void;
}

/** Asks before an act that cannot be undone; the button names the act. */
export function ConfirmDialog({ title, children, words, onConfirm, onClose }: ConfirmProps) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : '没有成功，请重试。');
      setBusy(false);
    }
  };
  return (
    <DeskDialog
      title={title}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>
            不做了
          </button>
          <button type="button" className="btn pri" disabled={busy} onClick={() => void confirm()}>
            {words}
          </button>
        </>
      }
    >
      {children}
      {refusal && (
        <p className="refused-line" role="alert">
          {refusal}
        </p>
      )}
    </DeskDialog>
  );
}
