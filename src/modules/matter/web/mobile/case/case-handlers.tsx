import type { CaseView, HandlingView } from '../../../contract/views.ts';
import { clockWords, lookOfMark, openClocks } from '../../shared/index.ts';
import { Files } from './files.tsx';
import { Line, Section } from '#platform/web/mobile/parts.tsx';
import { dayWords } from '#platform/web/shared/dates.ts';
import { StateSay } from '#platform/web/shared/state.tsx';

/** 谁在办: the units on the case, the answering ones first, each opinion as it came in. */
export function CaseHandlers({ found }: { readonly found: CaseView }) {
  const current = found.handlings.filter((handling) => handling.state !== 'ended');
  if (current.length === 0) return null;
  const principal = current.filter((handling) => handling.role !== 'co');
  const co = current.filter((handling) => handling.role === 'co');
  return (
    <Section title="谁在办">
      <div className="card">
        <ul className="handlers">
          {[...principal, ...co].map((handling) => (
            <Handler key={handling.id} handling={handling} found={found} />
          ))}
        </ul>
      </div>
    </Section>
  );
}

function Handler({ handling, found }: { readonly handling: HandlingView; readonly found: CaseView }) {
  const contact = found.contacts.findLast((one) => one.unit.id === handling.unit.id);
  const person = handling.worker ?? handling.officer;
  return (
    <li className="handler">
      <div className="handler-head">
        <b>
          {handling.unit.name} <span className="tag">{handling.roleLabel}</span>
        </b>
        <HandlerState handling={handling} found={found} />
      </div>
      <p className="second wrap">
        <Line
          words={[
            handling.division,
            person && `${handling.worker ? '网格员' : '承办人'} ${person.name}`,
            contact && `${dayWords(contact.at)}${contact.mannerLabel}`,
            handling.round > 1 && `第 ${handling.round} 次办理`,
          ]}
        />
      </p>
      {handling.opinion && (
        <>
          <p className="prose">{handling.opinion.words}</p>
          <Files files={handling.opinion.files} />
        </>
      )}
      {handling.objection && handling.state === 'objecting' && (
        <p className="second wrap">
          申请退办：{handling.objection.reason}
          {handling.objection.unit && `，建议由${handling.objection.unit.shortName}办理`}
        </p>
      )}
      {handling.extension && <p className="second wrap">{extensionWords(handling.extension)}</p>}
    </li>
  );
}

/** What stands at the right of a unit: late beats everything, an opinion that came in says when. */
function HandlerState({ handling, found }: { readonly handling: HandlingView; readonly found: CaseView }) {
  const own = openClocks(found.clocks).filter((clock) => clock.handlingId === handling.id);
  const late = own.map((clock) => clockWords(clock)).find((words) => words?.state === 'overdue');
  if (late) return <StateSay state="overdue">{late.short}</StateSay>;
  if (handling.opinion) return <StateSay state="done">{dayWords(handling.opinion.at)}到</StateSay>;
  const look = lookOfMark(handling.mark);
  return (
    <StateSay state={look.state} icon={look.icon}>
      {handling.stateLabel}
    </StateSay>
  );
}

function extensionWords(extension: NonNullable<HandlingView['extension']>): string {
  const until = dayWords(extension.until);
  if (extension.state === 'granted') return `经同意延期到${until}：${extension.reason}`;
  return extension.state === 'asked' ? `申请延期到${until}，等工作机构决定：${extension.reason}` : `申请延期到${until}未获同意`;
}
