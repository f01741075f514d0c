import { useEffect, useState } from 'react';
import { useOffline } from '#platform/web/shared/signal.ts';
import { measureClock } from './measure-clock.ts';

/** Kept for the next time without a network. */
const storedName = 'clock-offset';

/** What to add to this device's clock to have the server's, in milliseconds: measured when there is a network, remembered when there is none. */
export function useClockOffset(meetingId: string): number {
  const offline = useOffline();
  const [correction, setCorrection] = useState(() => Number(localStorage.getItem(storedName) ?? '0') || 0);
  useEffect(() => {
    if (offline) return undefined;
    let ended = false;
    const measure = async () => {
      const measured = await measureClock(3);
      if (!measured || ended) return;
      localStorage.setItem(storedName, String(-measured.offset));
      setCorrection(-measured.offset);
    };
    void measure();
    return () => {
      ended = true;
    };
  }, [offline, meetingId]);
  return correction;
}
