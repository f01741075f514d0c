import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import type { Database, Tx } from '#platform/server/database.ts';
import { emit, tables } from '#platform/server/database.ts';
import type { FileRoom } from '#platform/server/files/file-room.ts';
import { keptFile, type KeptFile } from '#platform/server/files/kept-file.ts';
import type { JobDeclaration, JobDefinition } from '#platform/server/jobs/jobs.ts';
import { defineJob, enqueue } from '#platform/server/jobs/jobs.ts';
import type { OutboxEvent } from '#platform/server/outbox/dispatcher.ts';
import { systemActor } from '#platform/server/outbox/dispatcher.ts';
import type { Transcriber } from '#platform/server/speech/transcriber.ts';
import { matterActed } from '../../contract/events.ts';
import { kinds } from '../../contract/kinds/index.ts';
import { matterTranscribed } from '../../contract/transcript.ts';
import type { MatterTables } from '../tables.ts';
import type { TranscriptTables } from './transcript-tables.ts';

/** Tries in all, with growing pauses: half an hour of a service's absence is waited out. */
const tries = 8;

/** What turns the recording of a case into words; see {@link transcribeJob}. */
const transcribeDeclared = {
  name: 'matter.transcribe',
  data: z.object({ bodyId: uuid, matterId: uuid }),
  retries: tries,
  retrySeconds: 10,
  expireSeconds: 180,
} as const satisfies JobDeclaration;

/** Asks for the words of every recording that came with a text that was sent. */
export async function askForTranscripts(tx: Tx, events: readonly OutboxEvent[]): Promise<void> {
  for (const event of events) {
    const { kind, act } = matterActed.payload.parse(event.payload);
    if (!kinds[kind]?.acts[act]?.effects.includes('freezeText')) continue;
    const asked = await tables<MatterTables & TranscriptTables>(tx)
      .insertInto('matter_transcript')
      .columns(['body_id', 'matter_id', 'file_id', 'state', 'asked_at'])
      .expression(
        (of) =>
          of
            .selectFrom('matter')
            .select(['body_id', 'id', 'voice_id', of.val('waiting').as('state'), of.val(tx.now).as('asked_at')])
            .where('body_id', '=', event.bodyId)
            .where('id', '=', event.subject)
            .where('voice_id', 'is not', null) as never,
      )
      .onConflict((on) => on.doNothing())
      .returning('matter_id')
      .executeTakeFirst();
    if (asked) await enqueue(tx, transcribeDeclared, { bodyId: event.bodyId, matterId: event.subject }, { key: event.subject });
  }
}

/** Turns one recording into words and keeps them beside it. Run twice, it keeps the same; after the last try it says so on the case. */
export function transcribeJob(transcriber: Transcriber, files: Pick<FileRoom, 'store'>): JobDefinition<typeof transcribeDeclared.data> {
  return defineJob({
    ...transcribeDeclared,
    concurrency: 2,
    handle: async (database, { bodyId, matterId }, run) => {
      const recording = await recordingOf(database, bodyId, matterId);
      if (!recording) return;
      try {
        const bytes = await buffer(await files.store.open(recording.key));
        const words = await transcriber.transcribe({ name: recording.name, mediaType: recording.mediaType, bytes }, run.signal);
        await finish(database, { bodyId, matterId }, { state: 'done', words, machine_words: words });
      } catch (error) {
        const failures = await countFailure(database, { bodyId, matterId });
        if (failures < tries) throw error;
        await finish(database, { bodyId, matterId }, { state: 'failed' });
      }
    },
  });
}

interface Subject {
  readonly bodyId: string;
  readonly matterId: string;
}

/** The recording whose words are still waited for. */
async function recordingOf(database: Database, bodyId: string, matterId: string): Promise<KeptFile | null> {
  return await database.read(
    systemActor,
    async (tx) => {
      const waiting = await tables<TranscriptTables>(tx)
        .selectFrom('matter_transcript')
        .select('file_id')
        .where('body_id', '=', bodyId)
        .where('matter_id', '=', matterId)
        .where('state', '=', 'waiting')
        .executeTakeFirst();
      return waiting ? await keptFile(tx, bodyId, waiting.file_id) : null;
    },
    { access: 'worker' },
  );
}

async function countFailure(database: Database, { bodyId, matterId }: Subject): Promise<number> {
  const counted = await database.transact(
    systemActor,
    (tx) =>
      tables<TranscriptTables>(tx)
        .updateTable('matter_transcript')
        .set((of) => ({ failures: of('failures', '+', 1) }))
        .where('body_id', '=', bodyId)
        .where('matter_id', '=', matterId)
        .returning('failures')
        .executeTakeFirst(),
    { access: 'worker' },
  );
  return counted?.failures ?? tries;
}

async function finish(
  database: Database,
  { bodyId, matterId }: Subject,
  outcome: { state: 'done'; words: string; machine_words: string } | { state: 'failed' },
): Promise<void> {
  await database.transact(
    systemActor,
    async (tx) => {
      const kept = await tables<TranscriptTables>(tx)
        .updateTable('matter_transcript')
        .set({ ...outcome, finished_at: tx.now })
        .where('body_id', '=', bodyId)
        .where('matter_id', '=', matterId)
        .where('state', '=', 'waiting')
        .returning('state')
        .executeTakeFirst();
      if (kept) tellTranscribed(tx, { bodyId, matterId }, { state: outcome.state, edited: false });
    },
    { access: 'worker' },
  );
}

/** Open pages of the case show it at once. */
export function tellTranscribed(tx: Tx, { bodyId, matterId }: Subject, payload: { state: 'done' | 'failed'; edited: boolean }): void {
  emit(tx, matterTranscribed, { bodyId, subject: matterId, topics: [`matter:${matterId}`], payload });
}
