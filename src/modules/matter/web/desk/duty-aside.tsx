import { useState } from 'react';
import type { Grid } from '#modules/directory/contract/organisation.ts';
import { useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { Section } from '#platform/web/desk/page.tsx';
import { Read } from '#platform/web/desk/states.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import { readCase } from '../../contract/routes.ts';
import type { ActView, CaseView, MatterLine } from '../../contract/views.ts';
import { ActDialog, actCaseOf } from './act-dialog.tsx';
import { keyOf, mainAct } from './act-keys.ts';
import { Files } from './case-text.tsx';
import type { FormValue } from './fields.tsx';
import { casePath } from './matter-marks.tsx';
import { CaseDigest } from './task-aside.tsx';

interface Wanted {
  readonly act: ActView;
  readonly preset?: FormValue;
}

/** The report under the cursor: what and where, the workers to send, the answer. */
export function DutyAside({ matter, grids }: { matter: MatterLine; grids: readonly Grid[] }) {
  const view = useRead(readCase, { params: { bodyId: matter.bodyId, matterId: matter.id } }, { topics: [`matter:${matter.id}`] });
  return (
    <>
      <div className="sec">
        <div className="row s">
          <span className="cut">
            <b className="ink">{matter.author?.name}</b> {matter.author?.title}
            {matter.submittedAt && `，${momentWords(matter.submittedAt)}`}
          </span>
        </div>
        <h2 className="title-2">{matter.title}</h2>
        <Read of={view} rows={3}>
          {(data) => <Report view={data} grids={grids} />}
        </Read>
      </div>
      {view.data && <CaseDigest view={view.data} />}
    </>
  );
}

function Report({ view, grids }: { view: CaseView; grids: readonly Grid[] }) {
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const words = view.text.find((part) => part.name === 'words');
  const grid = grids.find((one) => one.id === view.place?.gridId);
  return (
    <>
      {typeof words?.value === 'string' && <p className="prose">{words.value}</p>}
      {view.place && (
        <p className="m">
          <Icon name="pin" /> {view.place.address}
          {grid && `，${grid.name}`}
        </p>
      )}
      <Files files={view.voice ? [view.voice, ...view.files] : view.files} />
      <ReportActs view={view} onWant={setWanted} />
      <Workers view={view} grid={grid} onSend={setWanted} />
      {wanted && (
        <ActDialog
          key={`${wanted.act.act}:${JSON.stringify(wanted.preset ?? {})}`}
          of={actCaseOf(view)}
          act={wanted.act}
          preset={wanted.preset}
          onClose={() => setWanted(null)}
        />
      )}
    </>
  );
}

function ReportActs({ view, onWant }: { view: CaseView; onWant: (wanted: Wanted) => void }) {
  const go = useGo();
  const open = () => go(casePath(view.matter));
  const main = mainAct(view.acts);
  const others = view.acts.filter((act) => act !== main && act.on !== 'commitment' && !act.blocked && keyOf(act, view.acts)).slice(0, 5);
  useKeys([
    main
      ? { keys: 'Enter', label: main.label, blocked: main.blocked ?? undefined, act: () => onWant({ act: main }) }
      : { keys: 'Enter', label: '打开全件', act: open },
    ...others.map((act) => ({ keys: keyOf(act, view.acts)!, label: act.label, quiet: act.weight === 'grave', act: () => onWant({ act }) })),
  ]);
  return (
    <div className="row wrap reply-acts">
      {main && (
        <Button filled keys="Enter" blocked={main.blocked} onPress={() => onWant({ act: main })}>
          {main.label}
        </Button>
      )}
      {others.map((act) => (
        <Button key={act.act} keys={keyOf(act, view.acts)} onPress={() => onWant({ act })}>
          {act.label}
        </Button>
      ))}
      <Button filled={!main} keys={main ? 'o' : 'Enter'} onPress={open}>
        打开全件
      </Button>
    </div>
  );
}

/** The workers that may be sent; those of the report's own grid first. */
function Workers({ view, grid, onSend }: { view: CaseView; grid: Grid | undefined; onSend: (wanted: Wanted) => void }) {
  const dispatch = view.acts.find((act) => act.act === 'dispatch');
  const workers = dispatch?.fields.find((field) => field.name === 'worker')?.choices ?? [];
  if (!dispatch || workers.length === 0) return null;
  const near = (value: string) => grid?.workers.some((worker) => worker.personId === value || worker.postId === value) ?? false;
  const sorted = [...workers].sort((one, other) => Number(near(other.value)) - Number(near(one.value)));
  const current = view.handlings.find((one) => one.id === dispatch.targetId)?.worker;
  return (
    <Section title="派给谁" note={current ? `现在由${current.name}处置` : undefined}>
      {sorted.map((worker) => (
        <div key={worker.value} className="line-item">
          <span>
            <b>{worker.label}</b>{' '}
            <span className="s">
              {worker.hint}
              {near(worker.value) && ' 就在这个网格'}
            </span>
          </span>
          <Button small blocked={dispatch.blocked} onPress={() => onSend({ act: dispatch, preset: { worker: worker.value } })}>
            派给{worker.label}
          </Button>
        </div>
      ))}
    </Section>
  );
}
