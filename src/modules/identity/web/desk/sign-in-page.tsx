import { useEffect, useState } from 'react';
import { Read } from '#platform/web/desk/states.tsx';
import { call } from '#platform/web/shared/call.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import { useSession } from '#platform/web/shared/session.tsx';
import { identityProblems } from '../../contract/problems.ts';
import { listProviders, readMyAccount, signInAsDemo } from '../../contract/routes.ts';
import type { SignedInAnswer } from '../../contract/routes.ts';
import type { DemoAccount } from '../../contract/account.ts';
import { useAwaitedFactor } from '../shared/awaited-factor.ts';
import { ChangePasswordForm } from './change-password-form.tsx';
import { DemoAccounts } from './demo-accounts.tsx';
import { SignInForm } from './sign-in-form.tsx';
import './sign-in.css';

/** Signing in: by password, one-time code, passkey or the office's identity provider; in a demo also by one click on a role. */
export default function SignInPage() {
  const ways = useRead(listProviders);
  const session = useSession();
  const factor = useAwaitedFactor();
  const [changing, setChanging] = useState(false);
  const wanted = wantedAddress();
  useEffect(() => {
    document.title = '登录 · 履职通';
  }, []);
  const enter = async (answer: SignedInAnswer) => {
    if (answer.secondFactor) await factor.look();
    else if (answer.mustChangePassword) setChanging(true);
    else if (!answer.returnTo.startsWith('/desk')) location.assign(answer.returnTo);
    else await session.refresh();
  };
  const enterDemo = async (account: DemoAccount) => {
    const home = { desk: wanted, mobile: '/m/', screen: '/screen/' }[account.terminal];
    await enter(await call(signInAsDemo, { body: { accountId: account.accountId, returnTo: home } }));
  };
  return (
    <div className="sign-in">
      <section className="sign-in-form" aria-label="登录">
        <p className="sign-in-name">履职通</p>
        <p className="m">人大代表、政协委员履职服务与建议提案办理平台</p>
        {changing ? (
          <PasswordFirst onDone={() => void session.refresh()} />
        ) : (
          <SignInForm ways={ways.data} returnTo={wanted} refusal={refusalInAddress()} factor={factor} onSignedIn={enter} />
        )}
      </section>
      <section className="sign-in-demo" aria-label="演示账号">
        {ways.data?.demo ? <DemoAccounts onPick={enterDemo} /> : <AboutSystem />}
      </section>
    </div>
  );
}

/** A password that must be set before anything else: a temporary or old one is changed, a new account gets its first. */
function PasswordFirst({ onDone }: { onDone: () => void }) {
  const account = useRead(readMyAccount);
  return (
    <Read of={account} rows={3}>
      {({ passwordSet, currentPasswordNeeded }) => (
        <ChangePasswordForm
          note={
            passwordSet
              ? '当前密码是临时密码或已超过使用期限，请先设置新密码。'
              : '您的账号须用两种方式登录：请先设置密码，以后登录时输入密码，再收一次验证码。'
          }
          currentNeeded={currentPasswordNeeded}
          onDone={onDone}
        />
      )}
    </Read>
  );
}

function AboutSystem() {
  return (
    <div className="sign-in-about">
      <h2>登录前请知悉</h2>
      <ul>
        <li>账号由单位管理员开通，一人一号，请勿转借。</li>
        <li>忘记密码可用短信验证码登录后重新设置；手机号已停用的，请联系单位安全管理员更换。</li>
        <li>系统按履职和办理工作的需要处理个人信息，操作全程留痕。</li>
      </ul>
    </div>
  );
}

/** Where the person wanted to go: named by the address of the sign-in, else the page that was asked for. */
function wantedAddress(): string {
  const named = new URLSearchParams(location.search).get('returnTo');
  if (named?.startsWith('/') && !named.startsWith('//')) return named;
  return location.pathname.startsWith('/desk/sign-in') ? '/desk/' : location.pathname + location.search;
}

/** The provider sent the browser back with a refusal. */
function refusalInAddress(): string | null {
  const code = new URLSearchParams(location.search).get('problem');
  if (!code) return null;
  return identityProblems[code as keyof typeof identityProblems]?.message ?? '统一身份认证没有完成，请重试或改用其他方式登录。';
}
