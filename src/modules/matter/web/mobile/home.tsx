import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { Kind } from '../../contract/kind.ts';
import { listTasks, readForm, readMyFigures, readTaskSummary } from '../../contract/routes.ts';
import type { TaskLine } from '../../contract/views.ts';
import { clockWords, dueWords, iconOfKind, raisableKinds, raisedBy, wordsOfKind } from '../shared/index.ts';
import { addressOfMatter, addressOfRaising } from './addresses.ts';
import { LinkButton } from '#platform/web/mobile/button.tsx';
import { Figure, Line, Section } from '#platform/web/mobile/parts.tsx';
import { Empty, Loading, Reading } from '#platform/web/shared/conditions.tsx';
import {
  IconDone,
  IconFlag,
  IconForward,
  IconMatters,
  IconPeople,
  IconPromise,
  IconRunning,
  IconSoon,
  IconUnit,
  IconWrite,
  type IconComponent,
} from '#platform/web/shared/icons.tsx';
import { call } from '#platform/web/shared/call.ts';
import { keyOf, useRead } from '#platform/web/shared/queries.ts';
import { useCan } from '#platform/web/shared/session.tsx';
import { StateChip, StateSay } from '#platform/web/shared/state.tsx';
import './home.css';

/** How many tasks the day page shows; the others are one press away. */
const shown = 4;

/** 等我办: what waits for this person now, the first to expire first. */
export function MyTasks() {
  const can = useCan();
  const tasks = useRead(listTasks, { query: { limit: shown } }, { enabled: can('matter.read') });
  const summary = useRead(readTaskSummary, {}, { enabled: can('matter.read') });
  if (!can('matter.read')) return null;
  const total = summary.data?.total ?? tasks.data?.items.length ?? 0;
  return (
    <Section
      title="等我办"
      {...(total > 0 ? { count: total } : {})}
      {...(total > shown ? { more: { to: '/tasks', words: '看全部' } } : { note: total > 1 ? '先到期的在前' : undefined })}
    >
      <div className="card">
        <Reading
          result={tasks}
          rows={3}
          isEmpty={(data) => data.items.length === 0}
          empty={
            <Empty icon={IconDone} title="现在没有等您办的事">
              有新的事会马上通知您。
            </Empty>
          }
        >
          {({ items }) => (
            <>
              <FirstTask task={items[0]!} />
              {items.length > 1 && (
                <div className="rows-below">
                  {items.slice(1).map((task) => (
                    <TaskRow key={task.clock.id} task={task} />
                  ))}
                </div>
              )}
            </>
          )}
        </Reading>
      </div>
    </Section>
  );
}

function FirstTask({ task: { clock, matter } }: { readonly task: TaskLine }) {
  const due = clockWords(clock) ?? dueWords(matter.due);
  const words = wordsOfKind(matter.kind);
  return (
    <>
      <div className="lead">
        {due && <StateChip state={due.state}>{due.short}</StateChip>}
        <span className="kind">
          {words.name}
          {clock.label}
        </span>
      </div>
      <h3>{matter.title}</h3>
      <p className="second wrap" style={{ marginBottom: 16 }}>
        <Line words={[raisedBy(matter), matter.shortNumber && `${matter.shortNumber} 号`, matter.place, matter.units[0]?.name]} />
      </p>
      <LinkButton look="fill" to={addressOfMatter(matter)}>
        {clock.task}
      </LinkButton>
    </>
  );
}

/** One task as a row: with what, what to do, until when. */
export function TaskRow({ task: { clock, matter } }: { readonly task: TaskLine }) {
  const due = clockWords(clock) ?? dueWords(matter.due);
  return (
    <Link className="row task-row" to={addressOfMatter(matter)}>
      <span className="row-words">
        <span className="wrap">{matter.title}</span>
        <span className="task-line">
          <span className="second">
            <Line words={[clock.task, wordsOfKind(matter.kind).name]} />
          </span>
          {due && <StateSay state={due.state}>{due.short}</StateSay>}
        </span>
      </span>
      <span className="go">
        <IconForward size={20} />
      </span>
    </Link>
  );
}

interface Quick {
  readonly to: string;
  readonly search?: Readonly<Record<string, string>>;
  readonly words: string;
  readonly icon: IconComponent;
}

