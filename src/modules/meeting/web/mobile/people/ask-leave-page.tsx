import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { addDays } from '#platform/contract/instant.ts';
import { usePathMember } from '#platform/web/mobile/address.ts';
import { Button } from '#platform/web/mobile/button.tsx';
import { Choices, Fault, Field, TextArea } from '#platform/web/mobile/fields.tsx';
import { Page } from '#platform/web/mobile/page.tsx';
import { toast } from '#platform/web/mobile/toast.tsx';
import { Loading, Reading, wordsOf } from '#platform/web/shared/conditions.tsx';
import { chinaDay, dayAndWeekday, dayWords, timeWords } from '#platform/web/shared/dates.ts';
import { useDraft } from '#platform/web/shared/drafts.ts';
import { sendOrKeep } from '#platform/web/shared/outgoing.ts';
import { refreshModule, useRead } from '#platform/web/shared/queries.ts';
import { useMe } from '#platform/web/shared/session.tsx';
import type { MeetingView } from '../../../contract/arrangement/meeting-view.ts';
import { readMeeting } from '../../../contract/arrangement/routes.ts';
import type { SittingLine } from '../../../contract/meeting.ts';
import type { LeaveGrounds } from '../../../contract/people/leave.ts';
import { leaveGroundsWords } from '../../../contract/people/leave.ts';
import { leaveTimeWords } from '../../../contract/people/leave-words.ts';
import { askLeave, readLeavePath } from '../../../contract/people/routes.ts';
import type { Span } from './leave-spans.ts';
import { sittingsToExcuse, spanOfDays, spansOf } from './leave-spans.ts';
import './people.css';

/** Asking for leave: which sittings or days, why; below it stands who will decide. */
export default function AskLeavePage() {
  const meetingId = usePathMember('meetingId');
  const meeting = useRead(readMeeting, { params: { meetingId } });
  return (
    <Reading result={meeting} rows={6}>
      {(view) => <AskLeave meeting={view} />}
    </Reading>
  );
}

function AskLeave({ meeting }: { meeting: MeetingView }) {
  const form = useAsking(meeting);
  const { spans, send, busy, fault } = form;
  const { restored, savedAt } = form.draft;
  const missing = spans.length === 0 ? '请先选不能参加的会议或日子' : form.words.trim().length < 2 ? '请写明事由' : null;
  return (
    <Page
      title="我要请假"
      parent={`/meeting/${meeting.id}/leave`}
      acts={
        <Button look="fill" busy={busy} disabled={missing !== null} onClick={() => void send()}>
          {spans.length > 1 ? `提交 ${spans.length} 份请假` : '提交请假'}
        </Button>
      }
      actWords={fault ? <Fault words={fault} /> : (missing ?? (savedAt && `${timeWords(savedAt)} 已存在手机上`) ?? undefined)}
    >
      {restored === null ? <Loading rows={5} /> : <Fields meeting={meeting} form={form} />}
    </Page>
  );
}

/** What is to be filled in. */
function Fields({ meeting, form }: { meeting: MeetingView; form: Form }) {
  const { spans, grounds, words } = form;
  return (
    <>
      <div className="section card">
        <Choices
          label="按会议还是按天"
          even
          value={form.by}
          onChoose={(value) => form.change({ by: value === 'days' ? 'days' : 'sittings' })}
          options={[
            { value: 'sittings', label: '选会议' },
            { value: 'days', label: '按整天' },
          ]}
        />
        {form.by === 'sittings' ? <SittingTicks form={form} /> : <DayChoices form={form} />}
      </div>
      <div className="section card">
        <Field label="为什么请假">
          <Choices
            label="为什么请假"
            value={grounds}
            onChoose={(value) => form.change({ grounds: value as LeaveGrounds })}
            options={Object.entries(leaveGroundsWords).map(([value, label]) => ({ value, label }))}
          />
        </Field>
        <TextArea
          label="事由"
          required
          placeholder="写明具体原因"
          note="只有审批的人和会务组能看到"
          maxLength={500}
          value={words}
          onText={(text) => form.change({ words: text })}
        />
      </div>
      {spans[0] && <Path meetingId={meeting.id} spans={spans} />}
    </>
  );
}

interface Asking {
  readonly by: 'sittings' | 'days';
  readonly picked: readonly string[];
  readonly span: { readonly first: string; readonly last: string };
  readonly grounds: LeaveGrounds;
  readonly words: string;
  /** Of several requests one may be refused after others went out; trying again must not ask for those twice. */
  readonly asked: readonly string[];
}

