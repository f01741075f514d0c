import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { Refusal } from '#platform/web/desk/form.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { Problem } from '#platform/contract/problem.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import { useWrite } from '#platform/web/shared/queries.ts';
import { isSameValue, parameterOf, sayValue } from '../../contract/parameters.ts';
import { type listVersions, type readSheet, saveDraft } from '../../contract/routes.ts';
import type { SheetRow } from '../../contract/sheet-view.ts';
import { draftInputOf } from './draft-input.ts';
import { SubmitKey } from './submit-key.tsx';
import { ValueField } from './value-field.tsx';

interface EditValueDialogProps {
  readonly row: SheetRow;
  readonly sheet: AnswerOf<typeof readSheet>;
  readonly versions: AnswerOf<typeof listVersions>;
  readonly onClose: () => void;
}

/** Changes one row in the draft; the first change begins the draft. What law forbids is said before saving. */
export function EditValueDialog({ row, sheet, versions, onClose }: EditValueDialogProps) {
  const { label, explanation, form } = parameterOf(row.key);
  const [value, setValue] = useState<unknown>(row.value);
  const { say } = useUndo();
  const save = useWrite(saveDraft, {
    onDone: () => {
      say(`已存入草稿：${label}`);
      onClose();
    },
  });
  const fault = faultOf(row, value);
  const blocked = isSameValue(row.key, value, row.value) ? '值没有变' : fault;
  const submit = () => {
    if (!blocked) save.mutate({ body: draftInputOf(sheet, versions, { [row.key]: value }) });
  };
  const refusal = refusalOf(save.error, row.key);
  const foot = (
    <>
      <span className="s grow">{sheet.version?.state === 'draft' ? '存入草稿，发布后生效' : '将开始起草新一版，发布后生效'}</span>
      <Button onPress={onClose}>不改了</Button>
      <Button filled keys="Ctrl+Enter" busy={save.isPending} blocked={blocked} onPress={submit}>
        存入草稿
      </Button>
    </>
  );
  return (
    <DeskDialog title={label} note={explanation} onClose={onClose} width={560} foot={foot}>
      <SubmitKey label="存入草稿" onSubmit={submit} />
      {row.lockReason && <p className="note-line">{row.lockReason}</p>}
      <ValueField form={form} label={label} value={value} onChange={setValue} wrong={fault ?? refusal} />
      <p className="s">现在是：{sayValue(row.key, row.value)}</p>
      <Preset row={row} value={value} onTake={setValue} />
      {!refusal && <Refusal error={save.error} whole />}
    </DeskDialog>
  );
}

/** The preset, offered where the value departs from it. */
function Preset({ row, value, onTake }: { row: SheetRow; value: unknown; onTake: (value: unknown) => void }) {
  if (isSameValue(row.key, value, row.preset)) return null;
  return (
    <p className="s">
      预设是：{sayValue(row.key, row.preset)}{' '}
      <button type="button" className="lk" onClick={() => onTake(row.preset)}>
        恢复预设
      </button>
    </p>
  );
}

/** What is wrong with the value itself; the server checks it against law and the other rows once more. */
function faultOf(row: SheetRow, value: unknown): string | null {
  const { error } = parameterOf(row.key).shape.safeParse(value);
  return error ? (error.issues[0]?.message ?? '填写的内容不符合要求') : null;
}

function refusalOf(error: Error | null, key: string): string | null {
  return error instanceof Problem ? (error.fields?.find((field) => field.path.endsWith(key))?.message ?? null) : null;
}
