import type { FormEvent, ReactNode } from 'react';
import type { Problem } from '#platform/contract/problem.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';

interface FormDialogProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly width?: number;
  /** Words of the button: verb and object. */
  readonly words: string;
  readonly write: { readonly isPending: boolean; readonly error: Error | null };
  readonly blocked?: string | null;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog that is one form: its fields, the button that names the act, and why it was refused. */
export function FormDialog({ title, note, width = 480, words, write, blocked = null, onSubmit, onClose, children }: FormDialogProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!blocked) onSubmit();
  };
  return (
    <DeskDialog title={title} note={note} onClose={onClose} width={width}>
      <form onSubmit={submit}>
        {children}
        <Button submit filled busy={write.isPending} blocked={blocked} onPress={() => undefined}>
          {words}
        </Button>
        {write.error && (
          <p className="refused-line" role="alert">
            {wordsOf(write.error)}
          </p>
        )}
      </form>
    </DeskDialog>
  );
}

interface FieldProps {
  readonly name: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly wrong?: string | undefined;
}

/** A field of one line. */
export function LineField({
  name,
  hint,
  value,
  onChange,
  wrong,
  ...rest
}: FieldProps & { required?: boolean; maxLength?: number; autoFocus?: boolean; list?: string }) {
  return (
    <Named name={name} hint={hint} wrong={wrong}>
      <input {...rest} className="input" aria-invalid={Boolean(wrong)} value={value} onChange={(event) => onChange(event.target.value)} />
    </Named>
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
}: FieldProps & { required?: boolean; maxLength?: number; rows?: number }) {
  return (
    <Named name={name} hint={hint} wrong={wrong}>
      <textarea {...rest} className="area" aria-invalid={Boolean(wrong)} value={value} onChange={(event) => onChange(event.target.value)} />
    </Named>
  );
}

/** A field that takes one of several. */
export function PickField({
  name,
  hint,
  value,
  onChange,
  wrong,
  choices,
  required,
}: FieldProps & { readonly choices: readonly (readonly [value: string, label: string])[]; readonly required?: boolean }) {
  return (
    <Named name={name} hint={hint} wrong={wrong}>
      <select className="pick" required={required} value={value} onChange={(event) => onChange(event.target.value)}>
        {choices.map(([one, label]) => (
          <option key={one} value={one}>
            {label}
          </option>
        ))}
      </select>
    </Named>
  );
}

function Named({
  name,
  hint,
  wrong,
  children,
}: {
  name: string;
  hint: string | undefined;
  wrong: string | undefined;
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

/** What the server said about one field of a refused form. */
export function faultOf(error: Error | null, path: string): string | undefined {
  return (error as Problem | null)?.fields?.find((field) => field.path === path || field.path === `body.${path}`)?.message;
}