/** What has been filled in so far, kept on the phone until it is sent; and sending it: one leave for each stretch of time. */
function useAsking(meeting: MeetingView) {
  const me = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [now] = useState(() => new Date());
  const sittings = meeting.own ? sittingsToExcuse(meeting.sittings, meeting.own, now) : [];
  const days = daysLeft(meeting);
  const draft = useDraft<Asking>(`leave ${me.seat?.id ?? me.person.id} ${meeting.id}`, {
    by: sittings.length > 0 ? 'sittings' : 'days',
    picked: [],
    span: { first: days[0] ?? '', last: days[0] ?? '' },
    grounds: 'illness',
    words: '',
    asked: [],
  });
  const { change } = draft;
  // What was kept may name a sitting or a day that is over by now.
  const { by, grounds, words, asked } = draft.content;
  const picked = draft.content.picked.filter((id) => sittings.some((one) => one.id === id));
  const span = spanWithin(days, draft.content.span);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const wanted: Span[] = by === 'sittings' ? spansOf(sittings, picked) : span.first ? [spanOfDays(span.first, span.last)] : [];
  const spans = wanted.filter((one) => !asked.includes(keyOf(one)));
  const send = async () => {
    setBusy(true);
    setFault(null);
    try {
      let kept = false;
      for (const one of spans) {
        const input = { params: { meetingId: meeting.id }, body: { ...one, grounds, words: words.trim() } };
        const sent = await sendOrKeep(askLeave, input, { title: `请假：${leaveTimeWords(one)}` });
        if (sent.outcome === 'kept') kept = true;
        change((content) => ({ ...content, asked: [...content.asked, keyOf(one)] }));
      }
      await draft.discard();
      toast(kept ? '没有信号，已存好，联网后自动提交' : '已提交，批了会通知您');
      await refreshModule(client, 'meeting');
      await navigate({ to: `/meeting/${meeting.id}/leave`, replace: true });
    } catch (error) {
      setFault(wordsOf(error));
    } finally {
      setBusy(false);
    }
  };
  return { draft, change, sittings, days, by, picked, span, grounds, words, spans, send, busy, fault };
}
type Form = ReturnType<typeof useAsking>;

/** The days that were chosen, as far as they are still to come. */
function spanWithin(days: readonly string[], { first, last }: Asking['span']): Asking['span'] {
  const from = days.includes(first) ? first : (days[0] ?? '');
  return { first: from, last: days.includes(last) && last >= from ? last : from };
}

const keyOf = ({ fromAt, untilAt }: Span) => `${fromAt} ${untilAt}`;

/** The days of a meeting that are not over. */
function daysLeft({ opensOn, closesOn }: Pick<MeetingView, 'opensOn' | 'closesOn'>): string[] {
  const today = chinaDay(new Date().toISOString());
  const days: string[] = [];
  for (let day = opensOn > today ? opensOn : today; day <= closesOn; day = addDays(day, 1)) days.push(day);
  return days;
}

/** Sittings day by day, each a row that is ticked as a whole. */
function SittingTicks({ form: { sittings, picked, change } }: { form: Form }) {
  if (sittings.length === 0) return <p className="second wrap">没有还没开、要您参加的会议。要请整天的假，请选“按整天”。</p>;
  const toggle = (id: string) => change({ picked: picked.includes(id) ? picked.filter((one) => one !== id) : [...picked, id] });
  return (
    <>
      {[...Map.groupBy(sittings, (one) => chinaDay(one.startsAt))].map(([day, some]) => (
        <fieldset key={day} className="leave-day">
          <legend>{dayAndWeekday(day)}</legend>
          {some.map((one) => (
            <SittingTick key={one.id} sitting={one} on={picked.includes(one.id)} onToggle={() => toggle(one.id)} />
          ))}
        </fieldset>
      ))}
    </>
  );
}

function SittingTick({ sitting, on, onToggle }: { sitting: SittingLine; on: boolean; onToggle: () => void }) {
  return (
    <label className="row leave-tick">
      <span className="row-words wrap">
        {sitting.title}
        <span className="label">
          {timeWords(sitting.startsAt)} 至 {timeWords(sitting.endsAt)}
        </span>
      </span>
      <span className="second">{on ? '请假' : ''}</span>
      <input type="checkbox" checked={on} onChange={onToggle} />
    </label>
  );
}

function DayChoices({ form: { days, span, change } }: { form: Form }) {
  if (days.length === 0) return <p className="second wrap">会议已经结束。</p>;
  const options = (some: readonly string[]) => some.map((day) => ({ value: day, label: dayWords(day) }));
  return (
    <>
      <Field label="从哪天">
        <Choices
          label="从哪天"
          value={span.first}
          onChoose={(first) => change({ span: { first, last: span.last < first ? first : span.last } })}
          options={options(days)}
        />
      </Field>
      <Field label="到哪天">
        <Choices
          label="到哪天"
          value={span.last}
          onChoose={(last) => change({ span: { ...span, last } })}
          options={options(days.filter((day) => day >= span.first))}
        />
      </Field>
    </>
  );
}

/** Who will decide, and why it goes this way. */
function Path({ meetingId, spans }: { meetingId: string; spans: readonly Span[] }) {
  const longest = spans.toSorted(
    (one, other) => Date.parse(other.untilAt) - Date.parse(other.fromAt) - (Date.parse(one.untilAt) - Date.parse(one.fromAt)),
  )[0]!;
  const path = useRead(readLeavePath, { params: { meetingId }, query: longest }, { keepPrevious: true });
  return (
    <div className="section card">
      {spans.length > 1 && <p className="second wrap">中间还有要参加的会议，分成 {spans.length} 份请假：</p>}
      {spans.map((span) => (
        <p key={span.fromAt}>
          <b>{leaveTimeWords(span)}</b>
        </p>
      ))}
      {path.data && (
        <p className="second wrap">
          {path.data.steps.map((step) => step.label).join('，然后')}审批。{path.data.why}
        </p>
      )}
    </div>
  );
}
