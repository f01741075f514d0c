import { useEffect, useState } from 'react';

const milliseconds = 15_000;

/** The moment as an instant, a few times a minute: states that hang on the clock turn by themselves. */
export function useMinute(): string {
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), milliseconds);
    return () => clearInterval(timer);
  }, []);
  return now;
}
