import { useEffect, useState, type FormEvent } from 'react';
import { oneTimeCode, phone as phoneShape } from '../../contract/account.ts';
import { listDemoMessages, requestCode, signInWithCode } from '../../contract/routes.ts';
import { Button } from '#platform/web/mobile/button.tsx';
import { Fault } from '#platform/web/mobile/fields.tsx';
import { call } from '#platform/web/shared/call.ts';
import { agoWords } from '#platform/web/shared/dates.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import { CodeBox } from './code-box.tsx';
import { PhoneBox } from './phone-box.tsx';
import { returnPath } from './return-path.ts';
import { useCodeSending } from './use-code-sending.ts';
import type { SigningIn } from './use-sign-in.ts';

/** Phone and one-time code. In a demo the message appears on the screen, since no message leaves the machine. */
export function CodeForm({ signingIn, demo }: { readonly signingIn: SigningIn; readonly demo: boolean }) {
  const [phone, setPhone] = useState('');
  const [code, setCode] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const ask = async () => {
    const checked = phoneShape.safeParse(phone);
    if (!checked.success) return setFault('请先填写 11 位手机号。');
    if (await sending.send()) setSentTo(checked.data);
  };
  const sending = useCodeSending(() => call(requestCode, { body: { phone } }), setFault);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const checked = oneTimeCode.safeParse(code);
    if (!phoneShape.safeParse(phone).success) return setFault('请填写 11 位手机号。');
    if (!checked.success) return setFault(checked.error.issues[0]!.message);
    setFault(null);
    void signingIn.run(() => call(signInWithCode, { body: { phone, code, returnTo: returnPath() } }));
  };
  return (
    <form className="sign-in-form" onSubmit={submit} noValidate>
      <PhoneBox value={phone} onChange={setPhone} />
      <CodeBox value={code} wait={sending.wait} onChange={setCode} onAsk={() => void ask()} />
      {demo && sentTo && <DemoMessages phone={sentTo} onFill={setCode} />}
      <Fault words={fault} />
      <Button type="submit" look="fill" busy={signingIn.busy}>
        登录
      </Button>
    </form>
  );
}

export function DemoMessages({ phone, onFill }: { readonly phone: string; readonly onFill: (code: string) => void }) {
  const messages = useRead(listDemoMessages, { query: { phone } }, { staleTime: 0 });
  const { refetch } = messages;
  useEffect(() => {
    const timer = setInterval(() => void refetch(), 2_000);
    return () => clearInterval(timer);
  }, [refetch]);
  const latest = messages.data?.items[0];
  return (
    <div className="demo-message" role="status">
      <p className="label">演示短信箱（演示环境不发真短信）</p>
      <p>{latest ? latest.text : '短信正在路上'}</p>
      {latest?.code && (
        <div className="spread">
          <span className="label">{agoWords(latest.sentAt)}</span>
          <button type="button" className="textual" onClick={() => onFill(latest.code!)}>
            填入 {latest.code}
          </button>
        </div>
      )}
    </div>
  );
}
