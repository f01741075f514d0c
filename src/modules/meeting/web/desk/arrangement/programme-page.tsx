import { useMemo, useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { useCursor } from '#platform/web/desk/cursor.ts';
import { saveFrom } from '#platform/web/desk/download.ts';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { Pane, Panes } from '#platform/web/desk/page.tsx';
import { Empty } from '#platform/web/desk/states.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { chinaDay } from '#platform/web/shared/dates.ts';
import { printProgramme, programmeDocument } from '../../../contract/arrangement/routes.ts';
import { MeetingPage, useMeeting } from '../shared/meeting-page.tsx';
import type { Draft } from './agenda-tree.ts';
import { BundleAside } from './bundle-aside.tsx';
import { firstOf, idOf, rowsOf } from './bundles.ts';
import type { Row } from './bundles.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { GroupSittingsDialog } from './group-sittings-dialog.tsx';
import { MeetingDialog } from './meeting-dialog.tsx';
import { NextStep, NoticeLine } from './meeting-steps.tsx';
import { ProgrammeList } from './programme-list.tsx';
import { SittingAside } from './sitting-aside.tsx';
import { SittingDialog } from './sitting-dialog.tsx';
import type { Sitting } from './sitting-words.ts';
import { clockOf, daysOf } from './sitting-words.ts';
import { moved, movedToDay } from './moving.ts';
import { useSittingActs } from './use-sitting-acts.ts';
import type { SittingActs } from './use-sitting-acts.ts';
import './programme.css';

/** 日程: all entries of a meeting day by day, and the agenda of the one that is picked. */
export default function ProgrammePage() {
  return (
    <MeetingPage part="programme" tools={<NextStep />} strip={<NoticeLine />}>
      <Programme />
    </MeetingPage>
  );
}

type Asking =
  | { readonly what: 'edit' | 'cancel'; readonly sitting: Sitting }
  | { readonly what: 'add' | 'groups'; readonly day: string }
  | { readonly what: 'meeting' };

function Programme() {
  const meeting = useMeeting();
  const acts = useSittingActs();
  const [asking, setAsking] = useState<Asking | null>(null);
  const [drafts, setDrafts] = useState<Readonly<Record<string, readonly Draft[]>>>({});
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => rowsOf(meeting, open), [meeting, open]);
  const ids = useMemo(() => rows.map(idOf), [rows]);
  const cursor = useCursor(ids, useFirst(rows));
  const row = rows.find((one) => idOf(one) === cursor.id);
  const here = row && 'sitting' in row ? row.sitting : null;
  const bundle = row && 'bundle' in row ? row.bundle : null;
  const day = row ? chinaDay(firstOf(row).startsAt) : meeting.opensOn;
  const toggle = (id: string) => setOpen((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]));
  const over = meeting.state === 'ended';
  useProgrammeKeys({ here, day, acts, over, ask: setAsking });
  const keep = (id: string, items: readonly Draft[] | null) =>
    setDrafts(({ [id]: _, ...others }) => (items ? { ...others, [id]: items } : others));
  return (
    <>
      <Panes columns="minmax(0, 1fr) minmax(420px, 42%)">
        <Pane label="日程" foot={<ProgrammeActs day={day} over={over} ask={setAsking} />}>
          {meeting.sittings.length === 0 ? (
            <NoProgramme ask={setAsking} over={over} />
          ) : (
            <ProgrammeList
              rows={rows}
              cursor={cursor}
              acts={acts}
              over={over}
              unsaved={Object.keys(drafts)}
              onAdd={(of) => setAsking({ what: 'add', day: of })}
              onEdit={(sitting) => setAsking({ what: 'edit', sitting })}
              onToggle={toggle}
            />
          )}
        </Pane>
        <Pane label="这项日程和议程" as="aside">
          {here ? (
            <SittingAside
              key={here.id}
              sitting={here}
              acts={acts}
              over={over}
              draft={drafts[here.id]}
              onDraft={(items) => keep(here.id, items)}
              onEdit={() => setAsking({ what: 'edit', sitting: here })}
              onCancel={() => setAsking({ what: 'cancel', sitting: here })}
            />
          ) : bundle ? (
            <BundleAside bundle={bundle} isOpen={open.has(bundle.id)} onToggle={() => toggle(bundle.id)} />
          ) : (
            <Empty words="议程" hint="在左边选一项日程，在这里编排它的议程" />
          )}
        </Pane>
      </Panes>
      {asking && <Dialogs asking={asking} acts={acts} onClose={() => setAsking(null)} />}
    </>
  );
}

/** The entry that is on or comes next, so that the secretariat need not look for today. */
function useFirst(rows: readonly Row[]): string | null {
  const [first] = useState(() => {
    const now = new Date().toISOString();
    const next = rows.find((row) => firstOf(row).endsAt >= now && firstOf(row).state !== 'cancelled') ?? rows[0];
    return next ? idOf(next) : null;
  });
  return first;
}

function Dialogs({ asking, acts, onClose }: { asking: Asking; acts: SittingActs; onClose: () => void }) {
  const meeting = useMeeting();
  if (asking.what === 'meeting') return <MeetingDialog meeting={meeting} onClose={onClose} />;
  if (asking.what === 'cancel') return <CancelDialog sitting={asking.sitting} acts={acts} onClose={onClose} />;
  const day = 'day' in asking ? asking.day : chinaDay(asking.sitting.startsAt);
  const start = { day, clock: nextClock(meeting.sittings, day) };
  if (asking.what === 'groups') return <GroupSittingsDialog start={start} acts={acts} onClose={onClose} />;
  return <SittingDialog sitting={'sitting' in asking ? asking.sitting : null} start={start} acts={acts} onClose={onClose} />;
}

