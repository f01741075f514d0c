import type { ReactNode } from 'react';
import { Problem } from '#platform/contract/problem.ts';
import { wordsOf } from '#platform/web/shared/conditions.tsx';

interface NamedFieldProps {
  readonly name: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

/** A named field of a dialog. */
export function NamedField({ name, hint, children }: NamedFieldProps) {
  return (
    <label className="field">
      <span className="name">
        {name}
        {hint && <span className="s">{hint}</span>}
      </span>
      {children}
    </label>
  );
}

interface TextFieldProps {
  readonly name: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly max?: number;
  /** More than one line makes it a text area. */
  readonly lines?: number;
  readonly example?: string;
}

/** Words in one line or several. */
export function TextField({ name, hint, value, onChange, max, lines = 1, example }: TextFieldProps) {
  const given = { value, maxLength: max, placeholder: example };
  return (
    <NamedField name={name} hint={hint}>
      {lines === 1 ? (
        <input className="input" {...given} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <textarea className="area" rows={lines} {...given} onChange={(event) => onChange(event.target.value)} />
      )}
    </NamedField>
  );
}

interface DayFieldProps {
  readonly name: string;
  readonly hint?: string;
  /** Empty where no day is chosen. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly min?: string;
}

/** A day, picked or typed. */
export function DayField({ name, hint, value, onChange, min }: DayFieldProps) {
  return (
    <NamedField name={name} hint={hint}>
      <input type="date" className="input date-input" value={value} min={min} onChange={(event) => onChange(event.target.value)} />
    </NamedField>
  );
}

/** Why the server did not take it, with what it says of single fields. */
export function Refusal({ error }: { error: Error | null }) {
  if (!error) return null;
  const fields = error instanceof Problem ? (error.fields ?? []).map((field) => field.message) : [];
  return (
    <p className="refused-line" role="alert">
      {[wordsOf(error), ...fields].join(' ')}
    </p>
  );
}
