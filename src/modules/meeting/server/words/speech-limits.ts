import type { SittingKind } from '../../contract/meeting.ts';
import type { BodyKind } from '../core/body-kind.ts';

/** How long and how much may be said; where nothing is asked the member is null. Seconds and characters. */
export interface SpeechLimits {
  /** The first and every later turn of one person in a sitting. */
  readonly first: number;
  readonly later: number;
  /** The same in sittings of the presidium. */
  readonly presidiumFirst: number;
  readonly presidiumLater: number;
  /** Longest text of a registered speech. */
  readonly characters: number | null;
}

/**
 * What holds where the body's rules say nothing. Congress: 10 minutes the first and 5 the second time, 15 and 10 in sittings of the presidium
 * (全国人大议事规则 §57, §58; DOMAIN §6.1). CPPCC: 8 minutes in plenary, texts of at most 2,000 characters (DOMAIN §6.3).
 */
const usual: Readonly<Record<BodyKind, SpeechLimits>> = {
  congress: { first: 600, later: 300, presidiumFirst: 900, presidiumLater: 600, characters: null },
  cppcc: { first: 480, later: 300, presidiumFirst: 480, presidiumLater: 300, characters: 2_000 },
};

/** The limits of a meeting: what its rules say (minutes and characters, as the parameter sheet counts), else what is usual. */
export function speechLimits(kind: BodyKind, rules: Readonly<Record<string, unknown>>): SpeechLimits {
  const minutes = (name: string, otherwise: number) => {
    const value = rules[name];
    return typeof value === 'number' && value > 0 ? Math.round(value * 60) : otherwise;
  };
  const first = minutes('speechMinutes', usual[kind].first);
  const later = minutes('speechAgainMinutes', usual[kind].later);
  const characters = rules['speechCharacters'];
  return {
    first,
    later,
    presidiumFirst: minutes('presidiumSpeechMinutes', Math.max(first, usual[kind].presidiumFirst)),
    presidiumLater: minutes('presidiumSpeechAgainMinutes', Math.max(later, usual[kind].presidiumLater)),
    // 0 in the parameter sheet means that texts may be as long as they like.
    characters: typeof characters === 'number' ? (characters > 0 ? characters : null) : usual[kind].characters,
  };
}

/** What one may speak in a sitting before its chair says otherwise: sittings of the presidium have limits of their own (议事规则 §57). */
export function sittingSeconds(limits: SpeechLimits, sitting: SittingKind): { readonly first: number; readonly later: number } {
  const ofPresidium = sitting === 'presidium';
  return { first: ofPresidium ? limits.presidiumFirst : limits.first, later: ofPresidium ? limits.presidiumLater : limits.later };
}
