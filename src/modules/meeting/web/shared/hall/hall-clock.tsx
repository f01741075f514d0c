import { createContext, useContext, useEffect, useState } from 'react';

/** Milliseconds to add to this device's clock for the server's. */
export const OffsetContext = createContext(0);

/** The server's moment in milliseconds, looked at again when `pause` says so (by default every second). */
export function useServerNow(pause: (now: number) => number = everySecond): number {
  const offset = useContext(OffsetContext);
  const [now, setNow] = useState(() => Date.now() + offset);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const look = () => {
      const moment = Date.now() + offset;
      setNow(moment);
      timer = setTimeout(look, Math.max(20, pause(moment)));
    };
    look();
    return () => clearTimeout(timer);
  }, [offset, pause]);
  return now;
}

const everySecond = (now: number): number => 1_000 - (now % 1_000);
