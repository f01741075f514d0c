import { Button } from '#platform/web/desk/button.tsx';
import { FormField, TextField } from '#platform/web/desk/form.tsx';
import type { useCodeSending } from './use-code-sending.ts';

interface ProofFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The password of an account that exists; browsers may fill it in. */
export function PasswordField(field: ProofFieldProps) {
  return <TextField {...field} name="密码" type="password" autoComplete="current-password" required />;
}

/** The code that a phone gets, and the button that sends it; `blocked` says why it can not be sent yet. */
export function CodeField({
  name,
  value,
  onChange,
  sending: { wait, send },
  blocked = null,
}: ProofFieldProps & {
  readonly name: string;
  readonly sending: ReturnType<typeof useCodeSending>;
  readonly blocked?: string | null;
}) {
  return (
    <FormField name={name}>
      <span className="row">
        <input
          className="input"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          required
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
        <Button onPress={() => void send()} blocked={blocked ?? (wait > 0 ? `${wait} 秒后可重新获取` : null)}>
          {wait > 0 ? `${wait} 秒后重取` : '获取验证码'}
        </Button>
      </span>
    </FormField>
  );
}
