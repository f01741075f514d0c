import { useMemo, useState } from 'react';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useWrite } from '#platform/web/shared/queries.ts';
import type { Finding, RuleReport, SeatingState } from '../../../contract/places/checks.ts';
import { checkSeating, repair } from '../../../contract/places/checks.ts';
import type { Hall } from '../../../contract/places/hall.ts';
import { hallOf } from '../../../contract/places/hall.ts';
import type { SeatMove } from '../../../contract/places/moves.ts';
import { moved } from '../../../contract/places/moves.ts';
import type { SeatingView } from '../../../contract/places/routes.ts';
import { lockSeats, moveSeats, redoMove, undoMove } from '../../../contract/places/routes.ts';
import type { Seated, SeatPerson } from '../../../contract/places/seating-rules.ts';

/** A seating as the desk works on it: the last known state with what was just done on top, and the acts that change it. */
export interface Seating {
  readonly view: SeatingView;
  readonly hall: Hall;
  readonly seated: Seated;
  readonly locked: ReadonlySet<string>;
  readonly state: SeatingState;
  readonly byId: ReadonlyMap<string, SeatPerson>;
  readonly seatOf: ReadonlyMap<string, string>;
  /** Which group somebody belongs to, as the index of its look; -1 for those without one. */
  readonly lookIndex: (person: SeatPerson | undefined) => number;
  readonly reports: readonly RuleReport[];
  readonly findings: readonly Finding[];
  readonly isDraft: boolean;
  readonly busy: boolean;
  readonly move: (words: string, moves: readonly SeatMove[]) => void;
  readonly mend: (finding: Finding) => void;
  readonly lock: (personIds: readonly string[], locked: boolean) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

export function useSeating(meetingId: string, view: SeatingView): Seating {
  const { say } = useUndo();
  const params = { meetingId, seatingId: view.id };
  const hall = useMemo(() => hallOf(view.plan), [view.plan]);
  const base = useMemo(() => new Map(view.seats.map((one) => [one.seat, one.personId])), [view.seats]);
  // What was just done shows at once; the next reading takes its place.
  const [ahead, setAhead] = useState<{ base: Seated; moves: readonly SeatMove[] } | null>(null);
  const seated = useMemo(() => (ahead?.base === base ? moved(base, ahead.moves) : base), [ahead, base]);
  const known = useKnown(view);
  const state = useMemo(
    () => ({ hall, people: view.people, groups: view.groups, rules: view.rules, seated, locked: known.locked }),
    [hall, view, seated, known],
  );
  const reports = useMemo(() => checkSeating(state), [state]);
  const refused = (error: unknown) => {
    setAhead(null);
    say(`没有改：${wordsOf(error)}`);
  };
  const write = useWrite(moveSeats);
  const locking = useWrite(lockSeats);
  const undoing = useWrite(undoMove, { onDone: ({ words }) => say(`已撤销：${words}`) });
  const redoing = useWrite(redoMove, { onDone: ({ words }) => say(`已重做：${words}`) });
  const isDraft = view.state === 'draft';
  const move = (words: string, moves: readonly SeatMove[]) => {
    if (moves.length === 0) return;
    if (!isDraft) return say('这一版已经发布，请新建一版再改');
    setAhead({ base, moves });
    write.mutate({ params, body: { words, moves: [...moves] } }, { onError: refused, onSuccess: () => say(`刚才：${words}`) });
  };
  return {
    view,
    hall,
    seated,
    state,
    reports,
    findings: reports.flatMap((report) => report.findings),
    ...known,
    seatOf: useMemo(() => new Map([...seated].map(([seat, person]) => [person, seat])), [seated]),
    isDraft,
    busy: write.isPending || undoing.isPending || redoing.isPending,
    move,
    mend: (finding) => {
      const mended = repair(state, finding);
      if (mended) move(mended.words, mended.moves);
      else say(`这一处不能自动改：${finding.words}。请手工调整，或修改规则、座位图。`);
    },
    lock: (personIds, locked) =>
      personIds.length > 0 &&
      locking.mutate(
        { params, body: { personIds: [...personIds], locked } },
        { onError: refused, onSuccess: () => say(locked ? `已锁定 ${personIds.length} 人` : `已放开 ${personIds.length} 人`) },
      ),
    undo: () => undoing.mutate({ params }, { onError: refused }),
    redo: () => redoing.mutate({ params }, { onError: refused }),
  };
}

function useKnown(view: SeatingView) {
  return useMemo(() => {
    const order = new Map(view.groups.map((group, index) => [group.id, index]));
    return {
      locked: new Set(view.seats.filter((one) => one.locked).map((one) => one.personId)),
      byId: new Map(view.people.map((person) => [person.id, person])),
      lookIndex: (person: SeatPerson | undefined) => (person?.groupId ? (order.get(person.groupId) ?? -1) : -1),
    };
  }, [view]);
}
