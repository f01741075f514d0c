import { Certainty, Tag } from '#platform/web/desk/marks.tsx';
import { Section } from '#platform/web/desk/page.tsx';
import { Read } from '#platform/web/desk/states.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import { useCan } from '#platform/web/shared/session.tsx';
import { readUnitProposal } from '../../contract/routes.ts';
import type { CaseView } from '../../contract/views.ts';
import { levelOf } from './plans.ts';

/** Before a case is assigned: the units that are proposed for it, for the office that decides. */
export function CaseProposal({ view }: { view: CaseView }) {
  const can = useCan();
  const waiting = view.acts.some((act) => act.act === 'assign' || act.fields.some((field) => field.name === 'checked'));
  const input = { params: { bodyId: view.matter.bodyId, matterId: view.matter.id } };
  const proposal = useRead(readUnitProposal, input, { enabled: can('matter.screen') && waiting, staleTime: 300_000 });
  if (!can('matter.screen') || !waiting) return null;
  return (
    <Section title="拟交单位" note="还没有交办；按单位职责和以往交办推荐">
      <Read of={proposal} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="m">没有把握推荐，请在交办时自己选。</p>
          ) : (
            items.map((one) => (
              <div key={one.unit.id} className="unit-line wide">
                <span>
                  <b>{one.unit.name}</b>{' '}
                  <Tag kind={one.role === 'lead' ? 'strong' : undefined}>{one.role === 'lead' ? '主办' : '会办'}</Tag>
                  <br />
                  <span className="s">{one.reason}</span>
                </span>
                <Certainty level={levelOf(one)} share={one.certainty} />
              </div>
            ))
          )
        }
      </Read>
    </Section>
  );
}
