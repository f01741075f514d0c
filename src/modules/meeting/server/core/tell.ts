import { newId } from '#platform/contract/identifiers.ts';
import type { EventContract } from '#platform/contract/event.ts';
import type { Tx } from '#platform/server/database.ts';
import { emit, tables } from '#platform/server/database.ts';
import type { z } from 'zod';
import { meetingChanged } from '../../contract/events.ts';
import type { MeetingTables } from '../tables.ts';
import type { MeetingRow } from './find.ts';

type Changed = typeof meetingChanged extends EventContract<infer Payload> ? z.infer<Payload> : never;

/** What changed, for whoever must read it again. */
export interface Change {
  readonly parts: Changed['parts'];
  readonly subjectKind: string;
  readonly subjectId: string;
  /** What people of the meeting are told, e.g. `第二次全体会议改到 14:30`; left out where nobody needs to be told. */
  readonly words?: string;
}

/** Says after commit that something of the meeting changed, and once the meeting is announced keeps the words in the list that phones show. */
export async function tellChange(tx: Tx, meeting: Pick<MeetingRow, 'body_id' | 'id' | 'state'>, change: Change): Promise<void> {
  const words = meeting.state === 'draft' ? '' : (change.words ?? '');
  if (words) {
    await tables<MeetingTables>(tx)
      .insertInto('meeting_change')
      .values({
        body_id: meeting.body_id,
        id: newId(),
        meeting_id: meeting.id,
        at: tx.now,
        by_name: tx.actor.name,
        subject_kind: change.subjectKind,
        subject_id: change.subjectId,
        words,
      })
      .execute();
  }
  emit(tx, meetingChanged, {
    bodyId: meeting.body_id,
    subject: meeting.id,
    topics: [`meeting:${meeting.id}`],
    payload: { meetingId: meeting.id, parts: change.parts, words },
  });
}
