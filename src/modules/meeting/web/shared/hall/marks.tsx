const line = { fill: 'none', strokeLinecap: 'round', strokeLinejoin: 'round' } as const;

const shapes = {
  done: <path d="M3 10.5 8 15.5 17 5" {...line} stroke="var(--ok)" strokeWidth="3.4" />,
  reached: (
    <>
      <circle cx="10" cy="10" r="10" fill="var(--ok)" />
      <path d="M5.2 10.4l3.2 3.2 6.4-7" {...line} stroke="var(--ground)" strokeWidth="2.4" />
    </>
  ),
  short: (
    <>
      <circle cx="10" cy="10" r="8.6" fill="none" stroke="var(--soon)" strokeWidth="2.4" />
      <path d="M10 5.2v5.2l3.4 2.2" {...line} stroke="var(--soon)" strokeWidth="2.4" />
    </>
  ),
  soon: (
    <>
      <circle cx="10" cy="10" r="9.4" fill="var(--soon)" />
      <path d="M10 4.6v6l3.8 2.4" {...line} stroke="var(--ground)" strokeWidth="2.4" />
    </>
  ),
  over: (
    <>
      <path d="M10 1 19.6 18.6H.4z" fill="var(--over)" />
      <path d="M10 7v5.4M10 14.3v2" stroke="var(--ground)" strokeWidth="2.4" />
    </>
  ),
  present: <rect x="2" y="2" width="16" height="16" rx="3.4" fill="var(--data)" />,
  onLeave: (
    <>
      <rect x="3.2" y="3.2" width="13.6" height="13.6" rx="3" fill="none" stroke="var(--on)" strokeWidth="1.8" />
      <path d="M6.8 10h6.4" stroke="var(--on)" strokeWidth="2" />
    </>
  ),
  missing: (
    <rect x="3.2" y="3.2" width="13.6" height="13.6" rx="3" fill="none" stroke="var(--soon)" strokeWidth="1.8" strokeDasharray="3 2.4" />
  ),
  absent: (
    <>
      <rect x="2" y="2" width="16" height="16" rx="3.4" fill="var(--over)" />
      <path d="M6.8 6.8l6.4 6.4M13.2 6.8l-6.4 6.4" {...line} stroke="var(--ground)" strokeWidth="2.4" />
    </>
  ),
} as const;

export type HallMark = keyof typeof shapes;

/** A mark of the wall: its shape says what its colour says. */
export function HallMarkIcon({ mark }: { readonly mark: HallMark }) {
  return (
    <svg className="hall-icon" viewBox="0 0 20 20" aria-hidden="true">
      {shapes[mark]}
    </svg>
  );
}
