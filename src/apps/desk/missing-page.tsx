import type { ErrorComponentProps } from '@tanstack/react-router';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskPage } from '#platform/web/desk/page.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useRooms } from './rooms.ts';

/** An address that leads nowhere: says so, names the likely reasons and offers the ways on. */
export function MissingPage() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const rooms = useRooms();
  const navigate = useNavigate();
  return (
    <DeskPage title="没有这个页面">
      <div className="nothing">
        <p className="b">地址“{path}”没有对应的页面</p>
        <p className="m">
          可能是地址抄漏了字，也可能这一页不属于您现在的工作身份。可按 <kbd>Ctrl K</kbd> 按编号、标题或人名查找，或从下面进入：
        </p>
        <div className="row wrap">
          {rooms.map((room) => (
            <Button key={room.path} onPress={() => void navigate({ to: room.path })}>
              {room.title}
            </Button>
          ))}
          <Button onPress={() => window.history.back()}>返回上一页</Button>
        </div>
      </div>
    </DeskPage>
  );
}

/** A page that broke: what was typed elsewhere is safe; offers to open it anew. */
export function BrokenPage({ error, reset }: ErrorComponentProps) {
  const stale = /dynamically imported module|Importing a module script failed/i.test((error as Error).message);
  return (
    <DeskPage title="这一页没有打开">
      <div className="nothing" role="alert">
        <p className="b">{stale ? '系统刚刚更新过，请刷新后继续' : '这一页没有打开'}</p>
        <p className="m">{stale ? '刷新不会丢失已保存的草稿。' : wordsOf(error)}</p>
        <div className="row">
          <Button filled onPress={() => location.reload()}>
            刷新页面
          </Button>
          {!stale && <Button onPress={reset}>重新打开</Button>}
        </div>
      </div>
    </DeskPage>
  );
}
