import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { saveFrom } from '#platform/web/desk/download.ts';
import { Read } from '#platform/web/desk/states.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import { listTerms } from '#modules/directory/contract/routes.ts';
import type { Kind } from '../../contract/kind.ts';
import { readTreatmentReport } from '../../contract/routes.ts';
import { RefusalLine } from './refusal-line.tsx';

/** The presidium's report on how a session's matters were treated, as a document to print for all deputies. */
export function TreatmentDialog({ kind, onClose }: { kind: Kind; onClose: () => void }) {
  const terms = useRead(listTerms);
  const [picked, setPicked] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const { say } = useUndo();
  const sessions = (terms.data?.items ?? []).flatMap((term) =>
    term.sessions.toReversed().map((session) => ({ id: session.id, name: `${term.name}${session.name}` })),
  );
  const session = picked ?? sessions[0]?.id;
  const take = async () => {
    setBusy(true);
    try {
      const name = sessions.find((one) => one.id === session)?.name ?? '';
      await saveFrom(
        readTreatmentReport,
        { query: { kind: kind.kind, session } },
        `${name}主席团关于${kind.words.full}处理意见的报告.docx`,
      );
      say('已下载处理意见报告，用 WPS 或 Word 打开即可打印');
      onClose();
    } catch (error) {
      setRefusal(wordsOf(error));
      setBusy(false);
    }
  };
  return (
    <DeskDialog
      title={`${kind.words.name}处理意见报告`}
      note={`印发全体代表：每件${kind.words.name}的编号、领衔和联名人数、委员会意见、主席团决定和理由。`}
      onClose={onClose}
      width={460}
      foot={
        <>
          <Button onPress={onClose}>关闭</Button>
          <Button filled busy={busy} blocked={session ? null : '还没有登记会次'} onPress={() => void take()}>
            下载报告
          </Button>
        </>
      }
    >
      <Read of={terms} rows={1}>
        {() => (
          <label className="field">
            <span className="name">哪次会议</span>
            <select className="pick" value={session ?? ''} onChange={(event) => setPicked(event.target.value)}>
              {sessions.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          </label>
        )}
      </Read>
      <RefusalLine words={refusal} />
    </DeskDialog>
  );
}
