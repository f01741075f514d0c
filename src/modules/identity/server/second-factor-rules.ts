import type { SecondFactor, SignInMethod } from '../contract/account.ts';

/** What the account has to prove itself with, besides its phone. */
export interface FactorsHeld {
  readonly password: boolean;
  readonly passkey: boolean;
}

/** Ways of signing in that need no second one: a passkey is possession and a verified user at once; a demo is none of the person's doing. */
export function isStrongAlone(method: SignInMethod): boolean {
  return method === 'passkey' || method === 'demo';
}

/**
 * What may prove the person after `first`, the best first: a passkey always; a code to the phone unless the first was one; the password after a
 * code. None where the account has nothing else: then a password is set before anything is done.
 */
export function secondWays(first: SignInMethod, held: FactorsHeld): SecondFactor[] {
  if (isStrongAlone(first)) return [];
  return [
    ...(held.passkey ? (['passkey'] as const) : []),
    ...(first === 'code' ? [] : (['code'] as const)),
    ...(first === 'code' && held.password ? (['password'] as const) : []),
  ];
}

/** Whether a session begun by `first` stays shut until a password is set: one factor is all that the account has yet. */
export function mustEnrol(first: SignInMethod, held: FactorsHeld): boolean {
  return !isStrongAlone(first) && secondWays(first, held).length === 0;
}
