import type { ReactNode } from 'react';

/** One message: its figure with unit, the finding in a sentence, the evidence below. */
export function Panel({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <section className="panel" aria-label={label}>
      {children}
    </section>
  );
}

interface LeadProps {
  readonly figure: ReactNode;
  readonly unit: string;
  readonly say: ReactNode;
  /** The base of the figure or its definition, in one grey line. */
  readonly note?: ReactNode;
}

export function Lead({ figure, unit, say, note }: LeadProps) {
  return (
    <div className="lead">
      <div className="fig">
        {figure}
        <small>{unit}</small>
      </div>
      <div className="say">
        {say}
        {note && <span>{note}</span>}
      </div>
    </div>
  );
}

/** `1,234` */
export function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
