import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { usePathMember } from '#platform/web/mobile/address.ts';
import { Button } from '#platform/web/mobile/button.tsx';
import { Choices, Fault, Field, TextArea, TextField, faultIn, showFirstFault } from '#platform/web/mobile/fields.tsx';
import { Page } from '#platform/web/mobile/page.tsx';
import { toast } from '#platform/web/mobile/toast.tsx';
import { Loading, Reading, wordsOf } from '#platform/web/shared/conditions.tsx';
import { timeWords } from '#platform/web/shared/dates.ts';
import { useDraft } from '#platform/web/shared/drafts.ts';
import { outgoing, sendOrKeep } from '#platform/web/shared/outgoing.ts';
import { refreshModule, useRead } from '#platform/web/shared/queries.ts';
import { useMe } from '#platform/web/shared/session.tsx';
import { useQueryClient } from '@tanstack/react-query';
import {
  listOwnSpeeches,
  registerSpeech,
  nameWords,
  speechNames,
  type OwnSpeech,
  type SpeechName,
} from '../../../contract/words/speeches.ts';
import { charactersOf } from '../../../contract/words/characters.ts';
import { useKeptSpeeches, type KeptSpeech, type SpeechDraft as Form } from './kept-speeches.ts';
import './words.css';

/** Writes a speech and registers it. What is typed is kept on the phone; without signal the registration goes by itself later. */
export default function SpeechFormPage() {
  const meetingId = usePathMember('meetingId');
  const speechId = usePathMember('speechId');
  const mine = useRead(listOwnSpeeches, { params: { meetingId } });
  const kept = useKeptSpeeches(meetingId).find((one) => one.speechId === speechId);
  return (
    <Reading result={mine}>
      {(data) => (
        <SpeechForm
          meetingId={meetingId}
          speechId={speechId}
          most={data.mostCharacters}
          bodyKind={data.bodyKind}
          stored={data.items.find((one) => one.id === speechId) ?? null}
          kept={kept ?? null}
        />
      )}
    </Reading>
  );
}

interface SpeechFormProps {
  readonly bodyKind: 'congress' | 'cppcc';
  readonly meetingId: string;
  readonly speechId: string;
  readonly most: number | null;
  readonly stored: OwnSpeech | null;
  readonly kept: KeptSpeech | null;
}

function SpeechForm(props: SpeechFormProps) {
  const { meetingId, most, bodyKind, stored } = props;
  const { draft, busy, faults, refusal, change, send } = useRegistering(props);
  return (
    <Page
      title={stored ? '修改发言' : '报名发言'}
      parent={`/meeting/${meetingId}/speech`}
      acts={
        <Button look="fill" busy={busy} onClick={() => void send()}>
          {stored?.state === 'draft' ? '重新报送' : '报名'}
        </Button>
      }
      actWords={
        refusal ? (
          <Fault words={wordsOf(refusal)} />
        ) : draft.savedAt ? (
          `${timeWords(draft.savedAt)} 已存在手机上`
        ) : (
          '写的内容会随时存在手机上'
        )
      }
    >
      {draft.restored === null ? (
        <Loading rows={5} />
      ) : (
        <SpeechFields form={draft.content} change={change} faults={faults} most={most} bodyKind={bodyKind} stored={stored} />
      )}
    </Page>
  );
}

/** What has been written so far, what is wrong with it, and sending it. */
function useRegistering({ meetingId, speechId, most, stored, kept }: SpeechFormProps) {
  const me = useMe();
  const router = useRouter();
  const client = useQueryClient();
  // One unfinished speech of a meeting is kept, however often the page is opened anew; one that is changed is kept by itself.
  const [name] = useState(`speech ${me.seat?.id ?? me.person.id} ${meetingId} ${stored || kept ? speechId : 'new'}`);
  const draft = useDraft<Form>(name, kept?.form ?? formOf(stored));
  const [busy, setBusy] = useState(false);
  const [shownFaults, setShownFaults] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const faults = { ...refusedIn(refusal), ...(shownFaults ? faultsOf(draft.content, most) : {}) };
  const change = (part: Partial<Form>) => {
    setRefusal(null);
    draft.change(part);
  };
  const send = async () => {
    if (Object.keys(faultsOf(draft.content, most)).length > 0) {
      setShownFaults(true);
      showFirstFault();
      return;
    }
    setBusy(true);
    setRefusal(null);
    try {
      // What this one replaces must not go out after it.
      if (kept) await outgoing.discard(kept.writeId);
      const sent = await sendOrKeep(
        registerSpeech,
        { params: { meetingId, speechId }, body: draft.content },
        { title: `大会发言报名：${draft.content.title}` },
      );
      await draft.discard();
      if (sent.outcome === 'sent') await refreshModule(client, 'meeting');
      toast(sent.outcome === 'sent' ? '已报名，秘书处会逐步遴选' : '已存手机，有信号自动报名');
      await router.navigate({ to: `/meeting/${meetingId}/speech`, replace: true });
    } catch (error) {
      setRefusal(error);
      showFirstFault();
    } finally {
      setBusy(false);
    }
  };
  return { draft, busy, faults, refusal, change, send };
}

