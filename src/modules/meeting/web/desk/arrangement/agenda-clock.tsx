import { useWrite } from '#platform/web/shared/queries.ts';
import { useNow } from '#platform/web/shared/now.ts';
import type { AgendaItem } from '../../../contract/arrangement/routes.ts';
import { moveAgenda } from '../../../contract/arrangement/routes.ts';
import { useMeeting } from '../shared/meeting-page.tsx';
import { clockOf } from './sitting-words.ts';

const words = { pending: '', now: '正在进行', done: '完成', skipped: '跳过' } as const;

/** Where the sitting stands: what is on and for how long, what is done; while the meeting runs each item can be taken up, finished or passed over. */
export function AgendaClock({ item }: { item: AgendaItem }) {
  const meeting = useMeeting();
  const write = useWrite(moveAgenda);
  const go = (state: AgendaItem['state']) => write.mutate({ params: { meetingId: meeting.id, itemId: item.id }, body: { state } });
  const running = meeting.state === 'running';
  if (!running && item.state === 'pending') return null;
  return (
    <span className="agenda-clock s">
      {item.state !== 'pending' && <b className={item.state}>{words[item.state]}</b>}
      {item.state === 'now' && item.beganAt && <Elapsed since={item.beganAt} minutes={item.minutes} />}
      {item.state === 'done' && item.beganAt && item.endedAt && (
        <span>
          {clockOf(item.beganAt)}–{clockOf(item.endedAt)}
        </span>
      )}
      {running && (
        <>
          {item.state !== 'now' && <Act words={item.state === 'pending' ? '现在' : '重新开始'} onPress={() => go('now')} />}
          {item.state === 'now' && <Act words="完成" onPress={() => go('done')} />}
          {(item.state === 'pending' || item.state === 'now') && <Act words="跳过" onPress={() => go('skipped')} />}
          {(item.state === 'done' || item.state === 'skipped') && <Act words="撤回" onPress={() => go('pending')} />}
        </>
      )}
    </span>
  );
}

function Act({ words: label, onPress }: { words: string; onPress: () => void }) {
  return (
    <button type="button" className="text-act s" onClick={onPress}>
      {label}
    </button>
  );
}

/** Minutes under way, and how many were meant. */
function Elapsed({ since, minutes }: { since: string; minutes: number | null }) {
  const now = useNow(10);
  const gone = Math.max(0, Math.floor((now - Date.parse(since)) / 60_000));
  const over = minutes !== null && gone > minutes;
  return (
    <span className={over ? 'late' : undefined}>
      {clockOf(since)} 开始，已 {gone} 分钟{minutes !== null && (over ? `，超 ${gone - minutes} 分钟` : `，计划 ${minutes} 分钟`)}
    </span>
  );
}
