import type { CoachLine, MissingPerson } from '../../contract/hall/board.ts';

/** What is known of somebody who is not there. */
export interface LastKnown {
  readonly registered: boolean;
  /** Grounds of a leave that is not decided; null where none waits. */
  readonly leave: string | null;
  /** The last refusal at this door. */
  readonly refused: { readonly words: string; readonly at: string } | null;
  /** The coach on which he has a place; null where he has none. */
  readonly coach: Pick<CoachLine, 'number' | 'state' | 'arrivedAt' | 'expectedAt' | 'dueAt'> | null;
  readonly boarded: boolean;
}

/**
 * What the secretariat should think of somebody who is missing, and in which words. What was seen last wins: a code refused at the door, then a coach that he is
 * on, then a leave that waits for an answer, then the registration. Nothing at all means that somebody must call him.
 */
export function traceOf(known: LastKnown): Pick<MissingPerson, 'trace' | 'words' | 'expectedAt'> {
  if (known.refused) return { trace: 'refused', words: `${clock(known.refused.at)} 在门口，${known.refused.words}`, expectedAt: null };
  const { coach } = known;
  if (coach && known.boarded && coach.state !== 'arrived')
    return { trace: 'riding', words: `${coachName(coach.number)}，车上`, expectedAt: coach.expectedAt ?? coach.dueAt };
  if (known.leave !== null) return { trace: 'asked', words: `请假待批（${known.leave}）`, expectedAt: null };
  if (coach && known.boarded) return { trace: 'near', words: `${coachName(coach.number)} 已到，未入场`, expectedAt: null };
  if (coach && (coach.state === 'departed' || coach.state === 'arrived'))
    return { trace: 'calling', words: `没有上 ${coachName(coach.number)}`, expectedAt: null };
  if (!known.registered) return { trace: 'calling', words: '未报到', expectedAt: null };
  return { trace: 'near', words: coach ? `已报到，未上 ${coachName(coach.number)}` : '已报到，未入场', expectedAt: null };
}

function coachName(number: string): string {
  if (number.endsWith('车')) return number;
  return number.endsWith('号') ? `${number}车` : `${number} 号车`;
}

/** `08:42` in China. */
function clock(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16);
}
