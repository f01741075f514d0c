import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { passwordFault, passwordHint } from '../../contract/password-rules.ts';
import { changePassword, readMyAccount } from '../../contract/routes.ts';
import { Button } from '#platform/web/mobile/button.tsx';
import { Fault } from '#platform/web/mobile/fields.tsx';
import { Page } from '#platform/web/mobile/page.tsx';
import { toast } from '#platform/web/mobile/toast.tsx';
import { Reading, wordsOf } from '#platform/web/shared/conditions.tsx';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { PasswordBox } from './password-box.tsx';
import './sign-in.css';

/** Sets or changes the password; says while typing what it still lacks. */
export default function PasswordPage() {
  const account = useRead(readMyAccount);
  return (
    <Page title="修改密码" parent="/me/account">
      <Reading result={account} rows={3}>
        {(data) => <PasswordChange must={data.mustChangePassword} first={!data.passwordSet} currentNeeded={data.currentPasswordNeeded} />}
      </Reading>
    </Page>
  );
}

function PasswordChange({
  must,
  first,
  currentNeeded,
}: {
  readonly must: boolean;
  readonly first: boolean;
  readonly currentNeeded: boolean;
}) {
  const navigate = useNavigate();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const change = useWrite(changePassword, {
    onDone: () => {
      toast('密码已修改，其他设备需要重新登录');
      void navigate({ to: must ? '/' : '/me/account', replace: true });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong =
      currentNeeded && !current ? '请填写当前密码。' : (passwordFault(next) ?? (next === again ? null : '两次填写的新密码不一样。'));
    setFault(wrong);
    if (!wrong) change.mutate({ body: { next, ...(currentNeeded ? { current } : {}) } }, { onError: (error) => setFault(wordsOf(error)) });
  };
  return (
    <form className="card sign-in" onSubmit={submit} noValidate>
      {must && (
        <p className="strong">
          {first
            ? '您的账号须用两种方式登录：请先设置密码，以后登录时输入密码，再收一次验证码。'
            : '当前密码是临时的或已用满期限，请先换一个新密码。'}
        </p>
      )}
      {currentNeeded && <PasswordBox label="当前密码" value={current} onChange={setCurrent} autoComplete="current-password" />}
      <PasswordBox label="新密码" value={next} onChange={setNext} autoComplete="new-password" />
      <PasswordBox label="再填一次新密码" value={again} onChange={setAgain} autoComplete="new-password" />
      <p className="field-note">{(next && passwordFault(next)) || passwordHint}</p>
      <Fault words={fault} />
      <Button type="submit" look="fill" busy={change.isPending}>
        保存新密码
      </Button>
    </form>
  );
}
