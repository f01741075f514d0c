import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { SpeechState } from '../../contract/words/speeches.ts';
import type { AttendeeRow } from '../core/find.ts';
import type { WordsTables } from './tables.ts';

/** What of notices and speeches waits for one attendee. */
export interface OwnWords {
  readonly unread: number;
  /** Urgent notices that he has not confirmed, oldest first. */
  readonly toConfirm: readonly { readonly id: string; readonly title: string; readonly words: string; readonly sentAt: Date }[];
  /** His own speeches, floor turns included, that were not withdrawn. */
  readonly speeches: readonly {
    readonly id: string;
    readonly title: string;
    readonly state: SpeechState;
    readonly sittingId: string | null;
    readonly position: number;
  }[];
  /** Speeches in the name of a group that he convenes, which wait for his signature. */
  readonly toSign: number;
}

/** Notices to read and confirm, speeches and signatures of one attendee. One statement. */
export async function ownWords(tx: Tx, attendee: Pick<AttendeeRow, 'body_id' | 'id' | 'meeting_id'>): Promise<OwnWords> {
  const { body_id, id, meeting_id } = attendee;
  const { rows } = await sql<{ unread: number; to_confirm: NoticeJson[]; speeches: OwnWords['speeches']; to_sign: number }>`
    select
      coalesce((select count(*)::int from meeting_notice_receipt r join meeting_notice n on n.body_id = r.body_id and n.id = r.notice_id
        where r.body_id = ${body_id} and r.attendee_id = ${id} and r.read_at is null and n.state = 'sent'), 0) as unread,
      coalesce((select json_agg(json_build_object('id', n.id, 'title', n.title, 'words', n.words, 'sentAt', n.sent_at) order by n.id)
        from meeting_notice_receipt r join meeting_notice n on n.body_id = r.body_id and n.id = r.notice_id
        where r.body_id = ${body_id} and r.attendee_id = ${id} and r.confirmed_at is null and n.urgent and n.state = 'sent'), '[]') as to_confirm,
      coalesce((select json_agg(json_build_object('id', s.id, 'title', s.title, 'state', s.state, 'sittingId', s.sitting_id, 'position', s.position) order by s.id)
        from speech s where s.body_id = ${body_id} and s.attendee_id = ${id} and s.state <> 'withdrawn'), '[]') as speeches,
      (select count(*)::int from speech s where s.body_id = ${body_id} and s.meeting_id = ${meeting_id} and s.in_name_of = 'sector' and s.state = 'registered'
        and s.signed_at is null and s.group_id in (select p.group_id from attendee_post p
          where p.body_id = ${body_id} and p.attendee_id = ${id} and p.post in ('convenor', 'deputyConvenor'))) as to_sign
  `.execute(tables<WordsTables>(tx));
  const row = rows[0]!;
  return {
    unread: row.unread,
    toConfirm: row.to_confirm.map((one) => ({ ...one, sentAt: new Date(one.sentAt) })),
    speeches: row.speeches,
    toSign: row.to_sign,
  };
}

interface NoticeJson {
  readonly id: string;
  readonly title: string;
  readonly words: string;
  readonly sentAt: string;
}
