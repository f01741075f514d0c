/** What every input of a row's value gets. */
export interface InputProps<Value> {
  readonly label: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** A whole number; an empty field stands as no number, so that the row's shape says what is wanted. */
export function FigureInput({ label, value, onChange }: InputProps<number>) {
  return (
    <input
      className="input figure-input"
      type="number"
      inputMode="numeric"
      min={0}
      step={1}
      aria-label={label}
      autoFocus
      value={Number.isNaN(value) ? '' : value}
      onChange={(event) => onChange(event.target.value === '' ? Number.NaN : Number(event.target.value))}
    />
  );
}
