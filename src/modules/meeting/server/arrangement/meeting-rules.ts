import { addDays, dayOf } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { profileAt } from '#modules/profile/server/index.ts';
import { basisOf, parameterOf, sayValue } from '#modules/profile/contract/parameters.ts';
import type { ParameterKey } from '#modules/profile/contract/parameters.ts';
import type { BodyStanding } from '#modules/profile/contract/parameter.ts';
import type { Quorum } from '../../contract/meeting.ts';
import type { MeetingRow } from '../core/find.ts';

/** The parameters that a meeting lives by, as it takes them over when it is announced. */
export interface MeetingRules {
  readonly noticeDays: number;
  readonly paperDays: number;
  readonly sessionQuorum: Exclude<Quorum, 'none'>;
  readonly committeeQuorum: Exclude<Quorum, 'none'>;
  readonly leaveHeadDays: number;
  readonly absenceSessions: number;
  readonly checkInMinutes: number;
  readonly speechMinutes: number;
  readonly speechAgainMinutes: number;
  readonly presidiumSpeechMinutes: number;
  readonly presidiumSpeechAgainMinutes: number;
  readonly speechCharacters: number;
}

/** Which row of the profile's sheet each rule of a meeting comes from. */
const sources = {
  noticeDays: 'meetingNoticeDays',
  paperDays: 'meetingPaperDays',
  sessionQuorum: 'sessionQuorum',
  committeeQuorum: 'committeeQuorum',
  leaveHeadDays: 'leaveHeadDays',
  absenceSessions: 'absenceSessions',
  checkInMinutes: 'checkInMinutes',
  speechMinutes: 'speechMinutes',
  speechAgainMinutes: 'speechAgainMinutes',
  presidiumSpeechMinutes: 'presidiumSpeechMinutes',
  presidiumSpeechAgainMinutes: 'presidiumSpeechAgainMinutes',
  speechCharacters: 'speechCharacters',
} as const satisfies Record<keyof MeetingRules, ParameterKey>;

const ruleNames = Object.keys(sources) as (keyof MeetingRules)[];

/** The body's rules of today for meetings, with the version that they come from. */
export async function rulesOfToday(
  tx: Tx,
  bodyId: string,
): Promise<{ rules: MeetingRules; versionId: string | null; standing: BodyStanding }> {
  const { parameters, versionId, standing } = await profileAt(tx, bodyId, dayOf(tx.now));
  const rules = Object.fromEntries(ruleNames.map((name) => [name, parameters[sources[name]]])) as unknown as MeetingRules;
  return { rules, versionId, standing };
}

/** The rules that a meeting lives by: those it took when it was announced, before that (and for rules added since) the body's of today. */
export async function rulesOf(
  tx: Tx,
  meeting: Pick<MeetingRow, 'body_id' | 'rules'>,
): Promise<{ rules: MeetingRules; standing: BodyStanding }> {
  const { rules, standing } = await rulesOfToday(tx, meeting.body_id);
  return { rules: { ...rules, ...(meeting.rules as Partial<MeetingRules>) }, standing };
}

/** The rules as one reads them, each with where it comes from; those that mean nothing for the body are left out. */
export function ruleWords(rules: MeetingRules, standing: BodyStanding): { label: string; value: string; basis: string }[] {
  return ruleNames
    .filter((name) => parameterOf(sources[name]).bodies.includes(standing.kind))
    .map((name) => {
      const { title, article, note } = basisOf(sources[name], standing);
      return {
        label: parameterOf(sources[name]).label,
        value: sayValue(sources[name], rules[name]),
        basis: [`${title}${article}`, note].filter(Boolean).join('；'),
      };
    });
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
