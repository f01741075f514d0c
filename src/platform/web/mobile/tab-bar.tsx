import { Link, useLocation } from '@tanstack/react-router';
import type { IconComponent } from '../shared/icons.tsx';

export interface Tab {
  readonly to: string;
  readonly title: string;
  readonly icon: IconComponent;
  /** How much waits there; shown from one on. */
  readonly count?: number;
  readonly countWords?: string;
}

/** The rooms of the terminal, always at the same place. */
export function TabBar({ tabs }: { readonly tabs: readonly Tab[] }) {
  const { pathname } = useLocation();
  return (
    <nav className="tabs" aria-label="主导航">
      {tabs.map(({ to, title, icon: Mark, count, countWords }) => (
        <Link key={to} to={to} className="tab" aria-current={pathname === to ? 'page' : undefined}>
          <Mark size={24} />
          <span>{title}</span>
          {count ? (
            <span className="count">
              {count > 99 ? '99+' : count}
              <span className="unseen">{countWords}</span>
            </span>
          ) : null}
        </Link>
      ))}
    </nav>
  );
}
