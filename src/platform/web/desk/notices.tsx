import { useState } from 'react';
import { Popover } from 'antd';
import { countUnread, listNotifications, markAllRead, markRead } from '../../contract/notifications.ts';
import type { NotificationLine } from '../../contract/notifications.ts';
import { agoWords } from '../shared/dates.ts';
import { usePages, useRead, useWrite } from '../shared/queries.ts';
import { useGo } from './address.ts';
import { Icon } from './icon.tsx';
import { useKeys } from './keys.tsx';
import { Empty, Loading, Refused } from './states.tsx';

/** The bell of the top bar: how many unread messages, and the latest of them. */
export function Notices() {
  const unread = useRead(countUnread, {}, { staleTime: 30_000 });
  const [open, setOpen] = useState(false);
  const count = unread.data?.count ?? 0;
  useKeys([{ keys: 'Alt+n', label: '看消息', quiet: true, everywhere: true, act: () => setOpen(!open) }]);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      content={<NoticeList onClose={() => setOpen(false)} />}
    >
      <button type="button" className="bare bell" aria-expanded={open}>
        <Icon name="bell" /> {count > 0 ? <>{count >= 100 ? '99+' : count} 条新消息</> : '消息'}
      </button>
    </Popover>
  );
}

function NoticeList({ onClose }: { onClose: () => void }) {
  const notices = usePages(listNotifications, { query: { limit: 20 } });
  const go = useGo();
  const readOne = useWrite(markRead);
  const readAll = useWrite(markAllRead);
  const open = (one: NotificationLine) => {
    if (!one.readAt) readOne.mutate({ body: { ids: [one.id] } });
    onClose();
    go(one.link);
  };
  const newest = notices.items[0];
  useKeys([{ keys: 'Escape', label: '关闭消息', quiet: true, everywhere: true, act: onClose }]);
  return (
    <div className="notices">
      <div className="row notices-head">
        <b>消息</b>
        {notices.items.some((one) => !one.readAt) && newest && (
          <button type="button" className="lk s right" onClick={() => readAll.mutate({ body: { upTo: newest.id } })}>
            全部标为已读
          </button>
        )}
      </div>
      {notices.isPending ? (
        <Loading rows={4} />
      ) : notices.error && notices.items.length === 0 ? (
        <Refused error={notices.error} onRetry={() => void notices.refetch()} />
      ) : notices.items.length === 0 ? (
        <Empty words="还没有消息" hint="交办、到期、评价等变化会通知您。" />
      ) : (
        notices.items.map((one) => (
          <button key={one.id} type="button" className={one.readAt ? 'notice' : 'notice new'} onClick={() => open(one)}>
            <span className="row">
              <span className={one.readAt ? 'cut' : 'cut b'}>
                {one.urgent && <span className="over-words">紧急 </span>}
                {one.title}
              </span>
              <span className="s right nw">{agoWords(one.at)}</span>
            </span>
            <span className="m notice-words">{one.words}</span>
          </button>
        ))
      )}
      {notices.hasNextPage && (
        <button type="button" className="more-rows" onClick={() => void notices.fetchNextPage()}>
          看更早的
        </button>
      )}
    </div>
  );
}
