import type { FileRoom } from '#platform/server/files/file-room.ts';
import { bind } from '#platform/server/http/bind.ts';
import type { ServerModule } from '#platform/server/module.ts';
import type { Transcriber } from '#platform/server/speech/transcriber.ts';
import { matterActed } from '../../contract/events.ts';
import { editTranscript as editRoute, matterTranscribed, readTranscript } from '../../contract/transcript.ts';
import { editTranscript, transcriptOf } from './edit-transcript.ts';
import { askForTranscripts, transcribeJob } from './transcribe.ts';

export interface SpeechParts {
  readonly files: Pick<FileRoom, 'store'>;
  /** Null where no service is set: then no recording is sent anywhere and no page speaks of it. */
  readonly transcriber: Transcriber | null;
}

/** Words of recordings. Apart from the module, because only this hangs on a service outside. */
export function matterSpeechModule({ files, transcriber }: SpeechParts): ServerModule {
  return {
    name: 'matter-speech',
    permissions: {},
    policies: {},
    routes: [
      bind(readTranscript, { read: async (tx, { params }) => ({ transcript: await transcriptOf(tx, params) }) }),
      bind(editRoute, { write: (tx, { params, body }) => editTranscript(tx, params, body.words) }),
    ],
    events: [matterTranscribed],
    ...(transcriber
      ? {
          subscribers: [{ name: 'matter.ask-for-transcripts', listensTo: [matterActed.type], handle: askForTranscripts }],
          jobs: [transcribeJob(transcriber, files)],
        }
      : {}),
  };
}
