import { Button } from '#platform/web/desk/button.tsx';
import { Certainty, Tag } from '#platform/web/desk/marks.tsx';
import { Pane, Section } from '#platform/web/desk/page.tsx';
import { Loading, Read } from '#platform/web/desk/states.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import { readCase } from '../../contract/routes.ts';
import type { MatterLine } from '../../contract/views.ts';
import { UnitPicker } from './pickers.tsx';
import { gapOf, levelOf } from './plans.ts';
import type { Plan, ProposedUnit } from './plans.ts';

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
  const view = useRead(readCase, { params: { bodyId: matter.bodyId, matterId: matter.id } }, { topics: [`matter:${matter.id}`] });
  const gap = plan ? gapOf(plan) : '正在推荐单位';
  const wish = view.data?.text.find((part) => part.name === 'suggestedUnits')?.value;
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
      <div className="sec">
        <div className="row s">
          <b className="ink">{matter.shortNumber && `${matter.shortNumber} 号`}</b>
          <span className="cut">
            {matter.author?.name} {matter.author?.title}
          </span>
        </div>
        <h2 className="title-2">{matter.title}</h2>
        <Read of={view} rows={4}>
          {({ text }) => (
            <div className="screen-text">
              {text
                .filter((part) => (part.input === 'text' || part.input === 'list') && part.value)
                .map((part) => (
                  <p key={part.name}>
                    <span className="s">{part.label}</span>{' '}
                    {Array.isArray(part.value)
                      ? (part.value as string[]).map((one, index) => `${index + 1}. ${one}`).join(' ')
                      : String(part.value)}
                  </p>
                ))}
            </div>
          )}
        </Read>
        {Array.isArray(wish) && wish.length > 0 && <p className="s">提出人希望由{(wish as string[]).join('、')}办理</p>}
      </div>
      {plan && (
        <Section title="怎么交办">
          <div className="choices plan-modes">
            {modes.map(([mode, label]) => (
              <button key={mode} type="button" aria-pressed={plan.mode === mode} onClick={() => onPlan(turned(plan, mode))}>
                {label}
              </button>
            ))}
          </div>
          {plan.mode === 'separate' ? (
            <div className="field">
              <div className="name">分别办理的单位</div>
              <UnitPicker
                label="分别办理的单位"
                many
                most={10}
                value={plan.separate}
                onChange={(separate) => onPlan({ ...plan, separate })}
              />
            </div>
          ) : (
            <div className="field">
              <div className="name">{plan.mode === 'sole' ? '独办单位' : '主办单位'}</div>
              <UnitPicker
                label="主办单位"
                value={plan.lead ? [plan.lead] : []}
                onChange={([lead]) => onPlan({ ...plan, lead: lead ?? null })}
              />
            </div>
          )}
          {plan.mode === 'lead' && (
            <div className="field">
              <div className="name">会办单位</div>
              <UnitPicker label="会办单位" many most={10} value={plan.co} onChange={(co) => onPlan({ ...plan, co })} />
            </div>
          )}
          {gap && <p className="doubt">{gap}</p>}
        </Section>
      )}
      {proposed ? (
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
                  <Button
                    small
                    onPress={() =>
                      onPlan({
                        ...plan,
                        mode: plan.mode === 'separate' ? 'lead' : plan.mode,
                        lead: one.unit.id,
                        co: plan.co.filter((id) => id !== one.unit.id),
                      })
                    }
                  >
                    作主办
                  </Button>
                  <Button
                    small
                    onPress={() =>
                      onPlan({ ...plan, mode: 'lead', co: [...new Set([...plan.co, one.unit.id])].filter((id) => id !== plan.lead) })
                    }
                  >
                    作会办
                  </Button>
                </span>
              )}
            </div>
          ))}
          {proposed.length === 0 && <p className="m">没有把握推荐，请自己选。</p>}
        </Section>
      ) : (
        <Loading rows={3} words="正在推荐单位" />
      )}
    </Pane>
  );
}

function turned(plan: Plan, mode: Plan['mode']): Plan {
  if (mode !== 'separate') return { ...plan, mode };
  return { ...plan, mode, separate: plan.separate.length > 0 ? plan.separate : [...(plan.lead ? [plan.lead] : []), ...plan.co] };
}
