import { Button } from '#platform/web/desk/button.tsx';
import { timeWords } from '#platform/web/shared/dates.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import { listDemoMessages } from '../../contract/routes.ts';

/** In a demo no message leaves the building: what would have been sent is shown here. */
export function DemoMessages({ phone, onTake }: { phone: string; onTake: (code: string) => void }) {
  const messages = useRead(listDemoMessages, { query: { phone } }, { staleTime: 0 });
  return (
    <div className="demo-messages" role="status">
      <p className="s">演示短信箱：演示环境不真发短信，内容显示在这里。</p>
      {messages.data?.items.slice(0, 1).map((message) => (
        <p key={message.sentAt + message.text}>
          {message.text} <span className="s">{timeWords(message.sentAt)}</span>
          {message.code && (
            <Button small onPress={() => onTake(message.code!)}>
              填入 {message.code}
            </Button>
          )}
        </p>
      ))}
      {messages.data?.items.length === 0 && (
        <p className="m">
          这个手机号还没有收到短信。
          <button type="button" className="lk" onClick={() => void messages.refetch()}>
            再看一次
          </button>
        </p>
      )}
    </div>
  );
}
