import { useState } from 'react';
import { useParams } from '@tanstack/react-router';
import { Dropdown } from 'antd';
import { useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { Tag } from '#platform/web/desk/marks.tsx';
import { DeskPage, Pane, Panes } from '#platform/web/desk/page.tsx';
import { Loading, Refused } from '#platform/web/desk/states.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import { readCase } from '../../contract/routes.ts';
import type { ActView, CaseView } from '../../contract/views.ts';
import { actWords } from '../shared/index.ts';
import { ActDialog, actCaseOf } from './act-dialog.tsx';
import { keyOf, mainAct } from './act-keys.ts';
import { CaseChain } from './case-chain.tsx';
import { CaseContacts, CaseUnits } from './case-units.tsx';
import { CaseProposal } from './case-proposal.tsx';
import { CaseOrigin } from './case-origin.tsx';
import { CaseRecords } from './case-records.tsx';
import { CaseReplies } from './case-replies.tsx';
import { CaseSide } from './case-side.tsx';
import { CaseText } from './case-text.tsx';
import { leftWords } from './clock-words.tsx';
import { answerWords, casePath, kindNamed, useOwnerMark } from './matter-marks.tsx';

/** One case on one screen: text, chain of clocks, units, contacts, reply and sign-off, notes, people, trace; every act from here. */
export default function CasePage() {
  const { bodyId = '', matterId = '' }: { bodyId?: string; matterId?: string } = useParams({ strict: false });
  const view = useRead(readCase, { params: { bodyId, matterId } }, { topics: [`matter:${matterId}`] });
  if (!view.data)
    return (
      <DeskPage title="事项">
        {view.error ? <Refused error={view.error} onRetry={() => void view.refetch()} /> : <Loading rows={12} />}
      </DeskPage>
    );
  return <OpenCase key={matterId} view={view.data} />;
}

/** Acts for whose doing it helps to see which units would fit. */
const proposing = new Set(['accept', 'assign']);

function OpenCase({ view }: { view: CaseView }) {
  const go = useGo();
  const [open, setOpen] = useState<ActView | null>(null);
  useOwnerMark(view.matter);
  const main = mainAct(view.acts);
  const start = (act: ActView) => {
    const page = pageOfAct(view, act);
    if (page) go(page);
    else setOpen(act);
  };
  useKeys([
    main && { keys: 'Enter', label: main.label, blocked: main.blocked ?? undefined, act: () => start(main) },
    ...view.acts.flatMap((act) => {
      const key = keyOf(act, view.acts);
      // The main act answers to its letter too: that is what its button inside a section shows.
      return key
        ? [
            {
              keys: key,
              label: act.label,
              blocked: act.blocked ?? undefined,
              act: () => start(act),
              quiet: act === main || act.weight === 'grave' || Boolean(act.blocked),
            },
          ]
        : [];
    }),
    { keys: 'Escape', label: '返回', quiet: true, act: () => history.back() },
  ]);
  return (
    <DeskPage
      title={view.matter.shortNumber ? `${view.matter.shortNumber} 号${view.kindName}` : view.kindName}
      head={<CaseHead view={view} />}
      act={<CaseActs view={view} main={main} onStart={start} />}
    >
      <Panes columns="clamp(320px, 26vw, 420px) minmax(0, 1fr) clamp(280px, 22vw, 360px)">
        <Pane label="原文">
          <CaseText view={view} />
        </Pane>
        <Pane label="办理过程">
          <CaseChain view={view} />
          <CaseOrigin view={view} />
          <CaseUnits view={view} onStart={start} />
          {view.handlings.length === 0 && view.acts.some((act) => proposing.has(act.act)) && <CaseProposal view={view} />}
          <CaseRecords view={view} />
          <CaseContacts view={view} onStart={start} />
          <CaseReplies view={view} onStart={start} />
        </Pane>
        <Pane label="协同" as="aside">
          <CaseSide view={view} onStart={start} />
        </Pane>
      </Panes>
      {open && <ActDialog key={`${open.act}:${open.targetId ?? ''}`} of={actCaseOf(view)} act={open} onClose={() => setOpen(null)} />}
    </DeskPage>
  );
}

/** Acts that take a whole page: the reply with what it has to answer, the editor's wording beside the original. */
function pageOfAct(view: CaseView, act: ActView): string | null {
  const effects = kindNamed(view.matter.kind)?.acts[act.act]?.effects ?? [];
  if (effects.includes('draftReply') && act.targetId) return `${casePath(view.matter)}/reply/${act.targetId}`;
  return effects.includes('edit') ? `${casePath(view.matter)}/edit` : null;
}

function CaseHead({ view }: { view: CaseView }) {
  const { matter } = view;
  const signers = view.parties.filter((party) => party.role === 'signer').length;
  return (
    <div className="grow case-head">
      <div className="case-no">
        <span>{matter.number ? <b>{matter.number}</b> : view.kindName}</span>
        <Tag kind="strong">{matter.stateLabel}</Tag>
        {matter.key && (
          <Tag kind="key">
            <Icon name="star" /> 重点督办
          </Tag>
        )}
        {matter.field && <Tag>{matter.field}</Tag>}
        {view.committee && <Tag>{view.committee}</Tag>}
        {matter.published && <Tag>已公开</Tag>}
        {view.honours.map((honour) => (
          <Tag key={honour} kind="key">
            <Icon name="star" /> {honour}
          </Tag>
        ))}
        {matter.answerClass && <Tag>{answerWords(matter.answerClass)}</Tag>}
        {matter.rating && <Tag>{matter.rating}</Tag>}
        {matter.author && (
          <span className="cut">
            {matter.author.name}
            {matter.author.title && `（${matter.author.title}）`}
            {view.collective && `，以${view.collective}名义`}
            {signers > 0 && `，联名 ${signers} 人`}
            {view.signing && `，共 ${view.signing.signed} 人（要 ${view.signing.needed} 人）`}
          </span>
        )}
      </div>
      <h1 className="cut" title={matter.title}>
        {matter.title}
      </h1>
    </div>
  );
}

function CaseActs({ view, main, onStart }: { view: CaseView; main: ActView | undefined; onStart: (act: ActView) => void }) {
  const others = view.acts.filter((act) => act !== main);
  const targetOf = (act: ActView) =>
    view.handlings.find((one) => one.id === act.targetId)?.unit.shortName ??
    view.commitments.find((one) => one.id === act.targetId)?.words.slice(0, 12);
  const items = others.map((act, index) => ({
    key: `${act.act}:${act.targetId ?? index}`,
    disabled: Boolean(act.blocked),
    danger: act.weight === 'grave',
    onClick: () => onStart(act),
    label: (
      <span className="act-choice">
        <span>
          {act.label}
          {targetOf(act) && <span className="s"> {targetOf(act)}</span>}
        </span>
        {act.blocked ? (
          <span className="s">{act.blocked}</span>
        ) : (
          keyOf(act, view.acts) && <kbd>{keyOf(act, view.acts)!.toUpperCase()}</kbd>
        )}
      </span>
    ),
  }));
  return (
    <div className="next">
      <NextWords view={view} main={main} />
      {main && (
        <Button filled keys="Enter" blocked={main.blocked} onPress={() => onStart(main)}>
          {actWords(view, main)}
        </Button>
      )}
      {items.length > 0 && (
        <Dropdown trigger={['click']} placement="bottomRight" menu={{ items }}>
          <button type="button" className="btn">
            {main ? '其他' : '办理'} <Icon name="down" />
          </button>
        </Dropdown>
      )}
    </div>
  );
}

function NextWords({ view, main }: { view: CaseView; main: ActView | undefined }) {
  const due = view.matter.due;
  return (
    <div className="next-words">
      <div className="b cut" title={view.story}>
        {main && !main.blocked ? `下一步：${main.label}` : view.story}
      </div>
      <div className="s cut">
        {main?.blocked ?? (due ? `${due.label} ${leftWords(due.state, due.workingDaysLeft)}` : view.matter.stateLabel)}
      </div>
    </div>
  );
}