/** The acts that this seat can begin; what it can not is not there. */
export function QuickActs() {
  const can = useCan();
  useFormsAtHand(raisableKinds(can));
  // What is done in the street comes first: nothing may stand before it.
  const raising: Quick[] = [...raisableKinds(can)]
    .sort((one, other) => Number(other.kind === 'report') - Number(one.kind === 'report'))
    .map((kind) => ({ to: addressOfRaising(kind.kind), words: kind.words.raise, icon: iconOfKind(kind.kind) }));
  const reading: Quick[] = can('matter.raise')
    ? [
        { to: '/matters', words: '我提的', icon: IconMatters },
        { to: '/commitments', words: '承诺', icon: IconPromise },
        { to: '/matters', search: { view: 'invitations' }, words: '邀我联名', icon: IconPeople },
      ]
    : [
        { to: '/tasks', words: '全部待办', icon: IconFlag },
        { to: '/matters', words: '本单位的', icon: IconUnit },
        { to: '/commitments', words: '承诺', icon: IconPromise },
      ];
  const all = [...raising, ...(can('matter.read') ? reading : [])];
  // One row of four; who raises three kinds of matters has two rows of three.
  const acts = all.slice(0, raising.length > 2 ? 6 : 4);
  if (acts.length < 2) return null;
  return (
    <nav className="section" aria-label="常用">
      <div className={acts.length > 4 ? 'card quick six' : 'card quick'}>
        {acts.map(({ to, search, words, icon: Mark }) => (
          <Link key={words} to={to} search={search ?? {}}>
            <Mark size={28} />
            {words}
          </Link>
        ))}
      </div>
    </nav>
  );
}

/** Reads the forms ahead, so that one can also begin where there is no signal. */
function useFormsAtHand(raisable: readonly Kind[]): void {
  const client = useQueryClient();
  const names = raisable.map((kind) => kind.kind).join(',');
  useEffect(() => {
    for (const kind of names.split(',').filter(Boolean)) {
      const input = { params: { kind } };
      void client.prefetchQuery({ queryKey: keyOf(readForm, input), queryFn: () => call(readForm, input), staleTime: 3_600_000 });
    }
  }, [client, names]);
}

/** 我的履职: how what I raised stands; for those who handle, how their work stands. */
export function MyFigures() {
  const can = useCan();
  if (!can('matter.read')) return null;
  return can('matter.raise') ? <RaisedFigures /> : <TaskFigures />;
}

function RaisedFigures() {
  const figures = useRead(readMyFigures);
  return (
    <Section title="我的履职" more={{ to: '/matters', words: '我提的' }}>
      <div className="card">
        <Reading result={figures} rows={2}>
          {({ total, done, running, toRate, other }) => (
            <>
              <div className="spread">
                <span>本届我提的</span>
                <Figure value={total} unit="件" />
              </div>
              {total === 0 ? (
                <p className="second">提出后，走到哪一步、谁在办、怎么答复，都在这里看得到。</p>
              ) : (
                <Shares
                  parts={[
                    { count: done, state: 'done', words: '办结', icon: IconDone },
                    { count: running, state: 'running', words: '办理中', icon: IconRunning },
                    { count: toRate, state: 'soon', words: '待我评价', icon: IconSoon },
                    { count: other, state: 'closed', words: '其他', icon: IconWrite },
                  ]}
                />
              )}
            </>
          )}
        </Reading>
      </div>
    </Section>
  );
}

function TaskFigures() {
  const summary = useRead(readTaskSummary);
  return (
    <Section title="办理情况" more={{ to: '/tasks', words: '全部待办' }}>
      <div className="card">
        {summary.data ? (
          <>
            <div className="spread">
              <span>现在在办</span>
              <Figure value={summary.data.total} unit="件" />
            </div>
            {summary.data.total > 0 && (
              <Shares
                parts={[
                  { count: summary.data.overdue, state: 'overdue', words: '逾期' },
                  { count: summary.data.soon, state: 'soon', words: '临期' },
                  { count: summary.data.running, state: 'running', words: '按时' },
                  { count: summary.data.waiting, state: 'closed', words: '等待' },
                ]}
              />
            )}
          </>
        ) : (
          <Loading rows={2} />
        )}
      </div>
    </Section>
  );
}

interface Share {
  readonly count: number;
  readonly state: 'done' | 'running' | 'soon' | 'overdue' | 'closed';
  readonly words: string;
  readonly icon?: IconComponent;
}

function Shares({ parts }: { readonly parts: readonly Share[] }) {
  const some = parts.filter((part) => part.count > 0);
  return (
    <>
      <div className="shares" aria-hidden>
        {some.map((part) => (
          <i key={part.words} className={part.state} style={{ flex: part.count }} />
        ))}
      </div>
      <div className="legend">
        {some.map((part) => (
          <StateSay key={part.words} state={part.state} icon={part.icon}>
            {part.words} {part.count}
          </StateSay>
        ))}
      </div>
    </>
  );
}