/** A new entry begins where the day's last one ends, at 9:00 on an empty day. */
function nextClock(sittings: readonly Sitting[], day: string): string {
  const last = sittings
    .filter((one) => chinaDay(one.startsAt) === day && one.state !== 'cancelled')
    .map((one) => one.endsAt)
    .toSorted()
    .at(-1);
  return last && chinaDay(last) === day && clockOf(last) < '22:00' ? clockOf(last) : '09:00';
}

function NoProgramme({ ask, over }: { ask: (asking: Asking) => void; over: boolean }) {
  const meeting = useMeeting();
  return (
    <Empty
      words="还没有日程"
      hint="逐项新增，或回到会议列表，以往年的会议为模板。"
      act={over ? undefined : <Button onPress={() => ask({ what: 'add', day: meeting.opensOn })}>新增日程</Button>}
    />
  );
}

function ProgrammeActs({ day, over, ask }: { day: string; over: boolean; ask: (asking: Asking) => void }) {
  const meeting = useMeeting();
  const { save, print, busy } = useDocument();
  const blocked = over ? '会议已经结束' : null;
  return (
    <>
      <Button keys="n" blocked={blocked} onPress={() => ask({ what: 'add', day })}>
        新增
      </Button>
      <Button keys="g" blocked={blocked} onPress={() => ask({ what: 'groups', day })}>
        {meeting.bodyKind === 'congress' ? '各团同时' : '各界别同时'}
      </Button>
      <Button keys="m" blocked={blocked} onPress={() => ask({ what: 'meeting' })}>
        改会期和地点
      </Button>
      <Button keys="p" busy={busy} onPress={print}>
        打印日程
      </Button>
      <Button keys="w" busy={busy} onPress={save}>
        导出 Word
      </Button>
    </>
  );
}

/** The programme as a document to go on writing in, and as a print (PDF). */
function useDocument(): { readonly save: () => void; readonly print: () => void; readonly busy: boolean } {
  const meeting = useMeeting();
  const { say } = useUndo();
  const [busy, setBusy] = useState(false);
  const params = { meetingId: meeting.id };
  const keep = async (made: Promise<void>, done: string) => {
    setBusy(true);
    try {
      await made;
      say(done);
    } catch (error) {
      say(wordsOf(error));
    }
    setBusy(false);
  };
  return {
    save: () => void keep(saveFrom(programmeDocument, { params }, `${meeting.title}日程.docx`), '已导出日程和议程'),
    print: () => void keep(saveFrom(printProgramme, { params, query: {} }, `${meeting.title}日程.pdf`), '已生成可打印的日程（PDF）'),
    busy,
  };
}

interface KeysOf {
  readonly here: Sitting | null;
  /** Of the row that the keyboard stands on. */
  readonly day: string;
  readonly acts: SittingActs;
  readonly over: boolean;
  readonly ask: (asking: Asking) => void;
}

function useProgrammeKeys({ here, day, acts, over, ask }: KeysOf): void {
  const meeting = useMeeting();
  const { save, print } = useDocument();
  const fixed = over
    ? '会议已经结束'
    : !here
      ? '先选一项日程'
      : here.state === 'ended' || here.state === 'cancelled'
        ? '这项日程已经结束或取消'
        : undefined;
  const shift = (minutes: number) =>
    here && acts.quickly(here, moved(here, minutes), `${here.title}${minutes > 0 ? '推后' : '提前'} ${Math.abs(minutes)} 分钟`);
  const toDay = (by: number) => {
    const days = daysOf(meeting);
    const next = days[days.indexOf(day) + by];
    if (here && next) acts.quickly(here, movedToDay(here, next), `${here.title}移到另一天`);
  };
  useKeys([
    { keys: 'n', label: '新增', act: () => ask({ what: 'add', day }), blocked: over ? '会议已经结束' : undefined },
    { keys: 'g', label: '各组同时', act: () => ask({ what: 'groups', day }), blocked: over ? '会议已经结束' : undefined },
    { keys: 'm', label: '改会期', quiet: true, act: () => ask({ what: 'meeting' }), blocked: over ? '会议已经结束' : undefined },
    {
      keys: 'd',
      label: '复制到后一天',
      act: () => here && acts.duplicate(here, copyOf(here, daysOf(meeting))),
      blocked: over ? '会议已经结束' : here ? undefined : '先选一项日程',
    },
    {
      keys: ['Alt+ArrowUp', 'Alt+ArrowDown'],
      label: '提前、推后 15 分',
      act: (event) => shift(event.key === 'ArrowUp' ? -15 : 15),
      blocked: fixed,
    },
    {
      keys: ['Alt+ArrowLeft', 'Alt+ArrowRight'],
      label: '移到前后一天',
      act: (event) => toDay(event.key === 'ArrowLeft' ? -1 : 1),
      blocked: fixed,
    },
    {
      keys: 'h',
      label: '隐藏、显示',
      act: () => here && acts.quickly(here, { hidden: !here.hidden }, `${here.hidden ? '显示' : '隐藏'} ${here.title}`),
      blocked: fixed,
    },
    {
      keys: 'x',
      label: meeting.state === 'draft' ? '删除' : '取消',
      act: () => here && ask({ what: 'cancel', sitting: here }),
      blocked: fixed,
    },
    { keys: 'p', label: '打印日程', quiet: true, act: print },
    { keys: 'w', label: '导出', quiet: true, act: save },
  ]);
}

/** The same entry a day later at the same hour; on the last day right behind itself. */
function copyOf(sitting: Sitting, days: readonly string[]) {
  const next = days[days.indexOf(chinaDay(sitting.startsAt)) + 1];
  if (next) return movedToDay(sitting, next);
  return moved(sitting, (Date.parse(sitting.endsAt) - Date.parse(sitting.startsAt)) / 60_000);
}
