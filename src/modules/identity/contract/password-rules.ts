import { z } from 'zod';

/** Requirements on a new password (DOMAIN §8.1.2); the page shows `passwordHint` and checks with the same rules as the server. */
export const passwordLength = { min: 10, max: 128 } as const;
/** A new password differs from so many earlier ones. */
export const passwordHistory = 5;
/** After so many days a password must be changed at the next sign-in. */
export const passwordLifeDays = 180;

export const passwordHint = `至少 ${passwordLength.min} 位，含大写字母、小写字母、数字、符号中的三种，不含手机号，不与最近 ${passwordHistory} 次相同`;

const kinds: readonly RegExp[] = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/];
const guessable = [/^(.)\1+$/, /(0123456789|1234567890|9876543210|abcdefgh|qwertyui)/i, /(.)\1{4}/, /p[a@]ssw[o0]rd/i, /mima|admin/i];

/** What is wrong with `value` as a new password, in words; null where nothing is. */
export function passwordFault(value: string): string | null {
  if (value.length < passwordLength.min) return `密码至少 ${passwordLength.min} 位`;
  if (value.length > passwordLength.max) return `密码不能超过 ${passwordLength.max} 位`;
  if (kinds.filter((kind) => kind.test(value)).length < 3) return '密码应含大写字母、小写字母、数字、符号中的三种';
  if (guessable.some((pattern) => pattern.test(value))) return '密码太容易被猜到，请换一个';
  return null;
}

/** A password to be set. */
export const newPassword = z.string().superRefine((value, context) => {
  const fault = passwordFault(value);
  if (fault) context.addIssue({ code: 'custom', message: fault });
});
