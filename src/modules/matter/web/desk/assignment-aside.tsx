import { useState } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { Button } from '#platform/web/desk/button.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { Certainty, Tag } from '#platform/web/desk/marks.tsx';
import { Pane, Section } from '#platform/web/desk/page.tsx';
import { Loading, Read } from '#platform/web/desk/states.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import type { Kind } from '../../contract/kind.ts';
import { readCase } from '../../contract/routes.ts';
import type { ActView, CaseView, MatterLine, RecordView } from '../../contract/views.ts';
import { wordsOfRecord } from '../shared/index.ts';
import { ActDialog, actCaseOf } from './act-dialog.tsx';
import type { FormValue } from './fields.tsx';
import { Passages } from './passages.tsx';
import { UnitPicker } from './pickers.tsx';
import { gapOf, inputOfPlan, isManyAtOnce, levelOf, modesOf } from './plans.ts';
import type { Plan, ProposedUnit } from './plans.ts';
import { UnitList } from './unit-list.tsx';

interface AssignmentAsideProps {
  readonly kind: Kind;
  readonly matter: MatterLine;
  readonly proposed: readonly ProposedUnit[] | undefined;
  readonly plan: Plan | null;
  readonly onPlan: (plan: Plan) => void;
  readonly busy: boolean;
  /** Its button is the filled one: nothing is ticked, so that the page has no other. */
  readonly filled: boolean;
  readonly onAssign: () => void;
}

/** The plan of the matter under the cursor: mode, lead, co-handlers, with the reasons of the proposal, and what has to come first. */
export function AssignmentAside({ kind, matter, proposed, plan, onPlan, busy, filled, onAssign }: AssignmentAsideProps) {
  const view = useRead(readCase, { params: { bodyId: matter.bodyId, matterId: matter.id } }, { topics: [`matter:${matter.id}`] });
  const [open, setOpen] = useState<{ readonly act: ActView; readonly preset?: FormValue } | null>(null);
  const act = view.data?.acts.find((one) => one.act === 'assign');
  const planGap = plan ? gapOf(plan) : '正在推荐单位';
  const blocked = act?.blocked ?? planGap;
  // What cannot be done to many at once is not put off for an undo either: it asks once more.
  const many = isManyAtOnce(kind);
  const assign = () => {
    if (many) onAssign();
    else if (act && plan) setOpen({ act, preset: inputOfPlan(plan) });
  };
  // Where many go at once, the page has the key.
  useKeys([!many && { keys: 'a', label: '交办这一件', blocked: blocked ?? undefined, act: assign }]);
  return (
    <Pane
      label="当前件"
      as="aside"
      foot={
        <>
          <Button filled={filled} keys={filled ? 'a' : undefined} busy={busy} blocked={blocked} onPress={assign}>
            交办这一件
          </Button>
          <Before view={view.data} kind={kind} onStart={(one) => setOpen({ act: one })} />
          {act?.blocked && <span className="s">{act.blocked}</span>}
        </>
      }
    >
      <MatterText matter={matter} view={view} />
      {plan && <PlanForm kind={kind} plan={plan} onPlan={onPlan} gap={planGap} />}
      {proposed ? <Proposals kind={kind} proposed={proposed} plan={plan} onPlan={onPlan} /> : <Loading rows={3} words="正在推荐单位" />}
      {open && view.data && <ActDialog of={actCaseOf(view.data)} act={open.act} preset={open.preset} onClose={() => setOpen(null)} />}
    </Pane>
  );
}

/** What may be recorded before it is given to anybody: a consultation, a hearing. */
function Before({ view, kind, onStart }: { view: CaseView | undefined; kind: Kind; onStart: (act: ActView) => void }) {
  const acts = (view?.acts ?? []).filter((one) => one.on === 'matter' && kind.acts[one.act]?.effects.includes('record') && !one.blocked);
  return acts.map((one) => (
    <Button key={one.act} onPress={() => onStart(one)}>
      {one.label}
    </Button>
  ));
}

