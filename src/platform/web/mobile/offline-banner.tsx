import { Link } from '@tanstack/react-router';
import { IconOffline, IconSend } from '../shared/icons.tsx';
import { useOutgoing } from '../shared/outgoing.ts';
import { useOffline } from '../shared/signal.ts';

/** One line above the page: there is no signal, and how much waits to be sent. Nothing is shown while all is well. */
export function OfflineBanner() {
  const offline = useOffline();
  const writes = useOutgoing();
  const waiting = writes.filter((write) => write.state === 'waiting' || write.state === 'sending').length;
  const refused = writes.filter((write) => write.state === 'refused').length;
  if (!offline && waiting === 0 && refused === 0) return null;
  return (
    <div className="banner" role="status">
      {offline ? <IconOffline size={16} /> : <IconSend size={16} />}
      <span className="grow">{bannerWords(offline, waiting, refused)}</span>
      {waiting + refused > 0 && <Link to="/outgoing">去看看</Link>}
    </div>
  );
}

function bannerWords(offline: boolean, waiting: number, refused: number): string {
  if (refused > 0) return `有 ${refused} 件没有发成，需要您处理`;
  if (!offline) return `正在发送 ${waiting} 件`;
  return waiting > 0 ? `当前离线，${waiting} 件已存手机，有信号自动发` : '当前离线，看到的是上次的内容';
}
