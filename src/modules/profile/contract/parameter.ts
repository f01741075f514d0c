import { z } from 'zod';
import type { Level } from '#modules/directory/contract/seat.ts';
import { periodShape, sayPeriod, type Period, type PeriodUnit } from './period.ts';

export type BodyKind = 'congress' | 'cppcc';

/** Which kind of body on which level: it decides defaults and which parameters apply (DOMAIN §0, §1.2). */
export interface BodyStanding {
  readonly kind: BodyKind;
  readonly level: Level;
}

/** A slot of standing-specific departures: a whole kind of body, or one level of it. The narrower one wins. */
export type StandingKey = BodyKind | `${BodyKind}/${Level}`;

export type RuleKind = 'suggestion' | 'motion' | 'proposal' | 'sentiment' | 'report' | 'meeting' | 'ballot' | 'station';

/** The businesses that a kind of body has rules for, in its own words; they are the left-hand list of the rules desk. */
export const ruleKinds: Readonly<Record<BodyKind, readonly { readonly kind: RuleKind; readonly label: string }[]>> = {
  congress: [
    { kind: 'suggestion', label: '建议' },
    { kind: 'motion', label: '议案' },
    { kind: 'report', label: '代表督事' },
    { kind: 'meeting', label: '会议' },
    { kind: 'ballot', label: '票决' },
    { kind: 'station', label: '联络站' },
  ],
  cppcc: [
    { kind: 'proposal', label: '提案' },
    { kind: 'sentiment', label: '社情民意' },
    { kind: 'report', label: '委员议事' },
    { kind: 'meeting', label: '会议' },
  ],
};

/** Groups of rows on the rules desk, in the order shown; `note` stands beside the title. */
export const parameterGroups = {
  deadline: { label: '期限', note: '从交办次日起算' },
  filing: { label: '提出与联名', note: '' },
  answer: { label: '答复与分类', note: '' },
  rating: { label: '签发与评价', note: '' },
  commitment: { label: '承诺事项', note: '' },
  publication: { label: '编号与公开', note: '' },
  report: { label: '督事办理', note: '从分派次日起算' },
  urging: { label: '提醒与督办', note: '' },
  hours: { label: '工作时间', note: '' },
  meeting: { label: '会议', note: '发出会议通知时生效' },
  ballot: { label: '票决', note: '各次会议可在票决办法中另定' },
  station: { label: '联络站与履职', note: '' },
} as const;
export type ParameterGroup = keyof typeof parameterGroups;

/**
 * Where a value comes from. `law`: national law fixes or bounds it; `local`: the body sets it; `unverified`: taken from a text that has
 * since been revised or of which only reports were read (DOMAIN, caveats 2 and §11), so the original must be checked before relying on it.
 */
export interface Basis {
  readonly status: 'law' | 'local' | 'unverified';
  /** Source key of DOMAIN §11, or null where the body alone decides. */
  readonly source: string | null;
  readonly title: string;
  readonly article: string;
  /** Day from which the source text applies, where known. */
  readonly since: string | null;
  readonly note: string;
}

/** What national law leaves of the freedom to choose: nothing (`fixed`), only stricter values (`ceiling`) or only wider ones (`floor`). */
export interface Lock<Value> {
  readonly kind: 'fixed' | 'ceiling' | 'floor';
  readonly bodies: readonly BodyKind[];
  /** The sentence shown when a value is refused. */
  readonly reason: string;
  allows(value: Value, lawful: Value): boolean;
}

export interface Option {
  readonly code: string;
  readonly label: string;
  readonly explanation?: string;
}

interface OptionOf<Code extends string> extends Option {
  readonly code: Code;
}

/** How the value is edited and shown. */
export type ParameterForm =
  | { readonly form: 'period'; readonly units: readonly PeriodUnit[]; readonly min: number; readonly max: number }
  | { readonly form: 'count'; readonly unit: string; readonly min: number; readonly max: number }
  | { readonly form: 'choice'; readonly options: readonly Option[] }
  | { readonly form: 'list'; readonly options: readonly Option[]; readonly min: number }
  | { readonly form: 'switch'; readonly on: string; readonly off: string }
  | { readonly form: 'marks'; readonly unit: string }
  | { readonly form: 'timeSpans'; readonly exactly: number | null }
  | { readonly form: 'answerClasses' }
  | { readonly form: 'numberFormat' };

/** One row of the sheet: everything a person needs to understand the value and everything a program needs to check it. */
export interface Parameter<Shape extends z.ZodType = z.ZodType> {
  readonly label: string;
  readonly group: ParameterGroup;
  readonly explanation: string;
  readonly kinds: readonly RuleKind[];
  /** Bodies for which the row means something; a township CPPCC does not exist, and no CPPCC has motions. */
  readonly bodies: readonly BodyKind[];
  /** Who feels a change, in words. */
  readonly affects: string;
  readonly form: ParameterForm;
  readonly shape: Shape;
  readonly value: z.output<Shape>;
  readonly basis: Basis;
  readonly variants: { readonly [Key in StandingKey]?: { readonly value?: z.output<Shape>; readonly basis?: Basis } };
  readonly lock: Lock<z.output<Shape>> | null;
  say(value: z.output<Shape>): string;
}

