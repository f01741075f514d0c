import type { CaseView } from '../../../contract/views.ts';
import { Files } from './files.tsx';
import { LongWords } from './long-words.tsx';
import { Line, Section } from '#platform/web/mobile/parts.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';

/** 面商: each talk between a unit and the proposer, with what was said. */
export function CaseContacts({ found }: { readonly found: CaseView }) {
  if (found.contacts.length === 0) return null;
  return (
    <Section title={found.matter.kind === 'report' ? '到过现场' : '面商记录'} count={found.contacts.length} unit="次">
      <div className="card">
        <ul className="handlers">
          {found.contacts.map((one) => (
            <li key={one.id} className="handler">
              <b>
                {one.unit.shortName}
                {one.mannerLabel}
              </b>
              <p className="second wrap">
                <Line words={[momentWords(one.at), one.place, one.people]} />
              </p>
              <LongWords words={one.words} />
              <Files files={one.files} />
            </li>
          ))}
        </ul>
      </div>
    </Section>
  );
}
