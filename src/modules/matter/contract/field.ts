import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { day, instant } from '#platform/contract/instant.ts';

/** How a field is typed by a person. Each input has one wire shape, see {@link shapeOf}, and one control in each terminal. */
export type Input =
  | 'line'
  | 'text'
  | 'list'
  | 'choice'
  | 'choices'
  | 'yes'
  | 'number'
  | 'day'
  | 'moment'
  | 'person'
  | 'people'
  | 'unit'
  | 'units'
  | 'matter'
  | 'place'
  | 'files'
  | 'voice'
  | 'promises';

/** One field of a kind's form or of an act: words, limits and input, from which shape, document and screens are made. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly input: Input;
  readonly required?: boolean;
  /** Characters of a text, items of a list, or the value of a number. */
  readonly min?: number;
  readonly max?: number;
  /** What to write, in one short sentence. */
  readonly hint?: string;
  /** Fixed choices of `choice` and `choices`: value and words. */
  readonly choices?: readonly (readonly [value: string, label: string])[];
  /** Choices that differ by body or moment; the server sends them with the form. */
  readonly choicesFrom?:
    | 'fields'
    | 'grounds'
    | 'answerClasses'
    | 'ratings'
    | 'reportCategories'
    | 'workers'
    | 'officers'
    | 'divisions'
    | 'stopLabels'
    | 'photos'
    | 'committees'
    | 'collectives';
  /** Asked only where another field has one of these values. */
  readonly when?: { readonly field: string; readonly is: readonly string[] };
}

/** A point and its words. `regionCode` is the township or street; `gridId` is found by the server. */
export const place = z.object({
  address: z.string().trim().min(1, '请写明地点').max(200, '地点最多 200 字'),
  lon: z.number().min(-180).max(180).optional(),
  lat: z.number().min(-90).max(90).optional(),
  regionCode: z.string().max(12).optional(),
  gridId: uuid.optional(),
  /** Uncertainty of the phone's position in metres. */
  accuracy: z.number().min(0).max(100_000).optional(),
});
export type Place = z.infer<typeof place>;

/** A promise made in a reply (承诺事项): what, and by when. */
export const promise = z.object({
  words: z.string().trim().min(4, '请写明承诺做什么').max(500, '每项承诺最多 500 字'),
  dueOn: day,
});

/** The wire shape of one field. */
export function shapeOf(field: Field): z.ZodType {
  const shape = shapes[field.input](field);
  return field.required && !field.when ? shape : shape.optional();
}

/** The wire shape of a whole form: every declared field and nothing else. */
export function formShape(fields: readonly Field[]): z.ZodObject {
  return z.strictObject(Object.fromEntries(fields.map((field) => [field.name, shapeOf(field)])));
}

/**
 * The wire shape of a form still being written: limits hold, but nothing is demanded, so that a draft is never refused for being unfinished.
 */
export function draftShape(fields: readonly Field[]): z.ZodObject {
  return z.strictObject(Object.fromEntries(fields.map((field) => [field.name, shapes[field.input]({ ...field, min: 0 }).optional()])));
}

/** Fields that a value lacks although they are asked of it: required, and not ruled out by `when`. */
export function missingFields(fields: readonly Field[], value: Readonly<Record<string, unknown>>): { path: string; message: string }[] {
  return fields
    .filter((field) => field.required && isAsked(field, value) && isEmpty(value[field.name]))
    .map((field) => ({ path: field.name, message: `请填写“${field.label}”` }));
}

/** True where the field's condition holds for the values typed so far. */
export function isAsked(field: Field, value: Readonly<Record<string, unknown>>): boolean {
  return !field.when || field.when.is.includes(String(value[field.when.field] ?? ''));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function bounded(field: Field, most: number): z.ZodString {
  const max = field.max ?? most;
  const shape = z.string().trim().max(max, `“${field.label}”最多 ${max} 字`);
  return field.min ? shape.min(field.min, `“${field.label}”至少 ${field.min} 字`) : shape;
}

function choiceOf(field: Field): z.ZodType<string> {
  if (!field.choices) return z.string().min(1).max(100);
  const values = new Set(field.choices.map(([value]) => value));
  return z.string().refine((value) => values.has(value), `“${field.label}”请从给出的选项中选择`);
}

function many(field: Field, item: z.ZodType): z.ZodType {
  const max = field.max ?? 50;
  return z.array(item).max(max, `“${field.label}”最多 ${max} 项`);
}

const shapes: Record<Input, (field: Field) => z.ZodType> = {
  line: (field) => bounded(field, 200),
  text: (field) => bounded(field, 10_000),
  list: (field) =>
    z
      .array(z.string().trim().min(1, '请不要留空行').max(2_000, '每条最多 2000 字'))
      .max(field.max ?? 20, `“${field.label}”最多 ${field.max ?? 20} 条`),
  choice: choiceOf,
  choices: (field) => many(field, choiceOf(field)),
  yes: () => z.boolean(),
  number: (field) =>
    z
      .number()
      .min(field.min ?? 0)
      .max(field.max ?? 1_000_000),
  day: () => day,
  moment: () => instant,
  person: () => uuid,
  people: (field) => many(field, uuid),
  unit: () => uuid,
  units: (field) => many(field, uuid),
  matter: () => uuid,
  place: () => place,
  files: (field) => many({ ...field, max: field.max ?? 12 }, uuid),
  voice: () => uuid,
  promises: (field) => many({ ...field, max: field.max ?? 20 }, promise),
};
