import { AlignmentType, BorderStyle, Paragraph, TextRun } from 'docx';
import { dayOf } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { bodyParagraph, documentDay, officialDocument, plainLine, titleLine } from '#platform/server/documents/official-format.ts';
import { meetingOf } from '../core/find.ts';
import { readBrief } from './briefs.ts';

const red = 'C8102E';

/** A brief as it is printed: red head 简报, number, who issues it and when, the text, whom it goes to. One that is not issued says so. */
export async function briefDocument(tx: Tx, meetingId: string, briefId: string): Promise<{ name: string; bytes: Buffer }> {
  const [meeting, brief] = await Promise.all([meetingOf(tx, meetingId), readBrief(tx, meetingId, briefId)]);
  const day = documentDay(dayOf(brief.issuedAt ? new Date(brief.issuedAt) : tx.now));
  const number = brief.number === null ? '（未编号，送审稿）' : `第 ${brief.number} 期`;
  const bytes = await officialDocument({
    title: brief.title,
    creator: '大会秘书处',
    children: [
      headLine('会 议 简 报', 72),
      plainLine(number, { alignment: AlignmentType.CENTER }),
      plainLine(meeting.title, { alignment: AlignmentType.CENTER }),
      ruledLine(`大会秘书处`, day),
      titleLine(brief.title),
      ...brief.text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => bodyParagraph(line.trim())),
      plainLine(
        `（${[brief.groupName, brief.sittingTitle].filter((word) => word !== '').join('，')}，整理：${brief.writtenBy}${brief.approvedBy ? `，审定：${brief.approvedBy}` : ''}）`,
        {
          alignment: AlignmentType.RIGHT,
          spacing: { before: 300 },
        },
      ),
      plainLine('送：大会主席团（常务委员会）成员，各代表团（界别），大会秘书处各组', {
        spacing: { before: 500 },
        border: {
          top: { style: BorderStyle.SINGLE, size: 8, color: '000000', space: 4 },
          bottom: { style: BorderStyle.SINGLE, size: 8, color: '000000', space: 4 },
        },
      }),
    ],
  });
  return { name: `简报${brief.number === null ? '（送审稿）' : `第${brief.number}期`} ${brief.title}.docx`, bytes };
}

function headLine(words: string, size: number): Paragraph {
  const font = { ascii: 'Times New Roman', eastAsia: '方正小标宋简体', hAnsi: 'Times New Roman' };
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: 120 },
    children: [new TextRun({ text: words, size, color: red, font })],
  });
}

/** Who issues it at the left, the day at the right, over the red line. */
function ruledLine(left: string, right: string): Paragraph {
  return plainLine(`${left}\t${right}`, {
    tabStops: [{ type: 'right', position: 8_845 }],
    border: { bottom: { style: BorderStyle.SINGLE, size: 18, color: red, space: 6 } },
  });
}
