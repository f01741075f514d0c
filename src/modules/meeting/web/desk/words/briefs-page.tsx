import { useMemo, useState } from 'react';
import { newId } from '#platform/contract/identifiers.ts';
import { useAddress } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { useCursor } from '#platform/web/desk/cursor.ts';
import { ConfirmDialog } from '#platform/web/desk/dialog.tsx';
import { saveFrom } from '#platform/web/desk/download.ts';
import { FilterTabs } from '#platform/web/desk/filters.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { Tag } from '#platform/web/desk/marks.tsx';
import { Facts, Pane, Panes, Section } from '#platform/web/desk/page.tsx';
import { Empty, Read } from '#platform/web/desk/states.tsx';
import { DeskTable, type DeskColumn } from '#platform/web/desk/table.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import {
  actOnBrief,
  briefStates,
  dropBrief,
  listBriefs,
  readBrief,
  readBriefDocument,
  type BriefAct,
  type BriefLine,
  type BriefView,
} from '../../../contract/words/briefs.ts';
import { MeetingPage, useMeeting } from '../shared/meeting-page.tsx';
import { BriefDialog } from './brief-dialog.tsx';
import { FormDialog, FormField, Refusal, faultOf } from '#platform/web/desk/form.tsx';
import './words.css';

const tabs = [
  { id: 'open', label: '待审和待印发', has: (one: BriefLine) => one.state === 'submitted' || one.state === 'approved' },
  { id: 'writing', label: '在写和退回', has: (one: BriefLine) => one.state === 'draft' || one.state === 'sentBack' },
  { id: 'issued', label: '已印发', has: (one: BriefLine) => one.state === 'issued' },
] as const;

/** 简报: what waits for approval, what is issued under the meeting's numbers, and writing one for the secretariat or a group. */
export default function BriefsPage() {
  const [writing, setWriting] = useState<string | null>(null);
  useKeys([{ keys: 'n', label: '写简报', act: () => setWriting(newId()) }]);
  return (
    <MeetingPage
      part="briefs"
      tools={
        <Button filled keys="N" onPress={() => setWriting(newId())}>
          写简报
        </Button>
      }
    >
      <Briefs onWrite={setWriting} />
      {writing && <BriefDialog briefId={writing} brief={null} onClose={() => setWriting(null)} />}
    </MeetingPage>
  );
}

const columns: readonly DeskColumn<BriefLine>[] = [
  {
    id: 'number',
    head: '期号',
    width: 72,
    cell: (row) => (row.number === null ? <span className="s">未编号</span> : `第 ${row.number} 期`),
  },
  {
    id: 'title',
    head: '标题',
    cell: (row) => (
      <>
        <span className="b">{row.title}</span>
        <div className="s">
          {row.groupName}　{row.sittingTitle}
        </div>
      </>
    ),
  },
  {
    id: 'state',
    head: '状态',
    width: 96,
    cell: (row) => <Tag kind={row.state === 'submitted' ? 'key' : undefined}>{briefStates[row.state]}</Tag>,
  },
  { id: 'by', head: '整理', width: 96, wide: true, cell: (row) => row.writtenBy },
  { id: 'at', head: '时间', width: 112, cell: (row) => momentWords(row.issuedAt ?? row.changedAt) },
];

function Briefs({ onWrite }: { readonly onWrite: (id: string) => void }) {
  const meeting = useMeeting();
  const [address, change] = useAddress();
  const list = useRead(listBriefs, { params: { meetingId: meeting.id } }, { topics: [`meeting:${meeting.id}`, `body:${meeting.bodyId}`] });
  const all = useMemo(() => list.data?.items ?? [], [list.data]);
  const tab = tabs.find((one) => one.id === address['tab']) ?? tabs[0];
  const rows = all.filter(tab.has);
  const cursor = useCursor(rows.map((one) => one.id));
  return (
    <>
      <FilterTabs
        label="简报"
        filters={tabs.map((one) => ({ id: one.id, label: one.label, count: all.filter(one.has).length }))}
        picked={tab.id}
        onPick={(id) => change({ tab: id === 'open' ? undefined : id })}
      />
      <Panes columns="minmax(0, 1fr) minmax(380px, 560px)">
        <Pane label="简报">
          <Read of={list} rows={8}>
            {() => (
              <DeskTable
                label="简报"
                columns={columns}
                groups={[{ id: 'all', rows }]}
                rowId={(row) => row.id}
                cursor={cursor}
                empty={
                  <Empty
                    words={tab.id === 'open' ? '没有等着审定的简报' : '这里还没有简报'}
                    hint="各团（界别）的召集人、联络员在手机上写好送审，会务人员也可以在这里写。"
                    act={<Button onPress={() => onWrite(newId())}>写简报</Button>}
                  />
                }
              />
            )}
          </Read>
        </Pane>
        <Pane label="简报内容" as="aside" toRead>
          {cursor.id && <BriefAside key={cursor.id} briefId={cursor.id} />}
        </Pane>
      </Panes>
    </>
  );
}

