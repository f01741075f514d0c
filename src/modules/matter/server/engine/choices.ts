import type { ParameterKey } from '#modules/profile/contract/parameters.ts';
import { parameterOf } from '#modules/profile/contract/parameters.ts';
import type { Field } from '../../contract/field.ts';
import type { Rules } from './act-context.ts';
import { reportCategories } from './report-categories.ts';
import { sayDay } from './words.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  /** A stored picture that shows what is chosen. */
  readonly picture?: string;
}

/** Fields of suggestions (类别), the same in all bodies of the demo profile; a body's committees follow them. */
export const suggestionFields: readonly string[] = ['城建交通', '社会建设', '教科文卫', '农业农村', '财政经济', '监察司法', '生态环境'];

/** Why a 督事 is not handled as one, with the label that ends it (DOMAIN §4.3 "Not accepted", 信访工作条例). */
export const stopLabels: readonly Choice[] = [
  { value: 'petition', label: '属于信访事项' },
  { value: 'litigation', label: '应由诉讼、仲裁、行政复议解决' },
  { value: 'emergency', label: '紧急警情，已转 110、119、120' },
  { value: 'discipline', label: '属于纪检监察受理范围' },
  { value: 'settledRepeat', label: '已依法处理，重复反映' },
  { value: 'outsideJurisdiction', label: '不属于本行政区域' },
];

/** The choices of a field that the rules or the product give; undefined where the field has its own or needs the case (workers, officers). */
export function ruleChoices(rules: Rules, from: Field['choicesFrom']): Choice[] | undefined {
  const { parameters } = rules;
  switch (from) {
    case 'fields':
      return suggestionFields.map((label) => ({ value: label, label }));
    case 'grounds':
      return listed('inadmissibleGrounds', parameters.inadmissibleGrounds);
    case 'answerClasses':
      return parameters.answerClasses.map((one) => ({ value: one.code, label: one.letter ? `${one.letter} 类：${one.label}` : one.label }));
    case 'ratings':
      return listed('ratingLevels', parameters.ratingLevels);
    case 'reportCategories':
      return reportCategories.map((one) => ({ value: one.key, label: one.label, hint: one.group }));
    case 'stopLabels':
      return [...stopLabels];
    default:
      return undefined;
  }
}

/** A typed value as it reads in a sentence: labels for codes, days as 5月28日, lists joined; ids and files read as nothing. */
export function choiceLabel(rules: Rules, field: Field, value: unknown, today: string): string {
  if (value === undefined || value === null) return '';
  const options = field.choices?.map(([code, label]) => ({ value: code, label })) ?? ruleChoices(rules, field.choicesFrom);
  const label = (one: unknown) => options?.find((option) => option.value === one)?.label ?? String(one);
  switch (field.input) {
    case 'choice':
      return label(value);
    case 'choices':
      return (value as unknown[]).map(label).join('、');
    case 'day':
      return sayDay(String(value), today);
    case 'line':
    case 'text':
    case 'number':
      return String(value);
    default:
      return '';
  }
}

/** The options of a list parameter that the body has chosen, in the sheet's order. */
function listed(key: ParameterKey, chosen: readonly string[]): Choice[] {
  const { form } = parameterOf(key);
  if (form.form !== 'list') return [];
  return form.options.filter((one) => chosen.includes(one.code)).map((one) => ({ value: one.code, label: one.label }));
}
