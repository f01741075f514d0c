import { useState } from 'react';
import { useAddress } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { FilterTabs } from '#platform/web/desk/filters.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import { listCheckLists, listScanConflicts, listScanners } from '../../../contract/presence/routes.ts';
import { MeetingPage, useMeeting } from '../shared/meeting-page.tsx';
import { ConflictsView } from './conflicts-view.tsx';
import { ListsView } from './lists-view.tsx';
import { OpenListDialog } from './open-list-dialog.tsx';
import { ScannerDialog } from './scanner-dialog.tsx';
import { ScannersView } from './scanners-view.tsx';
import { ScansView } from './scans-view.tsx';
import './presence.css';

/** Everything about who is in: lists, people, attempts, conflicts and devices. */
export default function PresencePage() {
  return (
    <MeetingPage part="presence" tools={<Tools />} strip={<Views />}>
      <View />
    </MeetingPage>
  );
}

function Tools() {
  const [open, setOpen] = useState<'list' | 'scanner' | null>(null);
  return (
    <>
      <Button onPress={() => setOpen('scanner')}>接入设备</Button>
      <Button filled onPress={() => setOpen('list')}>
        打开签到清单
      </Button>
      {open === 'list' && <OpenListDialog onClose={() => setOpen(null)} />}
      {open === 'scanner' && <ScannerDialog onClose={() => setOpen(null)} />}
    </>
  );
}

function Views() {
  const meeting = useMeeting();
  const [query, change] = useAddress();
  const of = { params: { meetingId: meeting.id } };
  const topics = { topics: [`meeting:${meeting.id}`] };
  const lists = useRead(listCheckLists, of, topics);
  const conflicts = useRead(listScanConflicts, of, topics);
  const scanners = useRead(listScanners, of, topics);
  const open = conflicts.data?.items.filter((one) => !one.settledAt).length;
  const filters = [
    { id: 'lists', label: '到会情况', count: lists.data?.items.length },
    { id: 'scans', label: '扫码记录' },
    { id: 'conflicts', label: '重复放行', count: open },
    { id: 'scanners', label: '扫码设备', count: scanners.data?.items.filter((one) => one.state !== 'ended').length },
  ];
  return (
    <FilterTabs label="签到" filters={filters} picked={query.view ?? 'lists'} onPick={(view) => change({ view }, { replaceAll: true })} />
  );
}

function View() {
  const [{ view }] = useAddress();
  if (view === 'scans') return <ScansView />;
  if (view === 'conflicts') return <ConflictsView />;
  if (view === 'scanners') return <ScannersView />;
  return <ListsView />;
}
