import { useState } from 'react';
import { DeskLink } from '#platform/web/desk/link.tsx';
import { Section } from '#platform/web/desk/page.tsx';
import { dayWords } from '#platform/web/shared/dates.ts';
import type { CaseView, MatterLine } from '../../contract/views.ts';
import { casePath, kindNamed } from './matter-marks.tsx';

/** Where the case came from and what became of it: 由……转来, 已转为……, with the story before it. */
export function CaseOrigin({ view }: { view: CaseView }) {
  const [all, setAll] = useState(false);
  const { origin, became } = view;
  if (!origin && became.length === 0) return null;
  const earlier = origin ? (all ? origin.history : origin.history.slice(-3)) : [];
  return (
    <Section
      title="来龙去脉"
      act={
        origin && origin.history.length > 3 ? (
          <button type="button" className="lk s" onClick={() => setAll(!all)}>
            {all ? '只看最后几步' : `此前经过 ${origin.history.length} 条`}
          </button>
        ) : undefined
      }
    >
      {became.map((one) => (
        <p key={one.id}>
          已转为{nameOf(one)} {linkTo(one)} <span className="s">{one.stateLabel}</span>
        </p>
      ))}
      {origin && (
        <p>
          由{nameOf(origin.matter)}转来 {linkTo(origin.matter)}
        </p>
      )}
      {earlier.length > 0 && (
        <ol className="aud">
          {earlier.map((event) => (
            <li key={event.id}>
              <span className="s">{dayWords(event.at)}</span>
              <span>{event.line}</span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

function nameOf(matter: MatterLine): string {
  return kindNamed(matter.kind)?.words.name ?? '事项';
}

function linkTo(matter: MatterLine) {
  return (
    <DeskLink className="lk" to={casePath(matter)}>
      {matter.shortNumber ? `${matter.shortNumber} 号 ` : ''}
      {matter.title}
    </DeskLink>
  );
}
