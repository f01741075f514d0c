import { useState } from 'react';
import { useParams } from '@tanstack/react-router';
import { useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { saveFrom } from '#platform/web/desk/download.ts';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { Tag } from '#platform/web/desk/marks.tsx';
import { DeskPage, Facts, Pane, Panes, Section } from '#platform/web/desk/page.tsx';
import { Loading, Refused } from '#platform/web/desk/states.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { seatInUse } from '#platform/web/shared/call.ts';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { momentWords, timeWords } from '#platform/web/shared/dates.ts';
import { useDraft } from '#platform/web/shared/drafts.ts';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import type { BulletinForm, BulletinView } from '../../../contract/bulletins.ts';
import { bulletinForms, issueBulletin, readBulletin, readBulletinDocument, saveBulletin } from '../../../contract/bulletins.ts';
import { casePath } from '../matter-marks.tsx';
import { DeskLink } from '#platform/web/desk/link.tsx';
import { RefusalLine } from '../refusal-line.tsx';

/** One bulletin: its reports at left, each with the last edition to take over, the text in the middle, where it goes at right. */
export default function BulletinPage() {
  const { bulletinId = '' }: { bulletinId?: string } = useParams({ strict: false });
  const view = useRead(readBulletin, { params: { bulletinId } });
  // Stands outside the editor, which begins anew with each saved edition.
  const [issuing, setIssuing] = useState(false);
  if (!view.data)
    return (
      <DeskPage title="信息专报">
        {view.error ? <Refused error={view.error} onRetry={() => void view.refetch()} /> : <Loading rows={12} />}
      </DeskPage>
    );
  if (view.data.state === 'issued') return <Issued bulletin={view.data} />;
  return (
    <>
      <Editor key={view.data.revision} bulletin={view.data} onIssue={() => setIssuing(true)} />
      {issuing && <IssueDialog bulletin={view.data} onClose={() => setIssuing(false)} />}
    </>
  );
}

interface Text {
  readonly form: BulletinForm;
  readonly title: string;
  readonly words: string;
  readonly addressees: string;
}

/** Places that a bulletin usually goes to; others are typed. */
const usual = ['市委', '市政府', '市人大常委会', '上级政协', '有关部门'];

/** The bulletin that is being written: kept on this computer while one types, with the office when one saves. */
function useBulletinDraft(bulletin: BulletinView) {
  const { say } = useUndo();
  const name = `bulletin:${seatInUse() ?? ''}:${bulletin.id}:${bulletin.revision}`;
  const stored: Text = { form: bulletin.form, title: bulletin.title, words: bulletin.words, addressees: bulletin.addressees.join('、') };
  const draft = useDraft<Text>(name, stored);
  const save = useWrite(saveBulletin, { onDone: () => void draft.discard() });
  const write = (onSuccess?: () => void) =>
    save.mutate(
      { params: { bulletinId: bulletin.id }, body: bodyOf(bulletin, draft.content) },
      { onSuccess: () => (onSuccess ? onSuccess() : say('已保存')) },
    );
  const take = (words: string) => draft.change((text) => ({ ...text, words: [text.words.trim(), words].filter(Boolean).join('\n') }));
  const isChanged = JSON.stringify(draft.content) !== JSON.stringify(stored);
  return { draft, write, take, isChanged, busy: save.isPending, refusal: save.error ? wordsOf(save.error) : null };
}

type BulletinDraft = ReturnType<typeof useBulletinDraft>;

function Editor({ bulletin, onIssue }: { bulletin: BulletinView; onIssue: () => void }) {
  const go = useGo();
  const written = useBulletinDraft(bulletin);
  const { draft } = written;
  useKeys([
    { keys: 'Ctrl+s', label: '保存', act: () => written.write(), everywhere: true },
    { keys: 'Escape', label: '回到编辑台', act: () => go('/bulletins', { tab: 'drafts' }), quiet: true },
  ]);
  return (
    <DeskPage
      title={bulletin.name}
      facts={
        <>
          <Tag kind="draft">在编</Tag>
          <span className="s">
            {draft.savedAt ? `这台电脑 ${timeWords(draft.savedAt)} 自动保存` : `上次保存 ${momentWords(bulletin.changedAt)}`}
          </span>
        </>
      }
      act={<EditorActs bulletin={bulletin} written={written} onIssue={onIssue} />}
    >
      <RefusalLine words={written.refusal} />
      <Panes columns="minmax(300px, 380px) minmax(0, 1fr) 300px">
        <Pane label="收入的信息">
          <Sources bulletin={bulletin} onTake={written.take} />
        </Pane>
        <Pane label="专报正文">
          <TextFields text={draft.content} onChange={draft.change} />
        </Pane>
        <Pane label="报送" as="aside">
          <Addressees text={draft.content} onChange={draft.change} />
        </Pane>
      </Panes>
    </DeskPage>
  );
}

function EditorActs({ bulletin, written, onIssue }: { bulletin: BulletinView; written: BulletinDraft; onIssue: () => void }) {
  return (
    <>
      <Button
        blocked={written.isChanged ? '先保存再下载' : null}
        onPress={() => void saveFrom(readBulletinDocument, { params: { bulletinId: bulletin.id } }, `${bulletin.title}.docx`)}
      >
        下载 docx
      </Button>
      <Button keys="Ctrl+s" busy={written.busy} onPress={() => written.write()}>
        保存
      </Button>
      <Button
        filled
        blocked={reasonAgainst(written.draft.content)}
        onPress={() => (written.isChanged ? written.write(onIssue) : onIssue())}
      >
        编号编发
      </Button>
    </>
  );
}

function bodyOf(bulletin: BulletinView, text: Text) {
  return {
    revision: bulletin.revision,
    form: text.form,
    title: text.title,
    words: text.words,
    addressees: listOf(text.addressees),
    matters: bulletin.matters.map((one) => one.line.id),
  };
}

function listOf(words: string): string[] {
  return [...new Set(words.split(/[、，,\s]+/).filter(Boolean))];
}

function reasonAgainst(text: Text): string | null {
  if (text.words.trim() === '') return '先写正文：从左边把编辑稿取过来，再改';
  return listOf(text.addressees).length === 0 ? '先写明报送哪里' : null;
}

function Sources({ bulletin, onTake }: { bulletin: BulletinView; onTake: (words: string) => void }) {
  return (
    <>
      {bulletin.matters.map(({ line, original, edition }) => (
        <Section
          key={line.id}
          title={line.author?.name ?? ''}
          note={line.stateLabel}
          act={
            <Button small onPress={() => onTake(edition?.words ?? original.words)}>
              取过来
            </Button>
          }
        >
          <DeskLink className="lk" to={`${casePath(line)}/edit`}>
            {edition?.title ?? original.title}
          </DeskLink>
          <div className="prose">{edition?.words ?? original.words}</div>
          {edition && (
            <details>
              <summary className="s">看委员的原文</summary>
              <div className="prose">{original.words}</div>
            </details>
          )}
        </Section>
      ))}
    </>
  );
}

interface TextProps {
  readonly text: Text;
  readonly onChange: (part: Partial<Text>) => void;
}

function TextFields({ text, onChange }: TextProps) {
  return (
    <div className="sec reply-form">
      <fieldset className="field">
        <legend className="name">采用方式</legend>
        <div className="choices">
          {Object.entries(bulletinForms).map(([form, label]) => (
            <button
              key={form}
              type="button"
              className={text.form === form ? 'on' : undefined}
              aria-pressed={text.form === form}
              onClick={() => onChange({ form: form as BulletinForm })}
            >
              {label}
            </button>
          ))}
        </div>
      </fieldset>
      <label className="field">
        <span className="name">标题</span>
        <input className="input" value={text.title} maxLength={80} onChange={(event) => onChange({ title: event.target.value })} />
      </label>
      <label className="field">
        <span className="name">
          正文 <span className="s">{text.words.length} 字，一行一段</span>
        </span>
        <textarea className="input area" rows={24} value={text.words} onChange={(event) => onChange({ words: event.target.value })} />
      </label>
    </div>
  );
}

function Addressees({ text, onChange }: TextProps) {
  const chosen = listOf(text.addressees);
  return (
    <Section title="报送">
      <label className="field">
        <span className="name">报送哪里</span>
        <textarea
          className="input"
          rows={3}
          value={text.addressees}
          placeholder="用顿号隔开"
          onChange={(event) => onChange({ addressees: event.target.value })}
        />
      </label>
      <div className="row wrap">
        {usual
          .filter((one) => !chosen.includes(one))
          .map((one) => (
            <Button key={one} small onPress={() => onChange({ addressees: [...chosen, one].join('、') })}>
              加{one}
            </Button>
          ))}
      </div>
    </Section>
  );
}

function IssueDialog({ bulletin, onClose }: { bulletin: BulletinView; onClose: () => void }) {
  const { say } = useUndo();
  const [signer, setSigner] = useState('');
  const issue = useWrite(issueBulletin, {
    onDone: (answer) => {
      say(`已编发：${answer.name}，${bulletin.matters.length} 位反映人都会收到告知`);
      onClose();
    },
  });
  return (
    <DeskDialog
      title="编号编发"
      note="编发后取得期号，不能再改；收入的每一篇都记为已采用，反映人会收到告知。"
      onClose={onClose}
      width={440}
      foot={
        <>
          <Button onPress={onClose}>不编发</Button>
          <Button
            filled
            busy={issue.isPending}
            blocked={signer.trim().length < 2 ? '请写明签发人' : null}
            onPress={() => issue.mutate({ params: { bulletinId: bulletin.id }, body: { revision: bulletin.revision, signer } })}
          >
            编发
          </Button>
        </>
      }
    >
      <label className="field">
        <span className="name">签发人</span>
        <input className="input" value={signer} maxLength={40} onChange={(event) => setSigner(event.target.value)} />
      </label>
      <RefusalLine words={issue.error ? wordsOf(issue.error) : null} />
    </DeskDialog>
  );
}

function Issued({ bulletin }: { bulletin: BulletinView }) {
  const go = useGo();
  useKeys([{ keys: 'Escape', label: '回到编辑台', act: () => go('/bulletins', { tab: 'issued' }), quiet: true }]);
  return (
    <DeskPage
      title={bulletin.name}
      facts={<Tag kind="strong">已编发</Tag>}
      act={
        <Button
          filled
          onPress={() => void saveFrom(readBulletinDocument, { params: { bulletinId: bulletin.id } }, `${bulletin.name}.docx`)}
        >
          下载 docx
        </Button>
      }
    >
      <Panes columns="minmax(0, 1fr) 380px">
        <Pane label="专报正文">
          <div className="sec">
            <h2 className="title-2">{bulletin.title}</h2>
            <div className="prose">{bulletin.words}</div>
          </div>
        </Pane>
        <Pane label="去向和结果" as="aside">
          <Section title="去向">
            <Facts
              pairs={[
                ['方式', bulletinForms[bulletin.form]],
                ['报送', bulletin.addressees.join('、')],
                ['签发', bulletin.signer],
                ['编发', bulletin.issuedAt && momentWords(bulletin.issuedAt)],
              ]}
            />
          </Section>
          <Section title="收入的信息" note="登记采用、批示请打开那一篇">
            {bulletin.matters.map((one) => (
              <div key={one.line.id} className="cite">
                <DeskLink className="lk" to={casePath(one.line)}>
                  {one.line.title}
                </DeskLink>
                <br />
                <span className="s">
                  {one.line.author?.name}，{one.line.stateLabel}
                </span>
                {one.results.map((result) => (
                  <p key={result.at + result.line} className="m">
                    <Tag>{result.label}</Tag> {result.line}
                  </p>
                ))}
              </div>
            ))}
          </Section>
        </Pane>
      </Panes>
    </DeskPage>
  );
}
