import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { day, dayOf, instant } from '#platform/contract/instant.ts';

/** A meeting of a term (次会议): between `opensOn` and `closesOn` a matter counts as filed in session (大会期间). */
export const termSession = z.object({
  id: uuid,
  number: z.number(),
  name: z.string(),
  opensOn: day,
  closesOn: day,
  /** When it stops taking motions (议案截止时间); null: at the end of its closing day. */
  motionsUntil: instant.nullable(),
});
export type TermSession = z.infer<typeof termSession>;

/** A term of a body (届), with its sessions in order. */
export const term = z.object({
  id: uuid,
  number: z.number(),
  name: z.string(),
  from: day,
  to: day.nullable(),
  current: z.boolean(),
  sessions: z.array(termSession),
});
export type Term = z.infer<typeof term>;

const number = z.number().int().min(1, '应为正整数').max(200, '数字太大');
const ordered = { message: '结束日期不能早于开始日期', path: ['to'] };

export const termDraft = z
  .object({ number, from: day, to: day.nullable() })
  .refine((value) => !value.to || value.to >= value.from, ordered);
export const sessionDraft = z
  .object({ number, opensOn: day, closesOn: day, motionsUntil: instant.nullable().default(null) })
  .refine((value) => value.closesOn >= value.opensOn, { message: '闭幕日期不能早于开幕日期', path: ['closesOn'] })
  .refine((value) => value.motionsUntil === null || dayOf(new Date(value.motionsUntil)) <= value.closesOn, {
    message: '议案截止时间不能晚于闭幕',
    path: ['motionsUntil'],
  });

/** A delegation of deputies (代表团) or a sector of CPPCC members (界别): every member of a body's term belongs to one. */
export const memberGroup = z.object({
  id: uuid,
  kind: z.enum(['delegation', 'sector']),
  name: z.string(),
  order: z.number(),
  members: z.number(),
  status: z.enum(['active', 'closed']),
});
export type MemberGroup = z.infer<typeof memberGroup>;

export const memberGroupDraft = z.object({
  name: z.string().trim().min(2, '请填写名称').max(40, '名称不超过 40 字'),
  order: z.number().int().min(0).max(10_000).default(0),
});
