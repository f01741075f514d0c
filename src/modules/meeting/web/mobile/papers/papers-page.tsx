import { Link, useNavigate } from '@tanstack/react-router';
import { type MouseEvent, useEffect, useRef, useState } from 'react';
import { usePathMember } from '#platform/web/mobile/address.ts';
import { Button } from '#platform/web/mobile/button.tsx';
import { Page } from '#platform/web/mobile/page.tsx';
import { Line, Section } from '#platform/web/mobile/parts.tsx';
import { Confirm } from '#platform/web/mobile/sheet.tsx';
import { toast } from '#platform/web/mobile/toast.tsx';
import { Empty, Reading } from '#platform/web/shared/conditions.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import { IconDone, IconDownload, IconForward, IconLock, IconPaper } from '#platform/web/shared/icons.tsx';
import { sizeWords } from '#platform/web/shared/pictures.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import { useMe } from '#platform/web/shared/session.tsx';
import { useOffline } from '#platform/web/shared/signal.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import { type OwnPaper, paperClasses } from '../../../contract/papers/paper.ts';
import { listOwnPapers } from '../../../contract/papers/routes.ts';
import { type OnDevice, downloads, hasRoom, useOnDevice } from '../../shared/papers/downloads.ts';
import { showEarly } from '../../shared/papers/early.ts';
import { warmUp } from '../../shared/papers/open-paper.ts';
import { warmKey } from '../../shared/papers/shelf.ts';
import { dropOverdue, followList } from '../../shared/papers/tidy.ts';
import './papers-page.css';

type Answer = AnswerOf<typeof listOwnPapers>;

