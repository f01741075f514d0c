import { useState, type FormEvent } from 'react';
import { oneTimeCode } from '../../contract/account.ts';
import { confirmSecondFactor, requestFactorCode, type AwaitedFactor } from '../../contract/routes.ts';
import { Button } from '#platform/web/mobile/button.tsx';
import { Fault } from '#platform/web/mobile/fields.tsx';
import { call } from '#platform/web/shared/call.ts';
import { IconFingerprint } from '#platform/web/shared/icons.tsx';
import { confirmByPasskey, whyTwoFactors } from '../shared/awaited-factor.ts';
import { CodeBox } from './code-box.tsx';
import { DemoMessages } from './code-form.tsx';
import { PasswordBox } from './password-box.tsx';
import { useCodeSending } from './use-code-sending.ts';
import type { SigningIn } from './use-sign-in.ts';

interface FactorFormProps {
  readonly awaited: AwaitedFactor;
  readonly signingIn: SigningIn;
  readonly onLeave: () => void;
}

/** The second factor, by the ways that the account has; nobody is signed in before. */
export function FactorForm({ awaited, signingIn, onLeave }: FactorFormProps) {
  const { ways } = awaited;
  return (
    <>
      <div className="card sign-in">
        <h2>再确认一次</h2>
        <p className="second">{whyTwoFactors(awaited)}</p>
        <Fault words={signingIn.fault} />
        {ways.includes('code') && <CodeFactor awaited={awaited} signingIn={signingIn} />}
        {ways.includes('password') && <PasswordFactor signingIn={signingIn} />}
      </div>
      <div className="sign-in-others">
        {ways.includes('passkey') && (
          <Button icon={IconFingerprint} disabled={signingIn.busy} onClick={() => void signingIn.run(confirmByPasskey)}>
            用指纹、面容或通行密钥确认
          </Button>
        )}
        <Button look="calm" onClick={onLeave}>
          换个账号登录
        </Button>
      </div>
    </>
  );
}

function CodeFactor({ awaited, signingIn }: Omit<FactorFormProps, 'onLeave'>) {
  const [code, setCode] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const [sent, setSent] = useState(false);
  const sending = useCodeSending(() => call(requestFactorCode), setFault);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const checked = oneTimeCode.safeParse(code);
    setFault(checked.success ? null : checked.error.issues[0]!.message);
    if (checked.success) void signingIn.run(() => call(confirmSecondFactor, { body: { way: 'code', code } }));
  };
  return (
    <form className="sign-in-form" onSubmit={submit} noValidate>
      <p className="label">验证码发到 {awaited.phone}</p>
      <CodeBox value={code} wait={sending.wait} onChange={setCode} onAsk={() => void sending.send().then(setSent)} />
      {awaited.demoPhone && sent && <DemoMessages phone={awaited.demoPhone} onFill={setCode} />}
      <Fault words={fault} />
      <Button type="submit" look="fill" busy={signingIn.busy}>
        确认登录
      </Button>
    </form>
  );
}

function PasswordFactor({ signingIn }: Pick<FactorFormProps, 'signingIn'>) {
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password) void signingIn.run(() => call(confirmSecondFactor, { body: { way: 'password', password } }));
  };
  return (
    <form className="sign-in-form" onSubmit={submit} noValidate>
      <PasswordBox label="密码" value={password} onChange={setPassword} autoComplete="current-password" />
      <Button type="submit" look="fill" busy={signingIn.busy}>
        确认登录
      </Button>
    </form>
  );
}
