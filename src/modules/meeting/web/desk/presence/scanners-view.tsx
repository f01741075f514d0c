import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { Clock } from '#platform/web/desk/clock.tsx';
import { useCursor } from '#platform/web/desk/cursor.ts';
import { ConfirmDialog } from '#platform/web/desk/dialog.tsx';
import { Pane, Panes } from '#platform/web/desk/page.tsx';
import { Empty, Read } from '#platform/web/desk/states.tsx';
import { DeskTable, type DeskColumn } from '#platform/web/desk/table.tsx';
import { agoWords, momentWords, timeWords } from '#platform/web/shared/dates.ts';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { endScanner, listScanners } from '../../../contract/presence/routes.ts';
import type { ScannerLine } from '../../../contract/presence/views.ts';
import { useMeeting } from '../shared/meeting-page.tsx';
import { useMinute } from '../../shared/presence/use-minute.ts';

/** The devices: who is online, what each still keeps, how far its clock is off. */
export function ScannersView() {
  const meeting = useMeeting();
  const scanners = useRead(listScanners, { params: { meetingId: meeting.id } }, { topics: [`meeting:${meeting.id}`], staleTime: 5_000 });
  return (
    <Panes columns="minmax(0, 1fr)">
      <Pane label="扫码设备">
        <Read of={scanners} rows={6}>
          {({ items }) => <Table items={items} />}
        </Read>
      </Pane>
    </Panes>
  );
}

function Table({ items }: { items: readonly ScannerLine[] }) {
  const meeting = useMeeting();
  const [ending, setEnding] = useState<ScannerLine | null>(null);
  const end = useWrite(endScanner);
  const cursor = useCursor(items.map((one) => one.id));
  return (
    <>
      <DeskTable
        label="扫码设备"
        columns={columnsOf(setEnding)}
        groups={[{ id: 'all', rows: items }]}
        rowId={(one) => one.id}
        cursor={cursor}
        empty={<Empty words="还没有扫码设备" hint="点右上角“接入设备”，用任何手机或平板扫出现的二维码即可。" />}
      />
      {ending && (
        <ConfirmDialog
          title={`停用${ending.name}`}
          words="停用设备"
          onClose={() => setEnding(null)}
          onConfirm={() => end.mutateAsync({ params: { meetingId: meeting.id, scannerId: ending.id } })}
        >
          <p>
            停用后这台设备不能再扫码。
            {ending.queued > 0 ? `它还有 ${ending.queued} 条没有交，会留在那台设备上，重新接入后补交。` : '要再用可以重新接入。'}
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}

function columnsOf(onEnd: (scanner: ScannerLine) => void): DeskColumn<ScannerLine>[] {
  return [
    { id: 'name', head: '设备', width: 170, cell: (one) => <b className="cut">{one.name}</b> },
    { id: 'state', head: '状态', width: 200, cell: (one) => <ScannerState one={one} /> },
    { id: 'queue', head: '待交', width: 180, cell: (one) => queueWords(one) },
    { id: 'clock', head: '时钟', width: 150, cell: (one) => clockWords(one) },
    { id: 'scans', head: '已扫', width: 72, figure: true, cell: (one) => one.scans },
    { id: 'device', head: '机型', wide: true, cell: (one) => <span className="m cut">{one.device}</span> },
    {
      id: 'made',
      head: '接入',
      width: 190,
      cell: (one) => <span className="m cut">{one.enrolledAt ? `${momentWords(one.enrolledAt)}，${one.madeBy}` : one.madeBy}</span>,
    },
    {
      id: 'act',
      head: '',
      width: 84,
      cell: (one) =>
        one.state !== 'ended' && (
          <Button small onPress={() => onEnd(one)}>
            停用
          </Button>
        ),
    },
  ];
}

function ScannerState({ one }: { one: ScannerLine }) {
  const now = useMinute();
  if (one.state === 'ended') return <Clock tone="waiting" words="已停用" />;
  if (one.state === 'waiting') return <Clock tone="waiting" words={one.codeUntil && one.codeUntil > now ? '等待接入' : '接入码已过期'} />;
  if (one.online) return <Clock tone="running" words="在线" />;
  return <Clock tone="soon" words={`离线，${one.lastSeenAt ? `${agoWords(one.lastSeenAt)}联系过` : '没有联系过'}`} />;
}

function queueWords({ queued, queuedSince }: ScannerLine) {
  if (queued === 0) return <span className="m">没有</span>;
  return (
    <span className="soon-words">
      {queued} 条{queuedSince && `，${timeWords(queuedSince)} 起`}
    </span>
  );
}

function clockWords({ offsetMs, offsetWithinMs }: ScannerLine) {
  if (offsetMs === null) return <span className="m">未校准</span>;
  const seconds = Math.abs(offsetMs) / 1_000;
  if (seconds < 1) return <span className="m">准确</span>;
  return (
    <span className={seconds > 30 ? 'soon-words' : 'm'} title={`误差不超过 ${offsetWithinMs ?? 0} 毫秒，扫码时间已按此校正`}>
      {offsetMs > 0 ? '快' : '慢'} {seconds.toFixed(seconds < 10 ? 1 : 0)} 秒，已校正
    </span>
  );
}
