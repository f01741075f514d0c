import type { Tx } from '#platform/server/database.ts';
import { notify } from '#platform/server/notifications/notifications.ts';
import type { OutboxEvent } from '#platform/server/outbox/dispatcher.ts';
import { staffOf } from '#modules/directory/server/index.ts';
import { paperEntered, paperObjected, paperSettled } from '../../contract/intake-events.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { shorten } from '../engine/words.ts';
import { caseLink, noticeKinds } from '../notices.ts';

/** Tells the proposer and the co-signers what was entered in their name, the office who disagrees, and the proposer what came of it. */
export async function tellOfPaper(tx: Tx, events: readonly OutboxEvent[]): Promise<void> {
  for (const event of events) {
    if (event.type === paperEntered.type) await tellEntered(tx, event);
    if (event.type === paperObjected.type) await tellObjected(tx, event);
    if (event.type === paperSettled.type) {
      const { authorId, words } = paperSettled.payload.parse(event.payload);
      await tell(tx, event, [authorId], '您的异议已处理', words);
    }
  }
}

async function tellEntered(tx: Tx, event: OutboxEvent): Promise<void> {
  const { kind, title, authorId, author, signers, enteredBy } = paperEntered.payload.parse(event.payload);
  const { name } = kindOf(kind).words;
  const own = `工作机构（${enteredBy}）已把您书面提交的${name}《${title}》录入并提交审核。请看一下，如果不是您提的或与原件不符，请在这一件里说明。`;
  await tell(tx, event, [authorId], `已代您录入书面${name}`, own);
  await tell(tx, event, signers, `您联名的书面${name}已录入`, `您在纸上联名的《${title}》（${author}提出）已录入并提交审核。`);
}

async function tellObjected(tx: Tx, event: OutboxEvent): Promise<void> {
  const { title, author, words } = paperObjected.payload.parse(event.payload);
  const staff = await staffOf(tx, event.bodyId, ['clerk', 'officeLeader']);
  await notify(tx, {
    kind: noticeKinds.work,
    bodyId: event.bodyId,
    eventId: event.id,
    subjectId: event.subject,
    personIds: staff.map((one) => one.personId),
    title: '提出人对代录的书面件有异议',
    words: shorten(`${author}：《${title}》${words}`, 140),
    link: caseLink(event.bodyId, event.subject),
    urgent: true,
  });
}

async function tell(tx: Tx, event: OutboxEvent, personIds: readonly string[], title: string, words: string): Promise<void> {
  await notify(tx, {
    kind: noticeKinds.progress,
    bodyId: event.bodyId,
    eventId: event.id,
    subjectId: event.subject,
    personIds,
    title,
    words: shorten(words, 140),
    link: caseLink(event.bodyId, event.subject),
  });
}
