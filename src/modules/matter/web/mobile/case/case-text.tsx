import type { CaseView } from '../../../contract/views.ts';
import { Files } from './files.tsx';
import { LongWords } from './long-words.tsx';
import { Voice } from './voice.tsx';
import { readOrganisation } from '#modules/directory/contract/routes.ts';
import { Section } from '#platform/web/mobile/parts.tsx';
import { IconPin } from '#platform/web/shared/icons.tsx';
import { useRead } from '#platform/web/shared/queries.ts';

/** Told by the head of the page, or shown in their own way below. */
const told = new Set(['title', 'files', 'voice', 'place', 'category', 'field', 'openness', 'raisedBy', 'collective']);
const passages = new Set(['text', 'list', 'unit', 'units']);

/** What was raised, in the words of the form; the frozen text where somebody is asked to sign it. */
export function CaseText({ found, open }: { readonly found: CaseView; readonly open: boolean }) {
  const all = found.text.filter((field) => !told.has(field.name) && !isEmpty(field.value));
  const fields = all.filter((field) => passages.has(field.input));
  const short = all.filter((field) => !passages.has(field.input));
  return (
    <Section
      title={found.matter.kind === 'report' ? '反映的情况' : '正文'}
      note={found.version > 0 && found.matter.kind !== 'report' ? `第 ${found.version} 稿` : undefined}
    >
      <div className="card">
        {fields.map((field) => (
          <TextField key={field.name} field={field} titled={fields.length > 1} open={open} />
        ))}
        {short.length > 0 && (
          <ul className="short-facts">
            {short.map((field) => (
              <li key={field.name} className="second wrap">
                {field.label}：{[field.value].flat().map(wordsOfValue).join('、')}
              </li>
            ))}
          </ul>
        )}
        {found.place && (
          <p className="place-line">
            <IconPin size={20} />
            <span className="wrap">{found.place.address}</span>
          </p>
        )}
        {found.voice && <Voice matter={found.matter} voice={found.voice} />}
        <Files files={found.files} />
      </div>
    </Section>
  );
}

type Told = CaseView['text'][number];

function TextField({ field, titled, open }: { readonly field: Told; readonly titled: boolean; readonly open: boolean }) {
  return (
    <div className="text-field">
      {titled && <h3>{field.label}</h3>}
      <FieldValue field={field} open={open} />
    </div>
  );
}

function FieldValue({ field: { input, value }, open }: { readonly field: Told; readonly open: boolean }) {
  if (input === 'unit' || input === 'units')
    return <UnitNames ids={(Array.isArray(value) ? value : [value]).filter((id) => typeof id === 'string')} />;
  if (!Array.isArray(value)) return <LongWords words={wordsOfValue(value)} open={open} />;
  return (
    <ol className="measures">
      {value.map(wordsOfValue).map((words) => (
        <li key={words} className="prose">
          {words}
        </li>
      ))}
    </ol>
  );
}

/** The form keeps ids; a reader wants names. */
function UnitNames({ ids }: { readonly ids: readonly string[] }) {
  return (
    <p>
      {ids.map((id, index) => (
        <span key={id}>
          {index > 0 && '、'}
          <UnitName id={id} />
        </span>
      ))}
    </p>
  );
}

function UnitName({ id }: { readonly id: string }) {
  const unit = useRead(readOrganisation, { params: { id } }, { staleTime: 3_600_000 });
  return <>{unit.data?.name ?? (unit.error ? '（单位名称没有读到）' : '……')}</>;
}

function wordsOfValue(value: unknown): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
