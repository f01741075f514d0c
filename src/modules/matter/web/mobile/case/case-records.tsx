import { useState } from 'react';
import type { CaseView, RecordView } from '../../../contract/views.ts';
import { recordsBesideTalks, wordsOfRecord } from '../../shared/index.ts';
import { Files } from './files.tsx';
import { LongWords } from './long-words.tsx';
import { Line, Section } from '#platform/web/mobile/parts.tsx';
import { dayWords } from '#platform/web/shared/dates.ts';

const shown = 3;

/** 意见、决定、审议、表决 … as they were filled in, the latest first, by the labels of their forms. */
export function CaseRecords({ found }: { readonly found: CaseView }) {
  const [all, setAll] = useState(false);
  const records = recordsBesideTalks(found);
  if (records.length === 0) return null;
  const latest = found.records.toReversed();
  return (
    <Section title="意见、决定和记录" count={records.length} unit="条">
      <div className="card">
        <ul className="handlers">
          {(all ? latest : latest.slice(0, shown)).map((one) => (
            <OneRecord key={one.id} record={one} />
          ))}
        </ul>
        {!all && latest.length > shown && (
          <button type="button" className="textual" onClick={() => setAll(true)}>
            看全部 {latest.length} 条
          </button>
        )}
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
