import { AlignmentType } from 'docx';
import { dayOf } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { organisationsByIds } from '#modules/directory/server/index.ts';
import { principalRoles } from '../../contract/kind.ts';
import { fullNumber } from '../../contract/kind-words.ts';
import { matterProblem } from '../../contract/problems.ts';
import { raiserWord } from '../../contract/public-words.ts';
import type { Case } from '../engine/case.ts';
import { loadCase } from '../engine/case.ts';
import { rulesFor } from '../engine/surroundings.ts';
import type { HandlingRow, ReplyRow } from '../tables.ts';
import {
  bodyParagraph,
  documentDay,
  letterhead,
  officialDocument,
  plainLine,
  titleLine,
} from '#platform/server/documents/official-format.ts';

/** Who gets a copy, as the rules name them; those of the body itself are written with its name. */
const copies: Readonly<Record<string, (body: string) => string>> = {
  deputiesAffairsCommission: (body) => `${body}常委会代表工作机构`,
  electingStandingCommittee: () => '选出代表的人大常委会',
  governmentOffice: () => '政府办公室',
  proposalsCommittee: (body) => `${body}提案委员会`,
};

/**
 * The official reply as a document (DOMAIN §1.6 "Reply form", §8.7): class letter at the top right, title 关于…的答复, addressee, text, unit and
 * date with room for the seal, copies. Drafts carry the word 稿 and are the unit's own: row-level security shows them to nobody else.
 */
export async function replyLetter(tx: Tx, bodyId: string, matterId: string, replyId: string): Promise<{ name: string; bytes: Buffer }> {
  const of = await loadCase(tx, bodyId, matterId);
  const reply = of.replies.find((one) => one.id === replyId);
  const handling = of.handlings.find((one) => one.id === reply?.handling_id);
  if (!reply || !handling) throw matterProblem('matter.not-found');
  const [rules, bodies] = await Promise.all([rulesFor(tx, bodyId), organisationsByIds(tx, [bodyId])]);
  const title = letterTitle(of, handling, bodies.get(bodyId)?.name ?? '');
  const recipients = rules.parameters.replyCopies.flatMap((code) => copies[code]?.(bodies.get(bodyId)?.shortName ?? '') ?? []);
  const bytes = await officialDocument({
    title,
    creator: reply.unit_name,
    children: [
      ...letterhead(reply.unit_name),
      ...(reply.answer_letter ? [plainLine(`${reply.answer_letter} 类`, { alignment: AlignmentType.RIGHT, strong: true })] : []),
      plainLine(reply.document_number ?? (reply.state === 'issued' ? '' : '（稿）'), { alignment: AlignmentType.RIGHT }),
      titleLine(title),
      plainLine(`${addressee(of)}：`),
      ...reply.words
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean)
        .map(bodyParagraph),
      ...promiseLines(reply),
      plainLine(''),
      plainLine(reply.unit_name, { alignment: AlignmentType.RIGHT, indent: { right: 640 } }),
      plainLine(documentDay(dayOf(reply.issued_at ?? tx.now)), { alignment: AlignmentType.RIGHT, indent: { right: 1280 } }),
      plainLine(''),
      ...(reply.contact_name ? [plainLine(`（联系人及电话：${reply.contact_name}）`, { indent: { firstLine: 640 } })] : []),
      ...(recipients.length > 0 ? [plainLine(`抄送：${recipients.join('、')}。`)] : []),
    ],
  });
  return { name: `${title}.docx`, bytes };
}

/** 关于明州市第十六届人大第五次会议第87号建议的答复, 关于政协明州市第十六届委员会第五次会议第87号提案的答复, or 的会办意见. */
function letterTitle({ matter, kind }: Case, handling: HandlingRow, body: string): string {
  const named = matter.number_text ? `${fullNumber(kind.bodyKind, body, matter.number_text)}${kind.words.name}` : `《${matter.title}》`;
  return `关于${named}的${principalRoles.includes(handling.role) ? '答复' : '会办意见'}`;
}

/** Everybody who stands under the text by name; what a collective filed is answered to it. */
function addressee(of: Case): string {
  if (of.matter.collective !== null) return of.matter.collective;
  const called = raiserWord(of.kind.bodyKind);
  const signers = of.parties.filter((party) => party.role === 'signer' && party.state === 'confirmed').map((party) => party.name);
  return [of.matter.author_name, ...signers].map((name) => `${name}${called}`).join('、');
}

function promiseLines(reply: ReplyRow) {
  return reply.promises.length === 0
    ? []
    : [
        bodyParagraph('承诺事项'),
        ...reply.promises.map((promise, index) => bodyParagraph(`${index + 1}. ${promise.words}（${documentDay(promise.dueOn)}前）`)),
      ];
}
