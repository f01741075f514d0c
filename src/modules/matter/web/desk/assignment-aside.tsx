import { Button } from '#platform/web/desk/button.tsx';
import { Certainty, Tag } from '#platform/web/desk/marks.tsx';
import { Pane, Section } from '#platform/web/desk/page.tsx';
import { Loading, Read } from '#platform/web/desk/states.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import { readCase } from '../../contract/routes.ts';
import type { MatterLine } from '../../contract/views.ts';
import { Passages } from './passages.tsx';
import { UnitPicker } from './pickers.tsx';
import { gapOf, levelOf } from './plans.ts';
import type { Plan, ProposedUnit } from './plans.ts';
import { UnitList } from './unit-list.tsx';

interface AssignmentAsideProps {
  readonly matter: MatterLine;
  readonly proposed: readonly ProposedUnit[] | undefined;
  readonly plan: Plan | null;
  readonly onPlan: (plan: Plan) => void;
  readonly busy: boolean;
  /** Its button is the filled one: nothing is ticked, so that the page has no other. */
  readonly filled: boolean;
  readonly onAssign: () => void;
}

const modes = [
  ['sole', '独办'],
  ['lead', '主办和会办'],
  ['separate', '分别办理'],
] as const;

/** The plan of the matter under the cursor: mode, lead, co-handlers, with the reasons of the proposal. */
export function AssignmentAside({ matter, proposed, plan, onPlan, busy, filled, onAssign }: AssignmentAsideProps) {
  const gap = plan ? gapOf(plan) : '正在推荐单位';
  return (
    <Pane
      label="当前件"
      as="aside"
      foot={
        <Button filled={filled} keys={filled ? 'a' : undefined} busy={busy} blocked={gap} onPress={onAssign}>
          交办这一件
        </Button>
      }
    >
      <MatterText matter={matter} />
      {plan && <PlanForm plan={plan} onPlan={onPlan} gap={gap} />}
      {proposed ? <Proposals proposed={proposed} plan={plan} onPlan={onPlan} /> : <Loading rows={3} words="正在推荐单位" />}
    </Pane>
  );
}

function MatterText({ matter }: { matter: MatterLine }) {
  const view = useRead(readCase, { params: { bodyId: matter.bodyId, matterId: matter.id } }, { topics: [`matter:${matter.id}`] });
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
        {({ text }) => <Passages text={text} />}
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

function PlanForm({ plan, onPlan, gap }: { plan: Plan; onPlan: (plan: Plan) => void; gap: string | null }) {
  return (
    <Section title="怎么交办">
      <div className="choices plan-modes">
        {modes.map(([mode, label]) => (
          <button key={mode} type="button" aria-pressed={plan.mode === mode} onClick={() => onPlan(turned(plan, mode))}>
            {label}
          </button>
        ))}
      </div>
      {plan.mode === 'separate' ? (
        <UnitField label="分别办理的单位" many value={plan.separate} onChange={(separate) => onPlan({ ...plan, separate })} />
      ) : (
        <UnitField
          label={plan.mode === 'sole' ? '独办单位' : '主办单位'}
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

function Proposals({ proposed, plan, onPlan }: { proposed: readonly ProposedUnit[]; plan: Plan | null; onPlan: (plan: Plan) => void }) {
  const lead = (id: string) =>
    plan && onPlan({ ...plan, mode: plan.mode === 'separate' ? 'lead' : plan.mode, lead: id, co: plan.co.filter((one) => one !== id) });
  const join = (id: string) =>
    plan && onPlan({ ...plan, mode: 'lead', co: [...new Set([...plan.co, id])].filter((one) => one !== plan.lead) });
  return (
    <Section title="推荐" note="按单位职责和以往交办">
      {proposed.map((one) => (
        <div key={one.unit.id} className="unit-line wide">
          <span>
            <b>{one.unit.shortName}</b> <Tag>{one.role === 'lead' ? '主办' : '会办'}</Tag>
            <br />
            <span className="s">{one.reason}</span>
          </span>
          <Certainty level={levelOf(one)} share={one.certainty} />
          {plan && (
            <span className="row">
              <Button small onPress={() => lead(one.unit.id)}>
                作主办
              </Button>
              <Button small onPress={() => join(one.unit.id)}>
                作会办
              </Button>
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
