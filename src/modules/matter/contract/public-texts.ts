import type { Field } from './field.ts';

/** What a form tells of the matter itself, in whichever words its kind asks for it. */
const names: ReadonlySet<string> = new Set(['situation', 'words', 'analysis', 'measures', 'subject', 'grounds', 'plan', 'wish']);

/** The texts of a kind's form that citizens read once it is published. What is not named here stays on the case. */
export function publicTexts(form: readonly Field[]): Field[] {
  return form.filter((field) => names.has(field.name));
}

/** For each of them a field in which the office puts what is to be read instead, without what is nobody else's business. */
export function publicTextFields(form: readonly Field[]): Field[] {
  return publicTexts(form).map(({ name, label, input, max }) => ({
    name,
    label: `公开的${label}`,
    input,
    hint: '隐去个人信息；留空照原文公开',
    ...(max ? { max } : {}),
  }));
}

const marks: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['身份证号', /(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)/],
  ['手机号', /(?<!\d)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/],
  [
    '车牌号',
    /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•\s]?(?:[A-HJ-NP-Z0-9]{5}|[DF][A-HJ-NP-Z0-9]\d{4}|\d{5}[DF])(?![A-Z0-9])/,
  ],
];

/** What a text says that points at one person, in words: 手机号 138…; null where nothing is found. A person still reads it: names and addresses no pattern knows. */
export function privateMarkIn(text: string): string | null {
  for (const [kind, pattern] of marks) {
    const found = pattern.exec(text)?.[0];
    if (found) return `${kind} ${found.slice(0, 3)}…`;
  }
  return null;
}
