import { useEffect } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { DeskPage } from '#platform/web/desk/page.tsx';
import { Empty } from '#platform/web/desk/states.tsx';
import { useRooms } from './rooms.ts';

/** The first thing on the desk is what waits for this person: the first room of the seat. */
export function StartPage() {
  const rooms = useRooms();
  const navigate = useNavigate();
  const first = rooms[0]?.path;
  useEffect(() => {
    if (first) void navigate({ to: first, replace: true });
  }, [first, navigate]);
  if (first) return null;
  return (
    <DeskPage title="工作台">
      <Empty
        words="这个身份没有要在电脑上办的事"
        hint="代表、委员和网格员的日常履职在手机端办理；若您还有其他工作身份，请在左上角切换。"
        act={
          <a className="btn" href="/m/">
            打开手机端
          </a>
        }
      />
    </DeskPage>
  );
}
