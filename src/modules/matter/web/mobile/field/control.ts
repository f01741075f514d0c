import type { FieldView } from '../../../contract/views.ts';

/** What every control of a declared field gets. */
export interface ControlProps {
  readonly field: FieldView;
  readonly value: unknown;
  readonly fault: string | undefined;
  readonly onChange: (value: unknown) => void;
  /** Of which act or form the field is: who may be picked depends on it. */
  readonly place: { readonly act: string; readonly kind: string };
}

/** A field that may stay empty says so; all others are asked for. */
export function labelOf(field: FieldView): string {
  return field.required || field.when ? field.label : `${field.label}（可不填）`;
}
