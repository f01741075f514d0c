import { useEffect, useState } from 'react';
import { wordsOf } from '#platform/web/shared/conditions.tsx';

interface CodeSending {
  /** Seconds until another code may be asked for. */
  readonly wait: number;
  /** True where a code is on its way. */
  readonly send: () => Promise<boolean>;
}

/** Asks for a one-time code and counts down until the next one may be asked for. */
export function useCodeSending(ask: () => Promise<{ retryAfterSeconds: number }>, say: (fault: string | null) => void): CodeSending {
  const [wait, setWait] = useState(0);
  useEffect(() => {
    if (wait <= 0) return undefined;
    const timer = setTimeout(() => setWait(wait - 1), 1_000);
    return () => clearTimeout(timer);
  }, [wait]);
  const send = async () => {
    try {
      const answer = await ask();
      say(null);
      setWait(answer.retryAfterSeconds);
      return true;
    } catch (error) {
      say(wordsOf(error));
      return false;
    }
  };
  return { wait, send };
}
