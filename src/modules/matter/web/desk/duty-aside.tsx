import { useState } from 'react';
import type { Grid } from '#modules/directory/contract/organisation.ts';
import { useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { Section } from '#platform/web/desk/page.tsx';
import { Read } from '#platform/web/desk/states.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import { readCase } from '../../contract/routes.ts';
import type { ActView, CaseView, MatterLine } from '../../contract/views.ts';
import { ActDialog, actCaseOf, useAct } from './act-dialog.tsx';
import { keyOf, mainAct } from './act-keys.ts';
import { Files } from './case-text.tsx';
import type { FormValue } from './fields.tsx';
import { casePath } from './matter-marks.tsx';
import { VoiceWords } from './transcript.tsx';
import { RedoNote, redoOf } from './redo-note.tsx';
import { RefusalLine } from './refusal-line.tsx';
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
      <VoiceWords view={view} />
      <RedoNote view={view} />
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

/** The worker who handled it before, where the case has come back and he may be sent again. */
function sameWorker(view: CaseView): { readonly dispatch: ActView; readonly value: string; readonly name: string } | null {
  const redo = redoOf(view);
  const dispatch = view.acts.find((act) => act.act === 'dispatch' && act.targetId === redo?.handling.id && !act.blocked);
  const choice = dispatch?.fields.find((field) => field.name === 'worker')?.choices?.find((one) => one.value === redo?.handling.worker?.id);
  return dispatch && choice && redo?.handling.state === 'assigned' ? { dispatch, value: choice.value, name: choice.label } : null;
}

function ReportActs({ view, onWant }: { view: CaseView; onWant: (wanted: Wanted) => void }) {
  const again = sameWorker(view);
  return again ? <AgainActs view={view} again={again} onWant={onWant} /> : <FirstActs view={view} onWant={onWant} />;
}

/** A case that came back: the same worker again in one press, with the deputy's reason; anybody else by the form. */
function AgainActs({
  view,
  again,
  onWant,
}: {
  view: CaseView;
  again: NonNullable<ReturnType<typeof sameWorker>>;
  onWant: (wanted: Wanted) => void;
}) {
  const go = useGo();
  const { say } = useUndo();
  const send = useAct(actCaseOf(view), again.dispatch);
  const reason = redoOf(view)?.rating.reason;
  const words = `仍派给${again.name}`;
  const dispatch = () => {
    const input = { worker: again.value, words: reason ? `代表不满意：${reason}`.slice(0, 200) : '代表不满意，请重新处置' };
    send.mutate(input, { onSuccess: () => say(`${words}：${view.matter.title}`) });
  };
  const other = () => onWant({ act: again.dispatch });
  const open = () => go(casePath(view.matter));
  const others = otherActs(view, again.dispatch).slice(0, 3);
  useKeys([{ keys: 'Enter', label: words, act: dispatch }, { keys: 'a', label: '派给别人', act: other }, ...keysOf(view, others, onWant)]);
  return (
    <>
      <div className="row wrap reply-acts">
        <Button filled keys="Enter" busy={send.isPending} onPress={dispatch}>
          {words}
        </Button>
        <Button keys="a" onPress={other}>
          派给别人
        </Button>
        {others.map((act) => (
          <Button key={act.act} keys={keyOf(act, view.acts)} onPress={() => onWant({ act })}>
            {act.label}
          </Button>
        ))}
        <Button keys="o" onPress={open}>
          打开全件
        </Button>
      </div>
      <RefusalLine words={send.error && wordsOf(send.error)} />
    </>
  );
}

/** What else may be done, beside the main act. */
function otherActs(view: CaseView, main: ActView | undefined): readonly ActView[] {
  return view.acts.filter((act) => act !== main && act.on !== 'commitment' && !act.blocked && keyOf(act, view.acts));
}

function keysOf(view: CaseView, acts: readonly ActView[], onWant: (wanted: Wanted) => void) {
  return acts.map((act) => ({
    keys: keyOf(act, view.acts)!,
    label: act.label,
    quiet: act.weight === 'grave',
    act: () => onWant({ act }),
  }));
}

function FirstActs({ view, onWant }: { view: CaseView; onWant: (wanted: Wanted) => void }) {
  const go = useGo();
  const open = () => go(casePath(view.matter));
  const main = mainAct(view.acts);
  const others = otherActs(view, main).slice(0, 5);
  useKeys([
    main
      ? { keys: 'Enter', label: main.label, blocked: main.blocked ?? undefined, act: () => onWant({ act: main }) }
      : { keys: 'Enter', label: '打开全件', act: open },
    ...keysOf(view, others, onWant),
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
  const share = view.handlings.find((one) => one.id === dispatch.targetId);
  const current = share?.worker && `${share.state === 'assigned' ? '上次' : '现在'}由${share.worker.name}处置`;
  return (
    <Section title="派给谁" note={current ?? undefined}>
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
