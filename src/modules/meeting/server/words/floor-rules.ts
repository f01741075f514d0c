import type { FloorAct, Intervention } from '../../contract/words/floor.ts';
import type { SpeechForm, SpeechState } from '../../contract/words/speeches.ts';

/** A turn as far as the clock goes. `seconds` is what was spoken before `runningSince`. */
export interface TurnClock {
  readonly form: SpeechForm;
  readonly state: SpeechState;
  readonly seconds: number;
  readonly beganAt: Date | null;
  readonly runningSince: Date | null;
  readonly endedAt: Date | null;
}

/** The turn after `act` at `now`; null where it cannot be done to a turn in this state. Time never runs backwards: a clock set back counts nothing. */
export function turnAfter(turn: TurnClock, act: FloorAct, now: Date): TurnClock | null {
  const waits = turn.state === 'queued' || turn.state === 'selected';
  const speaks = turn.state === 'speaking';
  switch (act) {
    case 'start':
      return waits ? { ...turn, state: 'speaking', seconds: 0, beganAt: now, runningSince: now, endedAt: null } : null;
    case 'pause':
      return speaks && turn.runningSince ? { ...turn, seconds: spokenSeconds(turn, now), runningSince: null } : null;
    case 'resume':
      return speaks && !turn.runningSince ? { ...turn, runningSince: now } : null;
    case 'end':
      return speaks ? { ...turn, state: 'spoken', seconds: spokenSeconds(turn, now), runningSince: null, endedAt: now } : null;
    case 'skip':
      return waits ? { ...turn, state: 'skipped' } : null;
    case 'restore':
      return turn.state === 'skipped' ? { ...turn, state: turn.form === 'floor' ? 'queued' : 'selected' } : null;
  }
}

/** Seconds spoken until `now`, rounded to whole ones. */
export function spokenSeconds(turn: Pick<TurnClock, 'seconds' | 'runningSince'>, now: Date): number {
  const running = turn.runningSince ? Math.max(0, now.getTime() - turn.runningSince.getTime()) : 0;
  return turn.seconds + Math.round(running / 1_000);
}

/** What starting `next` does to those who have the floor: an ordinary turn needs it free, a remark or a point of order pauses an ordinary one. */
export function startingBeside(
  next: { readonly intervention: Intervention },
  speaking: readonly { readonly intervention: Intervention; readonly runningSince: Date | null }[],
): 'free' | 'interrupts' | 'taken' {
  if (speaking.length === 0) return 'free';
  if (next.intervention === 'turn' || speaking.some((one) => one.intervention !== 'turn')) return 'taken';
  return 'interrupts';
}

const rank: Readonly<Record<Intervention, number>> = { pointOfOrder: 0, interposed: 1, turn: 2 };

/** The order of those who wait: points of order, then remarks, then turns as the chair has put them; of equal places who asked first. */
export function queueOrder<Turn extends { readonly intervention: Intervention; readonly position: number; readonly id: string }>(
  turns: readonly Turn[],
): Turn[] {
  return [...turns].sort(
    (one, other) =>
      rank[one.intervention] - rank[other.intervention] ||
      one.position - other.position ||
      (one.id < other.id ? -1 : one.id > other.id ? 1 : 0),
  );
}