function MatterText({ matter, view }: { matter: MatterLine; view: UseQueryResult<CaseView> }) {
  const wish = view.data?.text.find((part) => part.name === 'suggestedUnits')?.value;
  return (
    <div className="sec">
      <div className="row s">
        <b className="ink">{matter.shortNumber && `${matter.shortNumber} 号`}</b>
        <span className="cut">
          {matter.author?.name} {matter.author?.title}
        </span>
      </div>
      <h2 className="title-2">{matter.title}</h2>
      <Read of={view} rows={4}>
        {({ text, place, records }) => (
          <>
            <Passages text={text} />
            {place && (
              <p className="s">
                <Icon name="pin" size={12} /> {place.address}
              </p>
            )}
            {records.length > 0 && <LastRecord record={records.at(-1)!} />}
          </>
        )}
      </Read>
      {Array.isArray(wish) && wish.length > 0 && (
        <p className="s">
          提出人希望由
          <UnitList ids={wish} />
          办理
        </p>
      )}
    </div>
  );
}

/** What was agreed or decided last: it says to whom the matter goes. */
function LastRecord({ record }: { record: RecordView }) {
  return (
    <div className="psg">
      <div className="lab">{record.label}</div>
      {wordsOfRecord(record).map((field) => (
        <p key={field.name}>
          <span className="s">{field.label}</span> {field.words}
        </p>
      ))}
    </div>
  );
}

function PlanForm({ kind, plan, onPlan, gap }: { kind: Kind; plan: Plan; onPlan: (plan: Plan) => void; gap: string | null }) {
  return (
    <Section title="怎么交办">
      <div className="choices plan-modes">
        {modesOf(kind).map(([mode, label]) => (
          <button key={mode} type="button" aria-pressed={plan.mode === mode} onClick={() => onPlan(turned(plan, mode))}>
            {label}
          </button>
        ))}
      </div>
      {plan.mode === 'separate' ? (
        <UnitField label="分别办理的单位" many value={plan.separate} onChange={(separate) => onPlan({ ...plan, separate })} />
      ) : (
        <UnitField
          label={plan.mode === 'sole' ? `${kind.handlingRoles['sole'] ?? '独办'}单位` : '主办单位'}
          value={plan.lead ? [plan.lead] : []}
          onChange={([lead]) => onPlan({ ...plan, lead: lead ?? null })}
        />
      )}
      {plan.mode === 'lead' && <UnitField label="会办单位" many value={plan.co} onChange={(co) => onPlan({ ...plan, co })} />}
      {gap && <p className="doubt">{gap}</p>}
    </Section>
  );
}

function UnitField({
  label,
  many,
  value,
  onChange,
}: {
  label: string;
  many?: boolean;
  value: readonly string[];
  onChange: (value: string[]) => void;
}) {
  return (
    <div className="field">
      <div className="name">{label}</div>
      <UnitPicker label={label} many={many} most={10} value={value} onChange={onChange} />
    </div>
  );
}

interface ProposalsProps {
  readonly kind: Kind;
  readonly proposed: readonly ProposedUnit[];
  readonly plan: Plan | null;
  readonly onPlan: (plan: Plan) => void;
}

function Proposals({ kind, proposed, plan, onPlan }: ProposalsProps) {
  const co = modesOf(kind).some(([mode]) => mode === 'lead');
  const lead = (id: string) =>
    plan &&
    onPlan({
      ...plan,
      mode: plan.mode === 'separate' ? (co ? 'lead' : 'sole') : plan.mode,
      lead: id,
      co: plan.co.filter((one) => one !== id),
    });
  const join = (id: string) =>
    plan && onPlan({ ...plan, mode: 'lead', co: [...new Set([...plan.co, id])].filter((one) => one !== plan.lead) });
  return (
    <Section title="推荐" note="按单位职责和以往交办">
      {proposed.map((one) => (
        <div key={one.unit.id} className="unit-line wide">
          <span>
            <b>{one.unit.shortName}</b> {co && <Tag>{one.role === 'lead' ? '主办' : '会办'}</Tag>}
            <br />
            <span className="s">{one.reason}</span>
          </span>
          <Certainty level={levelOf(one)} share={one.certainty} />
          {plan && (
            <span className="row">
              <Button small onPress={() => lead(one.unit.id)}>
                {co ? '作主办' : '由它承办'}
              </Button>
              {co && (
                <Button small onPress={() => join(one.unit.id)}>
                  作会办
                </Button>
              )}
            </span>
          )}
        </div>
      ))}
      {proposed.length === 0 && <p className="m">没有把握推荐，请自己选。</p>}
    </Section>
  );
}

function turned(plan: Plan, mode: Plan['mode']): Plan {
  if (mode !== 'separate') return { ...plan, mode };
  return { ...plan, mode, separate: plan.separate.length > 0 ? plan.separate : [...(plan.lead ? [plan.lead] : []), ...plan.co] };
}
