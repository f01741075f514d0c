import { Button } from '#platform/web/desk/button.tsx';
import { Tag } from '#platform/web/desk/marks.tsx';
import { Section } from '#platform/web/desk/page.tsx';
import { dayWords, momentWords } from '#platform/web/shared/dates.ts';
import type { ActView, CaseView, HandlingView } from '../../contract/views.ts';
import { keyOf } from './act-keys.ts';
import { Files } from './case-text.tsx';
import { talkTitle, talksOf } from '../shared/index.ts';
import { CardOf, CaseClock } from './clock-words.tsx';

/** Every unit with its share: role, who works on it, what it gave, its clock, and what can be done about it from here. */
export function CaseUnits({ view, onStart }: { view: CaseView; onStart: (act: ActView) => void }) {
  if (view.handlings.length === 0) return null;
  const assigned = view.history.find((event) => event.act === 'assign');
  return (
    <section className="units-sec" aria-label="承办单位">
      <header className="sh">
        <h2>{view.handlings.some((one) => one.role === 'co') ? '承办单位与会办意见' : '承办单位'}</h2>
        {assigned && <span className="s">{dayWords(assigned.at)}交办</span>}
      </header>
      <table className="units">
        <colgroup>
          <col style={{ width: 204 }} />
          <col />
          <col style={{ width: 150 }} />
        </colgroup>
        <tbody>
          {view.handlings.map((one) => (
            <UnitRow key={one.id} view={view} handling={one} onStart={onStart} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function UnitRow({ view, handling, onStart }: { view: CaseView; handling: HandlingView; onStart: (act: ActView) => void }) {
  const open = view.clocks
    .filter((one) => one.handlingId === handling.id && one.metAt === null && one.state !== 'void' && !one.right && one.dueOn)
    .sort((one, other) => (one.workingDaysLeft ?? 999) - (other.workingDaysLeft ?? 999))[0];
  const met = view.clocks.findLast(
    (one) => one.handlingId === handling.id && one.metAt !== null && ['coOpinion', 'coOpinionAgain', 'reply', 'redo'].includes(one.clock),
  );
  const late = open?.state === 'overdue' || open?.state === 'veryOverdue';
  const acts = view.acts.filter(
    (act) =>
      act.targetId === handling.id &&
      !act.blocked &&
      ['urge', 'reassign', 'refuseObjection', 'grantExtension', 'refuseExtension', 'askOpinionAgain'].includes(act.act),
  );
  const staff = [handling.division, handling.officer?.name, handling.worker?.name].filter(Boolean).join(' ');
  return (
    <tr className={late ? 'late' : undefined}>
      <td>
        <Tag kind={handling.roleLabel === '会办' ? undefined : 'strong'}>{handling.roleLabel}</Tag> <b>{handling.unit.shortName}</b>
        <div className="s">{staff || '未分到人'}</div>
      </td>
      <td className="op">
        <UnitWords handling={handling} />
        {acts.length > 0 && (
          <div className="row wrap unit-acts">
            {acts.map((act) => (
              <Button key={act.act} small keys={keyOf(act, view.acts)} onPress={() => onStart(act)}>
                {act.label}
              </Button>
            ))}
          </div>
        )}
      </td>
      <td>
        {open ? <CaseClock clock={open} /> : met ? <CaseClock clock={met} /> : <span className="s">{handling.stateLabel}</span>}
        {open && (
          <div className="row unit-card">
            <CardOf clock={open} />
            {open.card === 'none' && (
              <span className="s">
                {open.label}，{open.dueOn && dayWords(open.dueOn)}到期
              </span>
            )}
          </div>
        )}
      </td>
    </tr>
  );
}

function UnitWords({ handling }: { handling: HandlingView }) {
  return (
    <>
      <span className="b">
        {handling.stateLabel}
        {handling.round > 1 && `（第 ${handling.round} 次办理）`}
      </span>
      {handling.opinion && (
        <div>
          {handling.opinion.words}
          <span className="s"> {dayWords(handling.opinion.at)}</span>
          <Files files={handling.opinion.files} />
        </div>
      )}
      {handling.objection && (
        <div className="doubt">
          申请退办：{handling.objection.reason}
          {handling.objection.unit && `，建议由${handling.objection.unit.shortName}办理`}（{dayWords(handling.objection.at)}）
        </div>
      )}
      {handling.extension && (
        <div className="s">
          {{ asked: '申请延期到', granted: '已同意延期到', refused: '未同意延期到' }[handling.extension.state]}
          {dayWords(handling.extension.until)}：{handling.extension.reason}
        </div>
      )}
    </>
  );
}

/** Meetings and calls with the proposer. */
export function CaseContacts({ view, onStart }: { view: CaseView; onStart: (act: ActView) => void }) {
  const record = view.acts.find((act) => act.act === 'recordContact');
  if (view.contacts.length === 0 && !record) return null;
  const first = view.clocks.find((one) => one.clock === 'contact');
  const talks = talksOf(view);
  return (
    <Section
      title={talkTitle(view)}
      note={
        view.contacts.length > 0
          ? `${view.contacts.length} 次${first?.metAt && first.state === 'metOnTime' ? '，限期内已首次联系' : ''}`
          : first?.dueOn
            ? `还没有，${dayWords(first.dueOn)}前应首次联系`
            : '还没有'
      }
      act={
        record && (
          <Button small keys={keyOf(record, view.acts)} blocked={record.blocked} onPress={() => onStart(record)}>
            {record.label}
          </Button>
        )
      }
    >
      <div className="meets">
        {talks.map(({ contact: one, phase, files }) => (
          <div key={one.id}>
            <b>
              {momentWords(one.at)} {phase && `${phase}，`}
              {one.mannerLabel}
            </b>
            {one.place && `，${one.place}`}{' '}
            <span className="s">
              {one.unit.shortName}
              {one.people && `，${one.people}`}
            </span>
            <p className="m">{one.words}</p>
            <Files files={files} />
          </div>
        ))}
      </div>
    </Section>
  );
}
