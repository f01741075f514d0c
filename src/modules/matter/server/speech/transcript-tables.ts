import type { ColumnType, Generated } from 'kysely';

/** See db/migrations/0017_transcript.sql. */
export interface TranscriptTables {
  matter_transcript: {
    body_id: string;
    matter_id: string;
    file_id: string;
    state: 'waiting' | 'done' | 'failed';
    words: Generated<string>;
    machine_words: string | null;
    failures: Generated<number>;
    asked_at: ColumnType<Date, Date, Date>;
    finished_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
    edited_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  };
}
