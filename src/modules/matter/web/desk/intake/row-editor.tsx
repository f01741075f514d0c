import { useEffect, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { downloadFile } from '#platform/contract/files.ts';
import { Problem } from '#platform/contract/problem.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { saveFrom } from '#platform/web/desk/download.ts';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { DeskLink } from '#platform/web/desk/link.tsx';
import { Checkbox } from '#platform/web/desk/marks.tsx';
import { Pane, Section } from '#platform/web/desk/page.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { call } from '#platform/web/shared/call.ts';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { moduleOf, refreshModule, useRead } from '#platform/web/shared/queries.ts';
import { useMe } from '#platform/web/shared/session.tsx';
import type { Doubt, readIntake, readIntakeRow, RowContent } from '../../../contract/intake.ts';
import { mendIntakeRow, readIntakeForm, setRowAside } from '../../../contract/intake.ts';
import { FormFields } from '../fields.tsx';
import { casePath, kindNamed } from '../matter-marks.tsx';
import { RefusalLine } from '../refusal-line.tsx';
import { GroupPicker, MemberPicker } from './member-picker.tsx';

type Batch = AnswerOf<typeof readIntake>;
type Row = AnswerOf<typeof readIntakeRow>;

interface RowEditorProps {
  readonly batch: Batch;
  readonly row: Row;
  readonly onNext: () => void;
  readonly onAgain: () => unknown;
}

/** The original beside what was made of it. What is typed is saved by itself; Ctrl Enter confirms and goes on. */
export function RowEditor({ batch, row, onNext, onAgain }: RowEditorProps) {
  const editor = useRowEditor(batch.id, row, onNext);
  const form = useRef<HTMLDivElement>(null);
  // Matters of a batch are of the body whose office works here.
  const bodyId = useMe().seat?.organisation.id ?? '';
  const worked = row.state === 'open' || row.state === 'confirmed';
  const closed = batch.state === 'closed';
  useKeys([
    worked && !closed && { keys: 'Enter', label: '确认，看下一件', act: () => editor.confirm() },
    worked && !closed && { keys: 'e', label: '改第一个疑问', act: () => focusFirst(form.current, editor.doubts) },
    !closed &&
      (row.state === 'open' || row.state === 'aside') && {
        keys: 'x',
        label: row.state === 'aside' ? '改为再看' : '不收',
        act: () => editor.aside(),
      },
  ]);
  useKeys([worked && !closed && { keys: 'Ctrl+Enter', label: '填写时确认', act: () => editor.confirm(), everywhere: true, quiet: true }]);
  return (
    <>
      <Pane label="原文">
        <Original row={row} />
      </Pane>
      <Pane label="认出的内容" as="aside" foot={!closed && <RowActs row={row} editor={editor} />}>
        <div ref={form}>
          <State row={row} bodyId={bodyId} editor={editor} onAgain={onAgain} />
          {worked && <RowForm batch={batch} row={row} editor={editor} bodyId={bodyId} />}
        </div>
      </Pane>
    </>
  );
}

interface Editor {
  readonly content: RowContent;
  readonly doubts: readonly Doubt[];
  readonly refusal: string | null;
  readonly busy: boolean;
  readonly change: (part: Partial<RowContent>) => void;
  readonly confirm: () => void;
  readonly aside: () => void;
}

/** Keeps what is typed: saved soon after the last key and on leaving, one saving after the other, since each makes the next revision. */
function useRowEditor(intakeId: string, row: Row, onNext: () => void): Editor {
  const client = useQueryClient();
  const { say } = useUndo();
  const [content, setContent] = useState(row.content);
  const [doubts, setDoubts] = useState(row.doubts);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const latest = useRef({ content, revision: row.revision, dirty: false, saving: Promise.resolve() as Promise<unknown> });
  const params = { intakeId, rowId: row.id };

  // Somebody else, or the job, changed the row while nothing was being typed here.
  useEffect(() => {
    if (latest.current.dirty || row.revision <= latest.current.revision) return;
    latest.current = { ...latest.current, content: row.content, revision: row.revision };
    setContent(row.content);
    setDoubts(row.doubts);
  }, [row]);

  const save = (confirm: boolean) => {
    const work = async () => {
      latest.current.dirty = false;
      const answer = await call(mendIntakeRow, {
        params,
        body: { revision: latest.current.revision, content: latest.current.content, confirm },
      });
      latest.current.revision = answer.revision;
      setDoubts(answer.doubts);
      setRefusal(null);
    };
    latest.current.saving = latest.current.saving.then(work, work);
    return latest.current.saving;
  };
  useEffect(() => {
    if (!latest.current.dirty) return undefined;
    const timer = setTimeout(() => void save(false).catch((error: Error) => setRefusal(wordsOf(error))), 900);
    return () => clearTimeout(timer);
  }, [content]);
  useEffect(
    () => () => {
      if (latest.current.dirty) void save(false).catch(() => undefined);
    },
    [],
  );

  const refresh = () => void refreshModule(client, moduleOf(mendIntakeRow.id));
  const run = async (work: () => Promise<unknown>, done: string) => {
    setBusy(true);
    try {
      await work();
      say(done);
      refresh();
      onNext();
    } catch (error) {
      setRefusal(error instanceof Problem && error.fields ? error.fields.map((field) => field.message).join(' ') : wordsOf(error as Error));
    }
    setBusy(false);
  };
  return {
    content,
    doubts,
    refusal,
    busy,
    change: (part) => {
      const next = { ...latest.current.content, ...part };
      latest.current = { ...latest.current, content: next, dirty: true };
      setContent(next);
    },
    confirm: () => void run(() => save(true), `已确认：${row.title}`),
    aside: () =>
      void run(
        () => call(setRowAside, { params, body: { aside: row.state !== 'aside' } }),
        row.state === 'aside' ? `改为再看：${row.title}` : `不收：${row.title}`,
      ),
  };
}

const meanings: Readonly<Record<string, string>> = {
  title: '标题',
  author: '提出人',
  signers: '联名',
  group: '代表团、界别',
  date: '时间',
  unit: '承办单位',
  heading: '小标题',
  subject: '案由',
  situation: '情况',
  analysis: '分析',
  grounds: '案据',
  measures: '建议',
};

/** The original line by line; at the margin stands what each line was taken for. */
function Original({ row }: { row: Row }) {
  if (row.original.length === 0) return <p className="m original-none">没有读出文字。</p>;
  let before: string | null = null;
  return (
    <article className="original" aria-label="原文">
      {row.original.map((line, index) => {
        const meaning = line.as && line.as !== 'heading' ? (meanings[line.as] ?? null) : null;
        const said = meaning !== before ? meaning : null;
        before = meaning;
        return (
          // The lines of an original never change their places.
          // eslint-disable-next-line react/no-array-index-key
          <div key={index} className={`line as-${line.as ?? 'none'}`}>
            <span className="s">{said}</span>
            <p>{line.words}</p>
          </div>
        );
      })}
    </article>
  );
}

function State({ row, bodyId, editor, onAgain }: { row: Row; bodyId: string; editor: Editor; onAgain: () => unknown }) {
  if (row.state === 'taken')
    return (
      <div className="sec">
        <p className="done-words b">已收入系统</p>
        <p>
          <DeskLink to={casePath({ bodyId, id: row.matterId })}>打开这一件</DeskLink>
        </p>
      </div>
    );
  if (row.state === 'refused')
    return (
      <div className="sec" role="alert">
        <p className="over-words">没有读出来</p>
        <p>{row.refusal}</p>
        <p className="s">改好后用“再加文件”放进来。</p>
      </div>
    );
  if (row.state === 'aside')
    return (
      <div className="sec">
        <p className="m">不收这一件。按 X 改为再看。</p>
      </div>
    );
  return (
    <>
      {row.refusal && (
        <div className="sec">
          <p className="refused-line" role="alert">
            上次没有收入：{row.refusal}
          </p>
        </div>
      )}
      <RefusalLine words={editor.refusal} />
      {editor.refusal?.includes('刚刚改过') && (
        <Button small onPress={() => void onAgain()}>
          重新读取
        </Button>
      )}
      {editor.doubts.length > 0 && (
        <ul className="doubts" aria-label="疑问">
          {editor.doubts.map((one) => (
            <li key={`${one.field} ${one.words}`} className={one.grave ? 'grave' : undefined}>
              {one.words}
              {one.code === 'similar' && one.about && (
                <>
                  {' '}
                  <DeskLink to={casePath({ bodyId, id: one.about })}>看那一件</DeskLink>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function RowForm({ batch, row, editor, bodyId }: { batch: Batch; row: Row; editor: Editor; bodyId: string }) {
  const kind = kindNamed(batch.kind)!;
  const form = useRead(readIntakeForm, { params: { kind: batch.kind } }, { staleTime: 600_000 });
  const [group, setGroup] = useState<string | null>(null);
  const { content } = editor;
  const fields = (form.data?.fields ?? []).filter((field) => !['files', 'voice'].includes(field.input));
  const faults = Object.fromEntries(editor.doubts.filter((one) => one.grave).map((one) => [one.field, one.words]));
  const words = kind.bodyKind === 'congress' ? '代表团' : '界别';
  return (
    <div className="row-form">
      <Section
        title="谁提出的"
        note={row.named.author ? `原文写：${[row.named.author, row.named.group].filter(Boolean).join('，')}` : '原文没有写'}
      >
        <div className="field" data-field="author">
          <div className="name">{kind.words.author}</div>
          <div className="row">
            <GroupPicker value={group} onChange={setGroup} words={words} />
            <MemberPicker
              label={kind.words.author}
              value={content.author ? [content.author] : []}
              group={group}
              known={row.people}
              onChange={([id]) => editor.change({ author: id ?? null })}
            />
          </div>
          {faults['author'] && <p className="wrong">{faults['author']}</p>}
        </div>
        <div className="field" data-field="signers">
          <div className="name">
            联名 {content.signers.length > 0 && <span className="s">{content.signers.length} 人</span>}
            {row.named.signers.length > 0 && <span className="s cut">原文写：{row.named.signers.join('、')}</span>}
          </div>
          <MemberPicker
            label="联名"
            many
            value={content.signers}
            group={null}
            known={row.people}
            onChange={(signers) => editor.change({ signers })}
          />
          {content.signers.length > 0 && (
            <div className="row signed">
              <Checkbox
                checked={content.signaturesChecked}
                label="已核对原件上的联名签名"
                onChange={() => editor.change({ signaturesChecked: !content.signaturesChecked })}
              />
              <span>已核对原件上的联名签名</span>
            </div>
          )}
        </div>
        <div className="field" data-field="receivedOn">
          <div className="name">收到日期</div>
          <input
            className="input"
            type="date"
            aria-label="收到日期"
            value={content.receivedOn}
            onChange={(event) => event.target.value && editor.change({ receivedOn: event.target.value })}
          />
          {faults['receivedOn'] && <p className="wrong">{faults['receivedOn']}</p>}
        </div>
      </Section>
      <Section title={kind.words.name}>
        <FormFields
          fields={fields}
          value={content.form}
          onChange={(name, value) => editor.change({ form: { ...content.form, [name]: value } })}
          faults={faults}
          matter={{ kind: batch.kind, id: row.matterId, bodyId }}
        />
      </Section>
    </div>
  );
}

function RowActs({ row, editor }: { row: Row; editor: Editor }) {
  const file = row.fileId;
  const grave = editor.doubts.filter((one) => one.grave).length;
  return (
    <>
      {file && (
        <Button small onPress={() => void saveFrom(downloadFile, { params: { id: file } }, row.fileName)}>
          下载原件
        </Button>
      )}
      <span className="grow" />
      {(row.state === 'open' || row.state === 'aside') && (
        <Button keys="x" busy={editor.busy} onPress={editor.aside}>
          {row.state === 'aside' ? '改为再看' : '不收'}
        </Button>
      )}
      {(row.state === 'open' || row.state === 'confirmed') && (
        <Button
          filled
          keys="Ctrl+Enter"
          busy={editor.busy}
          blocked={grave > 0 ? `还有 ${grave} 处必须先解决` : null}
          onPress={editor.confirm}
        >
          {row.state === 'confirmed' ? '再次确认' : '确认，看下一件'}
        </Button>
      )}
    </>
  );
}

/** Puts the focus where the first doubt is: the picker of people, or the field of the form. */
function focusFirst(form: HTMLElement | null, doubts: readonly Doubt[]): void {
  const field = doubts[0]?.field;
  const wrong = form?.querySelector<HTMLElement>('.field:has(.wrong) :is(input:not([type="file"]), textarea, select, button)');
  const named = field && form?.querySelector<HTMLElement>(`[data-field="${field}"] :is(input, textarea)`);
  (named || wrong || form?.querySelector<HTMLElement>('input, textarea'))?.focus();
}
