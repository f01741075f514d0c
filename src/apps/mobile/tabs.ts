import { useMemo } from 'react';
import { IconMeeting } from '#modules/meeting/web/mobile/words/icons.tsx';
import { countUnread } from '#platform/contract/notifications.ts';
import type { Tab } from '#platform/web/mobile/tab-bar.tsx';
import { IconHome, IconMatters, IconMessage, IconPerson } from '#platform/web/shared/icons.tsx';
import { useRead } from '#platform/web/shared/queries.ts';

/** The rooms of the phone terminal. */
export function useTabs(): readonly Tab[] {
  const unread = useRead(countUnread).data?.count;
  return useMemo(
    () => [
      { to: '/', title: '首页', icon: IconHome },
      { to: '/matters', title: '办事', icon: IconMatters },
      { to: '/meeting', title: '会议', icon: IconMeeting },
      { to: '/messages', title: '消息', icon: IconMessage, count: unread, countWords: ' 条未读' },
      { to: '/me', title: '我的', icon: IconPerson },
    ],
    [unread],
  );
}
