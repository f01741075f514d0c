import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useWrite } from '#platform/web/shared/queries.ts';
import { parameterOf, sayValue } from '../../contract/parameters.ts';
import { checkBasis } from '../../contract/routes.ts';
import type { SheetRow } from '../../contract/sheet-view.ts';
import { SubmitKey } from './submit-key.tsx';

/** Registers the article that a row rests on, in its own words, after reading the text in force. */
export function CheckBasisDialog({ row, onClose }: { row: SheetRow; onClose: () => void }) {
  const { label } = parameterOf(row.key);
  const { basis } = row;
  const [input, setInput] = useState({ title: basis.status === 'local' && !basis.checkedAt ? '' : basis.title, article: basis.article, excerpt: basis.excerpt ?? '', since: basis.since ?? '' });
  const { say } = useUndo();
  const check = useWrite(checkBasis, { onDone: () => { say(`已登记依据：${label}`); onClose(); } });
  const missing = input.title.trim().length < 2 ? '请写明文件名称' : input.excerpt.trim().length < 4 ? '请抄录原文' : null;
  const submit = () => { if (!missing) check.mutate({ params: { key: row.key }, body: { ...input, since: input.since || null } }); };
  const field = (name: 'title' | 'article', words: string, hint: string) => (
    <label className="field"><span className="name">{words}<span className="s">{hint}</span></span>
      <input className="input" value={input[name]} onChange={(event) => setInput({ ...input, [name]: event.target.value })} /></label>
  );
  return (
    <DeskDialog
      title={`核对原文：${label}`} note={`现在的值是 ${sayValue(row.key, row.value)}。请对照现行文本抄录；与值不符的，先改值。`} onClose={onClose} width={560}
      foot={<><Button onPress={onClose}>不登记</Button><Button filled keys="Ctrl+Enter" busy={check.isPending} blocked={missing} onPress={submit}>登记依据</Button></>}
    >
      <SubmitKey label="登记依据" onSubmit={submit} />
      {field('title', '文件', '如 市人大常委会办理办法（2026 修订）')}
      <div className="field-row">
        {field('article', '条款', '如 第15条')}
        <label className="field"><span className="name">施行日期</span><input type="date" className="input" value={input.since} onChange={(event) => setInput({ ...input, since: event.target.value })} /></label>
      </div>
      <label className="field"><span className="name">原文</span><textarea className="area" rows={4} value={input.excerpt} onChange={(event) => setInput({ ...input, excerpt: event.target.value })} /></label>
      {basis.note && <p className="s">{basis.note}</p>}
      {check.error && <p className="refused-line" role="alert">{wordsOf(check.error)}</p>}
    </DeskDialog>
  );
}
