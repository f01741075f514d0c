import { useState } from 'react';
import type { CaseView, EventView } from '../../../contract/views.ts';
import { nextSteps } from '../../shared/index.ts';
import { Files } from './files.tsx';
import { LongWords } from './long-words.tsx';
import { Section, Thread, type ThreadStep } from '#platform/web/mobile/parts.tsx';
import { dayWords, timeWords } from '#platform/web/shared/dates.ts';

const shown = 5;

/** 这件事的经过: what happened, where it stands, what comes. */
export function CaseThread({ found, mine }: { readonly found: CaseView; readonly mine: boolean }) {
  const [all, setAll] = useState(false);
  const history = [...found.history].sort((one, other) => one.at.localeCompare(other.at));
  const past = all ? history : history.slice(-shown);
  const coming = nextSteps(found, mine);
  const steps: ThreadStep[] = [
    ...past.map(stepOf),
    ...(coming.length > 0 ? [{ key: 'now', phase: 'now' as const, title: found.matter.stateLabel, time: '现在' }] : []),
    ...coming.map((step) => ({ key: step.stage, phase: 'next' as const, title: step.title, time: step.time })),
  ];
  if (steps.length === 0) return null;
  return (
    <Section title="这件事的经过">
      <div className="card">
        {!all && history.length > shown && (
          <button type="button" className="textual thread-all" onClick={() => setAll(true)}>
            看全部 {history.length} 条
          </button>
        )}
        <Thread steps={steps} />
      </div>
    </Section>
  );
}

function stepOf(event: EventView): ThreadStep {
  const { title, words } = told(event.line);
  return {
    key: event.id,
    phase: 'was',
    title: <span className="wrap">{title}</span>,
    time: <span title={timeWords(event.at)}>{dayWords(event.at)}</span>,
    children: (
      <>
        {words && <LongWords words={words} lines={3} />}
        {!words && event.organisation && <p className="second">{event.organisation}</p>}
        <Files files={event.files} />
      </>
    ),
  };
}

/** A line of the history is `who did what：what was said`; what was said is read below, not shouted in the title. */
function told(line: string): { readonly title: string; readonly words: string | null } {
  const [title, ...rest] = line.split('：');
  const words = rest.join('：').trim();
  return words.length > 12 ? { title: title!, words } : { title: line.replace(/[。：]$/, ''), words: null };
}
