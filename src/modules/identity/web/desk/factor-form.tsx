import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { call } from '#platform/web/shared/call.ts';
import { confirmSecondFactor, requestFactorCode } from '../../contract/routes.ts';
import type { AwaitedFactor, SignedInAnswer } from '../../contract/routes.ts';
import { confirmByPasskey, whyTwoFactors } from '../shared/awaited-factor.ts';
import { DemoMessages } from './demo-messages.tsx';
import { CodeField, PasswordField } from './proof-fields.tsx';
import { useCodeSending } from './use-code-sending.ts';

interface FactorFormProps {
  readonly awaited: AwaitedFactor;
  readonly busy: boolean;
  readonly onTry: (act: () => Promise<SignedInAnswer>) => Promise<void>;
  readonly onRefuse: (words: string | null) => void;
  readonly onLeave: () => void;
}

/** The second factor, by the best way that the account has; nobody is signed in before. */
export function FactorForm({ awaited, busy, onTry, onRefuse, onLeave }: FactorFormProps) {
  const { ways } = awaited;
  return (
    <div className="sign-in-factor">
      <h2>再确认一次</h2>
      <p className="m">{whyTwoFactors(awaited)}</p>
      {ways.includes('code') && <CodeFactor awaited={awaited} busy={busy} onTry={onTry} onRefuse={onRefuse} />}
      {ways.includes('password') && <PasswordFactor busy={busy} onTry={onTry} />}
      <div className="sign-in-others">
        {ways.includes('passkey') && (
          <Button onPress={() => void onTry(confirmByPasskey)} busy={busy}>
            <Icon name="fingerprint" />
            用通行密钥确认
          </Button>
        )}
        <button type="button" className="lk" onClick={onLeave}>
          换个账号登录
        </button>
      </div>
    </div>
  );
}

function CodeFactor({ awaited, busy, onTry, onRefuse }: Omit<FactorFormProps, 'onLeave'>) {
  const [code, setCode] = useState('');
  const sending = useCodeSending(() => call(requestFactorCode), onRefuse);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void onTry(() => call(confirmSecondFactor, { body: { way: 'code', code } }));
  };
  return (
    <form onSubmit={submit}>
      <CodeField name={`发到 ${awaited.phone} 的验证码`} value={code} onChange={setCode} sending={sending} />
      {awaited.demoPhone && sending.sent && <DemoMessages phone={awaited.demoPhone} onTake={setCode} />}
      <Button submit filled busy={busy} onPress={() => undefined}>
        确认登录
      </Button>
    </form>
  );
}

function PasswordFactor({ busy, onTry }: Pick<FactorFormProps, 'busy' | 'onTry'>) {
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void onTry(() => call(confirmSecondFactor, { body: { way: 'password', password } }));
  };
  return (
    <form onSubmit={submit}>
      <PasswordField value={password} onChange={setPassword} />
      <Button submit filled busy={busy} onPress={() => undefined}>
        确认登录
      </Button>
    </form>
  );
}
