import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskLink } from '#platform/web/desk/link.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { OwnerMark, Tag } from '#platform/web/desk/marks.tsx';
import { Section } from '#platform/web/desk/page.tsx';
import { dayWords, momentWords } from '#platform/web/shared/dates.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import { listSimilar } from '../../contract/routes.ts';
import type { ActView, CaseView } from '../../contract/views.ts';
import { keyOf } from './act-keys.ts';
import { PaperSection } from './intake/paper-section.tsx';
import { answerWords, casePath, sideOf } from './matter-marks.tsx';

/** What stands beside the case: notes of the own office or unit, similar cases, people, trace. */
export function CaseSide({ view, onStart }: { view: CaseView; onStart: (act: ActView) => void }) {
  return (
    <>
      <PaperSection bodyId={view.matter.bodyId} matterId={view.matter.id} />
      <Notes view={view} onStart={onStart} />
      <Similar view={view} />
      <People view={view} />
      <Trace view={view} />
    </>
  );
}

function Notes({ view, onStart }: { view: CaseView; onStart: (act: ActView) => void }) {
  const write = view.acts.find((act) => act.act === 'note');
  if (!write && view.notes.length === 0) return null;
  return (
    <Section
      title="内部记录"
      note={
        <>
          <Icon name="lock" size={12} /> 只有本单位看得到
        </>
      }
      act={
        write && (
          <Button small keys={keyOf(write, view.acts)} onPress={() => onStart(write)}>
            写
          </Button>
        )
      }
    >
      {view.notes.map((note) => (
        <div key={note.id} className="note">
          <b>{note.actor}</b> <span className="s">{momentWords(note.at)}</span>
          <br />
          {note.words}
        </div>
      ))}
      {view.notes.length === 0 && <p className="m">还没有记录。</p>}
    </Section>
  );
}

function Similar({ view }: { view: CaseView }) {
  const similar = useRead(listSimilar, { params: { bodyId: view.matter.bodyId, matterId: view.matter.id } }, { staleTime: 300_000 });
  const items = similar.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section title="相似件" note={`${items.length} 件`}>
      {items.map(({ matter, likeness }) => (
        <DeskLink key={matter.id} className="sim" to={casePath(matter)}>
          <b>{Math.round(likeness * 100)}%</b>
          <span className="cut">{matter.title}</span>
          {matter.answerClass ? <Tag>{answerWords(matter.answerClass)}</Tag> : <OwnerMark body={sideOf(matter.kind)} />}
          <span />
          <span className="s cut">
            {[matter.shortNumber && `${matter.shortNumber} 号`, matter.units[0]?.name].filter(Boolean).join('，')}
          </span>
          <span className="s">{matter.rating ?? matter.stateLabel}</span>
        </DeskLink>
      ))}
    </Section>
  );
}

const partyStates = { invited: '等确认', confirmed: '已确认', declined: '不参加', stale: '须重新确认' } as const;
const partyRoles = { lead: '提出人', signer: '联名', follower: '跟进' } as const;

function People({ view }: { view: CaseView }) {
  const [all, setAll] = useState(false);
  const officers = view.handlings.flatMap((one) =>
    one.officer ? [{ name: one.officer.name, title: one.officer.title, unit: one.unit.shortName }] : [],
  );
  if (!view.matter.author && view.parties.length + officers.length === 0 && !view.key) return null;
  return (
    <Section
      title="相关人"
      act={
        view.parties.length > 5 && (
          <button type="button" className="lk s" onClick={() => setAll(!all)}>
            {all ? '收起' : `全部 ${view.parties.length} 人`}
          </button>
        )
      }
    >
      <div className="ppl">
        <Asking view={view} all={all} />
        <Officers officers={officers} />
        {view.key && [
          <span key="k-r" className="s">
            督办
          </span>,
          <span key="k" className="cut">
            {view.key.committee}
            {view.key.leader && `，${view.key.leader.name}领办`}
          </span>,
          <Tag key="k-s" kind="key">
            重点
          </Tag>,
        ]}
      </div>
    </Section>
  );
}

/** Those who put the matter forward: the author, and whoever signed or follows. */
function Asking({ view, all }: { view: CaseView; all: boolean }) {
  const { author } = view.matter;
  const parties = all ? view.parties : view.parties.slice(0, 5);
  return (
    <>
      {author && !view.parties.some((party) => party.person.id === author.id) && (
        <>
          <span className="s">提出人</span>
          <span className="cut">
            <b>{author.name}</b> <span className="s">{author.title}</span>
          </span>
          <span />
        </>
      )}
      {parties.map((party) => [
        <span key={`${party.person.id}-r`} className="s">
          {partyRoles[party.role]}
        </span>,
        <span key={party.person.id} className="cut">
          <b>{party.person.name}</b> <span className="s">{party.person.title}</span>
        </span>,
        <span key={`${party.person.id}-s`} className="s">
          {party.role === 'follower' ? '' : partyStates[party.state]}
        </span>,
      ])}
    </>
  );
}

function Officers({ officers }: { officers: readonly { readonly name: string; readonly title: string; readonly unit: string }[] }) {
  return officers.map((one) => [
    <span key={`${one.name}${one.unit}-r`} className="s cut">
      承办人
    </span>,
    <span key={`${one.name}${one.unit}`} className="cut">
      <b>{one.name}</b>{' '}
      <span className="s">
        {one.unit} {one.title}
      </span>
    </span>,
    <span key={`${one.name}${one.unit}-s`} />,
  ]);
}

function Trace({ view }: { view: CaseView }) {
  const [all, setAll] = useState(false);
  const events = [...view.history].reverse();
  const shown = all ? events : events.slice(0, 12);
  return (
    <Section
      title="留痕"
      act={
        events.length > 12 ? (
          <button type="button" className="lk s" onClick={() => setAll(!all)}>
            {all ? '只看最近' : `全部 ${events.length} 条`}
          </button>
        ) : (
          <span className="s">{events.length} 条</span>
        )
      }
    >
      <ol className="aud">
        {shown.map((event) => (
          <li key={event.id}>
            <span className="s" title={momentWords(event.at)}>
              {shortMoment(event.at)}
            </span>
            <span>
              {event.line}
              {event.audience !== 'all' && (
                <span className="s">（{{ handlers: '承办单位可见', unit: '本单位可见', office: '工作机构可见' }[event.audience]}）</span>
              )}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** The day, or the hour where it was today or yesterday: the narrow column has no room for both. */
function shortMoment(at: string): string {
  const words = momentWords(at);
  return /^(今天|昨天)/.test(words) ? words : dayWords(at);
}