function formOf(stored: OwnSpeech | null): Form {
  return {
    form: stored?.form === 'written' ? 'written' : 'oral',
    inNameOf: stored?.inNameOf ?? 'self',
    party: stored?.party ?? '',
    title: stored?.title ?? '',
    text: stored?.text ?? '',
  };
}

interface FieldsProps {
  readonly bodyKind: 'congress' | 'cppcc';
  readonly form: Form;
  readonly change: (part: Partial<Form>) => void;
  readonly faults: Partial<Record<keyof Form, string>>;
  readonly most: number | null;
  readonly stored: OwnSpeech | null;
}

function SpeechFields({ form, change, faults, most, bodyKind, stored }: FieldsProps) {
  const written = charactersOf(form.text);
  const needsName = form.inNameOf !== 'self' && form.inNameOf !== 'sector';
  return (
    <div className="section card">
      {stored?.words && <Fault words={`退回意见：${stored.words}`} />}
      <Field label="发言形式">
        <Choices
          label="发言形式"
          even
          value={form.form}
          onChoose={(value) => change({ form: value as Form['form'] })}
          options={[
            { value: 'oral', label: '口头发言' },
            { value: 'written', label: '书面发言' },
          ]}
        />
      </Field>
      <Field label="以谁的名义" note={nameNotes[form.inNameOf]}>
        <Choices
          label="以谁的名义"
          value={form.inNameOf}
          onChoose={(value) => change({ inNameOf: value as SpeechName })}
          options={names.map((value) => ({ value, label: nameWords(value, bodyKind) }))}
        />
      </Field>
      {needsName && (
        <TextField
          label={form.inNameOf === 'joint' ? '联名的人' : '党派、委员会或单位的名称'}
          value={form.party}
          maxLength={200}
          fault={faults.party}
          onText={(party) => change({ party })}
        />
      )}
      <TextField
        label="题目"
        required
        value={form.title}
        maxLength={60}
        placeholder="4 到 60 个字"
        fault={faults.title}
        onText={(title) => change({ title })}
      />
      <TextArea
        label="发言稿"
        required
        lines={12}
        value={form.text}
        placeholder="在这里写，或从别处粘贴"

        note={`现有 ${written} 字${most ? `，最多 ${most} 字（不含空格和换行）` : ''}`}
        fault={faults.text}
        onText={(text) => change({ text })}
      />
    </div>
  );
}

const names = Object.keys(speechNames) as SpeechName[];

const nameNotes: Readonly<Record<SpeechName, string | undefined>> = {
  self: undefined,
  joint: '请写明联名人，并事先征得他们同意。',
  sector: '报名后请召集人（团长）签署，他会收到提醒。',
  party: '请把加盖公章的文稿交大会秘书处。',
  committee: '请把加盖公章的文稿交大会秘书处。',
  organisation: '请把加盖公章的文稿交大会秘书处。',
};

/** What the server refused, at the fields that it named. */
function refusedIn(error: unknown): Partial<Record<keyof Form, string>> {
  const told = (['party', 'title', 'text'] as const).map((field) => [field, faultIn(error, field)] as const);
  return Object.fromEntries(told.filter(([, words]) => words !== null));
}

function faultsOf(form: Form, most: number | null): Partial<Record<keyof Form, string>> {
  const length = charactersOf(form.text);
  const faults: Partial<Record<keyof Form, string>> = {};
  if (form.inNameOf !== 'self' && form.inNameOf !== 'sector' && form.party.trim().length < 2) faults.party = '请写明名称或人名';
  if (form.title.trim().length < 4) faults.title = '题目至少 4 个字';
  if (form.text.trim().length < 20) faults.text = '发言稿至少 20 个字';
  else if (most !== null && length > most) faults.text = `超出 ${length - most} 字，请删减`;
  return faults;
}
