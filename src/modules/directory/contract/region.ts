import { z } from 'zod';
import { level } from './seat.ts';

/** A code of GB/T 2260: two digits of province, two of prefecture, two of county; three more of the township (统计用区划代码). */
export const regionCode = z.string().regex(/^\d{6}(\d{3})?$/, '区划代码应为 6 位或 9 位数字');

export const region = z.object({ code: regionCode, name: z.string(), level, parentCode: regionCode.nullable() });
export type Region = z.infer<typeof region>;

/** The digits that all regions inside `code` share: `330000` gives `33`, `339901` gives `339901`. */
export function regionPrefix(code: string): string {
  if (code.length === 9) return code;
  return code.replace(/(00){1,2}$/, '');
}

/** True when the region `inner` is `outer` or lies in it. */
export function liesIn(inner: string, outer: string): boolean {
  return inner.startsWith(regionPrefix(outer));
}
