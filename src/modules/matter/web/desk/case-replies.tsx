import { useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { saveFrom } from '#platform/web/desk/download.ts';
import { Icon } from '#platform/web/desk/icon.tsx';
import { Tag } from '#platform/web/desk/marks.tsx';
import { Section } from '#platform/web/desk/page.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { dayWords, momentWords } from '#platform/web/shared/dates.ts';
import { promiseCourse, promiseWords } from '../../contract/promise-words.ts';
import { readLetter } from '../../contract/routes.ts';
import type { ActView, CaseView, CommitmentView, HandlingView } from '../../contract/views.ts';
import { CaseRatings } from './case-ratings.tsx';
import { Files } from './case-text.tsx';
import { isSealedRating } from '../shared/index.ts';
import { casePath } from './matter-marks.tsx';

type Reply = HandlingView['replies'][number];

/** Drafts and replies of every unit, newest first, with sign-off steps, ratings and promises. */
export function CaseReplies({ view, onStart }: { view: CaseView; onStart: (act: ActView) => void }) {
  const replies = view.handlings
    .flatMap((handling) => handling.replies.map((reply) => ({ handling, reply })))
    .sort((one, other) => other.reply.savedAt.localeCompare(one.reply.savedAt));
  return (
    <>
      {replies.map(({ handling, reply }) => (
        <OneReply key={reply.id} view={view} handling={handling} reply={reply} onStart={onStart} />
      ))}
      {view.commitments.length > 0 && (
        <Section title="承诺事项" note={`${view.commitments.length} 项`}>
          {view.commitments.map((one) => (
            <OnePromise key={one.id} view={view} promise={one} onStart={onStart} />
          ))}
        </Section>
      )}
    </>
  );
}

interface OneReplyProps {
  readonly view: CaseView;
  readonly handling: HandlingView;
  readonly reply: Reply;
  readonly onStart: (act: ActView) => void;
}

const replyActs: ReadonlySet<string> = new Set(['startSignoff', 'signOff', 'sendBackDraft', 'issueReply', 'treat']);

function OneReply({ view, handling, reply, onStart }: OneReplyProps) {
  const issued = reply.state === 'issued';
  const latest = reply.round === handling.round;
  const acts = view.acts.filter(
    (act) => act.targetId === handling.id && (issued ? latest && isSealedRating(view.matter.kind, act.act) : replyActs.has(act.act)),
  );
  const when = issued && reply.issuedAt ? `${dayWords(reply.issuedAt)}送达` : `${momentWords(reply.savedAt)}保存`;
  return (
    <Section
      title={issued ? `${handling.unit.shortName}的答复` : `${handling.unit.shortName}的答复稿`}
      note={[reply.round > 1 ? `第 ${reply.round} 次办理` : '', when, reply.documentNumber].filter(Boolean).join('，')}
      act={<ReplyHead view={view} handling={handling} reply={reply} />}
    >
      <div className="reply">
        <p className="prose">{reply.words}</p>
      </div>
      {reply.missingOpinions && <p className="doubt">会办意见未到的说明：{reply.missingOpinions}</p>}
      <Files files={reply.files} />
      {reply.steps.length > 0 && <SignSteps reply={reply} />}
      {acts.length > 0 && (
        <div className="row wrap reply-acts">
          {acts.map((act) => (
            <Button key={act.act} small blocked={act.blocked} onPress={() => onStart(act)}>
              {act.label}
            </Button>
          ))}
          <span className="s">{acts.find((act) => act.blocked)?.blocked}</span>
        </div>
      )}
      {issued && <CaseRatings view={view} handling={handling} round={reply.round} />}
    </Section>
  );
}

function ReplyHead({ view, handling, reply }: Omit<OneReplyProps, 'onStart'>) {
  const go = useGo();
  const write =
    reply.state !== 'issued' && view.acts.some((act) => act.act === 'draftReply' && act.targetId === handling.id && !act.blocked);
  return (
    <span className="row">
      {reply.answerClassLabel && (
        <Tag kind="strong">
          {reply.answerLetter && `${reply.answerLetter} 类：`}
          {reply.answerClassLabel}
        </Tag>
      )}
      {write && (
        <Button small keys="w" onPress={() => go(`${casePath(view.matter)}/reply/${handling.id}`)}>
          改答复稿
        </Button>
      )}
      <LetterButton view={view} reply={reply} />
    </span>
  );
}

/** Downloads the official letter of a reply. */
export function LetterButton({ view, reply }: { view: CaseView; reply: Pick<Reply, 'id' | 'round'> }) {
  const { say } = useUndo();
  const take = async () => {
    try {
      await saveFrom(
        readLetter,
        { params: { bodyId: view.matter.bodyId, matterId: view.matter.id, replyId: reply.id } },
        `${view.matter.shortNumber ?? ''}${view.kindName}答复函.docx`,
      );
      say('已下载答复函');
    } catch (error) {
      say(`没有下载：${wordsOf(error)}`);
    }
  };
  return (
    <Button small onPress={() => void take()}>
      <Icon name="download" />
      答复函
    </Button>
  );
}

function SignSteps({ reply }: { reply: Reply }) {
  const current = reply.steps.findIndex((step) => step.state === 'waiting');
  return (
    <ol className="sign" aria-label="审签">
      {reply.steps.map((step, index) => (
        <li
          key={step.step}
          className={step.state === 'agreed' ? 'd' : step.state === 'sentBack' ? 'st' : index === current ? 'on' : undefined}
          aria-current={index === current ? 'step' : undefined}
        >
          <b>
            {step.state === 'agreed' && (
              <span className="done-words">
                <Icon name="tick" />
              </span>
            )}
            {step.state === 'sentBack' && <Icon name="late" />}
            {step.label}
          </b>
          {step.person.name}
          <br />
          {step.at ? `${dayWords(step.at)}${step.state === 'sentBack' ? '退回' : ''}` : index === current ? '等审签' : ''}
          {step.words && (
            <>
              <br />
              {step.words}
            </>
          )}
        </li>
      ))}
    </ol>
  );
}

function OnePromise({ view, promise, onStart }: { view: CaseView; promise: CommitmentView; onStart: (act: ActView) => void }) {
  const acts = view.acts.filter((act) => act.targetId === promise.id);
  return (
    <div className="seat-block">
      <div className="row">
        <span className="grow">{promise.words}</span>
        <Tag kind={promise.state === 'broken' ? 'draft' : undefined}>{promiseWords(promise)}</Tag>
      </div>
      <div className="row s">
        <span>
          {promise.unit.shortName}，{dayWords(promise.dueOn)}前
          {promise.originallyDueOn !== promise.dueOn && (
            <>
              ，<span className="was">{dayWords(promise.originallyDueOn)}</span>改期
            </>
          )}
        </span>
        <span className="right row">
          {acts.map((act) => (
            <Button key={act.act} small blocked={act.blocked} onPress={() => onStart(act)}>
              {act.label}
            </Button>
          ))}
        </span>
      </div>
      {promiseCourse(promise).map((one) => (
        <p key={one.at} className="m">
          {dayWords(one.at)} {[one.head, one.words].filter(Boolean).join('：')}
        </p>
      ))}
    </div>
  );
}
