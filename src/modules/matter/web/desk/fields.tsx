import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { Checkbox } from '#platform/web/desk/marks.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { fileAddress } from '#platform/web/shared/files.ts';
import type { FieldView } from '../../contract/views.ts';
import { askedFields } from '../shared/index.ts';
import type { Values } from '../shared/index.ts';
import { uploadTo } from './upload-to.ts';
import { keyed } from './keyed.ts';
import { MatterPicker, PersonPicker, UnitPicker } from './pickers.tsx';

export type FormValue = Values;

interface FieldProps {
  readonly field: FieldView;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  /** What the server found wrong. */
  readonly wrong?: string | undefined;
  readonly matter: { readonly kind: string; readonly id: string; readonly bodyId: string };
}

/** The fields of a form that are asked of the values typed so far. */
export function FormFields({
  fields,
  value,
  onChange,
  faults,
  matter,
}: {
  fields: readonly FieldView[];
  value: FormValue;
  onChange: (name: string, value: unknown) => void;
  faults: Readonly<Record<string, string>>;
  matter: FieldProps['matter'];
}) {
  return (
    <>
      {askedFields(fields, value).map((field) => (
        <OneField
          key={field.name}
          field={field}
          value={value[field.name]}
          onChange={(next) => onChange(field.name, next)}
          wrong={faults[field.name]}
          matter={matter}
        />
      ))}
    </>
  );
}

function OneField(props: FieldProps) {
  const { field, wrong } = props;
  const id = useId();
  return (
    <div className="field" role="group" aria-labelledby={id}>
      <div className="name" id={id}>
        {field.label}
        {!field.required && <span className="s">可不填</span>}
        {field.hint && <span className="s">{field.hint}</span>}
      </div>
      <Control {...props} />
      {wrong && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}

function Control(props: FieldProps): ReactNode {
  const Drawn = controls[props.field.input] ?? Line;
  return <Drawn {...props} />;
}

/** One control for each declared input; whatever is not listed is one line of text. */
const controls: Readonly<Record<string, (props: FieldProps) => ReactNode>> = {
  text: TextArea,
  list: ListLines,
  choice: (props) => <Choices {...props} many={false} />,
  choices: (props) => <Choices {...props} many />,
  yes: ({ field, value, onChange }) => <Checkbox checked={value === true} label={field.label} onChange={() => onChange(value !== true)} />,
  number: (props) => (
    <Typed
      {...props}
      type="number"
      text={typeof props.value === 'number' ? String(props.value) : ''}
      read={(text) => (text === '' ? undefined : Number(text))}
    />
  ),
  day: (props) => <Typed {...props} type="date" text={textOf(props.value)} read={(text) => text || undefined} />,
  moment: (props) => (
    <Typed
      {...props}
      type="datetime-local"
      text={localOf(props.value)}
      read={(text) => (text ? new Date(`${text}:00+08:00`).toISOString() : undefined)}
    />
  ),
  unit: (props) => <UnitPicker {...single(props)} />,
  units: (props) => <UnitPicker {...several(props)} />,
  person: (props) => <PersonPicker {...single(props)} />,
  people: (props) => <PersonPicker {...several(props)} members />,
  matter: (props) => <MatterPicker {...single(props)} kind={props.matter.kind} except={[props.matter.id]} />,
  promises: Promises,
  files: Files,
  voice: Files,
  place: (props) => (
    <Typed
      {...props}
      type="text"
      text={(props.value as { address?: string } | undefined)?.address ?? ''}
      read={(text) => (text ? { ...(props.value as object | undefined), address: text } : undefined)}
    />
  ),
};

function Line(props: FieldProps) {
  return <Typed {...props} type="text" text={textOf(props.value)} read={(text) => text} />;
}

interface TypedProps extends FieldProps {
  readonly type: string;
  readonly text: string;
  /** The value that a typed text means. */
  readonly read: (text: string) => unknown;
}

function Typed({ field, onChange, wrong, type, text, read }: TypedProps) {
  const limits = type === 'number' ? { min: field.min, max: field.max } : type === 'text' ? { maxLength: field.max ?? 200 } : {};
  return (
    <input
      className="input"
      type={type}
      {...limits}
      aria-label={field.label}
      aria-invalid={Boolean(wrong)}
      value={text}
      onChange={(event) => onChange(read(event.target.value))}
    />
  );
}

/** What a picker of one needs; it answers a list of at most one. */
function single({ field, value, onChange }: FieldProps) {
  return { label: field.label, value: idsOf(value), onChange: (next: string[]) => onChange(next[0]) };
}

function several({ field, value, onChange }: FieldProps) {
  return { label: field.label, value: idsOf(value), onChange, many: true, most: field.max };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function TextArea({ field, value, onChange, wrong }: FieldProps) {
  const words = (value as string | undefined) ?? '';
  return (
    <>
      <textarea
        className="area"
        rows={(field.max ?? 0) > 2000 ? 8 : 4}
        maxLength={field.max}
        aria-label={field.label}
        aria-invalid={Boolean(wrong)}
        value={words}
        onChange={(event) => onChange(event.target.value)}
      />
      <p className="s counted">
        {words.length} 字{field.min ? `，至少 ${field.min} 字` : ''}
        {field.max ? `，最多 ${field.max} 字` : ''}
      </p>
    </>
  );
}

function Choices({ field, value, onChange, many }: FieldProps & { many: boolean }) {
  const choices = field.choices ?? [];
  const chosen = many ? ((value as string[] | undefined) ?? []) : value === undefined ? [] : [String(value)];
  const pick = (one: string) => {
    if (!many) onChange(chosen[0] === one && !field.required ? undefined : one);
    else onChange(chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]);
  };
  if (choices.length === 0) return <p className="m">没有可选的内容，请联系管理员补充。</p>;
  if (!many && choices.length > 8) {
    return (
      <select
        className="pick"
        aria-label={field.label}
        value={chosen[0] ?? ''}
        onChange={(event) => onChange(event.target.value || undefined)}
      >
        <option value="">请选择</option>
        {choices.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
            {one.hint ? `（${one.hint}）` : ''}
          </option>
        ))}
      </select>
    );
  }
  return (
    <div className="choices">
      {choices.map((one) => (
        <button key={one.value} type="button" aria-pressed={chosen.includes(one.value)} title={one.hint} onClick={() => pick(one.value)}>
          {one.picture && <img className="choice-picture" src={fileAddress(one.picture, 'small')} alt="" width={240} height={180} />}
          {one.label}
          {one.hint && <span className="s"> {one.hint}</span>}
        </button>
      ))}
    </div>
  );
}

