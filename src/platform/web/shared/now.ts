import { useEffect, useState } from 'react';

/** The device's time in milliseconds since 1970, told anew every `seconds`. Runs on without signal. */
export function useNow(seconds = 15): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), seconds * 1_000);
    return () => clearInterval(timer);
  }, [seconds]);
  return now;
}
