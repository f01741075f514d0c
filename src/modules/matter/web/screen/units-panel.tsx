import type { AnswerOf } from '#platform/contract/route.ts';
import { Lead, Panel, grouped } from '#platform/web/screen/panel.tsx';
import type { readBoard } from '../../contract/routes.ts';

type Board = AnswerOf<typeof readBoard>;
type UnitRow = Board['units'][number];

const shown = 8;

/** What units have in hand, those with most overdue first. */
export function UnitsPanel({ board }: { readonly board: Board | null }) {
  if (!board) return <Panel label="承办单位">{null}</Panel>;
  const busy = board.units.filter((row) => row.open > 0);
  const late = busy.filter((row) => row.overdue > 0);
  if (busy.length === 0)
    return (
      <Panel label="承办单位">
        <p className="quiet">现在没有在办的事项</p>
      </Panel>
    );
  const [first] = late;
  const rows = busy.slice(0, shown);
  const rest = busy.slice(shown);
  const longest = Math.max(...rows.map((row) => row.open));
  return (
    <Panel label="承办单位">
      <Lead
        figure={late.length}
        unit="家"
        say={first ? `有超期${late.length > 1 ? `，${first.unit.shortName}最多` : `：${first.unit.shortName}`}` : '承办单位都没有超期'}
        note={`在办的共 ${busy.length} 家`}
      />
      <div className="units">
        <div className="unit head">
          <span>承办单位</span>
          <span />
          <span>在办</span>
          <span>超期</span>
        </div>
        {rows.map((row) => (
          <Unit key={row.unit.id} row={row} longest={longest} />
        ))}
        {rest.length > 0 && (
          <div className="unit rest">
            <span>其余 {rest.length} 家</span>
            <span />
            <span>{grouped(totalOf(rest, 'open'))}</span>
            <span>{grouped(totalOf(rest, 'overdue'))}</span>
          </div>
        )}
      </div>
      <div className="note">含往年提出的；分别办理的各家都算</div>
    </Panel>
  );
}

function Unit({ row, longest }: { readonly row: UnitRow; readonly longest: number }) {
  const share = (count: number) => `${(count / longest) * 100}%`;
  return (
    <div className="unit">
      <span className="name">{row.unit.shortName}</span>
      <span className="length">
        <i className="overdue" style={{ width: share(row.overdue) }} />
        <i style={{ width: share(row.open - row.overdue) }} />
      </span>
      <b>{grouped(row.open)}</b>
      <span className={row.overdue > 0 ? 'late' : ''}>{grouped(row.overdue)}</span>
    </div>
  );
}

function totalOf(rows: readonly UnitRow[], figure: 'open' | 'overdue'): number {
  return rows.reduce((sum, row) => sum + row[figure], 0);
}
