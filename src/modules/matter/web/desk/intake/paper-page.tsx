import { useState } from 'react';
import { Problem } from '#platform/contract/problem.ts';
import { newId } from '#platform/contract/identifiers.ts';
import { dayOf } from '#platform/contract/instant.ts';
import { useAddress, useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { Checkbox } from '#platform/web/desk/marks.tsx';
import { DeskPage, Pane, Panes, Section } from '#platform/web/desk/page.tsx';
import { Empty, Read } from '#platform/web/desk/states.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { seatInUse } from '#platform/web/shared/call.ts';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useDraft } from '#platform/web/shared/drafts.ts';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { useMe } from '#platform/web/shared/session.tsx';
import { manners, paperRoutes, readIntakeForm, takesPaper } from '../../../contract/intake.ts';
import type { Kind } from '../../../contract/kind.ts';
import type { FieldView } from '../../../contract/views.ts';
import { faultsOf, inputOf } from '../../shared/index.ts';
import { FormFields } from '../fields.tsx';
import { casePath, useKinds } from '../matter-marks.tsx';
import { RefusalLine } from '../refusal-line.tsx';
import { GroupPicker, MemberPicker } from './member-picker.tsx';
import './intake.css';

/** Enters an item that somebody handed in on paper, in his name. */
export default function PaperPage() {
  const kinds = useKinds().filter(takesPaper);
  const [address, change] = useAddress();
  const kind = kinds.find((one) => one.kind === address['kind']) ?? kinds[0];
  const form = useRead(readIntakeForm, { params: { kind: kind?.kind ?? '' } }, { enabled: kind !== undefined, staleTime: 600_000 });
  if (!kind)
    return (
      <DeskPage title="录入书面件">
        <Empty words="这个身份不能代录书面件" hint="请在左上角切换到代表（提案）工作机构的身份。" />
      </DeskPage>
    );
  const strip = kinds.length > 1 && (
    <div className="choices paper-kinds" role="group" aria-label="种类">
      {kinds.map((one) => (
        <button key={one.kind} type="button" aria-pressed={one.kind === kind.kind} onClick={() => change({ kind: one.kind })}>
          {one.words.name}
        </button>
      ))}
    </div>
  );
  if (!form.data || form.data.kind !== kind.kind)
    return (
      <DeskPage title={`录入书面${kind.words.name}`} strip={strip}>
        <Read of={form} rows={12}>
          {() => null}
        </Read>
      </DeskPage>
    );
  return <Entering key={kind.kind} kind={kind} fields={form.data.fields} strip={strip} />;
}

interface Entry extends Record<string, unknown> {
  readonly matterId: string;
  readonly form: Readonly<Record<string, unknown>>;
  readonly author: string | null;
  readonly signers: readonly string[];
  readonly signedOnPaper: boolean;
  readonly receivedOn: string;
  readonly manner: 'hand' | 'mail' | 'session';
  readonly scans: readonly string[];
  readonly note: string;
}

const emptyEntry = (): Entry => ({
  matterId: newId(),
  form: {},
  author: null,
  signers: [],
  signedOnPaper: false,
  receivedOn: dayOf(new Date()),
  manner: 'hand',
  scans: [],
  note: '',
});

function Entering({ kind, fields, strip }: { kind: Kind; fields: readonly FieldView[]; strip: React.ReactNode }) {
  const bodyId = useMe().seat?.organisation.id ?? '';
  const { draft, faults, send, submit } = usePaper(kind, fields, bodyId);
  const entry = draft.content;
  useKeys([
    { keys: 'Ctrl+Enter', label: '录入并提交', act: () => submit(false), everywhere: true },
    { keys: 'Ctrl+Shift+Enter', label: '提交，再录一件', act: () => submit(true), everywhere: true, quiet: true },
  ]);
  const change = (part: Partial<Entry>) => draft.change(part);
  return (
    <DeskPage
      title={`录入书面${kind.words.name}`}
      facts={<span className="s">{draft.savedAt ? '填写的内容已保存在这台电脑上' : '提交后会通知提出人；不是本人提的可以提出异议'}</span>}
      act={
        <>
          <Button busy={send.isPending} onPress={() => submit(true)}>
            提交，再录一件
          </Button>
          <Button filled keys="Ctrl+Enter" busy={send.isPending} onPress={() => submit(false)}>
            录入并提交
          </Button>
        </>
      }
      strip={strip}
    >
      <Panes columns="minmax(0, 1fr) 440px">
        <Pane label={kind.words.name}>
          <RefusalLine words={send.error && wordsOf(send.error)} />
          <Section title={`${kind.words.name}内容`} note="照原件录入，不改原意">
            <FormFields
              fields={fields.filter((field) => !['files', 'voice'].includes(field.input))}
              value={entry.form}
              onChange={(name, value) => change({ form: { ...entry.form, [name]: value } })}
              faults={faults}
              matter={{ kind: kind.kind, id: entry.matterId, bodyId }}
            />
          </Section>
        </Pane>
        <Pane label="谁交来的" as="aside">
          <People kind={kind} entry={entry} change={change} faults={faults} />
          <Receipt kind={kind} entry={entry} change={change} faults={faults} bodyId={bodyId} />
        </Pane>
      </Panes>
    </DeskPage>
  );
}

/** Brings the first field that lacks something into sight; the form is longer than the screen. */
function showFirstFault(): void {
  setTimeout(() => document.querySelector('.pane .field .wrong')?.closest('.field')?.scrollIntoView({ block: 'center' }), 50);
}

/** What is typed, kept on this computer until it is sent, and how it is sent. */
function usePaper(kind: Kind, fields: readonly FieldView[], bodyId: string) {
  const go = useGo();
  const { say } = useUndo();
  const draft = useDraft<Entry>(`paper:${seatInUse() ?? ''}:${kind.kind}`, useState(emptyEntry)[0]);
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const entry = draft.content;
  const send = useWrite(paperRoutes[kind.kind]!);
  const submit = (more: boolean) => {
    const wrong = { ...faultsOf(fields, entry.form), ...peopleFaults(kind, entry) };
    setFaults(wrong);
    if (Object.keys(wrong).length > 0) {
      showFirstFault();
      return;
    }
    const { matterId, note, ...rest } = entry;
    send.mutate(
      { params: { matterId }, body: { ...rest, form: inputOf(fields, entry.form), ...(note.trim() ? { note: note.trim() } : {}) } },
      {
        onSuccess: () => {
          say(`已录入并提交：${String(entry.form['title'] ?? '')}`);
          setFaults({});
          if (more) draft.change(() => emptyEntry());
          else void draft.discard().then(() => go(casePath({ bodyId, id: matterId })));
        },
        onError: (error) => setFaults(refusedFields(error)),
      },
    );
  };
  return { draft, faults, send, submit };
}

interface PartProps {
  readonly kind: Kind;
  readonly entry: Entry;
  readonly change: (part: Partial<Entry>) => void;
  readonly faults: Readonly<Record<string, string>>;
}

function People({ kind, entry, change, faults }: PartProps) {
  const [group, setGroup] = useState<string | null>(null);
  return (
    <Section title="谁提出的">
      <div className="field">
        <div className="name">{kind.words.author}</div>
        <div className="row">
          <GroupPicker value={group} onChange={setGroup} words={kind.bodyKind === 'congress' ? '代表团' : '界别'} />
          <MemberPicker
            label={kind.words.author}
            value={entry.author ? [entry.author] : []}
            group={group}
            onChange={([id]) => change({ author: id ?? null })}
          />
        </div>
        <Wrong words={faults['author']} />
      </div>
      <div className="field">
        <div className="name">
          {kind.words.signer} <span className="s">可不填；没有在纸上签名的不要列入</span>
        </div>
        <MemberPicker label={kind.words.signer} many value={entry.signers} group={null} onChange={(signers) => change({ signers })} />
        {entry.signers.length > 0 && (
          <div className="row signed">
            <Checkbox
              checked={entry.signedOnPaper}
              label={`${entry.signers.length} 位联名的都在纸上签了名`}
              onChange={() => change({ signedOnPaper: !entry.signedOnPaper })}
            />
            <span>{entry.signers.length} 位联名的都在纸上签了名，已核对</span>
          </div>
        )}
        <Wrong words={faults['signers'] ?? faults['signedOnPaper']} />
      </div>
    </Section>
  );
}

function Receipt({ entry, change, faults, kind, bodyId }: PartProps & { bodyId: string }) {
  const [today] = useState(() => dayOf(new Date()));
  const scans: FieldView = { name: 'scans', label: '原件扫描件', input: 'files', required: false, max: 12 };
  return (
    <Section title="怎么收到的">
      <div className="field">
        <div className="name">方式</div>
        <div className="choices">
          {(['hand', 'mail', 'session'] as const).map((manner) => (
            <button key={manner} type="button" aria-pressed={entry.manner === manner} onClick={() => change({ manner })}>
              {manners[manner]}
            </button>
          ))}
        </div>
      </div>
      <div className="field">
        <div className="name">
          收到日期 <span className="s">作为提出日期</span>
        </div>
        <input
          className="input"
          type="date"
          aria-label="收到日期"
          max={today}
          value={entry.receivedOn}
          onChange={(event) => event.target.value && change({ receivedOn: event.target.value })}
        />
        <Wrong words={faults['receivedOn']} />
      </div>
      <FormFields
        fields={[{ ...scans, hint: entry.signers.length > 0 ? '有联名的必须附签名页' : 'PDF 或照片' }]}
        value={{ scans: entry.scans }}
        onChange={(_name, value) => change({ scans: (value as string[] | undefined) ?? [] })}
        faults={faults}
        matter={{ kind: kind.kind, id: entry.matterId, bodyId }}
      />
      <div className="field">
        <div className="name">
          备注 <span className="s">可不填，只有本单位和提出人看得到</span>
        </div>
        <input
          className="input"
          aria-label="备注"
          maxLength={200}
          value={entry.note}
          onChange={(event) => change({ note: event.target.value })}
        />
      </div>
    </Section>
  );
}

function Wrong({ words }: { words: string | undefined }) {
  return words ? (
    <p className="wrong" role="alert">
      {words}
    </p>
  ) : null;
}

function peopleFaults(kind: Kind, entry: Entry): Record<string, string> {
  return {
    ...(entry.author ? {} : { author: `请选择${kind.words.author}` }),
    ...(entry.author && entry.signers.includes(entry.author) ? { signers: '提出人不用再列为联名' } : {}),
    ...(entry.signers.length > 0 && !entry.signedOnPaper ? { signedOnPaper: '请核对纸上的签名后勾选' } : {}),
    ...(entry.signers.length > 0 && entry.scans.length === 0 ? { scans: '有联名的请附上签名页的扫描件或照片' } : {}),
  };
}

function refusedFields(error: Error): Readonly<Record<string, string>> {
  if (!(error instanceof Problem)) return {};
  return Object.fromEntries(
    (error.fields ?? []).map((field) => [field.path.replace(/^(body\.)?(form\.)?/, '').split('.')[0]!, field.message]),
  );
}
