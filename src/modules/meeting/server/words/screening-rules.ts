import type { ScreeningOutcome, SpeechForm, SpeechName, SpeechState } from '../../contract/words/speeches.ts';

/** A registered speech as far as selection goes. */
export interface Candidate {
  readonly form: SpeechForm;
  readonly state: SpeechState;
  /** Steps passed: 0 to 3. */
  readonly screened: number;
  readonly inNameOf: SpeechName;
  readonly signedAt: Date | null;
}

export type Screened = Pick<Candidate, 'state' | 'screened'>;

/** What a speech in this name must carry before it is screened (DOMAIN §6.3); null where nothing is asked. */
export function signatureOf(name: SpeechName): '召集人签署' | '加盖公章的文稿' | null {
  if (name === 'sector') return '召集人签署';
  return name === 'party' || name === 'organisation' || name === 'committee' ? '加盖公章的文稿' : null;
}

/**
 * The speech after one screening step; `state` or `unsigned` say why it cannot be taken. Oral ones pass three steps and are then selected; a
 * written one is taken in by the first. What is sent back begins anew when its author hands it in again.
 */
export function screenedBy(speech: Candidate, outcome: ScreeningOutcome): Screened | 'state' | 'unsigned' {
  if (speech.form === 'floor' || !['registered', 'shortlisted'].includes(speech.state)) return 'state';
  if (outcome === 'sendBack') return { state: 'draft', screened: 0 };
  if (outcome === 'decline') return { state: 'declined', screened: speech.screened };
  if (signatureOf(speech.inNameOf) && !speech.signedAt) return 'unsigned';
  if (outcome === 'written' || speech.form === 'written') return { state: 'written', screened: speech.screened };
  const screened = speech.screened + 1;
  return { state: screened >= 3 ? 'selected' : 'shortlisted', screened };
}
