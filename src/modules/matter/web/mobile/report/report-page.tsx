import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { readForm } from '../../../contract/routes.ts';
import { CategoryField } from './category-field.tsx';
import { Nearby } from './nearby.tsx';
import { faultsOfReport, useReport, type ReportContent } from './use-report.ts';
import { Shots } from './shots.tsx';
import { PlaceField } from '../place/place-field.tsx';
import { Button, Tool } from '#platform/web/mobile/button.tsx';
import { Fault, TextArea, showFirstFault } from '#platform/web/mobile/fields.tsx';
import { Page } from '#platform/web/mobile/page.tsx';
import { Loading, wordsOf } from '#platform/web/shared/conditions.tsx';
import { chinaDay, dayWords } from '#platform/web/shared/dates.ts';
import type { Draft } from '#platform/web/shared/drafts.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import { IconSend } from '#platform/web/shared/icons.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import { addressOfCase } from '../addresses.ts';
import './report.css';

/** 督事: from a look in the street to a report on its way in under a minute, with or without signal. */
export default function ReportPage() {
  const form = useRead(readForm, { params: { kind: 'report' } }, { staleTime: 3_600_000 });
  const report = useReport();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [checked, setChecked] = useState(false);
  const { content } = report.draft;
  const submit = async () => {
    setChecked(true);
    if (Object.keys(faultsOfReport(content)).length > 0) {
      showFirstFault();
      return setFault('还差一点，请看标出的地方。');
    }
    setBusy(true);
    setFault(null);
    try {
      const done = await report.submit();
      void navigate({ to: done.outcome === 'sent' ? addressOfCase(done.answer.bodyId, done.answer.matterId) : '/outgoing', replace: true });
    } catch (error) {
      setFault(wordsOf(error));
    } finally {
      setBusy(false);
    }
  };
  if (report.draft.restored === null) return <Waiting />;
  return (
    <Page
      title="督事"
      tools={<Tool label="我的督事" shows="words" to="/matters" search={{ view: 'mine', kind: 'report' }} />}
      acts={
        <Button look="fill" icon={IconSend} busy={busy} onClick={() => void submit()}>
          发送督事
        </Button>
      }
      actWords={`信号弱时先存手机，有信号自动发${answerWords(form.data, content.category)}`}
    >
      {report.draft.restored && (content.words || content.files.length > 0) && <Restored onClear={report.clear} />}
      <Shots draft={report.draft} />
      <Fault words={fault} />
      <ReportFields draft={report.draft} form={form.data} faults={checked ? faultsOfReport(content) : {}} />
      <Nearby content={content} onFollowed={report.draft.discard} />
    </Page>
  );
}

/** By when an answer comes: each category has a period of its own, so nothing is promised before one is chosen. */
function answerWords(form: AnswerOf<typeof readForm> | undefined, category: string | null): string {
  const day = category === null ? undefined : form?.answerByCategory[category];
  if (!day) return '';
  return day === chinaDay(new Date().toISOString()) ? '。今天之内答复' : `。${dayWords(day)}前答复`;
}

interface ReportFieldsProps {
  readonly draft: Draft<ReportContent>;
  readonly form: AnswerOf<typeof readForm> | undefined;
  readonly faults: ReturnType<typeof faultsOfReport>;
}

function ReportFields({ draft: { content, change }, form, faults }: ReportFieldsProps) {
  return (
    <div className="card flush shots-form">
      <TextArea
        label="哪里不对"
        placeholder="看到了什么，影响了谁"
        value={content.words}
        maxLength={1000}
        lines={3}
        fault={faults.words}
        required
        onText={(words) => change({ words })}
      />
      <PlaceField
        field={{ name: 'place', label: '地点', input: 'place', required: true }}
        value={content.place ?? undefined}
        fault={faults.place}
        onChange={(place) => change({ place: place as ReportContent['place'] })}
        place={{ act: 'raise', kind: 'report' }}
      />
      <CategoryField
        form={form}
        words={content.words}
        value={content.category}
        fault={faults.category}
        onChange={(category) => change({ category })}
      />
    </div>
  );
}

function Waiting() {
  return (
    <Page title="督事">
      <Loading rows={5} />
    </Page>
  );
}

function Restored({ onClear }: { readonly onClear: () => void }) {
  return (
    <p className="restored second" role="status">
      接着上次没发的写
      <button type="button" className="textual" onClick={onClear}>
        清空重写
      </button>
    </p>
  );
}
