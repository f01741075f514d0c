import { Section } from '#platform/web/desk/page.tsx';
import { dayWords, momentWords } from '#platform/web/shared/dates.ts';
import type { CaseView, RecordView } from '../../contract/views.ts';
import { recordsBesideTalks, wordsOfRecord } from '../shared/index.ts';
import { Files } from './case-text.tsx';

/** What was kept of acts as it was filled in (意见、决定、审议、表决 …), the latest first, by the labels of their forms. */
export function CaseRecords({ view }: { view: CaseView }) {
  const records = recordsBesideTalks(view);
  if (records.length === 0) return null;
  return (
    <Section title="意见、决定和记录" note={`${records.length} 条`}>
      <div className="meets">
        {records.toReversed().map((one) => (
          <OneRecord key={one.id} view={view} record={one} />
        ))}
      </div>
    </Section>
  );
}

function OneRecord({ view, record }: { view: CaseView; record: RecordView }) {
  const fields = wordsOfRecord(record);
  const unit = view.handlings.find((one) => one.id === record.handlingId)?.unit.shortName;
  return (
    <article aria-label={record.label}>
      <b>
        {dayWords(record.at)} {record.label}
      </b>
      {unit && `，${unit}`}{' '}
      <span className="s" title={momentWords(record.recordedAt)}>
        {record.recordedBy}登记
      </span>
      <p className="m">
        {fields
          .filter((field) => !field.long)
          .map((field) => `${field.label} ${field.words}`)
          .join('；')}
      </p>
      {fields
        .filter((field) => field.long)
        .map((field) => (
          <div key={field.name} className="psg">
            <div className="lab">{field.label}</div>
            <div className="prose">{field.words}</div>
          </div>
        ))}
      <Files files={record.files} />
    </article>
  );
}
