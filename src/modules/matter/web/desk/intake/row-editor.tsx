import { useRef } from 'react';
import { downloadFile } from '#platform/contract/files.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { saveFrom } from '#platform/web/desk/download.ts';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { DeskLink } from '#platform/web/desk/link.tsx';
import { Pane, Section } from '#platform/web/desk/page.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import { useMe } from '#platform/web/shared/session.tsx';
import type { Doubt, readIntake, readIntakeRow } from '../../../contract/intake.ts';
import { readIntakeForm } from '../../../contract/intake.ts';
import { FormFields } from '../fields.tsx';
import { casePath, kindNamed } from '../matter-marks.tsx';
import { RefusalLine } from '../refusal-line.tsx';
import { Original } from './row-original.tsx';
import { RowPeople } from './row-people.tsx';
import type { Editor } from './use-row-editor.ts';
import { useRowEditor } from './use-row-editor.ts';

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

interface RowFormProps {
  readonly batch: Batch;
  readonly row: Row;
  readonly editor: Editor;
  readonly bodyId: string;
}

function RowForm({ batch, row, editor, bodyId }: RowFormProps) {
  const form = useRead(readIntakeForm, { params: { kind: batch.kind } }, { staleTime: 600_000 });
  const kind = kindNamed(batch.kind);
  if (!kind) return null;
  const { content } = editor;
  const fields = (form.data?.fields ?? []).filter((field) => !['files', 'voice'].includes(field.input));
  const faults = Object.fromEntries(editor.doubts.filter((one) => one.grave).map((one) => [one.field, one.words]));
  return (
    <div className="row-form">
      <RowPeople kind={kind} row={row} editor={editor} faults={faults} />
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
