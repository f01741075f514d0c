import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useWrite } from '#platform/web/shared/queries.ts';
import { passwordFault, passwordHint } from '../../contract/password-rules.ts';
import { changePassword } from '../../contract/routes.ts';

interface ChangePasswordFormProps {
  readonly note?: string;
  readonly currentNeeded: boolean;
  readonly onDone: () => void;
}

/** Sets another password; says what is wrong with it while it is typed. */
export function ChangePasswordForm({ note, currentNeeded, onDone }: ChangePasswordFormProps) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const write = useWrite(changePassword, { onDone });
  const fault = next ? passwordFault(next) : null;
  const differs = again.length > 0 && again !== next;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (fault || again !== next) return;
    write.mutate({ body: { next, ...(currentNeeded ? { current } : {}) } });
  };
  return (
    <form onSubmit={submit} className="password-form">
      {note && <p className="note-line">{note}</p>}
      {currentNeeded && <Secret label="当前密码" value={current} onChange={setCurrent} complete="current-password" />}
      <Secret label="新密码" hint={passwordHint} value={next} onChange={setNext} complete="new-password" wrong={fault} />
      <Secret label="再输一次新密码" value={again} onChange={setAgain} complete="new-password" wrong={differs ? '两次输入不一样' : null} />
      <Button submit filled busy={write.isPending} onPress={() => undefined}>
        保存新密码
      </Button>
      {write.error && (
        <p className="refused-line" role="alert">
          {wordsOf(write.error)}
        </p>
      )}
    </form>
  );
}

function Secret({
  label,
  hint,
  value,
  onChange,
  complete,
  wrong,
}: {
  label: string;
  hint?: string;
  value: string;
  onChange: (value: string) => void;
  complete: string;
  wrong?: string | null;
}) {
  return (
    <label className="field">
      <span className="name">{label}</span>
      <input
        className="input"
        type="password"
        required
        autoComplete={complete}
        value={value}
        aria-invalid={Boolean(wrong)}
        onChange={(event) => onChange(event.target.value)}
      />
      {hint && <span className="s">{hint}</span>}
      {wrong && (
        <span className="wrong" role="alert">
          {wrong}
        </span>
      )}
    </label>
  );
}
