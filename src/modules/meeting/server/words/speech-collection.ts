import { AlignmentType } from 'docx';
import { dayOf } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { bodyParagraph, documentDay, officialSeries, plainLine, titleLine } from '#platform/server/documents/official-format.ts';
import { speechNames } from '../../contract/words/speeches.ts';
import { meetingOf } from '../core/find.ts';
import type { WordsTables } from './tables.ts';

/** All selected and written speeches of the meeting in one document (大会发言材料汇编): contents, oral ones in their order, then the written ones. */
export async function speechCollection(tx: Tx, meetingId: string): Promise<{ name: string; bytes: Buffer }> {
  const meeting = await meetingOf(tx, meetingId);
  const rows = await tables<WordsTables>(tx)
    .selectFrom('speech as s')
    .innerJoin('attendee as a', (join) => join.onRef('a.body_id', '=', 's.body_id').onRef('a.id', '=', 's.attendee_id'))
    .leftJoin('meeting_group as g', (join) => join.onRef('g.body_id', '=', 'a.body_id').onRef('g.id', '=', 'a.group_id'))
    .leftJoin('sitting as i', (join) => join.onRef('i.body_id', '=', 's.body_id').onRef('i.id', '=', 's.sitting_id'))
    .select(['s.title', 's.text', 's.state', 's.in_name_of', 's.party', 'a.name', 'a.title as post', 'g.name as group_name'])
    .where('s.body_id', '=', meeting.body_id)
    .where('s.meeting_id', '=', meeting.id)
    .where('s.form', 'in', ['oral', 'written'])
    .where('s.state', 'in', ['selected', 'speaking', 'spoken', 'written'])
    .orderBy('i.starts_at')
    .orderBy('s.position')
    .orderBy('s.registered_at')
    .orderBy('s.id')
    .execute();
  const oral = rows.filter((row) => row.state !== 'written');
  const written = rows.filter((row) => row.state === 'written');
  const heading = (words: string) => plainLine(words, { strong: true, spacing: { before: 240 } });
  const contents = [
    plainLine(meeting.title, { alignment: AlignmentType.CENTER, spacing: { before: 800 } }),
    titleLine('大会发言材料汇编'),
    plainLine(`大会秘书处　${documentDay(dayOf(tx.now))}`, { alignment: AlignmentType.CENTER }),
    heading(`口头发言（${oral.length} 篇）`),
    ...oral.map((row, index) => plainLine(`${index + 1}. ${row.title}　${row.name}`)),
    heading(`书面发言（${written.length} 篇）`),
    ...written.map((row, index) => plainLine(`${index + 1}. ${row.title}　${row.name}`)),
  ];
  const letters = [...oral, ...written].map((row) => [
    titleLine(row.title),
    plainLine(speakerWords(row), { alignment: AlignmentType.CENTER, spacing: { after: 240 } }),
    ...row.text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => bodyParagraph(line.trim())),
  ]);
  const bytes = await officialSeries({ title: '大会发言材料汇编', creator: '大会秘书处', letters: [contents, ...letters] });
  return { name: `${meeting.title}大会发言材料汇编.docx`, bytes };
}

function speakerWords(row: {
  name: string;
  post: string;
  group_name: string | null;
  in_name_of: keyof typeof speechNames;
  party: string;
}): string {
  const by =
    row.in_name_of === 'self'
      ? ''
      : row.in_name_of === 'joint'
        ? `（联名：${row.party}）`
        : `（代表${row.party || row.group_name || speechNames[row.in_name_of]}）`;
  return [row.group_name, row.post, `${row.name}${by}`].filter((word) => word).join('　');
}
