import { useCallback, useMemo, useRef, useState } from 'react';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import type { Finding } from '../../../contract/places/checks.ts';
import { seatName } from '../../../contract/places/hall.ts';
import { exchange, peopleMoved } from '../../../contract/places/moves.ts';
import type { SeatingLine } from '../../../contract/places/routes.ts';
import { arrangeSeats, readSeating, setSeatingRules } from '../../../contract/places/routes.ts';
import type { HallCanvasHandle } from '../../shared/places/hall-canvas.tsx';
import type { Seating } from './seating-state.ts';

export type Tool = 'select' | 'box' | 'paint' | 'swap';
export type Open = 'find' | 'rules' | 'publish' | 'print' | null;

/** What is chosen on the page. */
interface Choice {
  readonly tool: Tool;
  readonly focus: string | null;
  readonly person: string | null;
  readonly selected: ReadonlySet<string>;
  /** The group that keeps its colour and that paints; undefined for none, null for people without one. */
  readonly group: string | null | undefined;
  readonly names: boolean;
  readonly compare: boolean;
  readonly open: Open;
  readonly tip: string;
}

const nothing: Choice = {
  tool: 'select',
  focus: null,
  person: null,
  selected: new Set(),
  group: undefined,
  names: false,
  compare: false,
  open: null,
  tip: '',
};

/** What is chosen on the page, and the acts that keys and presses share. */
export function useDesk(meetingId: string, seating: Seating, before: SeatingLine | null, topics: readonly string[]) {
  const canvas = useRef<HallCanvasHandle>(null);
  const [choice, setChoice] = useState(nothing);
  const set = (part: Partial<Choice>) => setChoice((now) => ({ ...now, ...part }));
  const show = useCallback((point: { x: number; y: number }) => canvas.current?.show(point), []);
  const changed = useChanged(meetingId, seating, before, topics);
  const server = useServerActs(meetingId, seating);
  return {
    ...choice,
    compare: choice.compare && changed !== null,
    changed,
    canvas,
    ...server,
    // oxlint-disable-next-line react/refs -- the acts look at the canvas when they are called, never while drawing
    ...actsOf(seating, choice, set, show),
    set,
    toggleNames: () => set({ names: !choice.names }),
    toggleCompare: () => set({ compare: !choice.compare }),
  };
}

export type Desk = ReturnType<typeof useDesk>;

/** Who sits elsewhere than in the version before; null where there is none. */
function useChanged(meetingId: string, seating: Seating, before: SeatingLine | null, topics: readonly string[]) {
  const params = { meetingId, seatingId: before?.id ?? seating.view.id };
  const { data } = useRead(readSeating, { params }, { topics, enabled: before !== null });
  return useMemo(() => {
    if (!before || !data) return null;
    const was = new Map(data.seats.map((one) => [one.seat, one.personId]));
    return new Map(peopleMoved(was, seating.seated).map((one) => [one.personId, one]));
  }, [before, data, seating.seated]);
}

function useServerActs(meetingId: string, seating: Seating) {
  const { say } = useUndo();
  const arranging = useWrite(arrangeSeats);
  const setting = useWrite(setSeatingRules);
  const params = { meetingId, seatingId: seating.view.id };
  const onError = (error: unknown) => say(`没有改：${wordsOf(error)}`);
  return {
    arranging: arranging.isPending,
    arrange: (only: 'all' | 'unseated') =>
      arranging.mutate(
        { params, body: { only } },
        {
          onError,
          onSuccess: ({ seated, unseated, milliseconds }) =>
            say(`已排 ${seated} 人，用时 ${milliseconds} 毫秒${unseated > 0 ? `；${unseated} 人没排下` : ''}`),
        },
      ),
    toggleAisle: (personId: string) => {
      const { rules } = seating.view;
      const atAisle = rules.atAisle.includes(personId) ? rules.atAisle.filter((id) => id !== personId) : [...rules.atAisle, personId];
      setting.mutate({ params, body: { rules: { ...rules, atAisle } } }, { onError });
    },
  };
}

function actsOf(seating: Seating, choice: Choice, set: (part: Partial<Choice>) => void, show: (point: { x: number; y: number }) => void) {
  const { focus, person, selected } = choice;
  const occupant = focus ? (seating.seated.get(focus) ?? null) : null;
  const pickSeat = (key: string | null) => set({ focus: key, person: null, selected: new Set() });
  const pickPerson = (id: string) => {
    const key = seating.seatOf.get(id) ?? null;
    set({ open: null, focus: key, person: id, selected: new Set() });
    const seat = seating.hall.byKey.get(key ?? '');
    if (seat) show(seat);
  };
  return {
    setFocus: pickSeat,
    pickPerson,
    /** Puts whoever is chosen onto the seat: from his own, or the first time. */
    put: (key: string) => {
      if (focus && occupant) seating.move(wordsOfExchange(seating, focus, key), exchange(seating.seated, focus, key));
      else if (person && !seating.seatOf.has(person) && !seating.seated.has(key))
        seating.move(`${seating.byId.get(person)!.name} 坐到 ${nameOf(seating, key)}`, [{ seat: key, was: null, now: person }]);
      else return;
      set({ tool: 'select', focus: key, person: null });
    },
    lock: () => {
      const ids = selected.size > 0 ? [...selected].flatMap((key) => seating.seated.get(key) ?? []) : occupant ? [occupant] : [];
      seating.lock(ids, !ids.every((id) => seating.locked.has(id)));
    },
    clear: () => {
      const keys = (selected.size > 0 ? [...selected] : focus ? [focus] : []).filter((key) => seating.seated.has(key));
      const words = keys.length === 1 ? `空出 ${nameOf(seating, keys[0]!)}` : `空出 ${String(keys.length)} 个座位`;
      seating.move(
        words,
        keys.map((seat) => ({ seat, was: seating.seated.get(seat)!, now: null })),
      );
    },
    showFinding: (finding: Finding) => {
      const key = finding.seat ?? (finding.personId ? seating.seatOf.get(finding.personId) : undefined);
      const seat = seating.hall.byKey.get(key ?? '');
      if (seat) {
        pickSeat(seat.key);
        show(seat);
      } else if (finding.personId) pickPerson(finding.personId);
      else if (finding.groupId !== undefined) set({ group: finding.groupId });
    },
  };
}

export const nameOf = (seating: Seating, key: string): string => {
  const seat = seating.hall.byKey.get(key);
  return seat ? seatName(seat) : '';
};

export function wordsOfExchange(seating: Seating, from: string, to: string): string {
  const [one, other] = [from, to].map((key) => seating.byId.get(seating.seated.get(key) ?? '')?.name);
  return one && other ? `对换 ${one}、${other}` : `${one ?? other ?? ''} 换到 ${nameOf(seating, one ? to : from)}`;
}
