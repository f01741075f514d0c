import { z } from 'zod';
import type { TranscriptionSettings } from '../settings.ts';

/** A recording as it is kept. */
export interface Recording {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** Turns speech into words. Write another one for another kind of service and hand it to the module that needs it. */
export interface Transcriber {
  /** The words of a recording; empty where nothing was to be understood. Rejects where the service is away, refuses, or takes too long. */
  transcribe(recording: Recording, signal: AbortSignal): Promise<string>;
}

/** The transcriber that the settings ask for; null where none is: then nothing is promised to anybody. */
export function transcriberOf(settings: TranscriptionSettings): Transcriber | null {
  return settings.kind === 'none' ? null : httpTranscriber(settings);
}

/** A minute of speech takes a service of one's own some seconds; what takes longer than this hangs. */
const patience = 60_000;
/** More than the longest recording has words, and no more than a page should show. */
const mostCharacters = 5_000;
const mostBytes = 1_000_000;

const answered = z.object({ text: z.string() });

/**
 * Posts the recording to `url` as a form with the members `file`, `language` (zh) and `response_format` (json), with the key as bearer token,
 * and reads `{ "text": "……" }`: the shape that speech services of this kind share, among them FunASR's and whisper.cpp's servers.
 */
export function httpTranscriber(
  { url, key }: Extract<TranscriptionSettings, { kind: 'http' }>,
  milliseconds: number = patience,
): Transcriber {
  return {
    transcribe: async ({ name, mediaType, bytes }, signal) => {
      const form = new FormData();
      form.set('file', new Blob([new Uint8Array(bytes)], { type: mediaType }), name);
      form.set('language', 'zh');
      form.set('response_format', 'json');
      const answer = await fetch(url, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}` },
        body: form,
        signal: AbortSignal.any([signal, AbortSignal.timeout(milliseconds)]),
        redirect: 'error',
      });
      if (!answer.ok) throw new Error(`the service for transcription answered ${answer.status}`);
      const body = await answer.text();
      if (body.length > mostBytes) throw new Error('the service for transcription answered more than any recording has words');
      return tidy(answered.parse(JSON.parse(body)).text);
    },
  };
}

/** Without characters that no text has, and not endlessly long. */
function tidy(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, mostCharacters);
}
