import type { CaseView } from '../../../contract/views.ts';
import { wordsOfKind } from '../../shared/index.ts';
import { Row, Section } from '#platform/web/mobile/parts.tsx';
import { dayWords } from '#platform/web/shared/dates.ts';
import type { State } from '#platform/web/shared/deadline.ts';
import { IconWaiting } from '#platform/web/shared/icons.tsx';
import { StateSay } from '#platform/web/shared/state.tsx';

const looks: Readonly<Record<string, { readonly state: State; readonly words: string }>> = {
  invited: { state: 'soon', words: '等确认' },
  confirmed: { state: 'done', words: '已联名' },
  declined: { state: 'closed', words: '不参加' },
  stale: { state: 'soon', words: '文本改过，待重新确认' },
};

/** 联名: who signs with the proposer, and who has yet to say. */
export function CaseParties({ found }: { readonly found: CaseView }) {
  const signers = found.parties.filter((party) => party.role === 'signer');
  if (signers.length === 0) return null;
  const confirmed = signers.filter((party) => party.state === 'confirmed').length;
  return (
    <Section title={wordsOfKind(found.matter.kind).signer} note={noteOf(found, confirmed, signers.length)}>
      {confirmed === signers.length ? (
        <div className="card">
          <p className="wrap">{signers.map((party) => party.person.name).join('、')}</p>
        </div>
      ) : (
        <div className="card flush">
          {signers.map((party) => {
            const look = looks[party.state]!;
            return (
              <Row
                key={party.person.id}
                note={party.person.title}
                end={
                  <StateSay state={look.state} icon={look.state === 'soon' ? IconWaiting : undefined}>
                    {party.at && party.state === 'confirmed' ? `${dayWords(party.at)}确认` : look.words}
                  </StateSay>
                }
              >
                {party.person.name}
              </Row>
            );
          })}
        </div>
      )}
    </Section>
  );
}

/** How many have signed; of how many that must, where more than one must. */
function noteOf({ signing }: CaseView, confirmed: number, invited: number): string {
  if (signing)
    return signing.signed >= signing.needed
      ? `共 ${signing.signed} 人，已够 ${signing.needed} 人`
      : `${signing.signed} / ${signing.needed} 人，还差 ${signing.needed - signing.signed} 人`;
  return confirmed === invited ? `${confirmed} 位` : `已确认 ${confirmed}，共邀 ${invited}`;
}
