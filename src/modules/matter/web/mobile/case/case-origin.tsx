import { useState } from 'react';
import type { CaseView } from '../../../contract/views.ts';
import { wordsOfKind } from '../../shared/index.ts';
import { MatterRow } from '../matter-row.tsx';
import { Section } from '#platform/web/mobile/parts.tsx';
import { dayWords } from '#platform/web/shared/dates.ts';

/** Where the case came from and what became of it, each a tap away, with the story before it. */
export function CaseOrigin({ found }: { readonly found: CaseView }) {
  const [open, setOpen] = useState(false);
  const { origin, became } = found;
  return (
    <>
      {became.length > 0 && (
        <Section title={`已转为${wordsOfKind(became[0]!.kind).name}`}>
          <div className="card flush">
            {became.map((one) => (
              <MatterRow key={one.id} matter={one} />
            ))}
          </div>
        </Section>
      )}
      {origin && (
        <Section title={`由${wordsOfKind(origin.matter.kind).name}转来`}>
          <div className="card flush">
            <MatterRow matter={origin.matter} />
            {open ? (
              <ul className="earlier">
                {origin.history.map((event) => (
                  <li key={event.id} className="second wrap">
                    {dayWords(event.at)} {event.line}
                  </li>
                ))}
              </ul>
            ) : (
              <button type="button" className="textual earlier-open" onClick={() => setOpen(true)}>
                看此前经过 {origin.history.length} 条
              </button>
            )}
          </div>
        </Section>
      )}
    </>
  );
}
