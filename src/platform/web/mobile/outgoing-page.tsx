import { useState } from 'react';
import { Button } from './button.tsx';
import { Fault } from './fields.tsx';
import { Page } from './page.tsx';
import { Confirm } from './sheet.tsx';
import { Empty } from '../shared/conditions.tsx';
import { momentWords } from '../shared/dates.ts';
import type { State } from '../shared/deadline.ts';
import { IconSend } from '../shared/icons.tsx';
import { outgoing, useOutgoing, type OutgoingState, type OutgoingWrite } from '../shared/outgoing.ts';
import { useOffline } from '../shared/signal.ts';
import { StateSay } from '../shared/state.tsx';

const looks: Readonly<Record<OutgoingState, { readonly state: State; readonly words: string }>> = {
  waiting: { state: 'soon', words: '等待发送' },
  sending: { state: 'running', words: '正在发送' },
  sent: { state: 'done', words: '已送达' },
  refused: { state: 'overdue', words: '没有发成' },
};

/** Everything written on this phone that is still on its way, and what arrived in the last day. */
export default function OutgoingPage() {
  const writes = [...useOutgoing()].reverse();
  const offline = useOffline();
  const [giving, setGiving] = useState<OutgoingWrite | null>(null);
  return (
    <Page title="待发送" parent="/me">
      {writes.length === 0 && (
        <Empty icon={IconSend} title="没有等待发送的内容">
          没有信号时写的内容先存在这里，有信号后按先后自动发出，每件只发一次。
        </Empty>
      )}
      {writes.length > 0 && (
        <p className="second" style={{ paddingTop: 12 }}>
          {offline ? '有信号后按先后自动发出，每件只发一次。' : '按先后发出，每件只发一次。'}
        </p>
      )}
      <div className="section">
        {writes.map((write) => (
          <Write key={write.id} write={write} onGiveUp={() => setGiving(write)} />
        ))}
      </div>
      {giving && (
        <Confirm title="不发了？" act="删除这件" look="warn" onConfirm={() => outgoing.discard(giving.id)} onClose={() => setGiving(null)}>
          “{giving.title}”和附上的照片会从这台手机删除。
        </Confirm>
      )}
    </Page>
  );
}

function Write({ write, onGiveUp }: { readonly write: OutgoingWrite; readonly onGiveUp: () => void }) {
  const look = looks[write.state];
  return (
    <div className="card">
      <div className="lead">
        <StateSay state={look.state}>{look.words}</StateSay>
        <span className="kind">{momentWords(write.sentAt ?? write.madeAt)}</span>
      </div>
      <p className="wrap">{write.title}</p>
      {write.files.length > 0 && <p className="label">附 {write.files.length} 个文件</p>}
      <Fault words={write.refusal?.message} />
      {(write.state === 'refused' || write.state === 'waiting') && (
        <div className="btns" style={{ marginTop: 12 }}>
          <Button mini onClick={onGiveUp}>
            不发了
          </Button>
          <Button mini look="edge" onClick={() => void outgoing.retry(write.id)}>
            {write.state === 'refused' ? '再发一次' : '现在就发'}
          </Button>
        </div>
      )}
    </div>
  );
}