/** What an author of the sheet writes for one row; the constructors below add form, shape and words. */
export interface Row<Value> {
  label: string;
  group: ParameterGroup;
  explanation: string;
  kinds: readonly RuleKind[];
  affects: string;
  value: Value;
  basis: Basis;
  bodies?: readonly BodyKind[];
  variants?: { readonly [Key in StandingKey]?: { readonly value?: Value; readonly basis?: Basis } };
  lock?: Lock<Value>;
}

/** A span of time. `units` limits what may be chosen: law-bound periods exclude working days, which could outlast the legal months. */
export function periodParameter(row: Row<Period> & { units?: readonly PeriodUnit[]; min?: number; max?: number }) {
  const { units = ['workingDay', 'day', 'month'], min = 1, max = 400, ...rest } = row;
  const shape = periodShape.refine((value) => units.includes(value.unit) && value.amount >= min && value.amount <= max, {
    error: `请填写 ${min} 到 ${max} 之间的期限，并选择允许的计算单位`,
  });
  return complete(rest, { form: 'period', units, min, max }, shape, sayPeriod);
}

/** A whole number with a unit word, such as 人 or 个工作日. */
export function countParameter(row: Row<number> & { unit: string; min: number; max: number; say?: (value: number) => string }) {
  const { unit, min, max, say = (value: number) => `${value} ${unit}`, ...rest } = row;
  const shape = z.int({ error: '请填写整数' }).min(min, `不能少于 ${min} ${unit}`).max(max, `不能多于 ${max} ${unit}`);
  return complete(rest, { form: 'count', unit, min, max }, shape, say);
}

/** One of several named rules. */
export function choiceParameter<const Code extends string>(row: Row<NoInfer<Code>> & { options: readonly OptionOf<Code>[] }) {
  const { options, ...rest } = row;
  const shape: z.ZodType<Code> = z.enum(
    options.map((option) => option.code),
    { error: '请选择列出的一项' },
  );
  return complete<z.ZodType<Code>>(rest, { form: 'choice', options }, shape, (value) => labelOf(options, value));
}

/** Any of several named items, each at most once. Their order has no meaning. */
export function listParameter<const Code extends string>(
  row: Row<readonly NoInfer<Code>[]> & { options: readonly OptionOf<Code>[]; min?: number },
) {
  const { options, min = 0, ...rest } = row;
  const codes = options.map((option) => option.code);
  const shape: z.ZodType<readonly Code[]> = z
    .array(z.enum(codes, { error: '请选择列出的项目' }))
    .min(min, `请至少选择 ${min} 项`)
    .max(codes.length, '同一项不能重复')
    .refine((value) => new Set(value).size === value.length, { error: '同一项不能重复' })
    .readonly();
  const say = (value: readonly Code[]) => (value.length === 0 ? '不设' : value.map((code) => labelOf(options, code)).join('、'));
  return complete<z.ZodType<readonly Code[]>>(rest, { form: 'list', options, min }, shape, say);
}

/** Yes or no, with the words for both. */
export function switchParameter(row: Row<boolean> & { on: string; off: string }) {
  const { on, off, ...rest } = row;
  return complete(rest, { form: 'switch', on, off }, z.boolean({ error: '请选择是或否' }), (value) => (value ? on : off));
}

/** Adds form, shape and words to a row; rows with a form of their own use it directly. */
export function complete<Shape extends z.ZodType>(
  row: Row<z.output<Shape>>,
  form: ParameterForm,
  shape: Shape,
  say: (value: z.output<Shape>) => string,
): Parameter<Shape> {
  return { ...row, bodies: row.bodies ?? ['congress', 'cppcc'], variants: row.variants ?? {}, lock: row.lock ?? null, form, shape, say };
}

/** Law leaves one value only: the default of the body's standing. */
export function fixedByLaw<Value>(reason: string, bodies: readonly BodyKind[] = ['congress']): Lock<Value> {
  return { kind: 'fixed', bodies, reason, allows: (value, lawful) => JSON.stringify(value) === JSON.stringify(lawful) };
}

/**
 * Law sets the longest period in months; a body may promise less. Days compare with the shortest run of so many months
 * (February to April has 89 days), so that no calendar lets a day count outlast the law.
 */
export function atMostMonths(months: number, reason: string): Lock<Period> {
  const shortest: Record<number, number> = { 1: 28, 2: 59, 3: 89, 6: 181 };
  const days = shortest[months] ?? months * 28;
  return {
    kind: 'ceiling',
    bodies: ['congress'],
    reason,
    allows: (value) => (value.unit === 'month' && value.amount <= months) || (value.unit === 'day' && value.amount <= days),
  };
}

/** The label of an option's code; the code itself where a stored value names an option that no longer exists. */
export function labelOf(options: readonly Option[], code: string): string {
  return options.find((option) => option.code === code)?.label ?? code;
}
