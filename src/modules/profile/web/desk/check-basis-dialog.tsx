import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { AreaField, Refusal, TextField } from '#platform/web/desk/form.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { useWrite } from '#platform/web/shared/queries.ts';
import { parameterOf, sayValue } from '../../contract/parameters.ts';
import { checkBasis } from '../../contract/routes.ts';
import type { SheetRow } from '../../contract/sheet-view.ts';
import { SubmitKey } from './submit-key.tsx';

/** Registers the article that a row rests on, in its own words, after reading the text in force. */
export function CheckBasisDialog({ row, onClose }: { row: SheetRow; onClose: () => void }) {
  const { label } = parameterOf(row.key);
  const [input, setInput] = useState(() => inputOf(row));
  const { say } = useUndo();
  const check = useWrite(checkBasis, {
    onDone: () => {
      say(`已登记依据：${label}`);
      onClose();
    },
  });
  const missing = input.title.trim().length < 2 ? '请写明文件名称' : input.excerpt.trim().length < 4 ? '请抄录原文' : null;
  const submit = () => {
    if (!missing) check.mutate({ params: { key: row.key }, body: { ...input, since: input.since || null } });
  };
  const change = (name: keyof typeof input) => (value: string) => setInput({ ...input, [name]: value });
  return (
    <DeskDialog
      title={`核对原文：${label}`}
      note={`现在的值是 ${sayValue(row.key, row.value)}。请对照现行文本抄录；与值不符的，先改值。`}
      onClose={onClose}
      width={560}
      foot={
        <>
          <Button onPress={onClose}>不登记</Button>
          <Button filled keys="Ctrl+Enter" busy={check.isPending} blocked={missing} onPress={submit}>
            登记依据
          </Button>
        </>
      }
    >
      <SubmitKey label="登记依据" onSubmit={submit} />
      <TextField name="文件" hint="如 市人大常委会办理办法（2026 修订）" maxLength={60} value={input.title} onChange={change('title')} />
      <div className="field-row">
        <TextField name="条款" hint="如 第15条" maxLength={30} value={input.article} onChange={change('article')} />
        <TextField type="date" name="施行日期" value={input.since} onChange={change('since')} />
      </div>
      <AreaField name="原文" rows={4} maxLength={1000} value={input.excerpt} onChange={change('excerpt')} />
      {row.basis.note && <p className="s">{row.basis.note}</p>}
      <Refusal error={check.error} whole />
    </DeskDialog>
  );
}

/** Begins with what is known; 本级自定 is no title of a text. */
function inputOf({ basis }: SheetRow) {
  const unnamed = basis.status === 'local' && !basis.checkedAt;
  return { title: unnamed ? '' : basis.title, article: basis.article, excerpt: basis.excerpt ?? '', since: basis.since ?? '' };
}
