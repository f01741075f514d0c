import { useState } from 'react';
import { addDays, dayOf } from '#platform/contract/instant.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { saveFrom } from '#platform/web/desk/download.ts';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import type { Kind } from '../../contract/kind.ts';
import { readAssignmentList } from '../../contract/routes.ts';

/** The list for the assignment meeting (交办会): what was assigned between two days, one row for each case and unit, as a document to print. */
export function AssignmentListDialog({ kind, onClose }: { kind: Kind; onClose: () => void }) {
  const [from, setFrom] = useState(() => addDays(dayOf(new Date()), -30));
  const [to, setTo] = useState(() => dayOf(new Date()));
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const { say } = useUndo();
  const take = async () => {
    setBusy(true);
    try {
      await saveFrom(readAssignmentList, { query: { kind: kind.kind, from, to } }, `${kind.words.name}交办清单 ${from} 至 ${to}.docx`);
      say('已下载交办清单，用 WPS 或 Word 打开即可打印');
      onClose();
    } catch (error) {
      setRefusal(wordsOf(error));
      setBusy(false);
    }
  };
  return (
    <DeskDialog
      title="交办清单"
      note="交办会用：每件每家单位一行，含编号、标题、提出人、承办单位和答复期限。"
      onClose={onClose}
      width={440}
      foot={
        <>
          <Button onPress={onClose}>关闭</Button>
          <Button filled busy={busy} blocked={from > to ? '起始日期不能晚于结束日期' : null} onPress={() => void take()}>
            下载交办清单
          </Button>
        </>
      }
    >
      <div className="field-row">
        <label className="field">
          <span className="name">交办日期从</span>
          <input className="input" type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
        </label>
        <label className="field">
          <span className="name">到</span>
          <input className="input" type="date" value={to} onChange={(event) => setTo(event.target.value)} />
        </label>
      </div>
      {refusal && (
        <p className="refused-line" role="alert">
          {refusal}
        </p>
      )}
    </DeskDialog>
  );
}
