import { useOutgoing } from '#platform/web/shared/outgoing.ts';
import type { SpeechName } from '../../../contract/words/speeches.ts';

/** What somebody writes to register a speech. */
export interface SpeechDraft {
  readonly form: 'oral' | 'written';
  readonly inNameOf: SpeechName;
  readonly party: string;
  readonly title: string;
  readonly text: string;
}

/** A registration that has not arrived: it waits for a signal, or the server refused it with these words. */
export interface KeptSpeech {
  readonly writeId: string;
  readonly speechId: string;
  readonly form: SpeechDraft;
  readonly refusal: string | null;
}

/** Registrations for this meeting that are still on the phone, the latest of each speech. */
export function useKeptSpeeches(meetingId: string): readonly KeptSpeech[] {
  const folder = `/api/meetings/${meetingId}/own-speeches/`;
  const kept = useOutgoing()
    .filter((write) => write.method === 'PUT' && write.state !== 'sent' && write.address.startsWith(folder))
    .map((write) => ({
      writeId: write.id,
      speechId: write.address.slice(folder.length),
      form: write.body as SpeechDraft,
      refusal: write.state === 'refused' ? (write.refusal?.message ?? '没有报上，请检查后再报。') : null,
    }));
  return [...new Map(kept.map((one) => [one.speechId, one])).values()];
}
