import { useId, useState } from 'react';
import { IconEye, IconEyeShut } from '#platform/web/shared/icons.tsx';

interface PasswordBoxProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (password: string) => void;
  readonly autoComplete: 'current-password' | 'new-password';
}

/** A password that can be looked at while it is typed. */
export function PasswordBox({ label, value, onChange, autoComplete }: PasswordBoxProps) {
  const [seen, setSeen] = useState(false);
  const id = useId();
  return (
    <div className="boxed">
      <label className="unseen" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        type={seen ? 'text' : 'password'}
        autoComplete={autoComplete}
        maxLength={200}
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <button type="button" className="tool" aria-label={seen ? '隐藏密码' : '显示密码'} onClick={() => setSeen(!seen)}>
        {seen ? <IconEyeShut /> : <IconEye />}
      </button>
    </div>
  );
}
