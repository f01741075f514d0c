import { AlignmentType } from 'docx';
import { dayOf } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { organisationsByIds } from '#modules/directory/server/index.ts';
import { readBulletin } from '../bulletins/read-bulletin.ts';
import {
  bodyParagraph,
  documentDay,
  letterhead,
  officialDocument,
  plainLine,
  titleLine,
} from '#platform/server/documents/official-format.ts';

/** A bulletin as it goes out: red head, number and day, text, authors, where it goes, signer (DOMAIN §2.5, §8.7). An unissued one says so. */
export async function bulletinDocument(tx: Tx, id: string): Promise<{ name: string; bytes: Buffer }> {
  const [bulletin, bodies] = await Promise.all([readBulletin(tx, id), organisationsByIds(tx, [tx.actor.bodyId!])]);
  const body = bodies.get(tx.actor.bodyId!)?.name ?? '';
  const day = documentDay(dayOf(bulletin.issuedAt ? new Date(bulletin.issuedAt) : tx.now));
  const authors = [...new Set(bulletin.matters.map((one) => one.line.author?.name).filter(Boolean))].join('、');
  const bytes = await officialDocument({
    title: bulletin.title,
    creator: body,
    children: [
      ...letterhead(bulletin.name.replace(/ .*$/, '')),
      plainLine(`${bulletin.number === null ? '未编号（草稿）' : `${bulletin.year} 年第 ${bulletin.number} 期`}　　${body}　　${day}`, {
        alignment: AlignmentType.CENTER,
      }),
      titleLine(bulletin.title),
      ...bulletin.words
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map(bodyParagraph),
      bodyParagraph(`（反映人：${authors}）`),
      plainLine(`报送：${bulletin.addressees.join('、')}`, { spacing: { before: 400 } }),
      plainLine(`签发：${bulletin.signer ?? '　　　　'}`),
    ],
  });
  return { name: `${bulletin.name}.docx`, bytes };
}
