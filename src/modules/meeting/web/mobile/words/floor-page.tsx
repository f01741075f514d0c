import { useState } from 'react';
import { newId } from '#platform/contract/identifiers.ts';
import { usePathMember } from '#platform/web/mobile/address.ts';
import { Button } from '#platform/web/mobile/button.tsx';
import { Choices, Field, TextField } from '#platform/web/mobile/fields.tsx';
import { Page } from '#platform/web/mobile/page.tsx';
import { Line, Row, Section } from '#platform/web/mobile/parts.tsx';
import { Sheet } from '#platform/web/mobile/sheet.tsx';
import { telling } from '#platform/web/mobile/toast.tsx';
import { Empty, OfflineChip, Reading } from '#platform/web/shared/conditions.tsx';
import { IconTalk } from '#platform/web/shared/icons.tsx';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { useOffline } from '#platform/web/shared/signal.ts';
import { StateChip, StateSay } from '#platform/web/shared/state.tsx';
import {
  askForFloor,
  interventions,
  leaveFloor,
  readFloor,
  type FloorTurn,
  type FloorView,
  type Intervention,
} from '../../../contract/words/floor.ts';
import { clockWords, secondsSpoken, spanWords, useServerNow } from '../../shared/words/floor-clock.ts';
import { IconHand } from './icons.tsx';
import './words.css';

/** The floor of a sitting on the phone: who speaks, who comes next, and asking for a turn. */
export default function FloorPage() {
  const meetingId = usePathMember('meetingId');
  const sittingId = usePathMember('sittingId');
  const floor = useRead(readFloor, { params: { meetingId, sittingId } }, { topics: [`floor:${sittingId}`, `meeting:${meetingId}`] });
  const now = useServerNow(floor.data?.at, floor.dataUpdatedAt);
  const mine = floor.data?.next.find((turn) => turn.mine && turn.form === 'floor') ?? null;
  return (
    <Page
      title={floor.data?.sittingTitle ?? '会上发言'}
      parent={`/meeting/${meetingId}`}
      tools={<OfflineChip updatedAt={floor.dataUpdatedAt} />}
      acts={floor.data && <Acts floor={floor.data} mine={mine} />}
      actWords={floor.data && !floor.data.mayAsk ? '现在不接受要求发言，等主持人开放' : undefined}
    >
      <Reading result={floor} rows={4}>
        {(data) => (
          <>
            <NowSpeaking floor={data} now={now} />
            <Queue turns={data.next} />
            {data.spoken.length > 0 && <Spoken turns={data.spoken} />}
          </>
        )}
      </Reading>
    </Page>
  );
}

function Acts({ floor, mine }: { readonly floor: FloorView; readonly mine: FloorTurn | null }) {
  const offline = useOffline();
  const [asking, setAsking] = useState(false);
  const leave = useWrite(leaveFloor);
  const at = { meetingId: floor.meetingId, sittingId: floor.sittingId };
  if (mine)
    return (
      <Button
        busy={leave.isPending}
        disabled={offline}
        onClick={() => void telling(leave.mutateAsync({ params: { ...at, speechId: mine.id } }), '已撤回发言要求')}
      >
        不发言了，撤回
      </Button>
    );
  return (
    <>
      <Button look="fill" icon={IconHand} disabled={!floor.mayAsk || offline} onClick={() => setAsking(true)}>
        {offline ? '有信号时才能要求发言' : '要求发言'}
      </Button>
      {asking && <AskSheet floor={floor} onClose={() => setAsking(false)} />}
    </>
  );
}

