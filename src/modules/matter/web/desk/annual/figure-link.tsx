import type { MouseEvent, ReactNode } from 'react';
import { useGo } from '#platform/web/desk/address.ts';
import type { FigureLink as Link } from '../../../contract/annual-figures.ts';

/** The path of a figure's list with its query. */
export function addressOfLink({ path, query }: Link): string {
  return `${path}?${new URLSearchParams(query)}`;
}

/** A figure that opens the list behind it; with Ctrl it opens in a window of its own. */
export function FigureLink({ link, children }: { link: Link; children: ReactNode }) {
  const go = useGo();
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(link.path, link.query);
  };
  return (
    <a className="figure-link" href={`/desk${addressOfLink(link)}`} title="打开清单" onClick={follow}>
      {children}
    </a>
  );
}
