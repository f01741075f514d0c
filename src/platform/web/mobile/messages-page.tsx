import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { listNotifications, markAllRead, markRead, type NotificationLine } from '../../contract/notifications.ts';
import { call } from '../shared/call.ts';
import { Empty, OfflineChip, Reading, wordsOf } from '../shared/conditions.tsx';
import { momentWords } from '../shared/dates.ts';
import { IconBell, IconForward, IconSettings } from '../shared/icons.tsx';
import { refreshModule, usePages, useWrite } from '../shared/queries.ts';
import { Tool } from './button.tsx';
import { Choices } from './fields.tsx';
import { More, PullToRefresh } from './list.tsx';
import { Page } from './page.tsx';
import { toast } from './toast.tsx';
import './messages.css';

/** What I was told, newest first; each leads to what it is about. */
export default function MessagesPage() {
  const [which, setWhich] = useState('all');
  const lines = usePages(listNotifications, { query: which === 'unread' ? { unread: '1' } : {} });
  const readAll = useWrite(markAllRead, { onDone: () => toast('已全部标为已读') });
  const anyUnread = lines.items.some((line) => !line.readAt);
  const markAll = () =>
    readAll.mutate({ body: lines.items[0] ? { upTo: lines.items[0].id } : {} }, { onError: (error) => toast(wordsOf(error), 'fault') });
  return (
    <Page
      title="消息"
      room
      tools={
        <>
          <OfflineChip updatedAt={lines.dataUpdatedAt} />
          {anyUnread && <Tool label="全部已读" shows="words" onPress={markAll} />}
          <Tool label="选择怎么提醒" icon={IconSettings} to="/messages/choices" />
        </>
      }
    >
      <PullToRefresh onRefresh={lines.refetch}>
        <div className="filters">
          <Choices
            label="看哪些"
            options={[
              { value: 'all', label: '全部' },
              { value: 'unread', label: '未读' },
            ]}
            value={which}
            onChoose={setWhich}
          />
        </div>
        <Reading
          result={lines}
          rows={5}
          isEmpty={() => lines.items.length === 0}
          empty={
            <Empty icon={IconBell} title={which === 'unread' ? '没有未读的消息' : '还没有消息'}>
              有人请您联名、单位答复了您、期限快到了，都会在这里告诉您。
            </Empty>
          }
        >
          {() => (
            <div className="section card flush">
              {lines.items.map((line) => (
                <Message key={line.id} line={line} />
              ))}
            </div>
          )}
        </Reading>
        <More {...lines} />
      </PullToRefresh>
    </Page>
  );
}

function Message({ line }: { readonly line: NotificationLine }) {
  const client = useQueryClient();
  const read = () => {
    if (!line.readAt)
      void call(markRead, { body: { ids: [line.id] } }).then(
        () => refreshModule(client, 'notification'),
        () => undefined,
      );
  };
  return (
    <Link className={line.readAt ? 'row message' : 'row message unread'} to={line.link} onClick={read}>
      <span className="message-mark" aria-hidden />
      <span className="row-words">
        <span className="message-head">
          <b className="wrap">
            {line.title}
            {!line.readAt && <span className="unseen">（未读）</span>}
          </b>
          <span className="label whole">{momentWords(line.at)}</span>
        </span>
        <span className="second wrap message-words">{line.words}</span>
      </span>
      <span className="go">
        <IconForward size={20} />
      </span>
    </Link>
  );
}
