import type { CaseView } from '../../../contract/views.ts';
import { Files, Player } from './files.tsx';
import { LongWords } from './long-words.tsx';
import { Section } from '#platform/web/mobile/parts.tsx';
import { IconPin } from '#platform/web/shared/icons.tsx';

const told = new Set(['title', 'files', 'voice', 'place', 'category', 'field', 'openness']);

/** What was raised, in the words of the form; the frozen text where somebody is asked to sign it. */
export function CaseText({ found, open }: { readonly found: CaseView; readonly open: boolean }) {
  const fields = found.text.filter((field) => !told.has(field.name) && !isEmpty(field.value));
  return (
    <Section
      title={found.matter.kind === 'report' ? '反映的情况' : '正文'}
      note={found.version > 0 && found.matter.kind !== 'report' ? `第 ${found.version} 稿` : undefined}
    >
      <div className="card">
        {fields.map((field) => (
          <TextField key={field.name} label={fields.length > 1 ? field.label : null} value={field.value} open={open} />
        ))}
        {found.place && (
          <p className="place-line">
            <IconPin size={20} />
            <span className="wrap">{found.place.address}</span>
          </p>
        )}
        {found.voice && <Player file={found.voice} />}
        <Files files={found.files} />
      </div>
    </Section>
  );
}

function TextField({ label, value, open }: { readonly label: string | null; readonly value: unknown; readonly open: boolean }) {
  return (
    <div className="text-field">
      {label && <h3>{label}</h3>}
      {Array.isArray(value) ? (
        <ol className="measures">
          {value
            .map((one) => wordsOfValue(one))
            .map((words) => (
              <li key={words} className="prose">
                {words}
              </li>
            ))}
        </ol>
      ) : (
        <LongWords words={wordsOfValue(value)} open={open} />
      )}
    </div>
  );
}

/** People, units and choices come with their names; everything else is text already. */
function wordsOfValue(value: unknown): string {
  if (value !== null && typeof value === 'object') {
    const named = value as { name?: string; label?: string; words?: string };
    return named.name ?? named.label ?? named.words ?? '';
  }
  return typeof value === 'boolean' ? (value ? '是' : '否') : String(value);
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
