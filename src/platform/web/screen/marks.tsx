import type { ReactNode } from 'react';

/** States on the wall: the shapes of the phone in the colours of the dark ground. */
export type WallMark = 'running' | 'waiting' | 'soon' | 'overdue' | 'done' | 'late' | 'closed';

/** A state's shape in a box of 20 by 20, for text and for drawings. */
export function MarkShape({ mark }: { readonly mark: WallMark }) {
  return <>{shapes[mark]}</>;
}

/** A state's shape in a line of text. */
export function Mark({ mark }: { readonly mark: WallMark }) {
  return (
    <svg className="mark" viewBox="0 0 20 20" aria-hidden="true">
      {shapes[mark]}
    </svg>
  );
}

const line = { fill: 'none', strokeLinecap: 'round', strokeLinejoin: 'round' } as const;

const shapes: Readonly<Record<WallMark, ReactNode>> = {
  running: (
    <>
      <circle cx="10" cy="10" r="7" fill="none" stroke="var(--run)" strokeWidth="3" />
      <path d="M10 3a7 7 0 0 1 0 14z" fill="var(--run)" />
    </>
  ),
  waiting: (
    <>
      <circle cx="10" cy="10" r="7.6" fill="none" stroke="var(--run)" strokeWidth="2.6" />
      <path d="M10 5.6v4.8l3 2" {...line} stroke="var(--run)" strokeWidth="2.2" />
    </>
  ),
  soon: (
    <>
      <circle cx="10" cy="10" r="9" fill="var(--soon)" />
      <path d="M10 4.6v6l3.8 2.4" {...line} stroke="var(--ground)" strokeWidth="2.4" />
    </>
  ),
  overdue: (
    <>
      <path d="M10 1 19.6 18.6H.4z" fill="var(--over)" />
      <path d="M10 7v5.4M10 14.3v2" stroke="var(--ground)" strokeWidth="2.4" />
    </>
  ),
  done: <path d="M3 10.5 8 15.5 17 5" {...line} stroke="var(--ok)" strokeWidth="3.4" />,
  late: (
    <>
      <circle cx="10" cy="10" r="8.2" fill="none" stroke="var(--ok)" strokeWidth="2.2" />
      <path d="M6 10.4l3 3 5.2-6" {...line} stroke="var(--ok)" strokeWidth="2.4" />
    </>
  ),
  closed: <circle cx="10" cy="10" r="7.6" fill="none" stroke="var(--on-2)" strokeWidth="2.6" />,
};
