import { useId } from 'react';
import type { ReactNode } from 'react';
import { Key } from './keys.tsx';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress: () => void;
  /** The key that does the same, shown as a cap. The page binds it with `useKeys`. */
  readonly keys?: string | undefined;
  /** The one filled button of a page. */
  readonly filled?: boolean;
  readonly small?: boolean;
  readonly busy?: boolean;
  /** Why the act cannot be done now: the button stays visible, disabled, and says it. */
  readonly blocked?: string | null | undefined;
  readonly submit?: boolean;
}

/** A button of the desk. A blocked one keeps its place and says why. */
export function Button({ children, onPress, keys, filled, small, busy, blocked, submit }: ButtonProps) {
  const reason = useId();
  const classes = ['btn', filled ? 'pri' : '', small ? 'sm' : '', blocked ? 'off' : ''].filter(Boolean).join(' ');
  return (
    <button
      type={submit ? 'submit' : 'button'}
      className={classes}
      title={blocked ?? undefined}
      disabled={busy}
      aria-disabled={blocked ? true : undefined}
      aria-describedby={blocked ? reason : undefined}
      aria-busy={busy || undefined}
      onClick={() => {
        if (!blocked && !submit) onPress();
      }}
    >
      {children}
      {keys && <Key keys={keys} />}
      {blocked && (
        <span id={reason} className="unseen">
          {blocked}
        </span>
      )}
    </button>
  );
}
