import { addDays, dayOf } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { profileAt } from '#modules/profile/server/index.ts';
import type { MeetingKind, Quorum, SittingKind } from '../../contract/meeting.ts';
import type { MeetingRow } from '../core/find.ts';

/** The parameters that a meeting lives by, as it takes them over when it is announced. */
export interface MeetingRules {
  readonly noticeDays: number;
  readonly paperDays: number;
  readonly leaveHeadDays: number;
  readonly checkInMinutes: number;
  readonly speechMinutes: number;
  readonly speechAgainMinutes: number;
  readonly presidiumSpeechMinutes: number;
  readonly presidiumSpeechAgainMinutes: number;
  readonly speechCharacters: number;
}

/** The body's rules of today for meetings, with the version that they come from. */
export async function rulesOfToday(tx: Tx, bodyId: string): Promise<{ rules: MeetingRules; versionId: string | null; label: string }> {
  const { parameters, versionId, label } = await profileAt(tx, bodyId, dayOf(tx.now));
  const { meetingNoticeDays, meetingPaperDays, leaveHeadDays, checkInMinutes, speechMinutes, speechAgainMinutes } = parameters;
  const { presidiumSpeechMinutes, presidiumSpeechAgainMinutes, speechCharacters } = parameters;
  const rules = { noticeDays: meetingNoticeDays, paperDays: meetingPaperDays, leaveHeadDays, checkInMinutes, speechMinutes };
  return {
    rules: { ...rules, speechAgainMinutes, presidiumSpeechMinutes, presidiumSpeechAgainMinutes, speechCharacters },
    versionId,
    label,
  };
}

/** The latest days on which a meeting may be announced and its papers handed out (DOMAIN §6.1); null where the rules name none. Only plenary sessions have such days by law. */
export function latestDays(
  meeting: Pick<MeetingRow, 'kind' | 'opens_on'>,
  rules: Pick<MeetingRules, 'noticeDays' | 'paperDays'>,
): { announceBy: string | null; papersBy: string | null } {
  if (meeting.kind !== 'plenarySession') return { announceBy: null, papersBy: null };
  return {
    announceBy: rules.noticeDays > 0 ? addDays(meeting.opens_on, -rules.noticeDays) : null,
    papersBy: rules.paperDays > 0 ? addDays(meeting.opens_on, -rules.paperDays) : null,
  };
}

/**
 * The quorum that a new entry starts from: two thirds of all deputies at the preparatory and plenary sittings of a congress in session (地方组织法
 * §14), more than half elsewhere where members decide (DOMAIN §6.3), none where nothing is decided.
 */
export function usualQuorum(bodyKind: 'congress' | 'cppcc', meeting: MeetingKind, sitting: SittingKind): Quorum {
  if (sitting !== 'plenary' && sitting !== 'preparatory') return 'none';
  if (meeting === 'plenarySession') return bodyKind === 'congress' ? 'twoThirds' : 'moreThanHalf';
  return meeting === 'standingCommittee' || meeting === 'chairs' || meeting === 'committee' ? 'moreThanHalf' : 'none';
}
