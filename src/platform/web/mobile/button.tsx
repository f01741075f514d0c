import { Link } from '@tanstack/react-router';
import type { ComponentProps, ReactNode } from 'react';
import type { IconComponent } from '../shared/icons.tsx';

/** `fill` once per page for what is to be done now; `edge` for its alternative; `calm` for all others; `warn` for what cannot be undone. */
export type ButtonLook = 'fill' | 'edge' | 'calm' | 'warn';

interface ButtonProps extends Omit<ComponentProps<'button'>, 'className'> {
  readonly look?: ButtonLook;
  readonly mini?: boolean;
  readonly icon?: IconComponent;
  /** The act is on its way: the button turns a ring, keeps its words and takes no second press. */
  readonly busy?: boolean;
}

/** A button named by verb and object. */
export function Button({ look = 'calm', mini, icon: Mark, busy, children, disabled, type = 'button', ...rest }: ButtonProps) {
  return (
    <button {...rest} type={type} className={classOf(look, mini)} disabled={disabled || busy} aria-busy={busy || undefined}>
      {busy ? <span className="busy" aria-hidden /> : Mark && <Mark size={20} />}
      {children}
    </button>
  );
}

interface LinkButtonProps {
  readonly to: string;
  readonly look?: ButtonLook;
  readonly mini?: boolean;
  readonly icon?: IconComponent;
  readonly children: ReactNode;
}

/** A link that looks like a button. */
export function LinkButton({ to, look = 'calm', mini, icon: Mark, children }: LinkButtonProps) {
  return (
    <Link to={to} className={classOf(look, mini)}>
      {Mark && <Mark size={20} />}
      {children}
    </Link>
  );
}

interface ToolProps {
  readonly label: string;
  readonly icon?: IconComponent;
  readonly onPress?: () => void;
  readonly to?: string;
  readonly search?: Readonly<Record<string, string>>;
  /** `icon` alone in the bar, `words` in the bar, `both` stacked in the act bar. */
  readonly shows?: 'icon' | 'words' | 'both';
}

/** A small act of a bar: an icon, words, or an icon above words. */
export function Tool({ label, icon: Mark, onPress, to, search, shows = 'icon' }: ToolProps) {
  const inner = (
    <>
      {Mark && <Mark size={24} />}
      {shows !== 'icon' && label}
    </>
  );
  const rest = { className: shows === 'words' ? 'tool words' : 'tool', 'aria-label': shows === 'icon' ? label : undefined };
  return to ? (
    <Link to={to} search={search} {...rest}>
      {inner}
    </Link>
  ) : (
    <button type="button" onClick={onPress} {...rest}>
      {inner}
    </button>
  );
}

function classOf(look: ButtonLook, mini?: boolean): string {
  return mini ? `btn ${look} mini` : `btn ${look}`;
}
