import type { ErrorComponentProps } from '@tanstack/react-router';
import { LinkButton } from '#platform/web/mobile/button.tsx';
import { Frame, Page } from '#platform/web/mobile/page.tsx';
import { Row } from '#platform/web/mobile/parts.tsx';
import { Failure, Loading } from '#platform/web/shared/conditions.tsx';
import { IconHelp, IconHome, IconMatters, IconMessage } from '#platform/web/shared/icons.tsx';
import { useSession } from '#platform/web/shared/session.tsx';

/** An address that leads nowhere: says why it may be, and where to go on. */
export function NotFound() {
  const { me } = useSession();
  return (
    <Page title="没有找到这一页">
      <div className="condition">
        <IconHelp size={32} />
        <p className="condition-title">没有找到要看的内容</p>
        <p className="condition-words">
          可能链接不完整，内容已收回，或属于您的另一个工作身份{me?.seat ? `（当前是${me.seat.title}）` : ''}。
        </p>
      </div>
      <div className="card flush">
        <Row icon={IconHome} to="/" note="等我办的事、常用的入口">
          回首页
        </Row>
        <Row icon={IconMatters} to="/matters" note="按标题、编号查找">
          找一件事
        </Row>
        <Row icon={IconMessage} to="/messages" note="最近收到的通知">
          看消息
        </Row>
      </div>
      {me && me.seats.length > 1 && (
        <div className="section">
          <LinkButton to="/me" look="edge">
            切换工作身份
          </LinkButton>
        </div>
      )}
    </Page>
  );
}

/** A page that broke while it was shown; never shows more than words that help. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  return (
    <Page title="页面出了问题">
      <Failure
        error={error instanceof Error ? error : new Error('unknown')}
        onRetry={() => {
          reset();
          location.reload();
        }}
      />
    </Page>
  );
}

/** A page whose code is on its way. */
export function PageOnItsWay() {
  return (
    <Frame
      title="履职通"
      head={
        <header className="top">
          <div className="top-in" />
        </header>
      }
    >
      <Loading rows={4} />
    </Frame>
  );
}
