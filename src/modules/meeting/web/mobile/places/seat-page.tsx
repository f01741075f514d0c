import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { usePathMember, useSearchMembers } from '#platform/web/mobile/address.ts';
import { Page } from '#platform/web/mobile/page.tsx';
import { Line, Row, Section } from '#platform/web/mobile/parts.tsx';
import { SearchBox } from '#platform/web/mobile/search-box.tsx';
import { Empty, Reading } from '#platform/web/shared/conditions.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import { IconLocate } from '#platform/web/shared/icons.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import { useOffline } from '#platform/web/shared/signal.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import { Problem } from '#platform/contract/problem.ts';
import type { Hall, Seat } from '../../../contract/places/hall.ts';
import { hallOf, seatName } from '../../../contract/places/hall.ts';
import { readHallSeats, readOwnSeat } from '../../../contract/places/routes.ts';
import type { Way } from '../../../contract/places/ways.ts';
import { waysIn } from '../../../contract/places/ways.ts';
import { groupLabels } from '../../shared/places/group-labels.ts';
import type { HallCanvasHandle } from '../../shared/places/hall-canvas.tsx';
import { HallCanvas } from '../../shared/places/hall-canvas.tsx';
import './places.css';

type HallSeats = AnswerOf<typeof readHallSeats>;

/** My seat in big figures, the way to it from the door, the whole hall, and where somebody else sits. Works without signal once it was read. */
export default function SeatPage() {
  const meetingId = usePathMember('meetingId');
  const sittingId = useSearchMembers()['sitting'];
  const query = typeof sittingId === 'string' ? { sittingId } : {};
  const hall = useRead(readHallSeats, { params: { meetingId }, query }, { topics: [`meeting:${meetingId}`] });
  const none = hall.error instanceof Problem && hall.error.code === 'meeting.seating-none';
  const own = useKeptSeat(meetingId);
  const offline = useOffline();
  return (
    <Page title="我的座位" parent={`/meeting/${meetingId}`}>
      {none && !hall.data ? (
        <Empty title="座次还没有发布">发布后会有消息提醒，并在这里标出您的座位和该走的门。</Empty>
      ) : own && !hall.data && (offline || hall.fetchStatus === 'paused' || hall.isError) ? (
        <HallSeats answer={own.answer} readAt={own.readAt} />
      ) : (
        <Reading
          result={hall}
          empty={<Empty title="座次还没有发布">发布后会有消息提醒。</Empty>}
          isEmpty={(answer) => answer.people.length === 0}
        >
          {(answer) => <HallSeats answer={answer} readAt={hall.dataUpdatedAt} />}
        </Reading>
      )}
    </Page>
  );
}

/** What the day page keeps of my seat: enough without signal, where the whole hall was never read. */
function useKeptSeat(meetingId: string): { answer: HallSeats; readAt: number } | null {
  const client = useQueryClient();
  const kept = client
    .getQueryCache()
    .findAll({ queryKey: [readOwnSeat.id] })
    .findLast((query) => query.state.data && (query.queryKey[2] as { meetingId?: string }).meetingId === meetingId);
  if (!kept) return null;
  const { name, number, plan, seat } = kept.state.data as AnswerOf<typeof readOwnSeat>;
  const { seatingId } = kept.queryKey[2] as { seatingId: string };
  return {
    answer: { seatingId, number, name, sittingIds: [], publishedAt: '', plan, mine: seat, people: [] },
    readAt: kept.state.dataUpdatedAt,
  };
}

function HallSeats({ answer, readAt }: { answer: HallSeats; readAt: number }) {
  const offline = useOffline();
  const canvas = useRef<HallCanvasHandle>(null);
  const [found, setFound] = useState<string | null>(null);
  const [stepless, setStepless] = useState(false);
  const hall = useMemo(() => hallOf(answer.plan), [answer.plan]);
  const ways = useMemo(() => waysIn(hall), [hall]);
  const mine = hall.byKey.get(answer.mine ?? '') ?? null;
  const target = hall.byKey.get(found ?? '') ?? mine;
  const way = useMemo(() => (target ? ways.to(target, { stepless }) : null), [ways, target, stepless]);
  const show = (key: string) => {
    const seat = hall.byKey.get(key);
    setFound(key === answer.mine ? null : key);
    if (seat) canvas.current?.show(seat, 2);
  };
  const other = found ? answer.people.find((person) => person.seat === found) : undefined;
  const blockName = answer.plan.blocks.find((block) => block.id === target?.block)?.name ?? '';
  return (
    <>
      <section className="card">
        <SeatHead seat={target} name={other?.name} blockName={blockName} door={way?.door.name} />
        <p className="second">
          <Line words={[answer.name, `第 ${String(answer.number)} 版`, offline && `${momentWords(new Date(readAt).toISOString())} 存下`]} />
        </p>
        {mine && !found && <WayWords seat={mine} door={way?.door.name ?? null} metres={way ? metresOf(way.length, hall) : null} />}
        {hall.plan.doors.some((door) => door.stepless) && target && (
          <SteplessTick checked={stepless} onChange={() => setStepless(!stepless)} />
        )}
      </section>
      <HallFrame answer={answer} hall={hall} mine={mine} found={found} way={way} canvas={canvas} onShow={show} />
      {answer.people.length > 0 ? (
        <Finder answer={answer} hall={hall} onShow={show} />
      ) : (
        <p className="second found-list">别人的座位联网后可以查。</p>
      )}
    </>
  );
}

