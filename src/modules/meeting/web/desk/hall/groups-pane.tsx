import { Clock } from '#platform/web/desk/clock.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { Pane } from '#platform/web/desk/page.tsx';
import type { Board, BoardGroup } from '../../../contract/hall/board.ts';
import { ArrivalChart } from './arrival-chart.tsx';
import { missingWord, wordsOfBody } from './board-words.ts';

interface GroupsPaneProps {
  readonly board: Board;
  /** The group whose missing people are shown; undefined for all. */
  readonly picked: string | null | undefined;
  readonly onPick: (groupId: string | null) => void;
}

/** So many missing of one group are called loud. */
const loudFrom = 4;

/** 各代表团出席: the most missing first; a press shows who of them it is. */
export function GroupsPane({ board, picked, onPick }: GroupsPaneProps) {
  const words = wordsOfBody(board.bodyKind);
  const missing = missingWord(board);
  return (
    <Pane label={`各${words.group}出席`}>
      <header className="board-sec">
        <h2>各{words.group}出席</h2>
        <span className="s">按{missing}人数排</span>
        <span className="right s">深实到 斜纹请假 红{missing}，长度按人数</span>
      </header>
      <div className="board-groups">
        <GroupTable board={board} picked={picked} onPick={onPick} />
      </div>
      <ArrivalChart board={board} />
    </Pane>
  );
}

function GroupTable({ board, picked, onPick }: GroupsPaneProps) {
  const words = wordsOfBody(board.bodyKind);
  const most = Math.max(1, ...board.groups.map((group) => group.due));
  return (
    <table className="table">
      <colgroup>
        <col style={{ width: 106 }} />
        <col style={{ width: 40 }} />
        <col style={{ width: 40 }} />
        <col style={{ width: 40 }} />
        <col style={{ width: 54 }} />
        <col />
        <col style={{ width: 52 }} />
        <col style={{ width: 86 }} />
      </colgroup>
      <thead>
        <tr>
          <th>{words.group}</th>
          <th className="num">应到</th>
          <th className="num">实到</th>
          <th className="num">请假</th>
          <th className="num">{missingWord(board)}</th>
          <th>构成</th>
          <th className="num">到会 %</th>
          <th>联络员</th>
        </tr>
      </thead>
      <tbody>
        {board.groups.map((group) => (
          <GroupRow
            key={group.id ?? 'none'}
            group={group}
            name={words.short(group.name)}
            most={most}
            on={picked !== undefined && picked === group.id}
            onPick={() => onPick(group.id)}
          />
        ))}
        <tr className="tot">
          <td>合计</td>
          <td className="num">{board.count.due}</td>
          <td className="num">{board.count.present}</td>
          <td className="num">{board.count.onLeave}</td>
          <td className="num">{board.count.missing}</td>
          <td aria-label="构成" />
          <td className="num">{percent(board.count.present, board.count.due)}</td>
          <td aria-label="联络员" />
        </tr>
      </tbody>
    </table>
  );
}

function GroupRow({ group, name, most, on, onPick }: { group: BoardGroup; name: string; most: number; on: boolean; onPick: () => void }) {
  const width = (part: number) => `${(part / most) * 100}%`;
  return (
    <tr className={on ? 'on' : undefined} data-row="">
      <td className="b cut">
        <button type="button" className="bare cut" aria-pressed={on} title={`只看${group.name}没到的人`} onClick={onPick}>
          {name}
        </button>
      </td>
      <td className="num">{group.due}</td>
      <td className="num">{group.present}</td>
      <td className="num">{group.onLeave}</td>
      <td className="num">
        {group.missing >= loudFrom ? (
          <Clock tone="overdue" words={String(group.missing)} />
        ) : (
          <span className={group.missing > 0 ? 'over-words b' : 's'}>{group.missing}</span>
        )}
      </td>
      <td aria-label={`实到 ${group.present}，请假 ${group.onLeave}`}>
        <span className="bar3 slim" aria-hidden="true">
          <i className="in dark" style={{ width: width(group.present) }} />
          <i className="away" style={{ width: width(group.onLeave) }} />
          <i className="out" style={{ width: width(group.missing) }} />
        </span>
      </td>
      <td className="num">{percent(group.present, group.due)}</td>
      <td className="cut">
        {group.contact &&
          (group.contact.phone ? (
            <a className="call" href={`tel:${group.contact.phone}`} title={`拨打 ${group.contact.phone}`}>
              {group.contact.name} <Icon name="phone" label="拨打" />
            </a>
          ) : (
            group.contact.name
          ))}
      </td>
    </tr>
  );
}

function percent(part: number, whole: number): string {
  if (whole === 0) return '—';
  return part === whole ? '100' : (Math.floor((part / whole) * 1_000) / 10).toFixed(1);
}
