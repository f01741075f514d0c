import { useId } from 'react';

interface CodeBoxProps {
  readonly value: string;
  /** Seconds until another code may be asked for. */
  readonly wait: number;
  readonly onChange: (code: string) => void;
  readonly onAsk: () => void;
}

/** The code of a short message, and the way to ask for one. */
export function CodeBox({ value, wait, onChange, onAsk }: CodeBoxProps) {
  const id = useId();
  return (
    <div className="boxed">
      <label className="unseen" htmlFor={id}>
        验证码
      </label>
      <input
        id={id}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        placeholder="6 位验证码"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <button type="button" className="textual" disabled={wait > 0} onClick={onAsk}>
        {wait > 0 ? `${wait} 秒后可再发` : '获取验证码'}
      </button>
    </div>
  );
}
