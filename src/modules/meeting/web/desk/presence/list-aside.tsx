import { useState } from 'react';
import { useAddress } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { ConfirmDialog } from '#platform/web/desk/dialog.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { Facts, Pane, Section } from '#platform/web/desk/page.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { momentWords, timeWords } from '#platform/web/shared/dates.ts';
import { useWrite } from '#platform/web/shared/queries.ts';
import { quorums } from '../../../contract/meeting.ts';
import { changeCheckList, settleSitting } from '../../../contract/presence/routes.ts';
import type { CheckListLine, SittingPresenceView } from '../../../contract/presence/views.ts';
import { useMeeting } from '../shared/meeting-page.tsx';
import { ListState } from './list-state.tsx';
import { useMinute } from '../../shared/presence/use-minute.ts';

/** How the list stands: quorum, groups, and what can be done with it. */
export function ListAside({ list, sitting }: { list: CheckListLine; sitting: SittingPresenceView | null }) {
  return (
    <Pane label="出席情况" as="aside" foot={<ListActs list={list} sitting={sitting} />}>
      {sitting && <Quorum sitting={sitting} />}
      {sitting && sitting.groups.length > 0 && <Groups sitting={sitting} />}
      <Section title="清单">
        <Facts
          pairs={[
            ['状态', <ListState key="state" list={list} />],
            ['时段', windowWords(list)],
            ['已到', `${list.present} / ${list.due} 人`],
            ['被拒', list.refused > 0 ? `${list.refused} 次` : '没有'],
            ['最近一次', list.lastAt ? momentWords(list.lastAt) : '还没有'],
          ]}
        />
      </Section>
    </Pane>
  );
}

function windowWords({ opensAt, closesAt }: CheckListLine): string {
  if (!opensAt && !closesAt) return '不限';
  return `${opensAt ? timeWords(opensAt) : '不限'} 至 ${closesAt ? timeWords(closesAt) : '不限'}`;
}

/** 应到、实到 and how far it is from what the law asks, as words and a bar: 请假 counts as due. */
function Quorum({ sitting }: { sitting: SittingPresenceView }) {
  const { count, needed, others } = sitting;
  const lacking = Math.max(0, needed - count.present);
  const share = (part: number) => `${count.due > 0 ? (part / count.due) * 100 : 0}%`;
  return (
    <Section
      title={sitting.settled ? '已结算的出席情况' : '现在的出席情况'}
      note={sitting.settled ? `${timeWords(sitting.at)} 结算` : undefined}
    >
      <div className="counts">
        {(
          [
            ['应到', count.due],
            ['实到', count.present],
            ['请假', count.onLeave],
            [sitting.settled ? '缺席' : '未到', count.missing],
          ] as const
        ).map(([word, figure]) => (
          <p key={word}>
            <b>{figure}</b>
            <span className="s">{word}</span>
          </p>
        ))}
      </div>
      <div
        className="quorum-bar"
        role="img"
        aria-label={`实到 ${count.present} 人，应到 ${count.due} 人${needed > 0 ? `，需要 ${needed} 人` : ''}`}
      >
        <i className="in" style={{ width: share(count.present) }} />
        <i className="leave" style={{ width: share(count.onLeave) }} />
        {needed > 0 && <em style={{ left: share(needed) }} />}
      </div>
      {needed > 0 && (
        <p className={lacking === 0 ? 'quorum-words done-words' : 'quorum-words soon-words'}>
          <Icon name={lacking === 0 ? 'tick' : 'half'} />{' '}
          {lacking === 0
            ? `已达法定人数（${quorums[sitting.quorum]}，${needed} 人），可以开会`
            : `还差 ${lacking} 人（${quorums[sitting.quorum]}，须 ${needed} 人）`}
        </p>
      )}
      {others.due > 0 && (
        <p className="m">
          列席等其他人员 {others.present} / {others.due} 人，不计入应到。
        </p>
      )}
      {sitting.first && (
        <p className="m">
          原结算：实到 {sitting.first.present}，请假 {sitting.first.onLeave}，缺席 {sitting.first.missing}；以上为更正后。
        </p>
      )}
      {sitting.late > 0 && <p className="soon-words">结算后设备补交了 {sitting.late} 人的签到，核实后可在名单里更正。</p>}
    </Section>
  );
}

function Groups({ sitting }: { sitting: SittingPresenceView }) {
  const [query, change] = useAddress();
  return (
    <Section title="按分组">
      <ul className="group-bars">
        {sitting.groups.map((group) => {
          const id = group.groupId ?? 'none';
          const { due, present, missing } = group.count;
          return (
            <li key={id}>
              <button
                type="button"
                className={query.group === id ? 'on' : undefined}
                onClick={() => change({ group: query.group === id ? undefined : id })}
              >
                <span className="cut" title={group.name}>
                  {group.name}
                </span>
                <span className="quorum-bar small" aria-hidden="true">
                  <i className="in" style={{ width: `${due > 0 ? (present / due) * 100 : 0}%` }} />
                </span>
                <span className="num">
                  {present}/{due}
                </span>
                <span className={missing > 0 ? 'num soon-words' : 'num m'}>{missing > 0 ? `缺 ${missing}` : '齐'}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function ListActs({ list, sitting }: { list: CheckListLine; sitting: SittingPresenceView | null }) {
  const meeting = useMeeting();
  const { say } = useUndo();
  const [asking, setAsking] = useState(false);
  const change = useWrite(changeCheckList, {
    onDone: (_, { body }) => say(body?.state === 'open' ? `已恢复“${list.title}”的签到` : `已停止“${list.title}”的签到`),
  });
  const settle = useWrite(settleSitting);
  const params = { meetingId: meeting.id, checkListId: list.id };
  const now = useMinute();
  const open = list.state === 'open';
  const blocked = sitting?.settled ? '出席情况已结算' : null;
  return (
    <>
      <Button
        busy={change.isPending}
        blocked={blocked}
        onPress={() => change.mutate({ params, body: { state: open ? 'closed' : 'open' } })}
      >
        {open ? '停止签到' : '恢复签到'}
      </Button>
      {sitting && (
        <Button blocked={blocked ?? (sitting.startsAt > now ? '会议还没有开始' : null)} onPress={() => setAsking(true)}>
          结束并结算出席
        </Button>
      )}
      {change.error && <p className="refused-line">{wordsOf(change.error)}</p>}
      {asking && sitting && (
        <ConfirmDialog
          title={`结束“${sitting.title}”并结算出席情况`}
          words="结束并结算"
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            await settle.mutateAsync({ params: { meetingId: meeting.id, sittingId: sitting.sittingId } });
            say(`已结算“${sitting.title}”：实到 ${sitting.count.present} 人，请假 ${sitting.count.onLeave} 人`);
          }}
        >
          <p>
            现在应到 {sitting.count.due} 人，实到 {sitting.count.present} 人，请假 {sitting.count.onLeave} 人。结算后{' '}
            {sitting.count.missing} 人记为缺席，写入履职记录；以后只能写明理由更正，原结果保留。
          </p>
          <p className="m">还有设备离线未交时，请先等它补交：之后补交的签到要逐一核实更正。之后补办并批准的请假会自动更正。</p>
        </ConfirmDialog>
      )}
    </>
  );
}
