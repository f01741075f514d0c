import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { listCommitments } from '../../contract/routes.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import { clockWords } from '../shared/index.ts';
import { addressOfCase } from './addresses.ts';
import { Choices } from '#platform/web/mobile/fields.tsx';
import { More } from '#platform/web/mobile/list.tsx';
import { Page } from '#platform/web/mobile/page.tsx';
import { Line } from '#platform/web/mobile/parts.tsx';
import { SearchBox } from '#platform/web/mobile/search-box.tsx';
import { Empty, OfflineChip, Reading } from '#platform/web/shared/conditions.tsx';
import { dayWords } from '#platform/web/shared/dates.ts';
import { IconPromise } from '#platform/web/shared/icons.tsx';
import { usePages } from '#platform/web/shared/queries.ts';
import { StateSay } from '#platform/web/shared/state.tsx';
import './matter-row.css';

type Entry = AnswerOf<typeof listCommitments>['items'][number];
const states = [
  { value: '', label: '全部' },
  { value: 'open', label: '还没兑现' },
  { value: 'reported', label: '待评价' },
  { value: 'judged', label: '已评价' },
];

/** 承诺事项: what units promised in their replies, and whether it happened. */
export default function CommitmentsPage() {
  const [state, setState] = useState('');
  const [words, setWords] = useState('');
  const list = usePages(listCommitments, { query: { ...(state ? { state } : {}), ...(words ? { words } : {}) } }, { keepPrevious: true });
  return (
    <Page title="承诺事项" tools={<OfflineChip updatedAt={list.dataUpdatedAt} />}>
      <div className="section">
        <SearchBox label="搜承诺内容、单位或标题" value={words} onChange={setWords} />
      </div>
      <div className="filters">
        <Choices label="看哪些" options={states} value={state} onChoose={setState} />
      </div>
      <Reading
        result={list}
        rows={4}
        isEmpty={() => list.items.length === 0}
        empty={
          <Empty icon={IconPromise} title="没有承诺事项">
            答复里承诺以后做的事，会一直跟踪到兑现。
          </Empty>
        }
      >
        {() => (
          <div className="section card flush">
            {list.items.map((entry) => (
              <CommitmentRow key={entry.commitment.id} entry={entry} />
            ))}
          </div>
        )}
      </Reading>
      <More {...list} />
    </Page>
  );
}

const stateWords = { open: '还没兑现', reported: '已报告，待评价', judged: '已评价', broken: '没有兑现' } as const;

function CommitmentRow({ entry: { matter, commitment, state, workingDaysLeft } }: { readonly entry: Entry }) {
  const due =
    commitment.state === 'open' || commitment.state === 'broken'
      ? clockWords({ dueOn: commitment.dueOn, workingDaysLeft, state, metAt: null })
      : null;
  const look =
    commitment.state === 'judged'
      ? commitment.verdict === 'notKept'
        ? 'overdue'
        : 'done'
      : commitment.state === 'reported'
        ? 'soon'
        : commitment.state === 'broken'
          ? 'overdue'
          : 'running';
  const label = commitment.verdict
    ? { kept: '做到了', keptLate: '晚了，做到了', notKept: '没做到' }[commitment.verdict]
    : stateWords[commitment.state];
  return (
    <Link className="row matter-row" to={addressOfCase(matter.bodyId, matter.id)}>
      <span className="matter-lead">
        <StateSay state={look}>{label}</StateSay>
        {due && <StateSay state={due.state}>{due.short}</StateSay>}
      </span>
      <span className="matter-title wrap">{commitment.words}</span>
      <span className="label wrap">
        <Line words={[commitment.unit.shortName, `${dayWords(commitment.dueOn)}前`, matter.title]} />
      </span>
    </Link>
  );
}
