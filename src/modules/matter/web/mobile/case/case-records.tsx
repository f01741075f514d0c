import type { CaseView, RecordView } from '../../../contract/views.ts';
import { wordsOfRecord } from '../../shared/index.ts';
import { Files } from './files.tsx';
import { LongWords } from './long-words.tsx';
import { Line, Section } from '#platform/web/mobile/parts.tsx';
import { dayWords } from '#platform/web/shared/dates.ts';

/** 意见、决定、审议、表决 … as they were filled in, the latest first, by the labels of their forms. */
export function CaseRecords({ found }: { readonly found: CaseView }) {
  if (found.records.length === 0) return null;
  return (
    <Section title="意见和决定" count={found.records.length} unit="条">
      <div className="card">
        <ul className="handlers">
          {found.records.toReversed().map((one) => (
            <OneRecord key={one.id} record={one} />
          ))}
        </ul>
      </div>
    </Section>
  );
}

function OneRecord({ record }: { readonly record: RecordView }) {
  const fields = wordsOfRecord(record);
  return (
    <li className="handler">
      <b>{record.label}</b>
      <p className="second wrap">
        <Line words={[dayWords(record.at), ...fields.filter((field) => !field.long).map((field) => `${field.label}：${field.words}`)]} />
      </p>
      {fields
        .filter((field) => field.long)
        .map((field) => (
          <div key={field.name} className="text-field">
            <p className="label">{field.label}</p>
            <LongWords words={field.words} lines={4} />
          </div>
        ))}
      <Files files={record.files} />
    </li>
  );
}