function AskSheet({ floor, onClose }: { readonly floor: FloorView; readonly onClose: () => void }) {
  const [kind, setKind] = useState<Intervention>('turn');
  const [topic, setTopic] = useState('');
  const [id] = useState(() => newId());
  const ask = useWrite(askForFloor);
  const send = async () => {
    const params = { meetingId: floor.meetingId, sittingId: floor.sittingId, speechId: id };
    const asked = ask.mutateAsync({ params, body: { intervention: kind, topic: topic.trim() } });
    // Where it was refused the sheet stays with what was typed and says why.
    await telling(asked.then(onClose), '已排进发言队列');
  };
  return (
    <Sheet
      title="要求发言"
      onClose={onClose}
      foot={
        <Button look="fill" busy={ask.isPending} onClick={() => void send()}>
          要求发言
        </Button>
      }
    >
      <Field label="哪一种" note={kinds[kind]}>
        <Choices
          label="哪一种"
          even
          value={kind}
          onChoose={(value) => setKind(value as Intervention)}
          options={Object.entries(interventions).map(([value, label]) => ({ value, label }))}
        />
      </Field>
      <TextField label="想说什么（可不填）" value={topic} maxLength={60} placeholder="如：养老服务的人手" onText={setTopic} />
    </Sheet>
  );
}

const kinds: Readonly<Record<Intervention, string>> = {
  turn: '按先后排队发言。',
  interposed: '对正在进行的发言插话，排在前面。',
  pointOfOrder: '对会议程序有意见，最先处理。',
};

function NowSpeaking({ floor, now }: { readonly floor: FloorView; readonly now: number }) {
  const turn = floor.current;
  if (!turn)
    return (
      <section className="section card">
        <Empty icon={IconTalk} title={floor.open ? '现在没有人发言' : '发言还没有开始'}>
          {`每人第一次 ${spanWords(floor.firstSeconds)}，再次发言 ${spanWords(floor.laterSeconds)}。`}
        </Empty>
      </section>
    );
  const left = turn.limitSeconds - secondsSpoken(turn, now);
  return (
    <section className={left < 0 ? 'section card floor-now over' : 'section card floor-now'} aria-label="正在发言">
      <p className="second">
        <Line words={[turn.paused ? '暂停' : '正在发言', turn.intervention !== 'turn' && interventions[turn.intervention]]} />
      </p>
      <div className="figure" role="timer">
        {clockWords(left)}
      </div>
      <h2>{turn.name}</h2>
      <p className="second">
        <Line words={[turn.groupName, turn.title]} />
      </p>
      {turn.topic && turn.topic !== interventions[turn.intervention] && <p className="wrap">{turn.topic}</p>}
      {left < 0 ? <StateChip state="overdue">已超时</StateChip> : left < 60 && <StateChip state="soon">不到一分钟</StateChip>}
    </section>
  );
}

function Queue({ turns }: { readonly turns: readonly FloorTurn[] }) {
  const place = turns.findIndex((turn) => turn.mine);
  return (
    <Section
      title="接下来"
      {...(turns.length > 0 ? { count: turns.length, unit: '人' } : {})}
      note={place >= 0 ? `我在第 ${place + 1} 位` : undefined}
    >
      <div className="card flush">
        {turns.length === 0 && <Empty title="还没有人排队">开放后可以要求发言。</Empty>}
        {turns.slice(0, 20).map((turn, index) => (
          <Row
            key={turn.id}
            note={
              <Line
                words={[
                  turn.groupName,
                  turn.topic !== interventions[turn.intervention] && turn.topic,
                  turn.turn > 1 && `第 ${turn.turn} 次`,
                ]}
              />
            }
            end={
              turn.mine ? (
                <StateSay state="running">我</StateSay>
              ) : turn.intervention === 'turn' ? undefined : (
                <StateSay state="soon">{interventions[turn.intervention]}</StateSay>
              )
            }
          >
            {`${index + 1}. ${turn.name}`}
          </Row>
        ))}
      </div>
    </Section>
  );
}

function Spoken({ turns }: { readonly turns: readonly FloorTurn[] }) {
  return (
    <Section title="已发言" count={turns.filter((turn) => turn.state === 'spoken').length} unit="人次">
      <div className="card flush">
        {turns.map((turn) => (
          <Row
            key={turn.id}
            note={turn.groupName}
            end={<span className="second whole">{turn.state === 'spoken' ? spanWords(turn.seconds) : '未发言'}</span>}
          >
            {turn.name}
          </Row>
        ))}
      </div>
    </Section>
  );
}
