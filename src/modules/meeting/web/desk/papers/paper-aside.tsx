import { useState } from 'react';
import { useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { ConfirmDialog, DeskDialog } from '#platform/web/desk/dialog.tsx';
import { saveFrom } from '#platform/web/desk/download.ts';
import { everyPage, ListExcel } from '#platform/web/desk/list-excel.tsx';
import { Facts, Section } from '#platform/web/desk/page.tsx';
import { Read } from '#platform/web/desk/states.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { call } from '#platform/web/shared/call.ts';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import { sizeWords } from '#platform/web/shared/pictures.ts';
import { usePages, useRead, useWrite } from '#platform/web/shared/queries.ts';
import type { AnswerOf, BodyOf } from '#platform/contract/route.ts';
import type { MeetingView } from '../../../contract/arrangement/meeting-view.ts';
import { readAgenda } from '../../../contract/arrangement/routes.ts';
import { type AttendeeCategory, attendeeCategories } from '../../../contract/meeting.ts';
import { type OfficePaper, type PaperClass, type ReaderLine, paperClasses } from '../../../contract/papers/paper.ts';
import {
  changePaper,
  countReaders,
  discardPaper,
  downloadPaper,
  listReaders,
  remindUnread,
  withdrawPaper,
} from '../../../contract/papers/routes.ts';
import { standings } from '../../../contract/standing.ts';
import { Share } from './share.tsx';
import { VersionDialog } from './version-dialog.tsx';

interface PaperAsideProps {
  readonly meeting: MeetingView;
  readonly paper: OfficePaper;
}

/** One paper: what it is, whom it is for, what can be done with it, who has read it. */
export function PaperAside({ meeting, paper }: PaperAsideProps) {
  return (
    <>
      <PaperFields meeting={meeting} paper={paper} />
      <PaperActs meeting={meeting} paper={paper} />
      {paper.state === 'issued' && <Readers meeting={meeting} paper={paper} />}
    </>
  );
}

type Changes = BodyOf<typeof changePaper>;
interface FieldProps {
  readonly paper: OfficePaper;
  readonly onSave: (changes: Changes) => void;
}

/** Every change is saved as it is made. */
function PaperFields({ meeting, paper }: PaperAsideProps) {
  const { say } = useUndo();
  const [title, setTitle] = useState(paper.title);
  const change = useWrite(changePaper, { onDone: () => say('已保存') });
  const params = { meetingId: meeting.id, paperId: paper.id };
  const save = (body: Changes) => change.mutate({ params, body });
  const fixed = paper.state === 'withdrawn';
  return (
    <Section title="文件" note={paper.version > 0 ? `第 ${paper.version} 版，${paper.pages} 页，${sizeWords(paper.bytes)}` : '还没有正文'}>
      <fieldset className="paper-fields" disabled={fixed}>
        <label className="field">
          <span className="name">名称</span>
          <input
            className="input"
            maxLength={120}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
            onBlur={() => title.trim() !== '' && title.trim() !== paper.title && save({ title: title.trim() })}
            onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
          />
        </label>
        <ClassField paper={paper} onSave={save} />
        <PlaceFields meeting={meeting} paper={paper} onSave={save} />
        <CategoriesField paper={paper} onSave={save} />
        <GroupsField meeting={meeting} paper={paper} onSave={save} />
        {change.error && (
          <p className="refused-line" role="alert">
            {wordsOf(change.error)}
          </p>
        )}
      </fieldset>
    </Section>
  );
}

function ClassField({ paper, onSave }: FieldProps) {
  return (
    <div className="field">
      <span className="name">范围</span>
      <div className="choices" role="group" aria-label="范围">
        {Object.entries(paperClasses).map(([value, words]) => (
          <button
            key={value}
            type="button"
            aria-pressed={paper.class === value}
            onClick={() => value !== paper.class && onSave(inClass(paper, value as PaperClass))}
          >
            {words}
          </button>
        ))}
      </div>
      <span className="s">{classWords[paper.class]}</span>
    </div>
  );
}

function PlaceFields({ meeting, paper, onSave }: FieldProps & { readonly meeting: MeetingView }) {
  const agenda = useRead(readAgenda, { params: { meetingId: meeting.id } }, { topics: [`meeting:${meeting.id}`] });
  return (
    <div className="field-row">
      <label className="field">
        <span className="name">日程</span>
        <select className="pick" value={paper.sittingId ?? ''} onChange={(event) => onSave({ sittingId: event.target.value || null })}>
          <option value="">不归入</option>
          {meeting.sittings.map((sitting) => (
            <option key={sitting.id} value={sitting.id}>
              {sitting.title}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span className="name">议程</span>
        <select
          className="pick"
          value={paper.agendaItemId ?? ''}
          onChange={(event) => onSave({ agendaItemId: event.target.value || null })}
        >
          <option value="">不归入</option>
          {(agenda.data?.items ?? []).map((item) => (
            <option key={item.id} value={item.id}>
              {item.title}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

/** What is no longer public is taken from those who are given public papers alone. */
function inClass({ categories }: OfficePaper, next: PaperClass): Changes {
  const left = categories.filter((one) => next === 'public' || standings[one].readsInside);
  return left.length === categories.length ? { class: next } : { class: next, categories: left.length > 0 ? left : ['member'] };
}

function CategoriesField({ paper, onSave }: FieldProps) {
  const toggle = (value: AttendeeCategory) => {
    const next = paper.categories.includes(value) ? paper.categories.filter((one) => one !== value) : [...paper.categories, value];
    if (next.length > 0) onSave({ categories: next });
  };
  return (
    <div className="field">
      <span className="name">发给</span>
      <div className="choices" role="group" aria-label="发给哪几类人">
        {(Object.keys(attendeeCategories) as AttendeeCategory[]).map((value) => (
          <button
            key={value}
            type="button"
            aria-pressed={paper.categories.includes(value)}
            disabled={paper.class !== 'public' && !standings[value].readsInside}
            onClick={() => toggle(value)}
          >
            {attendeeCategories[value]}
          </button>
        ))}
      </div>
      {paper.class !== 'public' && <span className="s">旁听人员和新闻记者只看公开文件。</span>}
    </div>
  );
}

const classWords: Readonly<Record<PaperClass, string>> = {
  public: '可以保存和转发，不加水印。',
  internal: '只给发送对象看，每页印有读者姓名和证件号；下载的文件里也有。',
  returned: '同内部文件，会后自动从各人的设备上删除。',
};

function GroupsField({ meeting, paper, onSave }: FieldProps & { readonly meeting: MeetingView }) {
  const onChange = (groupIds: string[]) => onSave({ groupIds });
  const [open, setOpen] = useState(false);
  const names = meeting.groups.filter((group) => paper.groupIds.includes(group.id)).map((group) => group.name);
  return (
    <div className="field">
      <span className="name">只发给</span>
      <button type="button" className="btn sm" aria-expanded={open} onClick={() => setOpen(!open)}>
        {names.length === 0 ? '以上全体' : names.length > 3 ? `${names.slice(0, 3).join('、')}等 ${names.length} 组` : names.join('、')}
      </button>
      {open && (
        <div className="paper-groups">
          {meeting.groups.map((group) => (
            <label key={group.id}>
              <input
                type="checkbox"
                checked={paper.groupIds.includes(group.id)}
                onChange={(event) =>
                  onChange(event.target.checked ? [...paper.groupIds, group.id] : paper.groupIds.filter((id) => id !== group.id))
                }
              />
              {group.name}
            </label>
          ))}
        </div>
      )}
    </div>
  );
}

type Asking = 'version' | 'withdraw' | 'discard' | null;

function PaperActs({ meeting, paper }: PaperAsideProps) {
  const [asking, setAsking] = useState<Asking>(null);
  const go = useGo();
  const { say } = useUndo();
  const discard = useWrite(discardPaper, { onDone: () => say('已删除') });
  const params = { meetingId: meeting.id, paperId: paper.id };
  const close = () => setAsking(null);
  return (
    <div className="paper-acts">
      <Facts
        pairs={[
          ['印发', paper.issuedAt && momentWords(paper.issuedAt)],
          ['本版改动', paper.changeWords],
          ['撤回原因', paper.withdrawnWords],
        ]}
      />
      <div className="row wrap">
        <Button
          keys="o"
          blocked={paper.version === 0 ? '还没有正文' : null}
          onPress={() => go(`/meetings/${meeting.id}/papers/${paper.id}`)}
        >
          阅读
        </Button>
        <SaveCopy params={params} paper={paper} />
        {paper.state !== 'withdrawn' && (
          <Button onPress={() => setAsking('version')}>{paper.version === 0 ? '上传正文' : '换新版本'}</Button>
        )}
        {paper.state === 'issued' && <Button onPress={() => setAsking('withdraw')}>撤回</Button>}
        {paper.state === 'draft' && <Button onPress={() => setAsking('discard')}>删除</Button>}
      </div>
      {asking === 'version' && <VersionDialog meetingId={meeting.id} paper={paper} onClose={close} />}
      {asking === 'withdraw' && <WithdrawDialog meetingId={meeting.id} paper={paper} onClose={close} />}
      {asking === 'discard' && (
        <ConfirmDialog title={`删除《${paper.title}》`} words="删除文件" onConfirm={() => discard.mutateAsync({ params })} onClose={close}>
          <p className="m">文件还没有印发，删除后不能恢复。</p>
        </ConfirmDialog>
      )}
    </div>
  );
}

interface SaveCopyProps {
  readonly paper: OfficePaper;
  readonly params: { readonly meetingId: string; readonly paperId: string };
}

/** Saves the version in force, to be printed or filed. Of a paper that is not public the copy says who took it. */
function SaveCopy({ paper, params }: SaveCopyProps) {
  const { say } = useUndo();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      await saveFrom(downloadPaper, { params: { ...params, version: paper.version }, query: {} }, `${paper.title}.pdf`);
      say(paper.class === 'public' ? `已下载《${paper.title}》` : `已下载《${paper.title}》，每页印有您的姓名和时间`);
    } catch (error) {
      say(wordsOf(error));
    }
    setBusy(false);
  };
  return (
    <Button busy={busy} blocked={paper.version === 0 ? '还没有正文' : null} onPress={() => void save()}>
      下载
    </Button>
  );
}

function WithdrawDialog({
  meetingId,
  paper,
  onClose,
}: {
  readonly meetingId: string;
  readonly paper: OfficePaper;
  readonly onClose: () => void;
}) {
  const [words, setWords] = useState('');
  const { say } = useUndo();
  const withdraw = useWrite(withdrawPaper, {
    onDone: () => {
      say(`已撤回《${paper.title}》`);
      onClose();
    },
  });
  return (
    <DeskDialog
      title={`撤回《${paper.title}》`}
      note={`${paper.count.downloaded} 人已下载，连上网络后从他们的设备上删除；他们的笔记留着。`}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>
            不撤回
          </button>
          <Button
            filled
            busy={withdraw.isPending}
            blocked={words.trim() === '' ? '请写明原因' : null}
            onPress={() => withdraw.mutate({ params: { meetingId, paperId: paper.id }, body: { words: words.trim() } })}
          >
            撤回文件
          </Button>
        </>
      }
    >
      <label className="field">
        <span className="name">原因（发送对象会看到）</span>
        <textarea className="area" rows={3} maxLength={300} value={words} onChange={(event) => setWords(event.target.value)} />
      </label>
      {withdraw.error && (
        <p className="refused-line" role="alert">
          {wordsOf(withdraw.error)}
        </p>
      )}
    </DeskDialog>
  );
}

const readerStates = [
  { id: 'unread', words: '未读' },
  { id: 'older', words: '只看过旧版' },
  { id: 'read', words: '已读' },
] as const;
type ReaderState = (typeof readerStates)[number]['id'] | 'kept';

/** Who has read it: by group, and by name. */
function Readers({ meeting, paper }: PaperAsideProps) {
  const params = { meetingId: meeting.id, paperId: paper.id };
  const topics = { topics: [`meeting:${meeting.id}`] };
  const counts = useRead(countReaders, { params }, topics);
  const [groupId, setGroupId] = useState<string | undefined>(undefined);
  const [state, setState] = useState<ReaderState>('unread');
  const { say } = useUndo();
  const remind = useWrite(remindUnread, { onDone: ({ people }) => say(`已提醒 ${people} 人`) });
  const states = paper.class === 'returned' ? [...readerStates, { id: 'kept', words: '还没收回' } as const] : readerStates;
  return (
    <Section
      title="阅读情况"
      note={`已下载 ${paper.count.downloaded}，已读 ${paper.count.read}，共 ${paper.count.due} 人${paper.class === 'returned' ? `，已收回 ${paper.count.returned}` : ''}`}
      act={<ReadersExcel paper={paper} params={params} />}
    >
      <Read of={counts} rows={6}>
        {({ groups }) => <ReaderGroups groups={groups} groupId={groupId} onChoose={setGroupId} />}
      </Read>
      <div className="row wrap reader-states">
        <div className="choices" role="group" aria-label="按状态看">
          {states.map((one) => (
            <button key={one.id} type="button" aria-pressed={state === one.id} onClick={() => setState(one.id)}>
              {one.words}
            </button>
          ))}
        </div>
        <Button
          small
          busy={remind.isPending}
          blocked={paper.count.read >= paper.count.due ? '都已读过' : meeting.state === 'ended' ? '会议已经结束' : null}
          onPress={() => remind.mutate({ params, body: groupId ? { groupId } : {} })}
        >
          提醒{groupId ? '本组' : ''}未读
        </Button>
      </div>
      {remind.error && (
        <p className="refused-line" role="alert">
          {wordsOf(remind.error)}
        </p>
      )}
      <ReaderNames params={params} groupId={groupId} state={state} meetingId={meeting.id} />
    </Section>
  );
}

interface OfPaper {
  readonly meetingId: string;
  readonly paperId: string;
}

function ReadersExcel({ paper, params }: { readonly paper: OfficePaper; readonly params: OfPaper }) {
  return (
    <ListExcel
      name={`${paper.title}阅读情况`}
      columns={[
        { head: '代表团（组）', width: 20, value: (row: ReaderLine) => row.groupName },
        { head: '姓名', width: 10, value: (row) => row.name },
        { head: '类别', width: 12, value: (row) => attendeeCategories[row.category] },
        { head: '版本', width: 8, value: (row) => row.version },
        { head: '下载', width: 18, value: (row) => said(row.downloadedAt) },
        { head: '第一次打开', width: 18, value: (row) => said(row.openedAt) },
        { head: '最近阅读', width: 18, value: (row) => said(row.lastReadAt) },
        { head: '读到最远的页', width: 14, value: (row) => row.furthestPage || null },
        { head: '收回', width: 18, value: (row) => said(row.returnedAt) },
      ]}
      rows={() => everyPage((cursor) => call(listReaders, { params, query: { limit: 200, ...(cursor ? { cursor } : {}) } }))}
    />
  );
}

/** The groups with how many have read it; one can be chosen. */
function ReaderGroups({
  groups,
  groupId,
  onChoose,
}: {
  readonly groups: AnswerOf<typeof countReaders>['groups'];
  readonly groupId: string | undefined;
  readonly onChoose: (id: string | undefined) => void;
}) {
  return (
    <div className="reader-groups" role="group" aria-label="按组看">
      {groups.map((group) => (
        <button
          key={group.groupId ?? 'none'}
          type="button"
          aria-pressed={group.groupId !== null && group.groupId === groupId}
          disabled={group.groupId === null}
          onClick={() => onChoose(group.groupId === groupId ? undefined : (group.groupId ?? undefined))}
        >
          <span className="cut">{group.name}</span>
          <Share of={group.count.read} all={group.count.due} />
        </button>
      ))}
    </div>
  );
}

function said(moment: string | null): string | null {
  return moment && momentWords(moment);
}

function ReaderNames({
  params,
  groupId,
  state,
  meetingId,
}: {
  readonly params: { readonly meetingId: string; readonly paperId: string };
  readonly groupId: string | undefined;
  readonly state: ReaderState;
  readonly meetingId: string;
}) {
  const query = { limit: 50, state, ...(groupId ? { groupId } : {}) };
  const pages = usePages(listReaders, { params, query }, { topics: [`meeting:${meetingId}`], keepPrevious: true });
  if (pages.items.length === 0) return <p className="m reader-none">{pages.isPending ? '正在读取' : '没有人'}</p>;
  return (
    <>
      <table className="small-table" aria-label="各人的阅读情况">
        <thead>
          <tr>
            <th style={{ width: '34%' }}>姓名</th>
            <th>{state === 'unread' ? '下载' : '最近阅读'}</th>
            <th className="num" style={{ width: 90 }}>
              读到
            </th>
          </tr>
        </thead>
        <tbody>
          {pages.items.map((row) => (
            <tr key={row.attendeeId}>
              <td>
                {row.name}
                <span className="s reader-group"> {row.groupName}</span>
              </td>
              <td className="s">
                {state === 'unread'
                  ? row.downloadedAt
                    ? `已下载，${momentWords(row.downloadedAt)}`
                    : '没有下载'
                  : row.lastReadAt
                    ? momentWords(row.lastReadAt)
                    : '已打开'}
              </td>
              <td className="num s">{row.furthestPage > 0 ? `第 ${row.furthestPage} 页` : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {pages.hasNextPage && (
        <button type="button" className="btn sm" disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          再看一些
        </button>
      )}
    </>
  );
}
