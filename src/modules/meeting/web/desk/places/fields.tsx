import type { ReactNode } from 'react';

interface FieldProps {
  readonly label: string;
  readonly note?: ReactNode;
}

/** A named line of text. */
export function TextField({
  label,
  note,
  value,
  most = 40,
  onChange,
}: FieldProps & { value: string; most?: number; onChange: (value: string) => void }) {
  return (
    <label className="field">
      <span className="name">
        {label} {note && <span className="s">{note}</span>}
      </span>
      <input className="input" value={value} maxLength={most} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
}

/** A whole number between two bounds. */
export function NumberField({
  label,
  value,
  least,
  most,
  onChange,
}: FieldProps & { value: number; least: number; most: number; onChange: (value: number) => void }) {
  return (
    <label className="field">
      <span className="name">{label}</span>
      <input
        className="input"
        type="number"
        min={least}
        max={most}
        value={value}
        onChange={(event) => onChange(Math.max(least, Math.min(most, Math.round(Number(event.target.value)))))}
      />
    </label>
  );
}

/** One of some named choices. */
export function PickField({
  label,
  value,
  choices,
  onChange,
}: FieldProps & { value: string; choices: readonly (readonly [string, string])[]; onChange: (value: string) => void }) {
  return (
    <label className="field">
      <span className="name">{label}</span>
      <select className="pick" value={value} onChange={(event) => onChange(event.target.value)}>
        {choices.map(([id, words]) => (
          <option key={id} value={id}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A tick with its words. */
export function Tick({ label, checked, onChange }: FieldProps & { checked: boolean; onChange: () => void }) {
  return (
    <label className="row">
      <input type="checkbox" className="ck" checked={checked} onChange={onChange} />
      <span>{label}</span>
    </label>
  );
}

/** The list with the value in it where it was not, and without it where it was. */
export const toggled = <T,>(list: readonly T[], value: T): T[] =>
  list.includes(value) ? list.filter((one) => one !== value) : [...list, value];