/** The papers of a meeting that are for me: by sitting, with what is on this device and what is still unread. */
export default function PapersPage() {
  const meetingId = usePathMember('meetingId');
  const { person } = useMe();
  const asked = useRead(listOwnPapers, { params: { meetingId } }, { topics: [`meeting:${meetingId}`] });
  const onDevice = useOnDevice();
  const { data } = asked;
  const [fetched, at] = [asked.isFetchedAfterMount, asked.dataUpdatedAt];
  useEffect(() => {
    void downloads.look(person.id).catch(() => undefined);
    // What comes next is a paper: the reader is ready when one is pressed.
    void warmUp().catch(() => undefined);
    void warmKey(person.id).catch(() => undefined);
    void import('./reader-page.tsx').catch(() => undefined);
  }, [person.id]);
  useEffect(() => {
    const follow = async () => {
      await dropOverdue(person.id);
      if (data && fetched) await followList(person.id, meetingId, data.papers);
      await downloads.look(person.id);
    };
    void follow().catch(() => undefined);
    // Only what the server has said anew.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [person.id, meetingId, fetched, at]);
  return (
    <Page title="会议文件" parent={`/meeting/${meetingId}`}>
      <Reading
        result={asked}
        empty={<Empty title="还没有发给您的文件">文件印发后会出现在这里，并有消息提醒。</Empty>}
        isEmpty={(answer) => answer.papers.length === 0}
      >
        {(answer) => (
          <>
            <DownloadAll meetingId={meetingId} personId={person.id} papers={answer.papers} onDevice={onDevice} />
            {groupsOf(answer).map((group) => (
              <Section key={group.id} title={group.title} note={group.note}>
                <div className="card papers">
                  {group.papers.map((paper) => (
                    <PaperRow
                      key={paper.id}
                      meetingId={meetingId}
                      personId={person.id}
                      paper={paper}
                      onDevice={onDevice}
                      item={group.items.get(paper.agendaItemId ?? '')}
                    />
                  ))}
                </div>
              </Section>
            ))}
            <p className="label papers-end">笔记和书签只有您自己能看到。退出登录后，下载到这台设备的文件会全部删除。</p>
          </>
        )}
      </Reading>
    </Page>
  );
}

interface Group {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly papers: OwnPaper[];
  readonly items: ReadonlyMap<string, string>;
}

/** Papers by sitting in the order of the days, those of no sitting last. */
function groupsOf({ papers, sittings, agendaItems }: Answer): Group[] {
  const items = new Map(agendaItems.map((item) => [item.id, item.title]));
  const sittingOf = new Map(agendaItems.map((item) => [item.id, item.sittingId]));
  const groups = new Map<string, Group>(
    sittings.map((sitting) => [
      sitting.id,
      { id: sitting.id, title: sitting.title, note: momentWords(sitting.startsAt), papers: [], items },
    ]),
  );
  const rest: Group = { id: 'rest', title: sittings.length > 0 ? '其他会议文件' : '全部文件', note: '', papers: [], items };
  for (const paper of papers) (groups.get(paper.sittingId ?? sittingOf.get(paper.agendaItemId ?? '') ?? '') ?? rest).papers.push(paper);
  return [...groups.values(), rest].filter((group) => group.papers.length > 0);
}

interface OfDevice {
  readonly meetingId: string;
  readonly personId: string;
  readonly onDevice: OnDevice;
}

/** One press for all of it: how much it is, before; how far it is, meanwhile. */
function DownloadAll({ meetingId, personId, papers, onDevice }: OfDevice & { readonly papers: readonly OwnPaper[] }) {
  const offline = useOffline();
  const [asking, setAsking] = useState(false);
  const open = papers.filter((paper) => !paper.closed);
  const missing = open.filter((paper) => !isHere(paper, onDevice));
  const running = missing.filter((paper) => ['running', 'waiting'].includes(onDevice.downloads.get(paper.id)?.state ?? ''));
  const bytes = missing.reduce((sum, paper) => sum + paper.bytes - (onDevice.downloads.get(paper.id)?.done ?? 0), 0);
  const unread = open.filter(isUnread).length;
  const begin = async () => {
    if (!(await hasRoom(bytes))) {
      toast(`设备空间不够，还需要 ${sizeWords(bytes)}，请清理后再下载。`, 'fault');
      return;
    }
    void downloads.add(personId, meetingId, missing);
  };
  return (
    <div className="card papers-all">
      <p>
        <Line
          words={[
            `共 ${open.length} 份`,
            unread > 0 ? `${unread} 份未读` : '都已读过',
            missing.length === 0 ? '都已下载，没有网络也能读' : `${open.length - missing.length} 份已下载`,
          ]}
        />
      </p>
      {running.length > 0 && (
        <Progress
          done={running.reduce((sum, paper) => sum + (onDevice.downloads.get(paper.id)?.done ?? 0), 0)}
          total={running.reduce((sum, paper) => sum + paper.bytes, 0)}
          words={`正在下载，还有 ${running.length} 份`}
        />
      )}
      {missing.length > 0 &&
        (running.length > 0 ? (
          <Button onClick={() => downloads.pause()}>暂停</Button>
        ) : (
          <Button look="fill" icon={IconDownload} disabled={offline} onClick={() => (bytes > 20_000_000 ? setAsking(true) : void begin())}>
            {offline ? '没有网络，连上后可下载' : `全部下载 ${sizeWords(bytes).replace(' ', '\u00a0')}`}
          </Button>
        ))}
      {asking && (
        <Confirm title="全部下载" act="下载" onConfirm={() => void begin()} onClose={() => setAsking(false)}>
          共 {sizeWords(bytes)}。建议连上无线网络再下载；中途断了会从断的地方接着下。
        </Confirm>
      )}
    </div>
  );
}

function Progress({ done, total, words }: { readonly done: number; readonly total: number; readonly words: string }) {
  return (
    <div className="paper-progress">
      <progress max={Math.max(1, total)} value={done} aria-label={words} />
      <span className="label">
        {words}，{sizeWords(done)} / {sizeWords(total)}
      </span>
    </div>
  );
}

/** The version in force is here, whole. */
function isHere(paper: OwnPaper, { kept }: OnDevice): boolean {
  const here = kept.get(paper.id);
  return here !== undefined && here.whole && here.version === paper.version;
}

function isUnread(paper: OwnPaper): boolean {
  return !paper.closed && (paper.reading === null || paper.reading.openedAt === null || paper.reading.version < paper.version);
}

function PaperRow({
  meetingId,
  personId,
  paper,
  onDevice,
  item,
}: OfDevice & { readonly paper: OwnPaper; readonly item: string | undefined }) {
  const unread = isUnread(paper);
  const newer = paper.version > 1 && paper.reading !== null && paper.reading.version < paper.version;
  const address = `/meeting/${meetingId}/papers/${paper.id}` as never;
  const navigate = useNavigate();
  const opening = useRef(false);
  // The page first, then the reader around it. A press for a window of its own is left to the link.
  const open = (press: MouseEvent) => {
    const kept = isHere(paper, onDevice) ? onDevice.kept.get(paper.id) : undefined;
    if (!kept || press.button !== 0 || press.metaKey || press.ctrlKey || press.shiftKey || press.altKey) return;
    press.preventDefault();
    if (opening.current) return;
    opening.current = true;
    void showEarly(kept)
      .then(() => navigate({ to: address }))
      .finally(() => {
        opening.current = false;
      });
  };
  return (
    <article className="paper-row">
      <Link className="paper-link" to={address} disabled={paper.closed} onClick={open}>
        <span className={unread ? 'paper-mark unread' : 'paper-mark'}>
          {paper.closed ? <IconLock size={24} /> : <IconPaper size={24} />}
        </span>
        <span className="paper-words">
          <b>{paper.title}</b>
          {item && <span className="label">{item}</span>}
          <span className="label">
            <Line
              words={[
                paper.closed ? '会后已收回' : unread ? (newer ? '有新版本' : '未读') : `读到第 ${paper.reading?.page ?? 1} 页`,
                `${paper.pages} 页`,
                sizeWords(paper.bytes),
                paper.class === 'public' ? null : paperClasses[paper.class],
                paper.notes > 0 ? `${paper.notes} 条笔记` : null,
              ]}
            />
          </span>
          {paper.version > 1 && paper.changeWords !== '' && (
            <span className="paper-change">
              第 {paper.version} 版：{paper.changeWords}
            </span>
          )}
          {paper.class === 'returned' && paper.until !== null && !paper.closed && (
            <span className="label">{momentWords(paper.until)}从设备上收回</span>
          )}
        </span>
        {!paper.closed && <IconForward size={20} />}
      </Link>
      {!paper.closed && <PaperOnDevice meetingId={meetingId} personId={personId} paper={paper} onDevice={onDevice} />}
    </article>
  );
}

/** Whether the paper is on this device, how far its download is, or the way to get it. */
function PaperOnDevice({ meetingId, personId, paper, onDevice }: OfDevice & { readonly paper: OwnPaper }) {
  const offline = useOffline();
  const download = onDevice.downloads.get(paper.id);
  const here = isHere(paper, onDevice);
  return (
    <div className="paper-device">
      {here ? (
        <span className="paper-here">
          <IconDone size={16} />
          已下载
        </span>
      ) : download && (download.state === 'running' || download.state === 'waiting') ? (
        <Progress done={download.done} total={download.total} words={download.state === 'running' ? '正在下载' : '排队中'} />
      ) : offline ? (
        <span className="label">没有下载，连上网络才能读</span>
      ) : (
        <button type="button" className="paper-get" onClick={() => void downloads.add(personId, meetingId, [paper])}>
          <IconDownload size={20} />
          {download?.state === 'failed' ? '重新下载' : download && download.done > 0 ? '接着下载' : '下载'}
          <span className="unseen">《{paper.title}》</span>
        </button>
      )}
      {download?.state === 'failed' && (
        <span className="paper-fault" role="alert">
          {download.words}
        </span>
      )}
    </div>
  );
}
