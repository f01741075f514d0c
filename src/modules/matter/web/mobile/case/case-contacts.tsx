import type { CaseView } from '../../../contract/views.ts';
import { talkTitle, talksOf } from '../../shared/index.ts';
import { Files } from './files.tsx';
import { LongWords } from './long-words.tsx';
import { Line, Section } from '#platform/web/mobile/parts.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';

/** 面商, 办理协商: each talk between a unit and the proposer, with what was said. */
export function CaseContacts({ found }: { readonly found: CaseView }) {
  const talks = talksOf(found);
  if (talks.length === 0) return null;
  return (
    <Section title={`${talkTitle(found)}记录`} count={talks.length} unit="次">
      <div className="card">
        <ul className="handlers">
          {talks.map(({ contact: one, phase, files }) => (
            <li key={one.id} className="handler">
              <b>
                {one.unit.shortName}
                {phase && ` ${phase}，`}
                {one.mannerLabel}
              </b>
              <p className="second wrap">
                <Line words={[momentWords(one.at), one.place, one.people]} />
              </p>
              <LongWords words={one.words} />
              <Files files={files} />
            </li>
          ))}
        </ul>
      </div>
    </Section>
  );
}
