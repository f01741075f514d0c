import { useMemo, useState } from 'react';
import { useParams } from '@tanstack/react-router';
import { useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { DeskPage, Pane, Panes } from '#platform/web/desk/page.tsx';
import { Loading, Refused } from '#platform/web/desk/states.tsx';
import { momentWords, timeWords } from '#platform/web/shared/dates.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import { readCase } from '../../contract/routes.ts';
import type { ActView, CaseView, HandlingView } from '../../contract/views.ts';
import { ActDialog, actCaseOf } from './act-dialog.tsx';
import { FormFields } from './fields.tsx';
import { LetterButton } from './case-replies.tsx';
import { keyed } from './keyed.ts';
import { LetterPreview, printLetter } from './letter-preview.tsx';
import { casePath, useOwnerMark } from './matter-marks.tsx';
import { answeredDemands } from './answered-demands.ts';
import { RefusalLine } from './refusal-line.tsx';
import { ReplySource, demandsOf } from './reply-source.tsx';
import { NothingToWrite, useWriting } from './writing.tsx';

/** Writing a reply: the demands at left, the draft in the middle, the official letter as it will leave the house at right. */
export default function ReplyPage() {
  const {
    bodyId = '',
    matterId = '',
    handlingId = '',
  }: { bodyId?: string; matterId?: string; handlingId?: string } = useParams({ strict: false });
  const view = useRead(readCase, { params: { bodyId, matterId } }, { topics: [`matter:${matterId}`] });
  if (!view.data)
    return (
      <DeskPage title="写答复">
        {view.error ? <Refused error={view.error} onRetry={() => void view.refetch()} /> : <Loading rows={12} />}
      </DeskPage>
    );
  const handling = view.data.handlings.find((one) => one.id === handlingId);
  const act = view.data.acts.find((one) => one.act === 'draftReply' && one.targetId === handlingId);
  if (!handling || !act) return <NothingToWrite view={view.data} title="写答复" words="现在不能写答复" back="回到这一件" />;
  return <Editor view={view.data} handling={handling} act={act} />;
}

interface Writing {
  readonly view: CaseView;
  readonly handling: HandlingView;
  readonly act: ActView;
}

function useReplyDraft({ view, handling, act }: Writing) {
  const reply = handling.replies.findLast((one) => one.state !== 'issued');
  const start = useMemo(() => beginning(act, reply), [act, reply]);
  const written = useWriting({ view, act, draft: ['reply', handling.id, reply?.savedAt ?? ''], start, saved: '答复稿已保存' });
  return { ...written, reply };
}

type ReplyDraft = ReturnType<typeof useReplyDraft>;

function Editor(writing: Writing) {
  const { view, handling, act } = writing;
  const go = useGo();
  useOwnerMark(view.matter);
  const written = useReplyDraft(writing);
  const { content, change } = written.draft;
  const words = typeof content['words'] === 'string' ? content['words'] : '';
  const demands = demandsOf(view);
  const sign = view.acts.find((one) => one.act === 'startSignoff' && one.targetId === handling.id);
  const outline = () =>
    change({
      words: keyed(demands)
        .map(({ place, item }) => `${ordinal(place)}、关于${subjectOf(item)}。`)
        .join('\n'),
    });
  useKeys([
    { keys: 'Ctrl+s', label: '保存答复稿', act: written.save, everywhere: true },
    { keys: 'Ctrl+p', label: '打印', act: printLetter, everywhere: true, quiet: true },
    { keys: 'Escape', label: '回到这一件', act: () => go(casePath(view.matter)), quiet: true },
  ]);
  return (
    <DeskPage
      title={`${view.matter.shortNumber ?? ''} 号${view.kindName}答复稿`}
      facts={<EditorFacts {...writing} written={written} />}
      act={<EditorActs {...writing} written={written} />}
    >
      <Panes columns="minmax(280px, 332px) minmax(360px, 1fr) minmax(420px, 520px)">
        <Pane label="要答复的内容" toRead>
          <ReplySource
            view={view}
            handling={handling}
            answered={answeredDemands(words, demands.length)}
            onSkeleton={words.trim() ? undefined : outline}
          />
        </Pane>
        <Pane label="答复稿">
          <div className="sec reply-form">
            <RefusalLine words={written.refusal} />
            {sign?.blocked && <p className="doubt">还不能送审签：{sign.blocked}</p>}
            <FormFields
              fields={act.fields}
              value={content}
              onChange={(name, value) => change({ [name]: value })}
              faults={written.faults}
              matter={view.matter}
            />
          </div>
        </Pane>
        <Pane label="答复函预览" as="aside" toRead>
          <LetterPreview view={view} handling={handling} content={content} act={act} />
        </Pane>
      </Panes>
    </DeskPage>
  );
}

function EditorFacts({ view, written: { draft, reply } }: Writing & { written: ReplyDraft }) {
  const saved = reply ? `上次保存 ${momentWords(reply.savedAt)}` : '新稿';
  return (
    <>
      <span className="cut">{view.matter.title}</span>
      <span className="s">{draft.savedAt ? `这台电脑 ${timeWords(draft.savedAt)} 自动保存` : saved}</span>
    </>
  );
}

function EditorActs({ view, handling, act, written }: Writing & { written: ReplyDraft }) {
  const go = useGo();
  const [next, setNext] = useState<ActView | null>(null);
  const sign = view.acts.find((one) => one.act === 'startSignoff' && one.targetId === handling.id);
  useKeys([sign && { keys: 'g', label: sign.label, blocked: sign.blocked ?? undefined, act: () => setNext(sign) }]);
  return (
    <>
      {written.reply ? (
        <LetterButton view={view} reply={written.reply} />
      ) : (
        <Button small blocked="先保存答复稿，再下载" onPress={() => undefined}>
          答复函
        </Button>
      )}
      <Button onPress={printLetter} keys="Ctrl+p">
        打印
      </Button>
      {sign && (
        <Button blocked={sign.blocked} keys="g" onPress={() => setNext(sign)}>
          {sign.label}
        </Button>
      )}
      <Button filled keys="Ctrl+s" busy={written.busy} blocked={act.blocked} onPress={written.save}>
        保存答复稿
      </Button>
      {next && <ActDialog of={actCaseOf(view)} act={next} onClose={() => setNext(null)} onDone={() => go(casePath(view.matter))} />}
    </>
  );
}

/** What stands in the form at the beginning: the unit's last draft, else what the server proposes. */
function beginning(act: ActView, reply: HandlingView['replies'][number] | undefined): Record<string, unknown> {
  const proposed = Object.fromEntries(
    act.fields.filter((field) => field.initial !== undefined && field.initial !== null).map((field) => [field.name, field.initial]),
  );
  if (!reply) return proposed;
  const { words, answerClass, promises, missingOpinions, contactName, files } = reply;
  return {
    ...proposed,
    words,
    answerClass: answerClass ?? undefined,
    promises: [...promises],
    missingOpinions: missingOpinions ?? undefined,
    contactName: contactName ?? undefined,
    files: files.map((file) => file.id),
  };
}

/** `一`, `二`, … of a paragraph's head. */
function ordinal(index: number): string {
  return '一二三四五六七八九十'[index] ?? String(index + 1);
}

/** The first clause of a demand, short enough for a heading. */
function subjectOf(demand: string): string {
  return (demand.split(/[，。；,;]/)[0] ?? demand).slice(0, 18);
}
