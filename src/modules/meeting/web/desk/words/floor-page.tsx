import { useState } from 'react';
import { useParams } from '@tanstack/react-router';
import { useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { Tag } from '#platform/web/desk/marks.tsx';
import { Pane, Panes, Section } from '#platform/web/desk/page.tsx';
import { Read } from '#platform/web/desk/states.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import {
  actOnFloor,
  addToFloor,
  floorActs,
  interventions,
  limitTurn,
  orderFloor,
  readFloor,
  type FloorAct,
  type FloorTurn,
  type FloorView,
  type Intervention,
} from '../../../contract/words/floor.ts';
import { clockWords, secondsSpoken, spanWords, useServerNow } from '../../shared/words/floor-clock.ts';
import { MeetingPage } from '../shared/meeting-page.tsx';
import { FloorSettings } from './floor-settings.tsx';
import { PeoplePicker } from './people-picker.tsx';
import { Refusal } from '#platform/web/desk/form.tsx';
import { swapped } from './speech-order.tsx';
import './words.css';

/** The chair's desk for the floor of one sitting: the clock, who comes next, who has spoken how long. What it shows is stored; every screen follows. */
export default function FloorPage() {
  const { meetingId = '', sittingId = '' }: { meetingId?: string; sittingId?: string } = useParams({ strict: false });
  const params = { meetingId, sittingId };
  const floor = useRead(readFloor, { params }, { topics: [`floor:${sittingId}`] });
  const go = useGo();
  useKeys([{ keys: 'Escape', label: '回到发言', act: () => go(`/meetings/${meetingId}/speeches`, { tab: 'floor' }), quiet: true }]);
  return (
    <MeetingPage
      part="speeches"
      title="主持发言"
      facts={floor.data && <b>{floor.data.sittingTitle}</b>}
      tools={floor.data && <FloorSettings floor={floor.data} />}
    >
      <Read of={floor} rows={10}>
        {(data) => <Floor floor={data} receivedAt={floor.dataUpdatedAt} />}
      </Read>
    </MeetingPage>
  );
}

function Floor({ floor, receivedAt }: { readonly floor: FloorView; readonly receivedAt: number }) {
  const { say } = useUndo();
  const act = useWrite(actOnFloor);
  const params = { meetingId: floor.meetingId, sittingId: floor.sittingId };
  const run = (turn: FloorTurn, what: FloorAct) =>
    act.mutate(
      { params: { ...params, speechId: turn.id }, body: { act: what } },
      { onSuccess: () => say(`${floorActs[what]}：${turn.name}`) },
    );
  const { current, interrupted, next } = floor;
  useKeys([
    !current && next[0] && { keys: 'Enter', label: '请下一位', act: () => run(next[0]!, 'start') },
    current && { keys: 'Space', label: current.paused ? '继续' : '暂停', act: () => run(current, current.paused ? 'resume' : 'pause') },
    current && { keys: 'e', label: '结束发言', act: () => run(current, 'end') },
  ]);
  return (
    <Panes columns="minmax(440px, 5fr) minmax(380px, 4fr)">
      <Pane label="正在发言">
        <Clock floor={floor} receivedAt={receivedAt} busy={act.isPending} run={run} />
        <Refusal error={act.error} />
        {interrupted && (
          <Section title="被打断的发言">
            <Turn turn={interrupted}>
              <Button
                small
                blocked={current && !current.paused && current !== interrupted ? '先结束插话' : null}
                onPress={() => run(interrupted, 'resume')}
              >
                继续
              </Button>
            </Turn>
          </Section>
        )}
        <Balance floor={floor} />
        <Spoken floor={floor} run={run} />
      </Pane>
      <Pane label="发言队列" as="aside">
        <Queue floor={floor} run={run} busy={act.isPending} />
      </Pane>
    </Panes>
  );
}

interface ClockProps {
  readonly floor: FloorView;
  readonly receivedAt: number;
  readonly busy: boolean;
  readonly run: (turn: FloorTurn, act: FloorAct) => void;
}

