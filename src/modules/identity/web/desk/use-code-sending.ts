import { useEffect, useState } from 'react';
import { wordsOf } from '#platform/web/shared/conditions.tsx';

interface CodeSending {
  /** Seconds until another code may be asked for. */
  readonly wait: number;
  readonly sent: boolean;
  readonly send: () => Promise<void>;
}

/** Asks for a one-time code and counts down until the next one may be asked for. */
export function useCodeSending(ask: () => Promise<{ retryAfterSeconds: number }>, say: (refusal: string | null) => void): CodeSending {
  const [wait, setWait] = useState(0);
  const [sent, setSent] = useState(false);
  useEffect(() => {
    if (wait <= 0) return undefined;
    const timer = setTimeout(() => setWait(wait - 1), 1_000);
    return () => clearTimeout(timer);
  }, [wait]);
  const send = async () => {
    say(null);
    try {
      setWait((await ask()).retryAfterSeconds);
      setSent(true);
    } catch (error) {
      say(wordsOf(error));
    }
  };
  return { wait, sent, send };
}
