import { useState, type FormEvent } from 'react';
import { phone as phoneShape } from '../../contract/account.ts';
import { signInWithPassword } from '../../contract/routes.ts';
import { Button } from '#platform/web/mobile/button.tsx';
import { Fault } from '#platform/web/mobile/fields.tsx';
import { call } from '#platform/web/shared/call.ts';
import { PasswordBox } from './password-box.tsx';
import { PhoneBox } from './phone-box.tsx';
import { returnPath } from './return-path.ts';
import type { SigningIn } from './use-sign-in.ts';

/** Phone and password. */
export function PasswordForm({ signingIn }: { readonly signingIn: SigningIn }) {
  const [phone, setPhone] = useState('');
  const [password, setPassword] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!phoneShape.safeParse(phone).success) return setFault('请填写 11 位手机号。');
    if (!password) return setFault('请填写密码。');
    setFault(null);
    void signingIn.run(() => call(signInWithPassword, { body: { phone, password, returnTo: returnPath() } }));
  };
  return (
    <form className="sign-in-form" onSubmit={submit} noValidate>
      <PhoneBox value={phone} onChange={setPhone} />
      <PasswordBox label="密码" value={password} onChange={setPassword} autoComplete="current-password" />
      <Fault words={fault} />
      <Button type="submit" look="fill" busy={signingIn.busy}>
        登录
      </Button>
    </form>
  );
}
