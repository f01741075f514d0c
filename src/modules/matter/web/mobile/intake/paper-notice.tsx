import { useState } from 'react';
import { Button } from '#platform/web/mobile/button.tsx';
import { TextArea } from '#platform/web/mobile/fields.tsx';
import { Section } from '#platform/web/mobile/parts.tsx';
import { Sheet } from '#platform/web/mobile/sheet.tsx';
import { toast } from '#platform/web/mobile/toast.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { dayWords } from '#platform/web/shared/dates.ts';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { manners, objectToPaper, readPaper } from '../../../contract/intake.ts';

/** To the proposer of an item that the office entered from paper: who did it and when, and a way to say that it is not his. */
export function PaperNotice({ bodyId, matterId }: { readonly bodyId: string; readonly matterId: string }) {
  const paper = useRead(readPaper, { params: { bodyId, matterId } }, { topics: [`matter:${matterId}`] });
  const [objecting, setObjecting] = useState(false);
  const { entry, objectionBlocked } = paper.data ?? {};
  if (!entry) return null;
  return (
    <Section title="代您录入的书面件">
      <div className="card">
        <p className="wrap">
          {dayWords(entry.receivedOn)}
          {manners[entry.manner]}，由工作机构{entry.enteredBy}照原件录入并提交。
        </p>
        {entry.objection && (
          <p className="wrap">
            您的异议：{entry.objection.words}
            {entry.settlement ? `　处理结果：${entry.settlement.words}` : '　工作机构正在处理。'}
          </p>
        )}
        {objectionBlocked === null ? (
          <div style={{ marginTop: 12 }}>
            <Button look="edge" onClick={() => setObjecting(true)}>
              不是我提的，或与原件不符
            </Button>
          </div>
        ) : (
          !entry.objection && <p className="second">{objectionBlocked}</p>
        )}
      </div>
      {objecting && <ObjectionSheet bodyId={bodyId} matterId={matterId} onClose={() => setObjecting(false)} />}
    </Section>
  );
}

function ObjectionSheet({
  bodyId,
  matterId,
  onClose,
}: {
  readonly bodyId: string;
  readonly matterId: string;
  readonly onClose: () => void;
}) {
  const [words, setWords] = useState('');
  const object = useWrite(objectToPaper, {
    onDone: () => {
      toast('已告诉工作机构');
      onClose();
    },
  });
  const short = words.trim().length < 4;
  return (
    <Sheet
      title="说明哪里不对"
      onClose={onClose}
      foot={
        <Button
          look="fill"
          busy={object.isPending}
          disabled={short}
          onClick={() => object.mutate({ params: { bodyId, matterId }, body: { words: words.trim() } })}
        >
          告诉工作机构
        </Button>
      }
    >
      <TextArea
        label="不是您提的，还是哪里与原件不符"
        required
        value={words}
        onText={setWords}
        maxLength={500}
        lines={4}
        fault={object.error && wordsOf(object.error)}
      />
    </Sheet>
  );
}
