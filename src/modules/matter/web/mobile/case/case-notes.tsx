import type { CaseView } from '../../../contract/views.ts';
import { Section } from '#platform/web/mobile/parts.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';

/** Internal notes of the viewer's own unit or office; nobody else gets them from the server. */
export function CaseNotes({ found }: { readonly found: CaseView }) {
  if (found.notes.length === 0) return null;
  return (
    <Section title="内部记录" note="只有本单位看得到">
      <div className="card">
        <ul className="handlers">
          {found.notes.map((note) => (
            <li key={note.id} className="handler">
              <p className="label">
                {note.actor}，{momentWords(note.at)}
              </p>
              <p className="prose">{note.words}</p>
            </li>
          ))}
        </ul>
      </div>
    </Section>
  );
}
