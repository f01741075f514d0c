import { useState } from 'react';
import type { YearReading, YearView } from '../../contract/calendar-view.ts';
import { LookOverYear } from './look-over-year.tsx';
import { ReadYear } from './read-year.tsx';

/** Loads a year's arrangement in two steps: read it from the product, a file or typed lines; look it over and load it. */
export function LoadYearDialog({ view, onClose, onLoaded }: { view: YearView; onClose: () => void; onLoaded: (year: number) => void }) {
  const [reading, setReading] = useState<YearReading | null>(null);
  if (!reading) return <ReadYear view={view} onRead={setReading} onClose={onClose} />;
  return <LookOverYear reading={reading} onBack={() => setReading(null)} onClose={onClose} onLoaded={onLoaded} />;
}
