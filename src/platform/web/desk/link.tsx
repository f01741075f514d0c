import type { MouseEvent, ReactNode } from 'react';
import { useGo } from './address.ts';

/** A link to another page of the desk by its path; with Ctrl or the middle button it opens a window of its own. */
export function DeskLink({ to, className, title, children }: { to: string; className?: string; title?: string; children: ReactNode }) {
  const go = useGo();
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a href={`/desk${to}`} className={className} title={title} onClick={follow}>
      {children}
    </a>
  );
}
