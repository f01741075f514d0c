import { useCallback, useMemo, useState } from 'react';
import type { FieldView } from '../../contract/views.ts';

export type Values = Readonly<Record<string, unknown>>;
export type Faults = Readonly<Record<string, string>>;

export interface ActForm {
  readonly values: Values;
  readonly faults: Faults;
  /** Fields that are asked for, given what is filled in so far. */
  readonly asked: readonly FieldView[];
  readonly set: (name: string, value: unknown) => void;
  /** Checks what is filled in; the input of the act, or null where something is at fault. */
  readonly check: () => Values | null;
  /** Shows the server's faults at their fields; true where every fault found its field. */
  readonly showFaults: (fields: readonly { readonly path: string; readonly message: string }[] | undefined) => boolean;
  readonly changed: boolean;
}

/** The state of a form made from declared fields: of an act, or of a kind's own form. Draw it with the controls of the terminal. */
export function useActForm(fields: readonly FieldView[], start: Values = {}): ActForm {
  const [values, setValues] = useState<Values>(() => ({ ...initialValues(fields), ...start }));
  const [faults, setFaults] = useState<Faults>({});
  const [changed, setChanged] = useState(false);
  const asked = useMemo(() => askedFields(fields, values), [fields, values]);
  const set = useCallback((name: string, value: unknown) => {
    setChanged(true);
    setValues((before) => ({ ...before, [name]: value }));
    setFaults((before) => {
      const { [name]: _, ...rest } = before;
      return rest;
    });
  }, []);
  const check = useCallback(() => {
    const found = faultsOf(fields, values);
    setFaults(found);
    return Object.keys(found).length > 0 ? null : inputOf(fields, values);
  }, [fields, values]);
  const showFaults = useCallback(
    (wrong: readonly { readonly path: string; readonly message: string }[] | undefined) => {
      const named = (wrong ?? []).map(({ path, message }) => [path.replace(/^(input|form)\./, '').split('.')[0]!, message] as const);
      setFaults(Object.fromEntries(named));
      return named.length > 0 && named.every(([name]) => fields.some((field) => field.name === name));
    },
    [fields],
  );
  return { values, faults, asked, set, check, showFaults, changed };
}

/** Fields that are asked for, given the values so far; one that is asked because of another stands right below it. */
export function askedFields(fields: readonly FieldView[], values: Values): readonly FieldView[] {
  const free = fields.filter((field) => !field.when);
  const caused = (cause: FieldView) =>
    fields.filter((field) => field.when?.field === cause.name && field.when.is.includes(textOf(values[cause.name])));
  const withCaused = (field: FieldView): FieldView[] => [field, ...caused(field).flatMap(withCaused)];
  return free.flatMap(withCaused);
}

/** What is wrong with the values, by field, in words that say what to do. The server checks again. */
export function faultsOf(fields: readonly FieldView[], values: Values): Faults {
  const found: Record<string, string> = {};
  for (const field of askedFields(fields, values)) {
    const fault = faultOf(field, values[field.name]);
    if (fault) found[field.name] = fault;
  }
  return found;
}

/** The input of an act: only what was asked for and filled in. */
export function inputOf(fields: readonly FieldView[], values: Values): Values {
  const filled = askedFields(fields, values)
    .map((field) => [field.name, tidied(values[field.name])] as const)
    .filter(([, value]) => !isEmpty(value));
  return Object.fromEntries(filled);
}

function initialValues(fields: readonly FieldView[]): Values {
  return Object.fromEntries(
    fields.filter((field) => field.initial !== undefined && field.initial !== null).map((field) => [field.name, field.initial]),
  );
}

function faultOf(field: FieldView, value: unknown): string | null {
  const tidy = tidied(value);
  if (isEmpty(tidy)) return field.required ? `请填写“${field.label}”` : null;
  if (typeof tidy === 'string' && ['line', 'text'].includes(field.input)) {
    if (field.min && tidy.length < field.min) return `“${field.label}”至少 ${field.min} 字`;
    if (field.max && tidy.length > field.max) return `“${field.label}”最多 ${field.max} 字`;
  }
  if (Array.isArray(tidy)) {
    if (field.min && tidy.length < field.min) return `“${field.label}”至少 ${field.min} 项`;
    if (field.max && tidy.length > field.max) return `“${field.label}”最多 ${field.max} 项`;
  }
  return null;
}

/** A choice is text, a yes is `true`; nothing else decides whether another field is asked. */
function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'boolean' ? `${value}` : '';
}

function tidied(value: unknown): unknown {
  if (typeof value === 'string') return value.trim();
  return Array.isArray(value) ? value.map(tidied).filter((one) => !isEmpty(one)) : value;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
