import { useRouter } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import type { AwaitedFactor, SignedInAnswer } from '../../contract/routes.ts';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useSession } from '#platform/web/shared/session.tsx';
import { useAwaitedFactor } from '../shared/awaited-factor.ts';
import { pathInTerminal } from './return-path.ts';

export interface SigningIn {
  readonly busy: boolean;
  readonly fault: string | null;
  /** A second factor is waited for; {@link leave} goes back to the first. */
  readonly awaited: AwaitedFactor | null;
  readonly leave: () => void;
  /** Runs one way of signing in; afterwards the person stands where they wanted to go. */
  readonly run: (way: () => Promise<SignedInAnswer>) => Promise<void>;
  readonly say: (fault: string | null) => void;
}

/** What all ways of signing in share: one at a time, the refusal in words, the way on. */
export function useSignIn(): SigningIn {
  const router = useRouter();
  const { refresh } = useSession();
  const { awaited, look, leave } = useAwaitedFactor();
  const [busy, setBusy] = useState(false);
  const [fault, say] = useState<string | null>(null);
  const run = useCallback(
    async (way: () => Promise<SignedInAnswer>) => {
      setBusy(true);
      say(null);
      try {
        const answer = await way();
        if (answer.secondFactor) return await look();
        if (!answer.returnTo.startsWith('/m/')) {
          location.assign(answer.returnTo === '/' ? '/m/' : answer.returnTo);
          return;
        }
        await refresh();
        await router.navigate({ to: answer.mustChangePassword ? '/me/password' : pathInTerminal(answer.returnTo), replace: true });
      } catch (error) {
        // A confirmation that came too late is none to go on with.
        if (awaited) await look().catch(() => undefined);
        say(error instanceof Error && error.name === 'NotAllowedError' ? '没有完成验证，请重试或改用其他方式登录。' : wordsOf(error));
      } finally {
        setBusy(false);
      }
    },
    [refresh, router, awaited, look],
  );
  return { busy, fault, awaited, leave, run, say };
}
