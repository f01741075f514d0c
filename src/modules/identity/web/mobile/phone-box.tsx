interface PhoneBoxProps {
  readonly value: string;
  readonly onChange: (phone: string) => void;
}

/** The phone number that one signs in with. */
export function PhoneBox({ value, onChange }: PhoneBoxProps) {
  return (
    <div className="boxed">
      <label className="unseen" htmlFor="phone">
        手机号
      </label>
      <input
        id="phone"
        type="tel"
        inputMode="tel"
        autoComplete="tel-national"
        maxLength={20}
        placeholder="手机号"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
