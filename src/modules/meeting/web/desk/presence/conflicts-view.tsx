import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { Clock } from '#platform/web/desk/clock.tsx';
import { useCursor } from '#platform/web/desk/cursor.ts';
import { AreaField, FormDialog, faultOf } from '#platform/web/desk/form.tsx';
import { Pane, Panes } from '#platform/web/desk/page.tsx';
import { Empty, Read } from '#platform/web/desk/states.tsx';
import { DeskTable, type DeskColumn } from '#platform/web/desk/table.tsx';
import { momentWords, timeWords } from '#platform/web/shared/dates.ts';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { listScanConflicts, settleScanConflict } from '../../../contract/presence/routes.ts';
import type { ConflictLine } from '../../../contract/presence/views.ts';
import { useMeeting } from '../shared/meeting-page.tsx';

/** Where two devices let one person in while at least one could not ask: no error, but somebody should look. */
export function ConflictsView() {
  const meeting = useMeeting();
  const conflicts = useRead(listScanConflicts, { params: { meetingId: meeting.id } }, { topics: [`meeting:${meeting.id}`] });
  return (
    <Panes columns="minmax(0, 1fr)">
      <Pane label="重复放行">
        <Read of={conflicts} rows={6}>
          {({ items }) => <Table items={items} />}
        </Read>
      </Pane>
    </Panes>
  );
}

function Table({ items }: { items: readonly ConflictLine[] }) {
  const [settling, setSettling] = useState<ConflictLine | null>(null);
  const cursor = useCursor(items.map((one) => one.second.nonce));
  return (
    <>
      <p className="m conflicts-note">两台设备在断网时都放行了同一个人。签到只计一次，以较早的一次为准；请核实是否有人冒用证件。</p>
      <DeskTable
        label="重复放行"
        columns={columnsOf(setSettling)}
        groups={[{ id: 'all', rows: items }]}
        rowId={(one) => one.second.nonce}
        cursor={cursor}
        onOpen={(one) => !one.settledAt && setSettling(one)}
        openWords="核实"
        empty={<Empty words="没有重复放行" hint="断网的设备补交记录后，如有同一人在两处被放行，会列在这里。" />}
      />
      {settling && <SettleDialog conflict={settling} onClose={() => setSettling(null)} />}
    </>
  );
}

function columnsOf(onSettle: (conflict: ConflictLine) => void): DeskColumn<ConflictLine>[] {
  return [
    { id: 'name', head: '姓名', width: 96, cell: (one) => <b className="cut">{one.name}</b> },
    { id: 'group', head: '分组', width: 150, wide: true, cell: (one) => <span className="m cut">{one.groupName}</span> },
    { id: 'list', head: '清单', cell: (one) => <span className="cut">{one.listTitle}</span> },
    { id: 'first', head: '先计入', width: 190, cell: (one) => <Side side={one.first} /> },
    { id: 'second', head: '另一台', width: 190, cell: (one) => <Side side={one.second} /> },
    { id: 'found', head: '发现', width: 120, wide: true, cell: (one) => <span className="m">{momentWords(one.foundAt)}</span> },
    {
      id: 'state',
      head: '核实',
      width: 240,
      cell: (one) =>
        one.settledAt ? (
          <span className="cut" title={`${one.settledBy}，${momentWords(one.settledAt)}：${one.words}`}>
            <Clock tone="done" words="已核实" /> <span className="m">{one.words}</span>
          </span>
        ) : (
          <Button small onPress={() => onSettle(one)}>
            写核实结果
          </Button>
        ),
    },
  ];
}

function Side({ side }: { side: ConflictLine['first'] }) {
  return (
    <span className="cut">
      {side.scannerName}{' '}
      <span className="m">
        {timeWords(side.at)}
        {side.offline && '，离线'}
      </span>
    </span>
  );
}

function SettleDialog({ conflict, onClose }: { conflict: ConflictLine; onClose: () => void }) {
  const meeting = useMeeting();
  const [words, setWords] = useState('');
  const settle = useWrite(settleScanConflict, { onDone: onClose });
  const submit = () =>
    settle.mutate({
      params: { meetingId: meeting.id, checkListId: conflict.checkListId },
      body: { firstNonce: conflict.first.nonce, secondNonce: conflict.second.nonce, words: words.trim() },
    });
  return (
    <FormDialog
      title={`核实${conflict.name}的两次放行`}
      note={`${conflict.first.scannerName} ${timeWords(conflict.first.at)}，${conflict.second.scannerName} ${timeWords(conflict.second.at)}`}
      words="记下核实结果"
      busy={settle.isPending}
      blocked={words.trim().length < 2 ? '请写明核实结果' : null}
      error={settle.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <AreaField name="核实结果" value={words} maxLength={200} rows={3} wrong={faultOf(settle.error, 'words')} onChange={setWords} />
    </FormDialog>
  );
}
