import { useMemo, useRef, useState, type DragEvent } from 'react';
import { useAddress, useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { ConfirmDialog } from '#platform/web/desk/dialog.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { Checkbox, Tag } from '#platform/web/desk/marks.tsx';
import { Pane, Panes } from '#platform/web/desk/page.tsx';
import { Empty, Read } from '#platform/web/desk/states.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { dayAndWeekday, dayWords, timeWords } from '#platform/web/shared/dates.ts';
import { sizeWords } from '#platform/web/shared/pictures.ts';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { call } from '#platform/web/shared/call.ts';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import type { AnswerOf } from '#platform/contract/route.ts';
import { type MeetingView } from '../../../contract/arrangement/meeting-view.ts';
import { type OfficePaper, paperClasses, paperStates } from '../../../contract/papers/paper.ts';
import { changePaper, issuePapers, listPapers, orderPapers } from '../../../contract/papers/routes.ts';
import { MeetingPage, useMeeting } from '../shared/meeting-page.tsx';
import { PaperAside } from './paper-aside.tsx';
import './papers.css';
import { isPicture } from './picture-files.ts';
import { PicturesDialog } from './pictures.tsx';
import { Share } from './share.tsx';
import { acceptedPapers, type Given, type Upload, type UploadPlace, useUploads } from './uploads.ts';

/** 文件: upload, sort, issue; who has read what. */
export default function PapersPage() {
  return (
    <MeetingPage part="papers">
      <Papers />
    </MeetingPage>
  );
}

type Listed = AnswerOf<typeof listPapers>;

function Papers() {
  const meeting = useMeeting();
  const list = useRead(listPapers, { params: { meetingId: meeting.id } }, { topics: [`meeting:${meeting.id}`] });
  return <Read of={list}>{(listed) => <PapersDesk meeting={meeting} listed={listed} />}</Read>;
}

function PapersDesk({ meeting, listed }: { readonly meeting: MeetingView; readonly listed: Listed }) {
  const { papers } = listed;
  const [{ paper: picked }, setAddress] = useAddress();
  const pick = (id: string) => setAddress({ paper: id });
  const shown = papers.find((one) => one.id === picked) ?? papers[0];
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const chosen = papers.filter((one) => ticked.has(one.id) && one.state === 'draft');
  const uploads = useUploads(meeting.id, pick);
  const [over, setOver] = useState(false);
  const { take, asked } = useTaking(uploads.add);
  useReadKey(meeting.id, shown);
  const dropped = (event: DragEvent, sittingId: string | null = null) => {
    setOver(false);
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    take([...event.dataTransfer.files], sittingId);
  };
  return (
    <div
      className={over ? 'papers-desk over' : 'papers-desk'}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => event.currentTarget === event.target && setOver(false)}
      onDrop={dropped}
    >
      <PapersBar meeting={meeting} listed={listed} chosen={chosen} onFiles={(given) => take(given)} />
      {asked}
      <Panes columns="minmax(0, 1fr) 460px">
        <Pane label="会议文件">
          <UploadLines uploads={uploads.uploads} onForget={uploads.forget} />
          {papers.length === 0 ? (
            uploads.uploads.length === 0 && (
              <Empty words="还没有会议文件" hint="拖进来，或按 U 选择文件。收下后逐份核对名称和范围，再一起印发。" />
            )
          ) : (
            <PaperTable
              meeting={meeting}
              papers={papers}
              shown={shown?.id ?? null}
              ticked={ticked}
              onTick={(id) => setTicked((before) => toggled(before, id))}
              onPick={pick}
              onFiles={dropped}
            />
          )}
        </Pane>
        <Pane label="文件情况" as="aside">
          {shown && <PaperAside key={shown.id} meeting={meeting} paper={shown} />}
        </Pane>
      </Panes>
    </div>
  );
}

