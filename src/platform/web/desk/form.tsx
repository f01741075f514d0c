import type { FormEvent, InputHTMLAttributes, ReactNode } from 'react';
import { Problem } from '#platform/contract/problem.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';

interface FormDialogProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly width?: number;
  /** Words of the button: verb and object. */
  readonly words: string;
  readonly busy: boolean;
  readonly blocked?: string | null;
  readonly error: Error | null;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog that is one form: its fields, the button that names the act, and why it was refused. */
export function FormDialog({ title, note, width, words, busy, blocked, error, onSubmit, onClose, children }: FormDialogProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!blocked) onSubmit();
  };
  return (
    <DeskDialog title={title} note={note} onClose={onClose} width={width}>
      <form onSubmit={submit}>
        {children}
        <Button submit filled busy={busy} blocked={blocked} onPress={() => undefined}>
          {words}
        </Button>
        <Refusal error={error} />
      </form>
    </DeskDialog>
  );
}

/** A named field of a dialog, with what the server found wrong with it. */
export function FormField({
  name,
  hint,
  wrong,
  children,
}: {
  name: string;
  hint?: string;
  wrong?: string | undefined;
  children: ReactNode;
}) {
  return (
    <label className="field">
      <span className="name">
        {name}
        {hint && <span className="s">{hint}</span>}
      </span>
      {children}
      {wrong && (
        <span className="wrong" role="alert">
          {wrong}
        </span>
      )}
    </label>
  );
}

interface TypedFieldProps {
  readonly name: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly wrong?: string | undefined;
}

/** A field of one line. */
export function TextField({
  name,
  hint,
  value,
  onChange,
  wrong,
  ...input
}: TypedFieldProps & Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'value' | 'onChange'>) {
  return (
    <FormField name={name} hint={hint} wrong={wrong}>
      <input {...input} className="input" aria-invalid={Boolean(wrong)} value={value} onChange={(event) => onChange(event.target.value)} />
    </FormField>
  );
}

/** A field of several lines. */
export function AreaField({
  name,
  hint,
  value,
  onChange,
  wrong,
  ...rest
}: TypedFieldProps & {
  required?: boolean;
  maxLength?: number;
  minLength?: number;
  rows?: number;
  placeholder?: string;
  code?: boolean;
}) {
  const { code, ...area } = rest;
  return (
    <FormField name={name} hint={hint} wrong={wrong}>
      <textarea
        {...area}
        className={code ? 'area code-area' : 'area'}
        aria-invalid={Boolean(wrong)}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </FormField>
  );
}

/** A field that takes one of several. `none` is the words of the empty choice, where there is one. */
export function PickField({
  name,
  hint,
  value,
  onChange,
  wrong,
  choices,
  none,
  required,
}: TypedFieldProps & {
  readonly choices: readonly (readonly [value: string, label: string])[];
  readonly none?: string;
  readonly required?: boolean;
}) {
  return (
    <FormField name={name} hint={hint} wrong={wrong}>
      <select className="pick" required={required} value={value} onChange={(event) => onChange(event.target.value)}>
        {none !== undefined && <option value="">{none}</option>}
        {choices.map(([one, label]) => (
          <option key={one} value={one}>
            {label}
          </option>
        ))}
      </select>
    </FormField>
  );
}

/** Why the form was not taken, as one line; the fields say the rest themselves, or this line says it `whole`. */
export function Refusal({ error, whole = false }: { error: unknown; whole?: boolean }) {
  if (!error) return null;
  const fields = whole && error instanceof Problem ? (error.fields ?? []).map((field) => field.message) : [];
  return (
    <p className="refused-line" role="alert">
      {[wordsOf(error), ...fields].join(' ')}
    </p>
  );
}

/** What the server said about one field of a refused form. */
export function faultOf(error: Error | null, path: string): string | undefined {
  return (error as Problem | null)?.fields?.find((field) => field.path === path || field.path === `body.${path}`)?.message;
}
