import { useState } from 'react';
import { listProviders, startProvider } from '../../contract/routes.ts';
import { identityProblems } from '../../contract/problems.ts';
import { Button } from '#platform/web/mobile/button.tsx';
import { Choices, Fault } from '#platform/web/mobile/fields.tsx';
import { Frame } from '#platform/web/mobile/page.tsx';
import { Reading } from '#platform/web/shared/conditions.tsx';
import { chooseSize, useSize } from '#platform/web/shared/appearance.ts';
import { addressOf } from '#platform/web/shared/call.ts';
import { IconFingerprint, IconLetters, IconUnit } from '#platform/web/shared/icons.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import { CodeForm } from './code-form.tsx';
import { DemoAccounts } from './demo-accounts.tsx';
import { FactorForm } from './factor-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { signInByPasskey } from './passkeys.ts';
import { returnPath } from './return-path.ts';
import { useSignIn, type SigningIn } from './use-sign-in.ts';
import './sign-in.css';

/** The way in: code or password, a passkey, the government's own sign-in, and in a demo one click. */
export default function SignInPage() {
  const providers = useRead(listProviders);
  const signingIn = useSignIn();
  return (
    <Frame title="登录" head={<Masthead />}>
      <Reading result={providers} rows={4}>
        {(ways) => <Ways ways={ways} signingIn={signingIn} />}
      </Reading>
    </Frame>
  );
}

function Masthead() {
  const size = useSize();
  return (
    <header className="band">
      <div className="band-in">
        <div>
          <h1>履职通</h1>
          <p>{size === 'elder' ? '请登录' : '代表、委员、承办单位都从这里进'}</p>
        </div>
        <div className="band-tools">
          <button type="button" className="tool" onClick={() => chooseSize(size === 'elder' ? 'standard' : 'elder')}>
            <IconLetters size={28} />
            {size === 'elder' ? '标准版' : '长辈版'}
          </button>
        </div>
      </div>
    </header>
  );
}

function Ways({ ways, signingIn }: { readonly ways: AnswerOf<typeof listProviders>; readonly signingIn: SigningIn }) {
  const [way, setWay] = useState(ways.codes ? 'code' : 'password');
  const both = ways.codes && ways.passwords;
  const problem = new URLSearchParams(location.search).get('problem');
  if (signingIn.awaited) return <FactorForm awaited={signingIn.awaited} signingIn={signingIn} onLeave={signingIn.leave} />;
  return (
    <>
      <div className="card sign-in">
        {both && (
          <Choices
            label="登录方式"
            even
            options={[
              { value: 'code', label: '验证码登录' },
              { value: 'password', label: '密码登录' },
            ]}
            value={way}
            onChoose={(next) => {
              signingIn.say(null);
              setWay(next);
            }}
          />
        )}
        <Fault words={signingIn.fault ?? wordsOfCode(problem)} />
        {way === 'code' && ways.codes && <CodeForm signingIn={signingIn} demo={ways.demo} />}
        {way === 'password' && ways.passwords && <PasswordForm signingIn={signingIn} />}
      </div>
      {(ways.passkeys || ways.providers.length > 0) && (
        <div className="sign-in-others">
          {ways.passkeys && 'credentials' in navigator && (
            <Button icon={IconFingerprint} disabled={signingIn.busy} onClick={() => void signingIn.run(signInByPasskey)}>
              指纹、面容或通行密钥
            </Button>
          )}
          {ways.providers.map((one) => (
            <a
              key={one.id}
              className="btn calm"
              href={addressOf(startProvider, { params: { provider: one.id }, query: { returnTo: returnPath() } })}
            >
              <IconUnit size={20} />
              {one.label}
            </a>
          ))}
        </div>
      )}
      {ways.demo && <DemoAccounts signingIn={signingIn} />}
    </>
  );
}

/** A provider's redirect brings a refusal as its code. */
function wordsOfCode(code: string | null): string | null {
  if (!code) return null;
  return code in identityProblems ? identityProblems[code as keyof typeof identityProblems].message : '登录没有完成，请重试。';
}