/** Takes chosen or dropped files in: each is a paper of its own; of several pictures one is asked first whether they are one. */
function useTaking(add: (papers: readonly Given[], place: UploadPlace) => void) {
  const [pictures, setPictures] = useState<{ readonly files: readonly File[]; readonly place: UploadPlace } | null>(null);
  const take = (given: readonly File[], sittingId: string | null = null) => {
    const place: UploadPlace = { class: 'internal', sittingId, categories: ['member', 'nonVoting'] };
    const found = given.filter(isPicture);
    const together = found.length > 1 ? found : [];
    add(
      given.filter((file) => !together.includes(file)).map((file) => ({ files: [file] })),
      place,
    );
    if (together.length > 0) setPictures({ files: together, place });
  };
  const asked = pictures && (
    <PicturesDialog
      pictures={pictures.files}
      onClose={() => setPictures(null)}
      onTake={(taken) => {
        add(taken, pictures.place);
        setPictures(null);
      }}
    />
  );
  return { take, asked };
}

/** O opens the paper that is shown. */
function useReadKey(meetingId: string, shown: OfficePaper | undefined): void {
  const go = useGo();
  useKeys([
    shown !== undefined && shown.version > 0 && { keys: 'o', label: '阅读', act: () => go(`/meetings/${meetingId}/papers/${shown.id}`) },
  ]);
}

interface PapersBarProps {
  readonly meeting: MeetingView;
  readonly listed: Listed;
  readonly chosen: readonly OfficePaper[];
  readonly onFiles: (files: readonly File[]) => void;
}

/** Upload and issue, and the day by which papers should be out. */
function PapersBar({ meeting, listed, chosen, onFiles }: PapersBarProps) {
  const { papers, convertsDocuments, due } = listed;
  const files = useRef<HTMLInputElement>(null);
  useKeys([{ keys: 'u', label: '上传', act: () => files.current?.click() }]);
  const ready = papers.filter((one) => one.state === 'draft' && one.version > 0);
  return (
    <div className="papers-bar">
      <Button filled={ready.length === 0} keys="u" onPress={() => files.current?.click()}>
        上传文件
      </Button>
      <IssueButton meeting={meeting} chosen={chosen.length > 0 ? chosen : ready} all={chosen.length === 0} />
      <span className="s">
        把 PDF、图片{convertsDocuments ? '或 docx、xlsx、pptx ' : ''}拖到这里，可一次多份；多张图片可合成一份
        {!convertsDocuments && '（本服务器没有安装 LibreOffice，docx、xlsx、pptx 请先另存为 PDF）'}
      </span>
      <DueWords due={due} />
      <input
        ref={files}
        type="file"
        hidden
        multiple
        accept={acceptedPapers}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </div>
  );
}