function BriefAside({ briefId }: { readonly briefId: string }) {
  const meeting = useMeeting();
  const brief = useRead(
    readBrief,
    { params: { meetingId: meeting.id, briefId } },
    { topics: [`meeting:${meeting.id}`, `body:${meeting.bodyId}`] },
  );
  return (
    <Read of={brief} rows={12}>
      {(data) => <Brief brief={data} />}
    </Read>
  );
}

function Brief({ brief }: { readonly brief: BriefView }) {
  return (
    <>
      <div className="sec">
        <h2 className="title-2">{brief.title}</h2>
        <Facts
          pairs={[
            ['期号', brief.number === null ? null : `第 ${brief.number} 期`],
            ['团组', brief.groupName],
            ['会议', brief.sittingTitle],
            ['整理', brief.writtenBy],
            ['审定', brief.approvedBy],
            ['印发', brief.issuedAt && momentWords(brief.issuedAt)],
            ['退回意见', brief.words],
          ]}
        />
        <BriefActs brief={brief} />
      </div>
      <Section title="正文" note={`${brief.characters} 字`}>
        <div className="prose speech-text">{brief.text}</div>
      </Section>
    </>
  );
}

function BriefActs({ brief }: { readonly brief: BriefView }) {
  const meeting = useMeeting();
  const { say } = useUndo();
  const [editing, setEditing] = useState(false);
  const [sendingBack, setSendingBack] = useState(false);
  const [dropping, setDropping] = useState(false);
  const params = { meetingId: meeting.id, briefId: brief.id };
  const act = useWrite(actOnBrief, { onDone: ({ number }) => say(number === null ? '已办' : `已印发：第 ${number} 期`) });
  const drop = useWrite(dropBrief, { onDone: () => say('已删除') });
  const run = (what: BriefAct) => act.mutate({ params, body: { revision: brief.revision, act: what, words: '' } });
  const waiting = brief.state === 'submitted' || brief.state === 'approved';
  useKeys([waiting && { keys: 'b', label: '退回修改', act: () => setSendingBack(true) }]);
  return (
    <>
      <div className="row wrap">
        {brief.state === 'submitted' && (
          <Button busy={act.isPending} onPress={() => run('approve')}>
            审定
          </Button>
        )}
        {waiting && (
          <Button filled busy={act.isPending} onPress={() => run('issue')}>
            编号印发
          </Button>
        )}
        {waiting && (
          <Button keys="B" onPress={() => setSendingBack(true)}>
            退回修改
          </Button>
        )}
        {brief.mayWrite && (
          <Button filled onPress={() => setEditing(true)}>
            接着写
          </Button>
        )}
        {brief.mayWrite && (
          <Button busy={drop.isPending} onPress={() => setDropping(true)}>
            删除
          </Button>
        )}
        <SaveBrief brief={brief} />
      </div>
      <Refusal error={act.error ?? drop.error} />
      {editing && <BriefDialog briefId={brief.id} brief={brief} onClose={() => setEditing(false)} />}
      {sendingBack && (
        <SendBackDialog
          onSend={(words) => act.mutateAsync({ params, body: { revision: brief.revision, act: 'sendBack', words } })}
          onClose={() => setSendingBack(false)}
        />
      )}
      {dropping && <DropDialog title={brief.title} onDrop={() => drop.mutateAsync({ params })} onClose={() => setDropping(false)} />}
    </>
  );
}

interface DropProps {
  readonly title: string;
  readonly onDrop: () => Promise<unknown>;
  readonly onClose: () => void;
}

function DropDialog({ title, onDrop, onClose }: DropProps) {
  return (
    <ConfirmDialog title="删除这期简报？" words="删除" onConfirm={onDrop} onClose={onClose}>
      <p>“{title}”的正文会一并删除，不能恢复。</p>
    </ConfirmDialog>
  );
}

function SaveBrief({ brief }: { readonly brief: BriefView }) {
  const params = { meetingId: useMeeting().id, briefId: brief.id };
  const name = `简报${brief.number === null ? '（送审稿）' : `第${brief.number}期`}.docx`;
  return <Button onPress={() => void saveFrom(readBriefDocument, { params }, name)}>下载 docx</Button>;
}

interface SendBackProps {
  readonly onSend: (words: string) => Promise<unknown>;
  readonly onClose: () => void;
}

function SendBackDialog({ onSend, onClose }: SendBackProps) {
  const [words, setWords] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Error | null>(null);
  const send = async () => {
    setBusy(true);
    setRefusal(null);
    try {
      await onSend(words.trim());
      onClose();
    } catch (error) {
      setRefusal(error instanceof Error ? error : new Error(String(error)));
      setBusy(false);
    }
  };
  return (
    <FormDialog
      title="退回修改"
      note="整理人会收到告知和这里写的意见。"
      words="退回"
      busy={busy}
      blocked={words.trim().length < 2 ? '请写明要改什么' : null}
      error={refusal}
      onSubmit={() => void send()}
      onClose={onClose}
    >
      <FormField name="要改什么" wrong={faultOf(refusal, 'words')}>
        <textarea className="input" rows={3} maxLength={300} autoFocus value={words} onChange={(event) => setWords(event.target.value)} />
      </FormField>
    </FormDialog>
  );
}
