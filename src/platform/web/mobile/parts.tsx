import { Link } from '@tanstack/react-router';
import { Fragment, useId, type ReactNode } from 'react';
import { IconForward, IconTick, type IconComponent } from '../shared/icons.tsx';

interface SectionProps {
  readonly title: string;
  /** Figure behind the title in the body's colour. */
  readonly count?: number;
  readonly unit?: string;
  /** Grey words at the right end. */
  readonly note?: ReactNode;
  readonly more?: { readonly to: string; readonly words: string };
  readonly children: ReactNode;
}

/** A titled part of a page. */
export function Section({ title, count, unit, note, more, children }: SectionProps) {
  const id = useId();
  return (
    <section className="section" aria-labelledby={id}>
      <header className="section-head">
        <h2 id={id}>
          {title}
          {count !== undefined && (
            <>
              {' '}
              <b>{count}</b>
            </>
          )}
          {count !== undefined && unit && ` ${unit}`}
        </h2>
        {note && <span className="second">{note}</span>}
        {more && (
          <Link className="more" to={more.to}>
            {more.words}
            <IconForward size={20} />
          </Link>
        )}
      </header>
      {children}
    </section>
  );
}

interface RowProps {
  readonly icon?: IconComponent;
  readonly children: ReactNode;
  /** A second grey line. */
  readonly note?: ReactNode;
  /** State or value before the chevron. */
  readonly end?: ReactNode;
  readonly to?: string;
  readonly onPress?: () => void;
}

/** A 56 px line of a card: words, state, chevron where it leads somewhere. */
export function Row({ icon: Mark, children, note, end, to, onPress }: RowProps) {
  const inner = (
    <>
      {Mark && <Mark size={24} />}
      <span className="row-words wrap">
        {children}
        {note && <span className="label">{note}</span>}
      </span>
      {end}
      {(to || onPress) && (
        <span className="go">
          <IconForward size={20} />
        </span>
      )}
    </>
  );
  if (to)
    return (
      <Link className="row" to={to}>
        {inner}
      </Link>
    );
  return onPress ? (
    <button type="button" className="row" onClick={onPress}>
      {inner}
    </button>
  ) : (
    <div className="row">{inner}</div>
  );
}

export interface ThreadStep {
  readonly key: string;
  /** `was` happened, `now` is where it stands, `next` is to come. */
  readonly phase: 'was' | 'now' | 'next';
  readonly title: ReactNode;
  readonly time?: ReactNode;
  readonly children?: ReactNode;
}

/** What happened, where it is, what comes. */
export function Thread({ steps }: { readonly steps: readonly ThreadStep[] }) {
  return (
    <ol className="thread">
      {steps.map((step) => (
        <li key={step.key} className={step.phase} aria-current={step.phase === 'now' ? 'step' : undefined}>
          <span className="thread-knot">{step.phase === 'was' && <IconTick size={12} />}</span>
          <div className="thread-head">
            <b>{step.title}</b>
            {step.time && <span className="thread-time">{step.time}</span>}
          </div>
          {step.children}
        </li>
      ))}
    </ol>
  );
}

interface FigureProps {
  readonly before?: string;
  readonly value: ReactNode;
  readonly unit?: string;
  readonly large?: boolean;
}

/** A figure with its unit in grey. */
export function Figure({ before, value, unit, large }: FigureProps) {
  return (
    <div className={large ? 'figure large' : 'figure'}>
      {before && <small>{before}</small>}
      {value}
      {unit && <small>{unit}</small>}
    </div>
  );
}

/** A thin upright rule between the given words; empty ones are left out. */
export function Line({ words }: { readonly words: readonly (ReactNode | null | undefined | false)[] }) {
  const shown = words.filter((word) => word !== null && word !== undefined && word !== false && word !== '');
  return (
    <>
      {shown.map((word, index) => (
        <Fragment key={typeof word === 'string' ? word : `part-${String(index)}`}>
          {index > 0 && <i className="sep" />}
          {word}
        </Fragment>
      ))}
    </>
  );
}