function Clock({ floor, receivedAt, busy, run }: ClockProps) {
  const now = useServerNow(floor.at, receivedAt);
  const { current: turn, next } = floor;
  if (!turn)
    return (
      <div className="floor-clock free">
        <div className="clock">{clockWords(next[0]?.limitSeconds ?? floor.firstSeconds)}</div>
        <h2>{next[0] ? `下一位：${next[0].name}` : '没有人等着发言'}</h2>
        <p className="m">
          {next[0]
            ? `${next[0].groupName}　${next[0].topic}`
            : floor.open
              ? '已开放，参会人员可以在手机上要求发言。'
              : '还没有开放。开放后参会人员可以在手机上要求发言。'}
        </p>
        <div className="floor-acts">
          <Button
            filled
            keys="Enter"
            busy={busy}
            blocked={next[0] ? null : '队列里没有人'}
            onPress={() => next[0] && run(next[0], 'start')}
          >
            请下一位发言
          </Button>
        </div>
      </div>
    );
  const spoken = secondsSpoken(turn, now);
  const left = turn.limitSeconds - spoken;
  const tone = left < 0 ? 'over' : left <= 60 ? 'soon' : '';
  return (
    <div className={`floor-clock ${tone}`}>
      <div className="clock" role="timer">
        {clockWords(left)}
      </div>
      <div className="floor-track" aria-hidden="true">
        <i style={{ width: `${Math.min(100, (spoken / turn.limitSeconds) * 100)}%` }} />
      </div>
      <h2>{turn.name}</h2>
      <p className="m">
        {turn.groupName}　{turn.title || turn.unit}　{turn.intervention === 'turn' ? turn.topic : interventions[turn.intervention]}
      </p>
      <p className={tone === 'over' ? 'over-words' : 's'}>
        {left < 0 ? `已超时 ${spanWords(-left)}` : `已讲 ${spanWords(spoken)}，时限 ${spanWords(turn.limitSeconds)}`}
        {turn.paused && '，暂停中'}
        {turn.turn > 1 && `，本场第 ${turn.turn} 次发言`}
      </p>
      <div className="floor-acts">
        <Button keys="Space" busy={busy} onPress={() => run(turn, turn.paused ? 'resume' : 'pause')}>
          {turn.paused ? '继续' : '暂停'}
        </Button>
        <MoreTime floor={floor} turn={turn} />
        <Button filled keys="E" busy={busy} onPress={() => run(turn, 'end')}>
          结束发言
        </Button>
      </div>
    </div>
  );
}

function MoreTime({ floor, turn }: { readonly floor: FloorView; readonly turn: FloorTurn }) {
  const limit = useWrite(limitTurn);
  const params = { meetingId: floor.meetingId, sittingId: floor.sittingId, speechId: turn.id };
  return (
    <>
      <Button busy={limit.isPending} onPress={() => limit.mutate({ params, body: { limitSeconds: turn.limitSeconds + 60 } })}>
        加 1 分钟
      </Button>
      <Refusal error={limit.error} />
    </>
  );
}

/** Who has spoken how long, by group, so that the chair can give the word to those who had less. */
function Balance({ floor }: { readonly floor: FloorView }) {
  if (floor.balance.length === 0) return null;
  const most = Math.max(...floor.balance.map((one) => one.seconds), 1);
  return (
    <Section title="各团组用时" note="用得少的可以先请">
      {floor.balance.map((one) => (
        <div key={one.name} className="balance-line">
          <span className="cut">{one.name || '其他'}</span>
          <i aria-hidden="true">
            <b style={{ width: `${(one.seconds / most) * 100}%` }} />
          </i>
          <span className="num s">
            {spanWords(one.seconds)}　{one.people} 人
          </span>
        </div>
      ))}
    </Section>
  );
}