function toggled(before: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(before);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** The day by which papers should be out, and whether it is kept. */
function DueWords({ due }: { readonly due: Listed['due'] }) {
  if (!due) return null;
  return due.missed ? (
    <span className="papers-due late">
      应在 {dayWords(due.on)}（会前 {due.daysAhead} 天）前发出，已过期限
    </span>
  ) : (
    <span className="papers-due">
      {dayWords(due.on)}前发出（会前 {due.daysAhead} 天）
    </span>
  );
}

function IssueButton({
  meeting,
  chosen,
  all,
}: {
  readonly meeting: MeetingView;
  readonly chosen: readonly OfficePaper[];
  readonly all: boolean;
}) {
  const [asking, setAsking] = useState(false);
  const { say } = useUndo();
  const issue = useWrite(issuePapers, { onDone: ({ issued }) => say(`已印发 ${issued} 份`) });
  const blocked = meeting.state === 'ended' ? '会议已经结束' : chosen.length === 0 ? '没有未印发的文件' : null;
  return (
    <>
      <Button filled={chosen.length > 0} blocked={blocked} onPress={() => setAsking(true)}>
        {chosen.length === 0 ? '印发' : `印发${all ? '全部未印发的' : '所选'} ${chosen.length} 份`}
      </Button>
      {asking && (
        <ConfirmDialog
          title={`印发 ${chosen.length} 份文件`}
          words={`印发 ${chosen.length} 份`}
          onConfirm={() => issue.mutateAsync({ params: { meetingId: meeting.id }, body: { ids: chosen.map((one) => one.id) } })}
          onClose={() => setAsking(false)}
        >
          <ol className="issue-list">
            {chosen.slice(0, 12).map((one) => (
              <li key={one.id}>
                {one.title}
                <span className="s">
                  {paperClasses[one.class]}，{one.count.due} 人
                </span>
              </li>
            ))}
          </ol>
          {chosen.length > 12 && <p className="s">等 {chosen.length} 份</p>}
          <p className="m">
            {meeting.state === 'draft'
              ? '会议通知发出后，发送对象即可阅读。'
              : '发送对象随即可以阅读，并收到消息。印发后只能换版本或撤回。'}
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}

const uploadWords = { waiting: '等候上传', sending: '正在上传', reading: '正在转换和取文字', failed: '' } as const;

function UploadLines({ uploads, onForget }: { readonly uploads: readonly Upload[]; readonly onForget: (id: string) => void }) {
  if (uploads.length === 0) return null;
  return (
    <ul className="upload-lines" aria-live="polite">
      {uploads.map((upload) => (
        <li key={upload.id} className={upload.state}>
          <b className="cut">{upload.name}</b>
          {upload.state === 'failed' ? (
            <>
              <span className="upload-fault">{upload.words}</span>
              <Button small onPress={() => upload.retry?.()}>
                重试
              </Button>
              <Button small onPress={() => onForget(upload.id)}>
                不传了
              </Button>
            </>
          ) : (
            <>
              <span className="s">
                {uploadWords[upload.state]} {upload.words}
              </span>
              {upload.state !== 'waiting' && <progress aria-label={uploadWords[upload.state]} />}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

interface PaperTableProps {
  readonly meeting: MeetingView;
  readonly papers: readonly OfficePaper[];
  readonly shown: string | null;
  readonly ticked: ReadonlySet<string>;
  readonly onTick: (id: string) => void;
  readonly onPick: (id: string) => void;
  readonly onFiles: (event: DragEvent, sittingId: string | null) => void;
}

interface Group {
  readonly id: string | null;
  readonly title: string;
  readonly when: string;
  readonly papers: readonly OfficePaper[];
}

/** The papers by sitting, in the office's order. A row is dragged to another place or another sitting. */
function PaperTable(props: PaperTableProps) {
  const { meeting, papers } = props;
  const groups = useMemo(() => groupsOf(meeting, papers), [meeting, papers]);
  const dragging = useDragging(props);
  return (
    <table className="table papers-table" aria-label="会议文件">
      <thead>
        <tr>
          <th style={{ width: 34 }} aria-label="选择" />
          <th>文件</th>
          <th style={{ width: 78 }}>范围</th>
          <th style={{ width: 92 }}>页数、大小</th>
          <th style={{ width: 86 }}>状态</th>
          <th style={{ width: 130 }}>已读</th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => [
          <tr key={`head-${group.id ?? 'none'}`} {...dragging.target(`head-${group.id ?? ''}`, group.id, null, 'papers-head')}>
            <td colSpan={6}>
              <b>{group.title}</b> <span className="s">{group.when}</span> <span className="s">{group.papers.length} 份</span>
            </td>
          </tr>,
          ...group.papers.map((paper) => <PaperRow key={paper.id} {...props} paper={paper} sittingId={group.id} dragging={dragging} />),
        ])}
      </tbody>
    </table>
  );
}

interface PaperRowProps extends PaperTableProps {
  readonly paper: OfficePaper;
  readonly sittingId: string | null;
  readonly dragging: ReturnType<typeof useDragging>;
}

function PaperRow({ paper, sittingId, shown, ticked, dragging, onPick, onTick }: PaperRowProps) {
  const classes = [paper.id === shown ? 'on' : '', paper.id === dragging.dragged ? 'dragged' : ''].filter(Boolean).join(' ');
  return (
    <tr
      draggable
      onClick={() => onPick(paper.id)}
      onDragStart={(event) => dragging.begin(event, paper)}
      onDragEnd={dragging.end}
      {...dragging.target(paper.id, sittingId, paper.id, classes)}
    >
      <td>
        {paper.state === 'draft' && paper.version > 0 && (
          <Checkbox label={`选择《${paper.title}》`} checked={ticked.has(paper.id)} onChange={() => onTick(paper.id)} />
        )}
      </td>
      <td>
        <button
          type="button"
          className="paper-title"
          title={paper.title}
          onClick={() => onPick(paper.id)}
          aria-pressed={paper.id === shown}
        >
          <span className={paper.state === 'withdrawn' ? 'was' : 'b'}>{paper.title}</span>
        </button>
        {paper.version > 1 && <Tag>第 {paper.version} 版</Tag>}
      </td>
      <td>{paper.class === 'returned' ? <Tag kind="key">{paperClasses.returned}</Tag> : paperClasses[paper.class]}</td>
      <td className="s">{paper.version === 0 ? '还没有正文' : `${paper.pages} 页 ${sizeWords(paper.bytes)}`}</td>
      <td>{paper.state === 'draft' ? <Tag kind="draft">{paperStates.draft}</Tag> : paperStates[paper.state]}</td>
      <td>{paper.state === 'issued' && <Share of={paper.count.read} all={paper.count.due} />}</td>
    </tr>
  );
}

/** Rows that are dragged, and files that are dropped on a sitting. */
function useDragging({ meeting, papers, onFiles }: PaperTableProps) {
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const move = useMove(meeting.id, papers);
  const end = () => {
    setDragged(null);
    setOver(null);
  };
  return {
    dragged,
    end,
    begin: (event: DragEvent, paper: OfficePaper) => {
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', paper.title);
      setDragged(paper.id);
    },
    /** What makes a row a place to drop on: before `before`, in the sitting. */
    target: (id: string, sittingId: string | null, before: string | null, classes: string) => ({
      className: [classes, over === id ? 'target' : ''].filter(Boolean).join(' ') || undefined,
      onDragOver: (event: DragEvent) => {
        event.preventDefault();
        setOver(id);
      },
      onDrop: (event: DragEvent) => {
        if (event.dataTransfer.files.length > 0) onFiles(event, sittingId);
        else event.preventDefault();
        if (dragged && dragged !== before) void move(dragged, sittingId, before);
        end();
      },
    }),
  };
}

function groupsOf(meeting: MeetingView, papers: readonly OfficePaper[]): Group[] {
  const sittings = meeting.sittings.filter((sitting) => papers.some((paper) => paper.sittingId === sitting.id));
  const placed = sittings.map((sitting) => ({
    id: sitting.id,
    title: sitting.title,
    when: `${dayAndWeekday(sitting.startsAt)} ${timeWords(sitting.startsAt)}`,
    papers: papers.filter((paper) => paper.sittingId === sitting.id),
  }));
  const rest = papers.filter((paper) => !sittings.some((sitting) => sitting.id === paper.sittingId));
  return [...placed, { id: null, title: '没有归入日程', when: '', papers: rest }].filter((group) => group.papers.length > 0);
}

/** Moves a paper before another, or to the end of a sitting, and into that sitting; can be undone. */
function useMove(meetingId: string, papers: readonly OfficePaper[]) {
  const { put, say } = useUndo();
  const order = useWrite(orderPapers);
  const params = { meetingId };
  return async (id: string, sittingId: string | null, before: string | null) => {
    const paper = papers.find((one) => one.id === id);
    if (!paper) return;
    const ids = papers.map((one) => one.id);
    const rest = ids.filter((one) => one !== id);
    const last = papers.findLastIndex((one) => one.sittingId === sittingId && one.id !== id);
    const at = before ? rest.indexOf(before) : last < 0 ? rest.length : rest.indexOf(papers[last]!.id) + 1;
    const wanted = [...rest.slice(0, at), id, ...rest.slice(at)];
    const place = (to: string | null) => call(changePaper, { params: { ...params, paperId: id }, body: { sittingId: to } });
    try {
      if (paper.sittingId !== sittingId) await place(sittingId);
      await order.mutateAsync({ params, body: { ids: wanted } });
      put({
        words: `移动《${paper.title}》`,
        undo: async () => {
          if (paper.sittingId !== sittingId) await place(paper.sittingId);
          await order.mutateAsync({ params, body: { ids } });
        },
      });
    } catch (error) {
      say(`没有移动：${wordsOf(error)}`);
    }
  };
}
