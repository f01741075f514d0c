import { useMemo, useState } from 'react';
import { newId } from '#platform/contract/identifiers.ts';
import { useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { useCursor } from '#platform/web/desk/cursor.ts';
import { DeskPage, Pane } from '#platform/web/desk/page.tsx';
import { Empty, Read } from '#platform/web/desk/states.tsx';
import { DeskTable } from '#platform/web/desk/table.tsx';
import type { DeskColumn } from '#platform/web/desk/table.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import type { HallLine } from '../../../contract/places/routes.ts';
import { listHalls } from '../../../contract/places/routes.ts';
import './places.css';

const columns: readonly DeskColumn<HallLine>[] = [
  { id: 'name', head: '会场', cell: (row) => <b>{row.name}</b> },
  { id: 'seats', head: '座位', width: 120, figure: true, cell: (row) => row.seats },
  { id: 'at', head: '最近修改', width: 200, figure: true, cell: (row) => momentWords(row.changedAt) },
];

/** The body's halls: drawn once, used by one meeting after the other. */
export default function HallsPage() {
  const go = useGo();
  const [fresh] = useState(newId);
  const halls = useRead(listHalls);
  const ids = useMemo(() => (halls.data?.items ?? []).map((one) => one.id), [halls.data]);
  const cursor = useCursor(ids);
  return (
    <DeskPage
      title="会场座位图"
      facts={<span>画一次，各次会议都能用</span>}
      act={
        <Button filled onPress={() => go(`/halls/${fresh}`, { new: '1' })}>
          新建会场
        </Button>
      }
    >
      <Pane label="会场">
        <Read of={halls} rows={6}>
          {(data) => (
            <DeskTable
              label="会场"
              columns={columns}
              groups={[{ id: 'all', rows: data.items }]}
              rowId={(row) => row.id}
              cursor={cursor}
              onOpen={(row) => go(`/halls/${row.id}`)}
              empty={<Empty words="还没有会场" hint="新建会场，按排数和座数画，或把 Excel 里的座位表直接读进来。" />}
            />
          )}
        </Read>
      </Pane>
    </DeskPage>
  );
}
