import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { addressOf, call } from '#platform/web/shared/call.ts';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import type { AnswerOf } from '#platform/contract/route.ts';
import { phone as phoneShape } from '../../contract/account.ts';
import {
  requestCode,
  signInWithCode,
  signInWithPasskey,
  signInWithPassword,
  startPasskeySignIn,
  startProvider,
} from '../../contract/routes.ts';
import type { SignedInAnswer, listProviders } from '../../contract/routes.ts';
import type { useAwaitedFactor } from '../shared/awaited-factor.ts';
import { DemoMessages } from './demo-messages.tsx';
import { FactorForm } from './factor-form.tsx';
import { CodeField, PasswordField } from './proof-fields.tsx';
import { useCodeSending } from './use-code-sending.ts';

interface SignInFormProps {
  readonly ways: AnswerOf<typeof listProviders> | undefined;
  readonly returnTo: string;
  readonly refusal: string | null;
  readonly factor: ReturnType<typeof useAwaitedFactor>;
  readonly onSignedIn: (answer: SignedInAnswer) => Promise<void>;
}

/** The ways to sign in that the installation offers; password first. */
export function SignInForm({ ways, returnTo, refusal: initial, factor, onSignedIn }: SignInFormProps) {
  const [way, setWay] = useState<'password' | 'code'>('password');
  const [refusal, setRefusal] = useState(initial);
  const [busy, setBusy] = useState(false);
  const attempt = async (act: () => Promise<SignedInAnswer>) => {
    setBusy(true);
    setRefusal(null);
    try {
      await onSignedIn(await act());
    } catch (error) {
      setRefusal(error instanceof Error && error.name === 'NotAllowedError' ? '没有完成验证，请重试或改用其他方式登录。' : wordsOf(error));
      if (factor.awaited) await factor.look().catch(() => undefined);
    } finally {
      setBusy(false);
    }
  };
  const props = { busy, onTry: attempt, returnTo, onRefuse: setRefusal };
  const refused = refusal && (
    <p className="refused-line" role="alert">
      {refusal}
    </p>
  );
  if (factor.awaited)
    return (
      <>
        <FactorForm awaited={factor.awaited} busy={busy} onTry={attempt} onRefuse={setRefusal} onLeave={factor.leave} />
        {refused}
      </>
    );
  return (
    <>
      <div className="sign-in-ways" role="tablist" aria-label="登录方式">
        {ways?.passwords !== false && (
          <WayTab on={way === 'password'} onPick={() => setWay('password')}>
            密码登录
          </WayTab>
        )}
        {ways?.codes !== false && (
          <WayTab on={way === 'code'} onPick={() => setWay('code')}>
            验证码登录
          </WayTab>
        )}
      </div>
      {way === 'password' ? <PasswordForm {...props} /> : <CodeForm {...props} demo={ways?.demo ?? false} />}
      {refused}
      <OtherWays ways={ways} returnTo={returnTo} busy={busy} onTry={attempt} />
    </>
  );
}

interface WayProps {
  readonly busy: boolean;
  readonly returnTo: string;
  readonly onTry: (act: () => Promise<SignedInAnswer>) => Promise<void>;
  readonly onRefuse: (words: string | null) => void;
}

function OtherWays({ ways, returnTo, busy, onTry }: Pick<SignInFormProps, 'ways' | 'returnTo'> & Pick<WayProps, 'busy' | 'onTry'>) {
  if (!ways?.passkeys && !ways?.providers.length) return null;
  return (
    <div className="sign-in-others">
      <p className="s">其他方式</p>
      {ways.passkeys && (
        <Button onPress={() => void onTry(() => withPasskey(returnTo))} busy={busy}>
          <Icon name="fingerprint" />
          通行密钥
        </Button>
      )}
      {ways.providers.map((one) => (
        <a key={one.id} className="btn" href={addressOf(startProvider, { params: { provider: one.id }, query: { returnTo } })}>
          <Icon name="key" />
          {one.label}
        </a>
      ))}
    </div>
  );
}

function WayTab({ on, onPick, children }: { on: boolean; onPick: () => void; children: string }) {
  return (
    <button type="button" role="tab" aria-selected={on} className={on ? 'on' : undefined} onClick={onPick}>
      {children}
    </button>
  );
}

function PasswordForm({ busy, returnTo, onTry }: WayProps) {
  const [phone, setPhone] = useState('');
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void onTry(() => call(signInWithPassword, { body: { phone, password, returnTo } }));
  };
  return (
    <form onSubmit={submit}>
      <PhoneField value={phone} onChange={setPhone} />
      <PasswordField value={password} onChange={setPassword} />
      <Button submit filled busy={busy} onPress={() => undefined}>
        {busy ? '正在登录' : '登录'}
      </Button>
    </form>
  );
}

function CodeForm({ busy, returnTo, onTry, onRefuse, demo }: WayProps & { demo: boolean }) {
  const [phone, setPhone] = useState('');
  const [code, setCode] = useState('');
  const sending = useCodeSending(() => call(requestCode, { body: { phone } }), onRefuse);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void onTry(() => call(signInWithCode, { body: { phone, code, returnTo } }));
  };
  const known = phoneShape.safeParse(phone).success;
  return (
    <form onSubmit={submit}>
      <PhoneField value={phone} onChange={setPhone} />
      <CodeField name="短信验证码" value={code} onChange={setCode} sending={sending} blocked={known ? null : '先填写 11 位手机号'} />
      {demo && sending.sent && <DemoMessages phone={phone} onTake={setCode} />}
      <Button submit filled busy={busy} onPress={() => undefined}>
        {busy ? '正在登录' : '登录'}
      </Button>
    </form>
  );
}

function PhoneField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const id = useId();
  return (
    <div className="field">
      <label className="name" htmlFor={id}>
        手机号
      </label>
      <input
        id={id}
        className="input"
        type="tel"
        inputMode="tel"
        autoComplete="username"
        autoFocus
        required
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

async function withPasskey(returnTo: string): Promise<SignedInAnswer> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const { challengeId, options } = await call(startPasskeySignIn);
  const response = await startAuthentication({
    optionsJSON: options as unknown as Parameters<typeof startAuthentication>[0]['optionsJSON'],
  });
  return call(signInWithPasskey, { body: { challengeId, response: response as unknown as Record<string, unknown>, returnTo } });
}
