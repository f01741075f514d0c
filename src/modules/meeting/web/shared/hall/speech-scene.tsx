import { useCallback } from 'react';
import type { FloorTurn } from '../../../contract/words/floor.ts';
import { interventions } from '../../../contract/words/floor.ts';
import type { ViewOf } from '../../../contract/hall/scene.ts';
import { clockWords, turnClock, untilNextSecond } from './countdown-rules.ts';
import { useServerNow } from './hall-clock.tsx';
import { HallMarkIcon } from './marks.tsx';

/** 发言计时: who speaks, about what, how long still; and who spoke and who comes next. */
export function SpeechScene({ view: { floor } }: { readonly view: ViewOf<'speech'> }) {
  const turns = [
    ...floor.spoken,
    ...(floor.interrupted ? [floor.interrupted] : []),
    ...(floor.current ? [floor.current] : []),
    ...floor.next,
  ];
  return (
    <main className={turns.length > 0 ? 'hall-wall speech-wall' : 'hall-wall'}>
      <section className="hall-panel speech" aria-label="正在发言">
        {floor.current ? <Speaking turn={floor.current} /> : <Waiting next={floor.next[0] ?? null} spoken={floor.spoken.length} />}
      </section>
      {turns.length > 0 && <Order turns={turns} current={floor.current?.id ?? null} next={floor.next} />}
    </main>
  );
}

function Speaking({ turn }: { readonly turn: FloorTurn }) {
  const now = useServerNow(useCallback((moment: number) => untilNextSecond(turn, moment), [turn]));
  const clock = turnClock(turn, now);
  const share = Math.min(1, clock.usedSeconds / Math.max(1, turn.limitSeconds));
  const minutes = turn.limitSeconds / 60;
  const limit = Number.isInteger(minutes) ? `${minutes} 分钟` : clockWords(turn.limitSeconds);
  return (
    <div className={`turn is-${clock.state}`}>
      <div className="speaker">
        <b>{turn.name}</b>
        <div>
          {turn.groupName && <span>{turn.groupName}</span>}
          {(turn.title || turn.unit) && <span>{[turn.unit, turn.title].filter(Boolean).join('')}</span>}
        </div>
        {turn.intervention !== 'turn' && <em>{interventions[turn.intervention]}</em>}
      </div>
      {turn.topic && <h2>{turn.topic}</h2>}
      <div className="count">
        <b role="timer">{clockWords(clock.leftSeconds)}</b>
        <div>
          <ClockWords state={clock.state} limit={limit} />
        </div>
      </div>
      <div className="time-bar" aria-hidden="true">
        <i style={{ width: `${share * 100}%` }} />
        {turn.limitSeconds > 60 && <em style={{ left: `${((turn.limitSeconds - 60) / turn.limitSeconds) * 100}%` }} />}
      </div>
      <p className="time-words">
        <span>已用 {clockWords(clock.usedSeconds)}</span>
        {turn.limitSeconds > 120 && (
          <span className="mark-at" style={{ right: `${(60 / turn.limitSeconds) * 100}%` }}>
            最后一分钟
          </span>
        )}
        <span className="end">{limit}</span>
      </p>
    </div>
  );
}

function ClockWords({ state, limit }: { readonly state: ReturnType<typeof turnClock>['state']; readonly limit: string }) {
  if (state === 'over')
    return (
      <>
        <HallMarkIcon mark="over" />
        <strong>已超时</strong>
        <span>请结束发言</span>
      </>
    );
  if (state === 'last')
    return (
      <>
        <HallMarkIcon mark="soon" />
        <strong>最后一分钟</strong>
        <span>请准备结束</span>
      </>
    );
  return (
    <>
      <strong>{state === 'standing' ? '计时暂停' : '剩余'}</strong>
      <span>限时 {limit}</span>
    </>
  );
}

function Waiting({ next, spoken }: { readonly next: FloorTurn | null; readonly spoken: number }) {
  if (!next) return <p className="hall-quiet">{spoken > 0 ? '发言已经结束' : '还没有人登记发言'}</p>;
  return (
    <div className="turn">
      <p className="soon-word">即将发言</p>
      <div className="speaker">
        <b>{next.name}</b>
        <div>
          {next.groupName && <span>{next.groupName}</span>}
          {(next.title || next.unit) && <span>{[next.unit, next.title].filter(Boolean).join('')}</span>}
        </div>
      </div>
      {next.topic && <h2>{next.topic}</h2>}
    </div>
  );
}

const mostTurns = 8;

/** The order of the day; of many speakers those around the one who has the floor. */
function Order({
  turns,
  current,
  next,
}: {
  readonly turns: readonly FloorTurn[];
  readonly current: string | null;
  readonly next: readonly FloorTurn[];
}) {
  const at = turns.findIndex((turn) => turn.id === (current ?? next[0]?.id));
  const from = Math.max(0, Math.min((at < 0 ? turns.length : at) - 3, turns.length - mostTurns));
  return (
    <section className="hall-panel order" aria-label="发言顺序">
      <header>
        <span>本场发言 {turns.length} 位</span>
        <span>
          还有 <b>{next.length}</b> 位
        </span>
      </header>
      <ol>
        {turns.slice(from, from + mostTurns).map((turn, index) => (
          <li key={turn.id} className={turn.id === current ? 'now' : turn.endedAt ? 'spoken' : undefined}>
            <span className="no">{from + index + 1}</span>
            <span className="name">
              {turn.name}
              <small>{turn.groupName}</small>
            </span>
            <Standing turn={turn} current={current} first={next[0]?.id ?? null} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Standing({ turn, current, first }: { readonly turn: FloorTurn; readonly current: string | null; readonly first: string | null }) {
  if (turn.id === current) return <em className="now-word">正在发言</em>;
  if (turn.endedAt)
    return (
      <em>
        <HallMarkIcon mark="done" />
        用时 {clockWords(Math.round(turn.seconds))}
      </em>
    );
  if (turn.paused) return <em>暂停</em>;
  return turn.id === first ? <em className="next-word">下一位</em> : null;
}
