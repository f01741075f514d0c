import { useEffect, useId, useLayoutEffect, useRef, type ComponentProps, type ReactNode } from 'react';
import { Problem } from '../../contract/problem.ts';
import { IconOverdue, IconTick } from '../shared/icons.tsx';

interface FieldProps {
  readonly label: string;
  /** Grey words or a small act at the right end of the label. */
  readonly aside?: ReactNode;
  readonly note?: ReactNode;
  /** What is wrong with it, in words that say what to do. */
  readonly fault?: string | null | undefined;
  readonly required?: boolean;
}

/** Label, content, note and fault of one question of a form, for contents that are no text box. */
export function Field({ label, aside, note, fault, required, children }: FieldProps & { readonly children: ReactNode }) {
  const id = useId();
  return (
    <div className="field" role="group" aria-labelledby={id}>
      <div className="field-ask">
        <span id={id}>
          {label}
          {required && <span className="unseen">（必填）</span>}
        </span>
        {aside}
      </div>
      {children}
      {note && <p className="field-note">{note}</p>}
      <Fault words={fault} />
    </div>
  );
}

type TextFieldProps = FieldProps &
  Omit<ComponentProps<'input'>, 'onChange' | 'value'> & { readonly value: string; readonly onText: (text: string) => void };

/** One line of text. */
export function TextField({ label, aside, note, fault, required, onText, ...input }: TextFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <div className="field-ask">
        <label htmlFor={id}>
          {label}
          {required && <span className="unseen">（必填）</span>}
        </label>
        {aside}
      </div>
      <input
        {...input}
        id={id}
        className="field-input"
        aria-invalid={Boolean(fault)}
        aria-describedby={`${id}n`}
        onChange={(event) => onText(event.target.value)}
      />
      <div id={`${id}n`}>
        {note && <p className="field-note">{note}</p>}
        <Fault words={fault} />
      </div>
    </div>
  );
}

type TextAreaProps = FieldProps &
  Omit<ComponentProps<'textarea'>, 'onChange' | 'value'> & {
    readonly value: string;
    readonly onText: (text: string) => void;
    readonly lines?: number;
    /** How many characters there must be at least; with it, how many there are is always told. */
    readonly least?: number;
  };

/** Several lines of text; the box grows with them. */
export function TextArea({ label, aside, note, fault, required, onText, lines = 3, least, ...area }: TextAreaProps) {
  const id = useId();
  const left = area.maxLength ? area.maxLength - area.value.length : null;
  const written = least === undefined ? null : writtenWords(area.value.trim().length, least, area.maxLength);
  return (
    <div className="field">
      <div className="field-ask">
        <label htmlFor={id}>
          {label}
          {required && <span className="unseen">（必填）</span>}
        </label>
        {aside}
      </div>
      <GrowingText {...area} id={id} lines={lines} aria-invalid={Boolean(fault)} aria-describedby={`${id}n`} onText={onText} />
      <div id={`${id}n`}>
        {written && <p className="field-note">{written}</p>}
        {!written && left !== null && left < 100 && <p className="field-note">还可写 {left} 字</p>}
        {note && <p className="field-note">{note}</p>}
        <Fault words={fault} />
      </div>
    </div>
  );
}

/** `已写 12 字，至少 40 字`; once it is enough, how far one may go. */
function writtenWords(count: number, least: number, most: number | undefined): string {
  if (count < least) return `已写 ${count} 字，至少 ${least} 字`;
  return most ? `已写 ${count} 字，最多 ${most} 字` : `已写 ${count} 字`;
}

type GrowingTextProps = Omit<ComponentProps<'textarea'>, 'onChange' | 'value'> & {
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly lines: number;
};

/** A bare text box that grows with its words, also in browsers that know no `field-sizing`. */
export function GrowingText({ lines, onText, ...area }: GrowingTextProps) {
  const box = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    if (!box.current || CSS.supports('field-sizing', 'content')) return;
    box.current.style.height = 'auto';
    box.current.style.height = `${box.current.scrollHeight}px`;
  }, [area.value]);
  return (
    <textarea
      {...area}
      ref={box}
      className="field-input"
      style={{ '--lines': lines } as React.CSSProperties}
      onChange={(event) => onText(event.target.value)}
    />
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
}

interface ChoicesProps {
  readonly label: string;
  readonly options: readonly Option[];
  readonly value: string | null;
  readonly onChoose: (value: string) => void;
  /** Equal widths, for two to four short words. */
  readonly even?: boolean;
}

/** One of several, all in sight. */
export function Choices({ label, options, value, onChoose, even }: ChoicesProps) {
  const name = useId();
  const row = useRef<HTMLDivElement>(null);
  // In a row that scrolls sideways the chosen one must not lie outside the screen.
  useEffect(() => {
    const scroller = row.current?.closest<HTMLElement>('.filters');
    const chosen = row.current?.querySelector<HTMLElement>('input:checked')?.parentElement;
    if (scroller && chosen) scroller.scrollLeft = chosen.offsetLeft - (scroller.clientWidth - chosen.offsetWidth) / 2;
  }, [value]);
  return (
    <div ref={row} className={even ? 'choices even' : 'choices'} role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value} className="choice">
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            disabled={option.disabled}
            onChange={() => onChoose(option.value)}
          />
          <span className="choice-face">
            <IconTick size={16} />
            {option.label}
          </span>
        </label>
      ))}
    </div>
  );
}

interface TicksProps {
  readonly label: string;
  readonly options: readonly Option[];
  readonly values: readonly string[];
  readonly onChange: (values: string[]) => void;
}

/** Any of several, all in sight. */
export function Ticks({ label, options, values, onChange }: TicksProps) {
  const toggle = (value: string) => onChange(values.includes(value) ? values.filter((one) => one !== value) : [...values, value]);
  return (
    <div className="choices" role="group" aria-label={label}>
      {options.map((option) => (
        <label key={option.value} className="choice">
          <input type="checkbox" checked={values.includes(option.value)} disabled={option.disabled} onChange={() => toggle(option.value)} />
          <span className="choice-face">
            <IconTick size={16} />
            {option.label}
          </span>
        </label>
      ))}
    </div>
  );
}

interface SwitchProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
  readonly note?: ReactNode;
  readonly disabled?: boolean;
}

/** On or off, in a row of a card. */
export function Switch({ checked, onChange, children, note, disabled }: SwitchProps) {
  return (
    <label className="row switch-row">
      <span className="row-words wrap">
        {children}
        {note && <span className="label">{note}</span>}
      </span>
      <input
        type="checkbox"
        role="switch"
        aria-checked={checked}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className="switch" aria-hidden />
    </label>
  );
}

/** Brings the first fault of the page into sight, once it is drawn. */
export function showFirstFault(): void {
  setTimeout(() => {
    const field = document.querySelector('main .field .field-fault')?.closest('.field');
    field?.scrollIntoView({ block: 'center', behavior: 'smooth' });
    field?.querySelector<HTMLElement>('input, textarea, select, button')?.focus({ preventScroll: true });
  }, 60);
}

/** What the server found wrong with one field of a refused write, to stand beside it; null where it is something else. */
export function faultIn(error: unknown, field: string): string | null {
  return error instanceof Problem ? (error.fields?.find(({ path }) => path === field)?.message ?? null) : null;
}

/** What is wrong, with a mark that is no colour. */
export function Fault({ words }: { readonly words?: string | null | undefined }) {
  return words ? (
    <p className="field-fault" role="alert">
      <IconOverdue size={16} />
      {words}
    </p>
  ) : null;
}