function Spoken({ floor, run }: { readonly floor: FloorView; readonly run: ClockProps['run'] }) {
  if (floor.spoken.length === 0) return null;
  return (
    <Section title="已发言" note={`${floor.spoken.filter((one) => one.state === 'spoken').length} 人次`}>
      {floor.spoken.map((turn) => (
        <Turn key={turn.id} turn={turn}>
          {turn.state === 'skipped' ? (
            <Button small onPress={() => run(turn, 'restore')}>
              放回队列
            </Button>
          ) : (
            <span className={turn.seconds > turn.limitSeconds ? 'over-words num' : 'num'}>
              {spanWords(turn.seconds)}
              {turn.seconds > turn.limitSeconds && `（超 ${spanWords(turn.seconds - turn.limitSeconds)}）`}
            </span>
          )}
        </Turn>
      ))}
    </Section>
  );
}

function Queue({ floor, run, busy }: { readonly floor: FloorView; readonly run: ClockProps['run']; readonly busy: boolean }) {
  const order = useWrite(orderFloor);
  const ids = floor.next.map((turn) => turn.id);
  const put = (speechIds: string[]) =>
    order.mutate({ params: { meetingId: floor.meetingId, sittingId: floor.sittingId }, body: { speechIds } });
  const same = (one: number, other: number) => floor.next[one]?.intervention === floor.next[other]?.intervention;
  return (
    <>
      <Section title="发言队列" note={`${floor.next.length} 人`}>
        <Refusal error={order.error} />
        {floor.next.length === 0 && <p className="m">队列里没有人。</p>}
        {floor.next.map((turn, index) => (
          <Turn key={turn.id} turn={turn} place={index + 1}>
            {index > 0 && same(index, index - 1) && (
              <Button small busy={order.isPending} onPress={() => put(swapped(ids, index, index - 1))}>
                上移
              </Button>
            )}
            <Button
              small
              busy={busy}
              blocked={floor.current && (turn.intervention === 'turn' || floor.current.intervention !== 'turn') ? '有人正在发言' : null}
              onPress={() => run(turn, 'start')}
            >
              开始
            </Button>
            <Button small busy={busy} onPress={() => run(turn, 'skip')}>
              跳过
            </Button>
          </Turn>
        ))}
      </Section>
      <AddPerson floor={floor} />
    </>
  );
}

function AddPerson({ floor }: { readonly floor: FloorView }) {
  const { say } = useUndo();
  const [kind, setKind] = useState<Intervention>('turn');
  const add = useWrite(addToFloor);
  const params = { meetingId: floor.meetingId, sittingId: floor.sittingId };
  return (
    <Section title="加人" note="现场举手的由这里加入">
      <div className="choices">
        {Object.entries(interventions).map(([value, label]) => (
          <button
            key={value}
            type="button"
            className={kind === value ? 'on' : undefined}
            aria-pressed={kind === value}
            onClick={() => setKind(value as Intervention)}
          >
            {label}
          </button>
        ))}
      </div>
      <PeoplePicker
        label="谁"
        picked={[]}
        onPick={([person]) =>
          person &&
          add.mutate(
            { params, body: { attendeeId: person.id, intervention: kind, topic: '' } },
            { onSuccess: () => say(`已加入队列：${person.name}`) },
          )
        }
      />
      <Refusal error={add.error} />
    </Section>
  );
}

function Turn({ turn, place, children }: { readonly turn: FloorTurn; readonly place?: number; readonly children: React.ReactNode }) {
  return (
    <div className="floor-turn">
      <span className="place">{place ?? ''}</span>
      <div>
        <span className="b">{turn.name}</span> {turn.intervention !== 'turn' && <Tag kind="key">{interventions[turn.intervention]}</Tag>}{' '}
        {turn.turn > 1 && <Tag>第 {turn.turn} 次</Tag>}
        {turn.form === 'oral' && <Tag>大会发言</Tag>}
        <div className="s">
          {turn.groupName}　{turn.topic !== interventions[turn.intervention] && turn.topic}　{spanWords(turn.limitSeconds)}
        </div>
      </div>
      <div className="row">{children}</div>
    </div>
  );
}
