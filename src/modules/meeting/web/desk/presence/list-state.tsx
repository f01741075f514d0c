import { Clock } from '#platform/web/desk/clock.tsx';
import type { CheckListLine } from '../../../contract/presence/views.ts';
import { useMinute } from '../../shared/presence/use-minute.ts';

/** Whether the list takes scans now. */
export function ListState({ list }: { list: Pick<CheckListLine, 'state' | 'opensAt' | 'closesAt'> }) {
  const now = useMinute();
  if (list.state === 'closed') return <Clock tone="waiting" words="已停止" />;
  if (list.opensAt && list.opensAt > now) return <Clock tone="waiting" words="未开始" />;
  if (list.closesAt && list.closesAt < now) return <Clock tone="waiting" words="已过时" />;
  return <Clock tone="running" words="签到中" />;
}
