import type { SuggestionStory } from '../suggestion-life.ts';

export type MotionType = 'legislation' | 'supervision' | 'decision' | 'other';

/** What became of a motion, once its committee has spoken. */
export type MotionCourse =
  | {
      readonly course: 'agenda';
      /** What delegations said, one line each. */
      readonly deliberations: readonly string[];
      readonly report: string;
      /** Shares of those present, in per mille: for, against, abstaining; the rest pressed no key. */
      readonly vote: readonly [approve: number, oppose: number, abstain: number];
      /** Why the presidium did not put it to the vote of its session, and what the committee reported after more work, where it has. */
      readonly postponed?: { readonly reason: string; readonly report?: string };
    }
  | {
      readonly course: 'review';
      readonly question: string;
      readonly answers: readonly { readonly unit: string; readonly words: string }[];
      readonly review: string;
      readonly decision: 'hand' | 'plan' | 'reference' | 'ownAgenda';
      readonly standing: string;
      /** Who carries it out, and its report; a refused first report with what was missing. */
      readonly execution?: { readonly unit: string; readonly report: string; readonly refused?: string; readonly again?: string };
      readonly outcome: string;
      /** Days from the session's closing until the committee reports and the standing committee decides, where they are not the usual ones. */
      readonly reviewAfter?: number;
      readonly standingAfter?: number;
    }
  | { readonly course: 'converted'; readonly suggestion: SuggestionStory };

/** 全文写成的议案，或由零件拼成的议案。时间以“一月大会期间提出”为口径，只用“去年”“今年”“明年”，不写具体年份。plan 一行一条。 */
export interface MotionStory {
  readonly title: string;
  readonly type: MotionType;
  readonly field: string;
  readonly subject: string;
  readonly grounds: string;
  readonly plan: readonly string[];
  readonly draftText?: string;
  /** What the proposers told the committee. */
  readonly hearing: string;
  /** The committee's reason for what it proposes. */
  readonly opinion: string;
  /** The presidium's reason for what it decided. */
  readonly decision: string;
  readonly course: MotionCourse;
}
