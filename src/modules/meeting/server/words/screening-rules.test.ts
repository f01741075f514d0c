import { describe, expect, test } from 'vitest';
import { screeningOutcomes, speechNames, type ScreeningOutcome, type SpeechName } from '../../contract/words/speeches.ts';
import { screenedBy, signatureOf, type Candidate } from './screening-rules.ts';

const registered: Candidate = { form: 'oral', state: 'registered', screened: 0, inNameOf: 'self', signedAt: null };

describe('selection', () => {
  test('an oral speech is selected by its third step and not before', () => {
    const states: string[] = [];
    const passed = (speech: Candidate): Candidate => {
      const after = screenedBy(speech, 'pass');
      if (typeof after === 'string') throw new Error(after);
      states.push(after.state);
      return { ...speech, ...after };
    };
    const speech = passed(passed(passed(registered)));
    expect(states).toEqual(['shortlisted', 'shortlisted', 'selected']);
    expect(screenedBy(speech, 'pass')).toBe('state');
  });

  test.each<[ScreeningOutcome, Candidate['form'], string]>([
    ['pass', 'written', 'written'],
    ['written', 'oral', 'written'],
    ['sendBack', 'oral', 'draft'],
    ['decline', 'oral', 'declined'],
  ])('%s makes an %s speech %s', (outcome, form, state) => {
    expect(screenedBy({ ...registered, form }, outcome)).toMatchObject({ state });
  });

  test('whoever speaks for others is not taken before they have signed; sending back needs no signature', () => {
    for (const inNameOf of Object.keys(speechNames) as SpeechName[])
      for (const outcome of Object.keys(screeningOutcomes) as ScreeningOutcome[]) {
        const needs = signatureOf(inNameOf) !== null && (outcome === 'pass' || outcome === 'written');
        expect(screenedBy({ ...registered, inNameOf }, outcome) === 'unsigned').toBe(needs);
        expect(screenedBy({ ...registered, inNameOf, signedAt: new Date() }, outcome)).not.toBe('unsigned');
      }
  });

  test.each(['draft', 'selected', 'written', 'declined', 'withdrawn', 'queued', 'spoken'] as const)(
    'nothing is done to one that is %s',
    (state) => {
      for (const outcome of Object.keys(screeningOutcomes) as ScreeningOutcome[])
        expect(screenedBy({ ...registered, state }, outcome)).toBe('state');
    },
  );
});
