import { AlignmentType } from 'docx';
import type { Paragraph } from 'docx';
import { dayOf } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { bodyParagraph, officialDocument, plainLine, titleLine } from '#platform/server/documents/official-format.ts';
import { organisationsByIds } from '#modules/directory/server/index.ts';
import type { MeetingView } from '../../contract/arrangement/meeting-view.ts';
import type { AgendaItem } from '../../contract/arrangement/routes.ts';
import { quorums } from '../../contract/meeting.ts';
import { readAgenda } from './queries/read-agenda.ts';
import { readMeeting } from './queries/read-meeting.ts';

/** The programme with its agendas as the reader may know it, in the official form (GB/T 9704): day by day, entry by entry. Hidden and cancelled entries are left out. */
export async function programmeDocument(tx: Tx, meetingId: string): Promise<{ name: string; bytes: Buffer }> {
  const [meeting, agenda] = [await readMeeting(tx, meetingId), (await readAgenda(tx, meetingId)).items];
  const body = (await organisationsByIds(tx, [meeting.bodyId])).get(meeting.bodyId);
  const title = `${meeting.title}日程`;
  const bytes = await officialDocument({
    title,
    creator: body?.name ?? '',
    children: [titleLine(title), plainLine(daysOf(meeting), { alignment: AlignmentType.CENTER }), ...daysWithEntries(meeting, agenda)],
  });
  return { name: `${title}.docx`, bytes };
}

function daysWithEntries(meeting: MeetingView, agenda: readonly AgendaItem[]): Paragraph[] {
  const shown = meeting.sittings.filter((one) => !one.hidden && one.state !== 'cancelled');
  return [...Map.groupBy(shown, (one) => dayOf(new Date(one.startsAt)))].flatMap(([day, entries]) => [
    plainLine(''),
    plainLine(sayDay(day), { strong: true }),
    ...entries.flatMap((entry) => [
      plainLine(`${time(entry.startsAt)}至${time(entry.endsAt)}　${entry.title}`, { strong: true, indent: { firstLine: 640 } }),
      ...(entry.place ? [bodyParagraph(`地点：${entry.place}`)] : []),
      ...(entry.quorum === 'none' ? [] : [bodyParagraph(`法定人数：${quorums[entry.quorum]}`)]),
      ...agenda.filter((item) => item.sittingId === entry.id && item.number !== '').map(agendaLine),
    ]),
  ]);
}

function agendaLine(item: AgendaItem): Paragraph {
  const beside = [item.presenter, item.minutes === null ? '' : `${item.minutes}分钟`].filter(Boolean).join('，');
  return plainLine(`${item.number}${item.title}${beside ? `（${beside}）` : ''}`, { indent: { firstLine: 640 + item.depth * 320 } });
}

const weekdays = ['日', '一', '二', '三', '四', '五', '六'];

function sayDay(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日（星期${weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()]}）`;
}

function daysOf(meeting: MeetingView): string {
  const full = (day: string) => `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
  const days =
    meeting.opensOn === meeting.closesOn ? full(meeting.opensOn) : `${full(meeting.opensOn)}至${full(meeting.closesOn).slice(5)}`;
  return `（${days}${meeting.place ? `，${meeting.place}` : ''}）`;
}

function time(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16);
}
