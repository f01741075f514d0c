import { staffOf } from '#modules/directory/server/index.ts';
import { dayOf } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { notify, withdrawNotices, type Notice } from '#platform/server/notifications/notifications.ts';
import type { OutboxEvent } from '#platform/server/outbox/dispatcher.ts';
import { briefMoved, noticeSent, noticeWithdrawn, signatureAsked, speechDecided } from '../../contract/words/events.ts';
import { wordsNoticeKinds } from './notice-kinds.ts';
import type { WordsTables } from './tables.ts';

const db = (tx: Tx) => tables<WordsTables>(tx);
type Told = Pick<Notice, 'kind' | 'subjectId' | 'personIds' | 'title' | 'words' | 'link'> & { readonly urgent?: boolean };

/** Tells people of notices, of what became of their speeches, of signatures and briefs that wait. */
export async function tellOfWords(tx: Tx, events: readonly OutboxEvent[]): Promise<void> {
  for (const event of events) {
    if (event.type === noticeWithdrawn.type) await withdrawNotices(tx, { bodyId: event.bodyId, subjectId: event.subject });
    const told = await tellers[event.type]?.(tx, event);
    if (told)
      await notify(tx, {
        ...told,
        bodyId: event.bodyId,
        eventId: event.id,
        personIds: told.personIds.filter((id) => id !== event.actor.personId),
      });
  }
}

const tellers: Readonly<Record<string, (tx: Tx, event: OutboxEvent) => Promise<Told | null>>> = {
  [noticeSent.type]: ofNotice,
  [speechDecided.type]: ofSpeech,
  [signatureAsked.type]: ofSignature,
  [briefMoved.type]: ofBrief,
};

/** An urgent notice is pushed at once, and at any hour on a day on which the meeting is held; all others in the body's hours (see notice-kinds.ts). */
async function ofNotice(tx: Tx, event: OutboxEvent): Promise<Told | null> {
  const { again } = noticeSent.payload.parse(event.payload);
  const notice = await db(tx)
    .selectFrom('meeting_notice as n')
    .innerJoin('meeting as m', (join) => join.onRef('m.body_id', '=', 'n.body_id').onRef('m.id', '=', 'n.meeting_id'))
    .select(['n.id', 'n.meeting_id', 'n.title', 'n.words', 'n.urgent', 'm.opens_on', 'm.closes_on', 'm.state'])
    .where('n.body_id', '=', event.bodyId)
    .where('n.id', '=', event.subject)
    .where('n.state', '=', 'sent')
    .executeTakeFirst();
  if (!notice) return null;
  const people = await db(tx)
    .selectFrom('meeting_notice_receipt as r')
    .innerJoin('attendee as a', (join) => join.onRef('a.body_id', '=', 'r.body_id').onRef('a.id', '=', 'r.attendee_id'))
    .select('a.person_id')
    .where('r.body_id', '=', event.bodyId)
    .where('r.notice_id', '=', notice.id)
    .where('a.person_id', 'is not', null)
    .$if(again, (owing) => owing.where(notice.urgent ? 'r.confirmed_at' : 'r.read_at', 'is', null))
    .execute();
  const today = dayOf(tx.now);
  const runs = notice.state !== 'ended' && notice.opens_on <= today && today <= notice.closes_on;
  return {
    kind: notice.urgent && runs ? wordsNoticeKinds.urgent : wordsNoticeKinds.notice,
    subjectId: notice.id,
    personIds: people.map((one) => one.person_id!),
    title: `${again ? '提醒：' : ''}${notice.urgent ? '紧急通知：' : ''}${notice.title}`,
    words: shorten(notice.words),
    link: `/meeting/${notice.meeting_id}/notices`,
    urgent: notice.urgent,
  };
}

async function ofSpeech(tx: Tx, event: OutboxEvent): Promise<Told | null> {
  const { words, meetingId } = speechDecided.payload.parse(event.payload);
  const speech = await speechWithSpeaker(tx, event);
  if (!speech?.person_id) return null;
  return {
    kind: wordsNoticeKinds.speech,
    subjectId: event.subject,
    personIds: [speech.person_id],
    title: `大会发言《${speech.title}》`,
    words: shorten(words),
    link: `/meeting/${meetingId}/speech`,
  };
}

async function ofSignature(tx: Tx, event: OutboxEvent): Promise<Told | null> {
  const { meetingId } = signatureAsked.payload.parse(event.payload);
  const speech = await speechWithSpeaker(tx, event);
  if (!speech) return null;
  const convenors = await db(tx)
    .selectFrom('attendee_post as p')
    .innerJoin('attendee as a', (join) => join.onRef('a.body_id', '=', 'p.body_id').onRef('a.id', '=', 'p.attendee_id'))
    .select('a.person_id')
    .where('p.body_id', '=', event.bodyId)
    .where('p.group_id', '=', speech.group_id)
    .where('p.post', 'in', ['convenor', 'deputyConvenor'])
    .where('a.person_id', 'is not', null)
    .execute();
  return {
    kind: wordsNoticeKinds.sign,
    subjectId: event.subject,
    personIds: convenors.map((one) => one.person_id!),
    title: '有一份发言等您签署',
    words: shorten(`${speech.name}：《${speech.title}》`),
    link: `/meeting/${meetingId}/speech`,
  };
}

async function ofBrief(tx: Tx, event: OutboxEvent): Promise<Told | null> {
  const { state, meetingId } = briefMoved.payload.parse(event.payload);
  if (state === 'approved' || state === 'issued') return null;
  const brief = await db(tx)
    .selectFrom('session_brief')
    .select(['title', 'words', 'writer_id'])
    .where('body_id', '=', event.bodyId)
    .where('id', '=', event.subject)
    .executeTakeFirst();
  if (!brief) return null;
  const about = { kind: wordsNoticeKinds.brief, subjectId: event.subject };
  if (state === 'sentBack') {
    const personIds = brief.writer_id ? [brief.writer_id] : [];
    return {
      ...about,
      personIds,
      title: `简报退回修改：${brief.title}`,
      words: shorten(brief.words),
      link: `/meeting/${meetingId}/briefs`,
    };
  }
  const office = await staffOf(tx, event.bodyId, ['clerk', 'officeLeader']);
  return {
    ...about,
    personIds: office.map((one) => one.personId),
    title: `简报送审：${brief.title}`,
    words: '请审定后编号印发。',
    link: `/meetings/${meetingId}/briefs`,
  };
}

async function speechWithSpeaker(tx: Tx, event: OutboxEvent) {
  return await db(tx)
    .selectFrom('speech as s')
    .innerJoin('attendee as a', (join) => join.onRef('a.body_id', '=', 's.body_id').onRef('a.id', '=', 's.attendee_id'))
    .select(['s.title', 's.group_id', 'a.person_id', 'a.name'])
    .where('s.body_id', '=', event.bodyId)
    .where('s.id', '=', event.subject)
    .executeTakeFirst();
}

function shorten(words: string): string {
  return words.length > 140 ? `${words.slice(0, 139)}…` : words;
}
