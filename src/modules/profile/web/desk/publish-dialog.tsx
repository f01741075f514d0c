import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { ConfirmDialog, DeskDialog } from '#platform/web/desk/dialog.tsx';
import { Refusal, TextField } from '#platform/web/desk/form.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import type { AnswerOf } from '#platform/contract/route.ts';
import { useWrite } from '#platform/web/shared/queries.ts';
import { parameterOf, sayValue } from '../../contract/parameters.ts';
import { discardDraft, type listVersions, publishDraft, type readSheet } from '../../contract/routes.ts';
import type { VersionLine } from '../../contract/sheet-view.ts';
import { versionWords } from './version-timeline.tsx';

type Sheet = AnswerOf<typeof readSheet>;

interface PublishDialogProps {
  readonly sheet: Sheet;
  readonly draft: VersionLine;
  readonly versions: AnswerOf<typeof listVersions>;
  readonly onClose: () => void;
  /** Called when the draft is gone: published or discarded. */
  readonly onGone: () => void;
}

/** What is about to bind everybody: the changed rows, what still wants checking, and from which day. */
export function PublishDialog({ sheet, draft, versions, onClose, onGone }: PublishDialogProps) {
  const first = versions.items.every((version) => version.state === 'draft');
  const [validFrom, setValidFrom] = useState(draft.validFrom < versions.today && !first ? versions.today : draft.validFrom);
  const [discarding, setDiscarding] = useState(false);
  const { say } = useUndo();
  const gone = (words: string) => {
    say(words);
    onGone();
    onClose();
  };
  const publish = useWrite(publishDraft, { onDone: ({ label }) => gone(`已发布 ${label} 版，${validFrom} 起生效`) });
  const foot = (
    <>
      <button type="button" className="lk" onClick={() => setDiscarding(true)}>
        放弃草稿
      </button>
      <span className="grow" />
      <Button onPress={onClose}>先不发布</Button>
      <Button filled busy={publish.isPending} onPress={() => publish.mutate({ body: { revision: draft.revision, validFrom } })}>
        发布
      </Button>
    </>
  );
  const note = '发布以后不能再改；以后的改动是下一版。已经起算的期限仍按原来的版本。';
  return (
    <DeskDialog title={`发布 ${draft.label} 版`} note={note} onClose={onClose} width={680} foot={foot}>
      <TextField
        type="date"
        name="生效日期"
        hint={first ? '第一版可以从过去的日期起' : '这一天起发生的事按新规则'}
        value={validFrom}
        min={first ? undefined : versions.today}
        onChange={(value) => setValidFrom(value || validFrom)}
      />
      <Changes sheet={sheet} label={draft.label} />
      <Checklist sheet={sheet} />
      <Refusal error={publish.error} whole />
      {discarding && <DiscardDialog draft={draft} onDone={() => gone('已放弃草稿')} onClose={() => setDiscarding(false)} />}
    </DeskDialog>
  );
}

function Changes({ sheet, label }: { sheet: Sheet; label: string }) {
  const changed = sheet.rows.filter((row) => row.changed);
  const before = versionWords(sheet.beforeLabel);
  return (
    <table className="small-table">
      <thead>
        <tr>
          <th style={{ width: 170 }}>规则（改 {changed.length} 项）</th>
          <th>{before}</th>
          <th>{label} 版</th>
        </tr>
      </thead>
      <tbody>
        {changed.map((row) => (
          <tr key={row.key}>
            <td>{parameterOf(row.key).label}</td>
            <td className="m">{sayValue(row.key, row.before)}</td>
            <td className="b">{sayValue(row.key, row.value)}</td>
          </tr>
        ))}
        {changed.length === 0 && (
          <tr>
            <td colSpan={3}>各项与{before}相同，发布后作为本级的第一版。</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

/** What a careful publisher looks at; only contradictions stop the publication, and those are refused already on saving. */
function Checklist({ sheet }: { sheet: Sheet }) {
  const unread = sheet.rows.filter((row) => row.changed && !row.basis.checkedAt && row.basis.status !== 'law').length;
  const unverified = sheet.rows.filter((row) => row.basis.status === 'unverified').length;
  return (
    <ul className="checklist" aria-label="发布前核对">
      <Check good={unread === 0} words={unread === 0 ? '改动各项的依据已登记' : `改动的 ${unread} 项还没有登记依据原文`} />
      <Check good={unverified === 0} words={unverified === 0 ? '没有待核的原文' : `全部规则中有 ${unverified} 项原文待核`} />
      <Check good words="与国家法律和各项之间没有冲突（保存时已核对，发布时再核一次）" />
    </ul>
  );
}

function Check({ good, words }: { good: boolean; words: string }) {
  return (
    <li className={good ? 'done-words' : 'soon-words'}>
      <Icon name={good ? 'tick' : 'half'} label={good ? '已核' : '请留意'} /> <span>{words}</span>
    </li>
  );
}

function DiscardDialog({ draft, onDone, onClose }: { draft: VersionLine; onDone: () => void; onClose: () => void }) {
  const discard = useWrite(discardDraft, { onDone });
  return (
    <ConfirmDialog
      title={`放弃 ${draft.label} 版草稿`}
      words="放弃草稿"
      onConfirm={() => discard.mutateAsync({ body: { revision: draft.revision } })}
      onClose={onClose}
    >
      <p>草稿里的 {draft.changes} 项改动不再保留；放弃的内容可以在操作记录里查到。</p>
    </ConfirmDialog>
  );
}
