import { useEffect } from 'react';
import type { CSSProperties, ReactNode } from 'react';

export interface DeskPageProps {
  /** Title of the browser's window and, where `head` does not replace it, of the page. */
  readonly title: string;
  /** Figures and states beside the title. */
  readonly facts?: ReactNode;
  /** At the right end: what to do next, with the one filled button of the page. */
  readonly act?: ReactNode;
  /** Replaces title and facts, for pages whose head says more (a case). */
  readonly head?: ReactNode;
  /** A row between head and panes: filter tabs, versions. */
  readonly strip?: ReactNode;
  readonly children: ReactNode;
}

/** One page of the desk: head, an optional strip, and panes that fill the rest. */
export function DeskPage({ title, facts, act, head, strip, children }: DeskPageProps) {
  useEffect(() => {
    document.title = `${title} · 履职通`;
  }, [title]);
  return (
    <main className="page" id="page">
      <div className="head">
        {head ?? (
          <>
            <h1>{title}</h1>
            {facts && <div className="facts">{facts}</div>}
          </>
        )}
        {act && <div className="right row">{act}</div>}
      </div>
      {strip}
      {children}
    </main>
  );
}

/** Panes side by side, divided by hairlines. `columns` is a CSS grid template, e.g. `196px minmax(0, 1fr) 420px`. */
export function Panes({ columns, children }: { columns: string; children: ReactNode }) {
  return (
    <div className="cols" style={{ gridTemplateColumns: columns }}>
      {children}
    </div>
  );
}

export interface PaneProps {
  /** Name of the region for screen readers. */
  readonly label: string;
  readonly children: ReactNode;
  readonly as?: 'section' | 'nav' | 'aside';
  /** A bar at the bottom that stays in sight: the acts on what the pane shows. */
  readonly foot?: ReactNode;
  /** It is there to be read and may hold nothing to press: the keyboard gets in to scroll it. */
  readonly toRead?: boolean;
  readonly style?: CSSProperties;
}

export function Pane({ label, children, as: Element = 'section', foot, toRead, style }: PaneProps) {
  return (
    <Element className={foot ? 'pane footed' : 'pane'} aria-label={label} style={style}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
      <div className="pane-scroll" tabIndex={toRead ? 0 : undefined}>
        {children}
      </div>
      {foot && <div className="acts">{foot}</div>}
    </Element>
  );
}

export interface SectionProps {
  readonly title: string;
  readonly note?: ReactNode;
  /** The section's own act, with its key, at the right end of its title. */
  readonly act?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of a pane. */
export function Section({ title, note, act, children }: SectionProps) {
  return (
    <section className="sec">
      <header>
        <h2>{title}</h2>
        {note && <span className="s cut">{note}</span>}
        {act && <span className="right">{act}</span>}
      </header>
      {children}
    </section>
  );
}

/** Pairs of a name and a value. Pairs without a value are left out: an empty cell is nothing to look at. */
export function Facts({ pairs, name = 76 }: { pairs: readonly (readonly [string, ReactNode])[]; name?: number }) {
  return (
    <dl className="dl" style={{ gridTemplateColumns: `${name}px minmax(0, 1fr)` }}>
      {pairs
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([word, value]) => [<dt key={`${word}-name`}>{word}</dt>, <dd key={word}>{value}</dd>])}
    </dl>
  );
}
