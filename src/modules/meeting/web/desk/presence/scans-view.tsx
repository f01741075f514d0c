import { useAddress } from '#platform/web/desk/address.ts';
import { Clock, type ClockTone } from '#platform/web/desk/clock.tsx';
import { useCursor } from '#platform/web/desk/cursor.ts';
import { Tag } from '#platform/web/desk/marks.tsx';
import { Pane, Panes } from '#platform/web/desk/page.tsx';
import { Empty } from '#platform/web/desk/states.tsx';
import { PagedTable, type DeskColumn } from '#platform/web/desk/table.tsx';
import { momentWords, timeWords } from '#platform/web/shared/dates.ts';
import { usePages, useRead } from '#platform/web/shared/queries.ts';
import { listCheckLists, listScanners, listScans } from '../../../contract/presence/routes.ts';
import type { ScanLine } from '../../../contract/presence/views.ts';
import { scanMeansWords, scanStatuses, type ScanStatus } from '../../../contract/presence/words.ts';
import { useMeeting } from '../shared/meeting-page.tsx';

/** Every attempt, refused ones too, the latest to arrive first. */
export function ScansView() {
  const meeting = useMeeting();
  const [query, change] = useAddress();
  const params = { meetingId: meeting.id };
  const lists = useRead(listCheckLists, { params });
  const scanners = useRead(listScanners, { params });
  const filter = {
    checkListId: query.list,
    scannerId: query.scanner,
    status: query.status as ScanStatus | undefined,
    offline: query.offline as 'true' | undefined,
    limit: 100,
  };
  const pages = usePages(listScans, { params, query: filter }, { topics: [`meeting:${meeting.id}`], keepPrevious: true });
  const cursor = useCursor(pages.items.map((one) => one.nonce));
  return (
    <Panes columns="minmax(0, 1fr)">
      <Pane label="扫码记录">
        <header className="people-head">
          <Pick
            label="清单"
            value={query.list}
            onPick={(list) => change({ list })}
            choices={(lists.data?.items ?? []).map((one) => [one.id, one.title])}
          />
          <Pick label="结果" value={query.status} onPick={(status) => change({ status })} choices={Object.entries(scanStatuses)} />
          <Pick
            label="设备"
            value={query.scanner}
            onPick={(scanner) => change({ scanner })}
            choices={(scanners.data?.items ?? []).map((one) => [one.id, one.name])}
          />
          <button
            type="button"
            className={query.offline ? 'flt on' : 'flt'}
            aria-pressed={Boolean(query.offline)}
            onClick={() => change({ offline: query.offline ? undefined : 'true' })}
          >
            只看离线扫的
          </button>
        </header>
        <PagedTable
          label="扫码记录"
          pages={pages}
          rows={pages.items}
          columns={columns}
          rowId={(one) => one.nonce}
          cursor={cursor}
          empty={<Empty words="没有这样的记录" hint="换一换上面的条件；扫码设备每扫一次，这里就多一行，被拒的也在。" />}
        />
      </Pane>
    </Panes>
  );
}

const tones: Readonly<Record<ScanStatus, ClockTone>> = {
  accepted: 'done',
  forced: 'soon',
  redeemed: 'waiting',
  unknown: 'overdue',
  product: 'overdue',
  expired: 'overdue',
  closed: 'overdue',
};

const columns: DeskColumn<ScanLine>[] = [
  { id: 'at', head: '扫码时间', width: 124, cell: (one) => momentWords(atOf(one)) },
  { id: 'name', head: '姓名', width: 96, cell: (one) => <b className="cut">{one.name || '不认识的码'}</b> },
  { id: 'group', head: '分组', width: 150, wide: true, cell: (one) => <span className="m cut">{one.groupName}</span> },
  { id: 'list', head: '清单', cell: (one) => <span className="cut">{one.listTitle}</span> },
  { id: 'status', head: '结果', width: 110, cell: (one) => <Clock tone={tones[one.status]} words={scanStatuses[one.status]} /> },
  {
    id: 'means',
    head: '方式',
    width: 132,
    cell: (one) => (
      <>
        {scanMeansWords[one.means]} {one.offline && <Tag>离线</Tag>}
      </>
    ),
  },
  { id: 'by', head: '设备或经办', width: 150, cell: (one) => <span className="cut m">{one.scannerName || one.byName}</span> },
  { id: 'server', head: '到达', width: 76, wide: true, cell: (one) => <span className="m">{timeWords(one.serverAt)}</span> },
  { id: 'words', head: '说明', width: 170, wide: true, cell: (one) => <span className="m cut">{one.words}</span> },
];

/** The device's time, corrected by its offset. */
function atOf({ deviceAt, offsetMs }: ScanLine): string {
  return new Date(Date.parse(deviceAt) - (offsetMs ?? 0)).toISOString();
}

interface PickProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onPick: (value: string | undefined) => void;
  readonly choices: readonly (readonly [string, string])[];
}

function Pick({ label, value, onPick, choices }: PickProps) {
  return (
    <label className="row">
      <span className="s">{label}</span>
      <select className="pick" value={value ?? ''} onChange={(event) => onPick(event.target.value || undefined)}>
        <option value="">全部</option>
        {choices.map(([id, words]) => (
          <option key={id} value={id}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
