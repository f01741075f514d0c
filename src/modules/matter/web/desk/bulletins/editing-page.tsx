import { useMemo, useState } from 'react';
import { useParams } from '@tanstack/react-router';
import { useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { DeskPage, Pane, Panes, Section } from '#platform/web/desk/page.tsx';
import { Loading, Read, Refused } from '#platform/web/desk/states.tsx';
import { momentWords, timeWords } from '#platform/web/shared/dates.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import { listEditions } from '../../../contract/bulletins.ts';
import { readCase } from '../../../contract/routes.ts';
import type { ActView, CaseView } from '../../../contract/views.ts';
import { ActDialog, actCaseOf } from '../act-dialog.tsx';
import { CaseText } from '../case-text.tsx';
import { FormFields } from '../fields.tsx';
import { casePath } from '../matter-marks.tsx';
import { RefusalLine } from '../refusal-line.tsx';
import { NothingToWrite, useWriting } from '../writing.tsx';

/** Wording a report beside what its author wrote, which stays as it is: original at left, edition in the middle, earlier editions at right. */
export default function EditingPage() {
  const { bodyId = '', matterId = '' }: { bodyId?: string; matterId?: string } = useParams({ strict: false });
  const view = useRead(readCase, { params: { bodyId, matterId } }, { topics: [`matter:${matterId}`] });
  const editions = useRead(listEditions, { params: { bodyId, matterId } });
  if (!view.data || !editions.data)
    return (
      <DeskPage title="编辑">
        {view.error ? <Refused error={view.error} onRetry={() => void view.refetch()} /> : <Loading rows={12} />}
      </DeskPage>
    );
  const act = view.data.acts.find((one) => one.act === 'edit');
  const last = editions.data.items[0];
  return act ? (
    <Editor key={last?.revision ?? 0} view={view.data} act={act} last={last} editions={editions} />
  ) : (
    <NothingToWrite view={view.data} title="编辑" words="现在不用编辑" back="打开这一篇" />
  );
}

interface EditorProps {
  readonly view: CaseView;
  readonly act: ActView;
  readonly last: { readonly title: string; readonly words: string; readonly revision: number } | undefined;
  readonly editions: ReturnType<typeof useRead<typeof listEditions>>;
}

function useEdition({ view, act, last }: EditorProps) {
  const original = useMemo(() => originalOf(view), [view]);
  const start = { editedTitle: last?.title ?? view.matter.title, editedWords: last?.words ?? original };
  const written = useWriting({ view, act, draft: ['edit', view.matter.id, last?.revision ?? 0], start, saved: '编辑稿已保存，原文不变' });
  return { ...written, original };
}

function Editor(props: EditorProps) {
  const { view, act, last, editions } = props;
  const go = useGo();
  const written = useEdition(props);
  const { draft } = written;
  const [next, setNext] = useState<ActView | null>(null);
  useKeys([
    { keys: 'Ctrl+s', label: '保存编辑稿', act: written.save, everywhere: true },
    { keys: 'Escape', label: '打开这一篇', act: () => go(casePath(view.matter)), quiet: true },
  ]);
  const words = typeof draft.content['editedWords'] === 'string' ? draft.content['editedWords'] : '';
  return (
    <DeskPage
      title={`编辑：${view.matter.title}`}
      facts={
        <>
          <span>{view.matter.author?.name}反映</span>
          <span className="s">{draft.savedAt ? `这台电脑 ${timeWords(draft.savedAt)} 自动保存` : last ? '接着上一稿编辑' : '新稿'}</span>
        </>
      }
      act={
        <>
          <OtherWays view={view} onStart={setNext} />
          <Button filled keys="Ctrl+s" busy={written.busy} blocked={act.blocked} onPress={written.save}>
            保存编辑稿
          </Button>
        </>
      }
    >
      <Panes columns="minmax(300px, 1fr) minmax(380px, 1.2fr) minmax(240px, 300px)">
        <Pane label="原文">
          <CaseText view={view} />
        </Pane>
        <Pane label="编辑稿">
          <div className="sec reply-form">
            <RefusalLine words={written.refusal} />
            <FormFields
              fields={act.fields}
              value={draft.content}
              onChange={(field, value) => draft.change({ [field]: value })}
              faults={written.faults}
              matter={view.matter}
            />
            <p className="s">
              编辑稿 {words.length} 字，原文 {written.original.length} 字
            </p>
          </div>
        </Pane>
        <Pane label="各稿" as="aside">
          <Editions of={editions} />
        </Pane>
      </Panes>
      {next && <ActDialog of={actCaseOf(view)} act={next} onClose={() => setNext(null)} onDone={() => go('/bulletins')} />}
    </DeskPage>
  );
}

/** What else may become of the report instead of an edition. */
function OtherWays({ view, onStart }: { view: CaseView; onStart: (act: ActView) => void }) {
  return view.acts
    .filter((one) => ['returnForRevision', 'keep', 'toProposal'].includes(one.act))
    .map((one) => (
      <Button key={one.act} blocked={one.blocked} onPress={() => onStart(one)}>
        {one.label}
      </Button>
    ));
}

function Editions({ of }: { of: EditorProps['editions'] }) {
  return (
    <Section title="各稿" note="最新的在前">
      <Read of={of} rows={3}>
        {(data) =>
          data.items.length === 0 ? (
            <p className="m">还没有编辑过。</p>
          ) : (
            data.items.map((one) => (
              <details key={one.revision} className="cite">
                <summary>
                  {one.editedBy} {momentWords(one.editedAt)}
                </summary>
                <b>{one.title}</b>
                <div className="prose">{one.words}</div>
              </details>
            ))
          )
        }
      </Read>
    </Section>
  );
}

/** What the author wrote, as one text to begin with. */
function originalOf(view: CaseView): string {
  return view.text
    .filter((part) => (part.input === 'text' || part.input === 'list') && Boolean(part.value))
    .map((part) => (Array.isArray(part.value) ? part.value.join('\n') : String(part.value)))
    .join('\n');
}
