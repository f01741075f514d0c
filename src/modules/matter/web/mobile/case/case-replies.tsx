import { kinds } from '../../../contract/kinds/index.ts';
import type { CaseView, HandlingView } from '../../../contract/views.ts';
import { readLetter } from '../../../contract/routes.ts';
import { CaseRatings } from './case-ratings.tsx';
import { Files } from './files.tsx';
import { LongWords } from './long-words.tsx';
import { Line, Section } from '#platform/web/mobile/parts.tsx';
import { addressOf } from '#platform/web/shared/call.ts';
import { dayWords } from '#platform/web/shared/dates.ts';
import { IconDownload, IconPhone } from '#platform/web/shared/icons.tsx';

type Reply = HandlingView['replies'][number];

/** 答复: what the units answered, newest round first, and how it was rated. Drafts are there only for those who write them. */
export function CaseReplies({ found }: { readonly found: CaseView }) {
  const all = found.handlings.flatMap((handling) => handling.replies.map((reply) => ({ handling, reply })));
  if (all.length === 0) return null;
  return (
    <Section title="答复" {...(all.length > 1 ? { count: all.length } : {})}>
      {all
        .sort((one, other) => other.reply.round - one.reply.round)
        .map(({ handling, reply }) => (
          <ReplyCard key={reply.id} found={found} handling={handling} reply={reply} />
        ))}
    </Section>
  );
}

function ReplyCard({ found, handling, reply }: { readonly found: CaseView; readonly handling: HandlingView; readonly reply: Reply }) {
  const phone = reply.contactName?.match(/1\d{10}|0?\d{2,3}-?\d{7,8}|\d{8}/)?.[0];
  const { bodyId, id: matterId } = found.matter;
  return (
    <article className="card">
      <div className="lead">
        <b className="strong">{handling.unit.name}</b>
        {reply.state !== 'issued' && <span className="tag">草稿，未送达</span>}
      </div>
      <p className="second wrap">
        <Line
          words={[
            reply.issuedAt && `${dayWords(reply.issuedAt)}答复`,
            reply.answerLetter ? `${reply.answerLetter} 类：${reply.answerClassLabel ?? ''}` : reply.answerClassLabel,
            reply.documentNumber,
          ]}
        />
      </p>
      <LongWords words={reply.words} />
      <Files files={reply.files} />
      {reply.missingOpinions && <p className="second wrap">会办意见未到的说明：{reply.missingOpinions}</p>}
      <div className="reply-acts">
        {reply.contactName &&
          (phone ? (
            <a className="textual" href={`tel:${phone}`}>
              <IconPhone size={20} />
              {reply.contactName}
            </a>
          ) : (
            <span className="second">联系人 {reply.contactName}</span>
          ))}
        {reply.state === 'issued' && hasLetter(found) && (
          <a className="textual" href={addressOf(readLetter, { params: { bodyId, matterId, replyId: reply.id } })} download>
            <IconDownload size={20} />
            答复函
          </a>
        )}
      </div>
      <CaseRatings found={found} handling={handling} round={reply.round} />
    </article>
  );
}

/** Kinds whose reply is drafted and signed have it as an official letter; an answer from the street has none. */
function hasLetter(found: CaseView): boolean {
  return Object.values(kinds[found.matter.kind]?.acts ?? {}).some((act) => act.effects.includes('draftReply'));
}