function ListLines({ field, value, onChange }: FieldProps) {
  const lines = (value as string[] | undefined) ?? [''];
  const put = (index: number, words: string) => onChange(lines.map((line, at) => (at === index ? words : line)));
  return (
    <>
      {keyed(lines).map(({ key, place: index, item: line }) => (
        <div key={key} className="row list-line">
          <span className="s">{index + 1}</span>
          <textarea
            className="area"
            rows={2}
            aria-label={`${field.label} ${index + 1}`}
            value={line}
            onChange={(event) => put(index, event.target.value)}
          />
          <button
            type="button"
            className="icon-btn"
            aria-label={`删去第 ${index + 1} 条`}
            onClick={() => onChange(lines.filter((_, at) => at !== index))}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
      <Button small onPress={() => onChange([...lines, ''])}>
        <Icon name="plus" />
        加一条
      </Button>
    </>
  );
}

interface PromiseDraft {
  readonly words: string;
  readonly dueOn: string;
}

function Promises({ value, onChange }: FieldProps) {
  const promises = (value as PromiseDraft[] | undefined) ?? [];
  const put = (index: number, part: Partial<PromiseDraft>) =>
    onChange(promises.map((one, at) => (at === index ? { ...one, ...part } : one)));
  return (
    <>
      {keyed(promises).map(({ key, place: index, item: one }) => (
        <div key={key} className="row list-line">
          <span className="s">{index + 1}</span>
          <input
            className="input"
            aria-label={`承诺 ${index + 1}`}
            placeholder="承诺做什么"
            value={one.words}
            onChange={(event) => put(index, { words: event.target.value })}
          />
          <input
            className="input due-in"
            type="date"
            aria-label={`承诺 ${index + 1} 的期限`}
            value={one.dueOn}
            onChange={(event) => put(index, { dueOn: event.target.value })}
          />
          <button
            type="button"
            className="icon-btn"
            aria-label={`删去承诺 ${index + 1}`}
            onClick={() => onChange(promises.filter((_, at) => at !== index))}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
      <Button small onPress={() => onChange([...promises, { words: '', dueOn: '' }])}>
        <Icon name="plus" />
        加一项承诺
      </Button>
    </>
  );
}

function Files({ field, value, onChange, matter }: FieldProps) {
  const ids = idsOf(value);
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const most = field.input === 'voice' ? 1 : (field.max ?? 12);
  const add = async (files: FileList | null) => {
    setBusy(true);
    setRefusal(null);
    const added: string[] = [];
    try {
      for (const file of [...(files ?? [])].slice(0, most - ids.length)) {
        const id = await uploadTo(matter.bodyId, file);
        added.push(id);
        setNames((before) => ({ ...before, [id]: file.name }));
      }
    } catch (error) {
      setRefusal(wordsOf(error));
    } finally {
      setBusy(false);
      if (added.length > 0) onChange(field.input === 'voice' ? added[0] : [...ids, ...added]);
    }
  };
  return (
    <>
      {ids.map((id, index) => (
        <div key={id} className="line-item">
          <span className="cut">
            <Icon name="clip" /> {names[id] ?? `附件 ${index + 1}`}
          </span>
          <button
            type="button"
            className="icon-btn"
            aria-label={`移除${names[id] ?? `附件 ${index + 1}`}`}
            onClick={() => onChange(ids.filter((one) => one !== id))}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
      <label className={busy || ids.length >= most ? 'btn sm off' : 'btn sm'}>
        <Icon name="upload" />
        {busy ? '正在上传' : '选文件'}
        <input
          type="file"
          className="unseen"
          multiple={most > 1}
          disabled={busy || ids.length >= most}
          onChange={(event) => void add(event.target.files)}
        />
      </label>
      {refusal && (
        <p className="wrong" role="alert">
          {refusal}
        </p>
      )}
    </>
  );
}

function idsOf(value: unknown): string[] {
  return Array.isArray(value) ? (value as string[]) : typeof value === 'string' && value ? [value] : [];
}

/** The instant as the local field of the browser shows it, in China's time. */
function localOf(value: unknown): string {
  return typeof value === 'string' && value ? new Date(Date.parse(value) + 8 * 3_600_000).toISOString().slice(0, 16) : '';
}
