import { useState } from 'react';
import { useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { Clock } from '#platform/web/desk/clock.tsx';
import { DeskLink } from '#platform/web/desk/link.tsx';
import { Section } from '#platform/web/desk/page.tsx';
import { Empty, Loading, Read, Refused } from '#platform/web/desk/states.tsx';
import { usePages, useRead } from '#platform/web/shared/queries.ts';
import { listMatters, readCase } from '../../contract/routes.ts';
import type { MatterLine } from '../../contract/views.ts';
import { actWords } from '../shared/index.ts';
import { ActDialog, actCaseOf } from './act-dialog.tsx';
import { MatterClock, toneOf } from './clock-words.tsx';
import { Units, casePath } from './matter-marks.tsx';

/** The late cases, latest first, each urged from here. */
export function UrgentCases({ kind }: { kind: string | undefined }) {
  const late = usePages(
    listMatters,
    { query: { kind, mark: 'overdue,veryOverdue', stage: openStages, order: 'due', limit: 30 } },
    { keepPrevious: true },
  );
  const [urging, setUrging] = useState<MatterLine | null>(null);
  const go = useGo();
  return (
    <Section
      title="逾期的件"
      note="最久的在前"
      act={
        <Button small onPress={() => go('/matters', { mark: 'overdue', stage: openStages, ...(kind ? { kind } : {}) })}>
          全部
        </Button>
      }
    >
      {late.isPending ? (
        <Loading rows={6} />
      ) : late.error ? (
        <Refused error={late.error} onRetry={() => void late.refetch()} />
      ) : late.items.length === 0 ? (
        <Empty words="没有逾期的件" />
      ) : (
        late.items.map((matter) => (
          <div key={matter.id} className="late-case">
            <DeskLink className="cut b" to={casePath(matter)} title={matter.title}>
              {matter.shortNumber && `${matter.shortNumber} `}
              {matter.title}
            </DeskLink>
            <LateClock due={matter.due} />
            <span className="s cut">
              <Units matter={matter} />
            </span>
            <Button small onPress={() => setUrging(matter)}>
              催办
            </Button>
          </div>
        ))
      )}
      {late.hasNextPage && (
        <button type="button" className="more-rows" onClick={() => void late.fetchNextPage()}>
          看下一页
        </button>
      )}
      {urging && <UrgeChoice matter={urging} onClose={() => setUrging(null)} />}
    </Section>
  );
}

/** Stages in which somebody still owes something; promises of closed cases have a ledger of their own. */
const openStages = 'screen,assign,handle,reply,feedback';

/** The case's own clock where that is late; else one of its hops is, e.g. an opinion that did not come. */
function LateClock({ due }: { due: MatterLine['due'] }) {
  return due && toneOf(due.state) === 'overdue' ? <MatterClock due={due} /> : <Clock tone="overdue" words="有环节逾期" />;
}

/** Urging is done to one unit's share; where several may be urged, the latest one is taken. */
function UrgeChoice({ matter, onClose }: { matter: MatterLine; onClose: () => void }) {
  const view = useRead(readCase, { params: { bodyId: matter.bodyId, matterId: matter.id } });
  return (
    <Read of={view} rows={1}>
      {(data) => {
        const late = data.clocks
          .filter((clock) => clock.state === 'overdue' || clock.state === 'veryOverdue')
          .sort((one, other) => (one.workingDaysLeft ?? 0) - (other.workingDaysLeft ?? 0));
        const urges = data.acts.filter((act) => act.act === 'urge');
        const act = urges.find((one) => late.some((clock) => clock.handlingId === one.targetId)) ?? urges[0];
        return act ? (
          <ActDialog of={actCaseOf(data)} act={{ ...act, label: actWords(data, act) }} onClose={onClose} />
        ) : (
          <p className="doubt">
            这一件现在轮到{late[0]?.holder.name ?? '提出人或工作机构'}，没有可催的承办单位。
            <button type="button" className="lk" onClick={onClose}>
              知道了
            </button>
          </p>
        );
      }}
    </Read>
  );
}
