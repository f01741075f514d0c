import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { Empty, Read } from '#platform/web/desk/states.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import { parameterOf, sayValue } from '../../contract/parameters.ts';
import { readParameterHistory } from '../../contract/routes.ts';
import type { SheetRow } from '../../contract/sheet-view.ts';

/** What one row was in every version. */
export function HistoryDialog({ row, onClose }: { row: SheetRow; onClose: () => void }) {
  const history = useRead(readParameterHistory, { params: { key: row.key } });
  return (
    <DeskDialog title={`本项历史：${parameterOf(row.key).label}`} onClose={onClose} width={560}>
      <Read of={history} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty words="还没有发布过规则" hint={`各项按预设执行，本项预设是 ${sayValue(row.key, row.preset)}。`} />
          ) : (
            <table className="small-table">
              <thead>
                <tr>
                  <th style={{ width: 110 }}>版本</th>
                  <th style={{ width: 100 }}>生效</th>
                  <th>值</th>
                  <th style={{ width: 80 }}>谁</th>
                </tr>
              </thead>
              <tbody>
                {items.map(({ version, value, changed }) => (
                  <tr key={version.id}>
                    <td>
                      {version.label} 版{version.current && '，现行'}
                      {version.state === 'draft' && '，草稿'}
                    </td>
                    <td>{version.validFrom}</td>
                    <td>{changed ? <b>{sayValue(row.key, value)}</b> : <span className="m">{sayValue(row.key, value)}，未变</span>}</td>
                    <td>{version.publishedBy ?? version.changedBy}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Read>
    </DeskDialog>
  );
}
