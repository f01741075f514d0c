import { z } from 'zod';
import { local } from '../basis.ts';
import { choiceParameter, complete, switchParameter } from '../parameter.ts';

/** How a number is written. `{term}`, `{session}`, `{year}`, `{category}` and `{number}` are filled in (DOMAIN §1.6 "Numbering"). */
export const numberFormatShape = z.object({
  inSession: z.string().max(60, '格式太长').refine(hasNumber, { error: '格式里要有 {number}' }),
  outOfSession: z.string().max(60, '格式太长').refine(hasNumber, { error: '格式里要有 {number}' }),
  /** Least number of figures; shorter numbers get leading zeros. */
  figures: z.int().min(1, '至少一位').max(6, '最多六位'),
});
export type NumberFormat = z.output<typeof numberFormatShape>;

/** How items are numbered and what citizens may read (DOMAIN §1.6, §1.8). */
export const publicationSheet = {
  numberFormat: complete(
    {
      label: '编号格式',
      group: 'publication',
      kinds: ['suggestion', 'proposal', 'motion'],
      affects: '全部使用人员',
      explanation: '大会期间和闭会期间的编号怎样写。{term} 届、{session} 次、{year} 年、{category} 类别、{number} 序号会自动填入。',
      value: { inSession: '第{number}号', outOfSession: '闭会第{number}号', figures: 1 },
      basis: local(),
      variants: { cppcc: { value: { inSession: '第{number}号', outOfSession: '平时第{number}号', figures: 1 } } },
    },
    { form: 'numberFormat' },
    numberFormatShape,
    (value) => `“${writeNumber(value, { number: 12, inSession: true })}”“${writeNumber(value, { number: 12, inSession: false })}”`,
  ),
  publicationMode: choiceParameter({
    label: '公开范围',
    group: 'publication',
    kinds: ['suggestion', 'proposal'],
    affects: '公众，提出人，承办单位',
    explanation: '办结后向社会公开什么。国家秘密、商业秘密、个人隐私和提出人要求保密的一律不公开。',
    options: [
      { code: 'textAndReply', label: '原文和答复全文公开' },
      { code: 'selected', label: '选择部分件公开' },
      { code: 'titleOnly', label: '只公开题目和办理状态' },
    ],
    value: 'textAndReply',
    basis: local('QD21', '第30条'),
    variants: { cppcc: { value: 'selected', basis: local() }, 'congress/township': { value: 'titleOnly', basis: local() } },
  }),
  publicationConsent: switchParameter({
    label: '公开前征得提出人同意',
    group: 'publication',
    kinds: ['suggestion', 'proposal'],
    affects: '提出人',
    explanation: '公开以前是否先问提出人；提出人随时可以要求保密。',
    on: '先征得同意',
    off: '提出人未要求保密即公开',
    value: false,
    basis: local('QD21', '第18条'),
  }),
};

/** Writes an item's number in the body's way, e.g. `闭会第12号`. Unknown placeholders stay as they are. */
export function writeNumber(
  format: NumberFormat,
  item: { number: number; inSession: boolean; term?: number; session?: number; year?: number; category?: string },
): string {
  const { inSession, ...named } = item;
  const parts: Record<string, string | number | undefined> = { ...named, number: String(item.number).padStart(format.figures, '0') };
  return (inSession ? format.inSession : format.outOfSession).replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    String(parts[name] ?? whole),
  );
}

function hasNumber(format: string): boolean {
  return format.includes('{number}');
}
