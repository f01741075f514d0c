import { useState } from 'react';
import { useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { DeadlineFacts } from '#platform/web/desk/explain.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { Section } from '#platform/web/desk/page.tsx';
import { Loading, Refused } from '#platform/web/desk/states.tsx';
import { dayWords } from '#platform/web/shared/dates.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import { readCase } from '../../contract/routes.ts';
import type { ActView, CaseView, TaskLine } from '../../contract/views.ts';
import { ActDialog, actCaseOf } from './act-dialog.tsx';
import { keyOf, mainAct } from './act-keys.ts';
import { CardOf, CaseClock, accountOf } from './clock-words.tsx';
import { Source, casePath } from './matter-marks.tsx';
import { RedoNote } from './redo-note.tsx';

/** The task under the cursor: what to do, why it is due, what others have given. Enter does the next act. */
export function TaskAside({ task }: { task: TaskLine }) {
  const view = useRead(
    readCase,
    { params: { bodyId: task.matter.bodyId, matterId: task.matter.id } },
    { topics: [`matter:${task.matter.id}`] },
  );
  return (
    <>
      <div className="sec">
        <div className="row">
          <Source kind={task.matter.kind} />
          <span className="s cut">{task.matter.number ?? task.matter.stateLabel}</span>
          <span className="right">
            <CardOf clock={task.clock} />
          </span>
        </div>
        <h2 className="title-2">{task.matter.title}</h2>
        {view.data && <RedoNote view={view.data} />}
        {view.data ? (
          <TaskActs view={view.data} task={task} />
        ) : view.error ? (
          <Refused error={view.error} onRetry={() => void view.refetch()} />
        ) : (
          <Loading rows={2} />
        )}
      </div>
      <Section title="期限怎么算">
        <DeadlineFacts account={accountOf(task.clock)} />
      </Section>
      {view.data && <CaseDigest view={view.data} />}
    </>
  );
}

function TaskActs({ view, task }: { view: CaseView; task: TaskLine }) {
  const go = useGo();
  const [open, setOpen] = useState<ActView | null>(null);
  const acts = view.acts.filter(
    (act) => act.targetId === null || act.targetId === task.clock.handlingId || act.targetId === task.clock.commitmentId,
  );
  const main = mainAct(acts, task.next);
  const others = acts.filter((act) => act !== main && keyOf(act, acts) && !act.blocked).slice(0, 4);
  const start = (act: ActView) => {
    if (act.act === 'draftReply' && act.targetId) go(`${casePath(view.matter)}/reply/${act.targetId}`);
    else setOpen(act);
  };
  useKeys([
    main
      ? { keys: 'Enter', label: main.label, blocked: main.blocked ?? undefined, act: () => start(main) }
      : { keys: 'Enter', label: '打开全件', act: () => go(casePath(view.matter)) },
    ...others.map((act) => ({ keys: keyOf(act, acts)!, label: act.label, act: () => start(act) })),
  ]);
  return (
    <>
      <div className="row wrap">
        {main ? (
          <Button filled keys="Enter" blocked={main.blocked} onPress={() => start(main)}>
            {main.label}
          </Button>
        ) : (
          <Button filled keys="Enter" onPress={() => go(casePath(view.matter))}>
            打开全件
          </Button>
        )}
        {others.map((act) => (
          <Button key={act.act} keys={keyOf(act, acts)} onPress={() => start(act)}>
            {act.label}
          </Button>
        ))}
        {main && (
          <Button keys="o" onPress={() => go(casePath(view.matter))}>
            打开全件
          </Button>
        )}
      </div>
      {main?.blocked && <p className="doubt">{main.blocked}</p>}
      {open && <ActDialog of={actCaseOf(view)} act={open} onClose={() => setOpen(null)} />}
    </>
  );
}

/** The case in a few lines: where it stands, who handles it, what was answered last. */
export function CaseDigest({ view }: { view: CaseView }) {
  const reply = view.handlings.flatMap((one) => one.replies).findLast((one) => one.state === 'issued');
  const rating = view.handlings.flatMap((one) => one.ratings).at(-1);
  return (
    <>
      <Section title="现在到哪了">
        <p>{view.story}</p>
        {rating && (
          <p className={rating.overall === 'dissatisfied' ? 'cite digest-quote bad' : 'cite digest-quote'}>
            {rating.overallLabel}
            {rating.reason && `：${rating.reason}`}
            <br />
            <span className="s">
              {rating.person.name} {dayWords(rating.at)}
            </span>
          </p>
        )}
      </Section>
      {view.handlings.length > 0 && (
        <Section title="承办单位">
          {view.handlings.map((one) => {
            const clock = view.clocks.find(
              (candidate) => candidate.handlingId === one.id && candidate.metAt === null && candidate.dueOn && !candidate.right,
            );
            return (
              <div key={one.id} className="row digest-unit">
                <span className="tag">{one.roleLabel}</span>
                <span className="cut grow">{one.unit.shortName}</span>
                {clock ? <CaseClock clock={clock} /> : <span className="s">{one.stateLabel}</span>}
              </div>
            );
          })}
        </Section>
      )}
      {reply && (
        <Section title="上次答复" note={`${reply.answerClassLabel ?? ''} ${reply.issuedAt ? dayWords(reply.issuedAt) : ''}`}>
          <p className="m clamp-5">{reply.words}</p>
        </Section>
      )}
    </>
  );
}