/** Two seats side by side are about 0.55 m apart. */
const metresOf = (length: number, hall: Hall) => Math.round((length / hall.plan.blocks[0]!.pitch) * 0.55);

function SteplessTick({ checked, onChange }: { checked: boolean; onChange: () => void }) {
  return (
    <label className="stepless">
      <input type="checkbox" checked={checked} onChange={onChange} />
      <span>走没有台阶的门</span>
    </label>
  );
}

interface HallFrameProps {
  readonly answer: HallSeats;
  readonly hall: Hall;
  readonly mine: Seat | null;
  readonly found: string | null;
  readonly way: Way | null;
  readonly canvas: RefObject<HallCanvasHandle | null>;
  readonly onShow: (key: string) => void;
}

function HallFrame({ answer, hall, mine, found, way, canvas, onShow }: HallFrameProps) {
  const bySeat = useMemo(() => new Map(answer.people.map((person) => [person.seat, person])), [answer.people]);
  const layers = useMemo(() => {
    const groups = orderOfGroups(answer.people);
    const groupOf = (seat: Seat) => {
      // Without the others' names nobody knows which seats are empty: all are drawn alike.
      if (answer.people.length === 0) return seat.blocked ? undefined : -1;
      const person = bySeat.get(seat.key);
      return person && (groups.get(person.group) ?? -1);
    };
    const labels = groupLabels(hall, groupOf, new Map([...groups].map(([name, index]) => [index, name])));
    return {
      groupOf,
      labels,
      nameOf: (seat: Seat) => bySeat.get(seat.key)?.name,
      mine: answer.mine,
      focus: found,
      way: way?.points ?? null,
    };
  }, [answer, bySeat, hall, found, way]);
  return (
    <div className="hall-frame">
      <HallCanvas
        hall={hall}
        layers={layers}
        label={mine ? `座位图，标出了 ${seatName(mine)}` : '座位图'}
        pull="pan"
        start={mine ? { x: mine.x, y: mine.y, scale: 1.5 } : null}
        onPress={(spot) => spot.seat && bySeat.has(spot.seat.key) && onShow(spot.seat.key)}
        handle={canvas}
      />
      <div className="hall-zoom">
        <button type="button" onClick={() => canvas.current?.fit()}>
          全场
        </button>
        {mine && (
          <button type="button" aria-label="回到我的座位" onClick={() => onShow(mine.key)}>
            <IconLocate size={22} />
          </button>
        )}
      </div>
    </div>
  );
}

function Finder({ answer, hall, onShow }: Pick<HallFrameProps, 'answer' | 'hall' | 'onShow'>) {
  const [words, setWords] = useState('');
  const wanted = words.trim();
  const matches = wanted ? answer.people.filter((person) => person.name.includes(wanted)).slice(0, 8) : [];
  const pick = (seat: string) => {
    setWords('');
    onShow(seat);
  };
  return (
    <Section title="找人">
      <SearchBox label="按姓名找座位" value={words} onChange={setWords} />
      {wanted && (
        <div className="card found-list">
          {matches.map((person) => (
            <Row key={person.seat} note={person.group} end={<b>{nameAt(hall, person.seat)}</b>} onPress={() => pick(person.seat)}>
              {person.name}
            </Row>
          ))}
          {matches.length === 0 && <p className="second">没有找到“{wanted}”。</p>}
        </div>
      )}
    </Section>
  );
}

function SeatHead({
  seat,
  name,
  blockName,
  door,
}: {
  seat: Seat | null;
  name: string | undefined;
  blockName: string;
  door: string | undefined;
}) {
  if (!seat) return <p>这次会没有给您排固定座位，请听从工作人员安排。</p>;
  return (
    <>
      {name && <p className="strong">{name}的座位</p>}
      <div className="seat-head">
        {seat.part !== 'floor' && <span className="strong">{seat.part === 'stage' ? '主席台' : '楼上'}</span>}
        <span className="seat-figure">
          {seat.row}
          <small>排</small>
        </span>
        <span className="seat-figure">
          {seat.number}
          <small>座</small>
        </span>
        <span className="second">
          <Line words={[seat.part === 'stage' ? null : blockName, door && `走 ${door}`]} />
        </span>
      </div>
    </>
  );
}

/** How to get there, in words, for whoever does not see the drawn line. */
function WayWords({ seat, door, metres }: { seat: Seat; door: string | null; metres: number | null }) {
  if (!door) return null;
  const aisle =
    seat.fromAisle === 0 ? '座位靠过道' : Number.isFinite(seat.fromAisle) ? `从过道进去第 ${String(seat.fromAisle + 1)} 座` : '';
  return (
    <p className="second">
      从{door}进，走到第 {seat.row} 排{metres ? `，约 ${metres} 米` : ''}
      {aisle && `；${aisle}`}。
    </p>
  );
}

function nameAt(hall: Hall, key: string): string {
  const seat = hall.byKey.get(key);
  return seat ? seatName(seat) : '';
}

/** Groups in the meeting's order, so that colours are the same as on the desk. */
function orderOfGroups(people: HallSeats['people']): Map<string, number> {
  const at = new Map(people.filter((person) => person.group !== '').map((person) => [person.group, person.groupAt]));
  return new Map([...at].toSorted(([, one], [, other]) => one - other).map(([name], index) => [name, index]));
}
