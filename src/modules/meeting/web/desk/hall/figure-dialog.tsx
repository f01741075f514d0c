import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { Empty, Loading, Refused } from '#platform/web/desk/states.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import { usePages } from '#platform/web/shared/queries.ts';
import { listFigure } from '../../../contract/hall/routes.ts';
import type { FigureLink } from '../../../contract/hall/report-sections.ts';

interface FigureDialogProps {
  readonly meetingId: string;
  readonly title: string;
  readonly link: FigureLink;
  readonly onClose: () => void;
}

/** The list behind a figure. */
export function FigureDialog({ meetingId, title, link, onClose }: FigureDialogProps) {
  const list = usePages(listFigure, { params: { meetingId }, query: { ...link, limit: 100 } });
  return (
    <DeskDialog title={title} place="side" width={520} onClose={onClose}>
      {list.isPending && <Loading rows={8} />}
      {list.error && <Refused error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && list.items.length === 0 && <Empty words="名单是空的" hint="数字统计之后可能有变动，请关闭后刷新再看。" />}
      {list.items.length > 0 && (
        <table className="small-table">
          <thead>
            <tr>
              <th style={{ width: 40 }} className="num">
                序
              </th>
              <th>姓名（名称）</th>
              <th>单位</th>
              <th>情况</th>
              <th>时间</th>
            </tr>
          </thead>
          <tbody>
            {list.items.map((one, index) => (
              <tr key={one.id}>
                <td className="num s">{index + 1}</td>
                <td className="b">{one.name}</td>
                <td>{one.groupName}</td>
                <td>{one.words}</td>
                <td className="s">{one.at && momentWords(one.at)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {list.hasNextPage && (
        <button type="button" className="more-rows" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {list.isFetchingNextPage ? '正在读取' : '再显示 100 行'}
        </button>
      )}
    </DeskDialog>
  );
}
