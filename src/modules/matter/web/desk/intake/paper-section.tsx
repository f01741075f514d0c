import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { Facts, Section } from '#platform/web/desk/page.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { dayWords, momentWords } from '#platform/web/shared/dates.ts';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { useCan } from '#platform/web/shared/session.tsx';
import { manners, readPaper, settlePaper } from '../../../contract/intake.ts';
import type { PaperEntry } from '../../../contract/intake.ts';
import { RefusalLine } from '../refusal-line.tsx';

/** Beside a case that came in on paper: who entered it, and what its proposer says about that. Nothing for all other cases. */
export function PaperSection({ bodyId, matterId }: { bodyId: string; matterId: string }) {
  const can = useCan();
  const paper = useRead(readPaper, { params: { bodyId, matterId } }, { enabled: can('matter.intake'), topics: [`matter:${matterId}`] });
  const [settling, setSettling] = useState(false);
  const entry = paper.data?.entry;
  if (!entry) return null;
  return (
    <Section title="书面件" note={`${entry.enteredBy}代录`}>
      <Facts
        pairs={[
          ['收到', `${dayWords(entry.receivedOn)}，${manners[entry.manner]}`],
          ['录入', `${entry.enteredBy}，${momentWords(entry.enteredAt)}`],
          ['纸上联名', entry.signersOnPaper > 0 ? `${entry.signersOnPaper} 人` : null],
          ['备注', entry.note],
        ]}
      />
      {entry.objection && (
        <div className="redo-note" role={entry.settlement ? undefined : 'alert'}>
          <b>{entry.author.name}有异议</b> <span className="s">{momentWords(entry.objection.at)}</span>
          <br />
          {entry.objection.words}
          {entry.settlement && (
            <p className="s">
              {entry.settlement.by}处理：{entry.settlement.words}（{momentWords(entry.settlement.at)}）
            </p>
          )}
        </div>
      )}
      {entry.objection && !entry.settlement && (
        <Button small onPress={() => setSettling(true)}>
          记下处理结果
        </Button>
      )}
      {settling && <SettleDialog bodyId={bodyId} entry={entry} onClose={() => setSettling(false)} />}
    </Section>
  );
}

function SettleDialog({ bodyId, entry, onClose }: { bodyId: string; entry: PaperEntry; onClose: () => void }) {
  const [words, setWords] = useState('');
  const { say } = useUndo();
  const settle = useWrite(settlePaper, {
    onDone: () => {
      say('已记下处理结果并告诉提出人');
      onClose();
    },
  });
  return (
    <DeskDialog
      title="记下处理结果"
      note={`${entry.author.name}：${entry.objection?.words ?? ''}`}
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>不做了</Button>
          <Button
            filled
            busy={settle.isPending}
            blocked={words.trim().length < 4 ? '请写明怎么处理的' : null}
            onPress={() => settle.mutate({ params: { bodyId, matterId: entry.matterId }, body: { words: words.trim() } })}
          >
            记下并告诉提出人
          </Button>
        </>
      }
    >
      <div className="field">
        <div className="name">怎么处理的</div>
        <textarea
          className="area"
          rows={4}
          maxLength={500}
          aria-label="怎么处理的"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <p className="s">需要退回、不予受理或改正的，另外在这一件里办理。</p>
      </div>
      <RefusalLine words={settle.error && wordsOf(settle.error)} />
    </DeskDialog>
  );
}
