import { useMemo, useState } from 'react';
import type { Seat } from '../../../contract/places/hall.ts';
import { seatName } from '../../../contract/places/hall.ts';
import { exchange } from '../../../contract/places/moves.ts';
import { groupLabels } from '../../shared/places/group-labels.ts';
import type { Spot } from '../../shared/places/hall-canvas.tsx';
import { HallCanvas } from '../../shared/places/hall-canvas.tsx';
import type { Layers } from '../../shared/places/hall-drawing.ts';
import type { Desk } from './desk-acts.ts';
import { nameOf, wordsOfExchange } from './desk-acts.ts';
import { paint } from './paint-rules.ts';
import type { Seating } from './seating-state.ts';

type Frame = NonNullable<Layers['frame']>;
type Phase = 'begin' | 'move' | 'end';

/** The hall with who sits where; presses and pulls mean what the tool says. */
export function SeatingHall({ seating, desk }: { seating: Seating; desk: Desk }) {
  const [frame, setFrame] = useState<Frame | null>(null);
  const [painted, setPainted] = useState<ReadonlySet<string>>(new Set());
  const layers = useLayers(seating, desk, frame, painted);
  const pull = (from: Spot, to: Spot, phase: Phase) => {
    if (desk.tool === 'box') {
      const box = boxOf(from, to);
      setFrame(phase === 'end' ? null : box);
      desk.set({ selected: new Set(seating.hall.seats.filter((seat) => isInside(seat, box)).map((seat) => seat.key)) });
    } else if (desk.tool !== 'paint') carry(seating, desk, { from, to, phase });
    else if (phase === 'end') {
      paintSeats(seating, desk, [...painted]);
      setPainted(new Set());
    } else if (to.seat && !painted.has(to.seat.key)) setPainted(new Set([...painted, to.seat.key]));
  };
  const isTaken = (spot: Spot) => spot.seat !== null && seating.seated.has(spot.seat.key);
  const pulls = (from: Spot) => {
    if (desk.tool === 'swap') return 'pan';
    return desk.tool !== 'select' || (seating.isDraft && isTaken(from)) ? 'draw' : 'pan';
  };
  return (
    <HallCanvas
      hall={seating.hall}
      layers={layers}
      label={`座位图，${String(seating.seated.size)} 人在座`}
      pull={pulls}
      onPress={(spot) => press(seating, desk, spot)}
      onPull={pull}
      onHover={(spot) => desk.set({ tip: tipOf(seating, desk, spot?.seat ?? null) })}
      handle={desk.canvas}
    />
  );
}

function useLayers(seating: Seating, desk: Desk, frame: Frame | null, painted: ReadonlySet<string>): Layers {
  const { seated, byId, lookIndex, hall, view, reports, findings, locked } = seating;
  const { names, compare, changed, selected, focus, group } = desk;
  const groupOf = useMemo(() => {
    const index = new Map([...seated].map(([seat, id]) => [seat, lookIndex(byId.get(id))]));
    return (seat: Seat) => index.get(seat.key);
  }, [seated, byId, lookIndex]);
  const labels = useMemo(
    () => groupLabels(hall, groupOf, new Map(view.groups.map((one, index) => [index, one.name]))),
    [hall, groupOf, view],
  );
  const faults = useMemo(() => {
    const numbers = new Map(reports.filter((report) => report.findings.length > 0).map((report, index) => [report.rule, index + 1]));
    return new Map(findings.flatMap((finding) => (finding.seat ? [[finding.seat, numbers.get(finding.rule)!] as const] : [])));
  }, [reports, findings]);
  return useMemo(
    () => ({
      groupOf,
      labels: names ? [] : labels,
      nameOf: names ? (seat: Seat) => byId.get(seated.get(seat.key) ?? '')?.name : undefined,
      isLocked: (key: string) => locked.has(seated.get(key) ?? ''),
      faults,
      changed: new Set(compare ? [...changed!.values()].flatMap((one) => one.to ?? []) : []),
      selected: painted.size > 0 ? painted : selected,
      focus,
      only: group === undefined ? null : new Set([group === null ? -1 : view.groups.findIndex((one) => one.id === group)]),
      frame,
      showZones: true,
    }),
    [groupOf, labels, names, byId, seated, locked, faults, compare, changed, painted, selected, focus, group, view, frame],
  );
}

function press(seating: Seating, desk: Desk, spot: Spot): void {
  const key = spot.seat?.key ?? null;
  const waits = desk.person !== null && !seating.seatOf.has(desk.person);
  if (key && desk.tool === 'swap') desk.put(key);
  else if (key && desk.tool === 'paint') paintSeats(seating, desk, [key]);
  else if (key && waits && !seating.seated.has(key) && seating.isDraft) desk.put(key);
  else desk.setFocus(key);
}

/** A person is pulled onto another seat. */
function carry(seating: Seating, desk: Desk, { from, to, phase }: { from: Spot; to: Spot; phase: Phase }): void {
  if (phase === 'begin' && from.seat) desk.setFocus(from.seat.key);
  if (phase !== 'end' || !from.seat || !to.seat || !seating.seated.has(from.seat.key)) return;
  seating.move(wordsOfExchange(seating, from.seat.key, to.seat.key), exchange(seating.seated, from.seat.key, to.seat.key));
  desk.setFocus(to.seat.key);
}

function paintSeats(seating: Seating, desk: Desk, keys: readonly string[]): void {
  if (desk.group === undefined || keys.length === 0) return;
  const name = seating.view.groups.find((one) => one.id === desk.group)?.name ?? '未编团组';
  seating.move(`把 ${String(keys.length)} 个座位给 ${name}`, paint(seating.state, desk.group, keys));
}

function boxOf(from: Spot, to: Spot): Frame {
  return { x: Math.min(from.x, to.x), y: Math.min(from.y, to.y), width: Math.abs(to.x - from.x), height: Math.abs(to.y - from.y) };
}

const isInside = (seat: Seat, box: Frame) => seat.x > box.x && seat.x < box.x + box.width && seat.y > box.y && seat.y < box.y + box.height;

function tipOf(seating: Seating, desk: Desk, seat: Seat | null): string {
  if (desk.tool === 'paint' && desk.group === undefined) return '先在左边点一个团组，再在图上涂';
  if (!seat) return desk.tool === 'swap' ? '点要换到的座位，Esc 放下' : '';
  const person = seating.byId.get(seating.seated.get(seat.key) ?? '');
  const change = person && desk.compare ? desk.changed?.get(person.id) : undefined;
  const was = change ? `，原来${change.from ? `在 ${nameOf(seating, change.from)}` : '没有座位'}` : '';
  return `${seatName(seat)} ${person ? person.name : seat.blocked ? '停用' : '空座'}${was}`;
}
