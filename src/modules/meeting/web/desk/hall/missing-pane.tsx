import { useEffect, useRef } from 'react';
import { Clock, type ClockTone } from '#platform/web/desk/clock.tsx';
import type { Cursor } from '#platform/web/desk/cursor.ts';
import { Icon } from '#platform/web/desk/icon.tsx';
import { Key } from '#platform/web/desk/keys.tsx';
import { Pane } from '#platform/web/desk/page.tsx';
import { Empty } from '#platform/web/desk/states.tsx';
import { timeWords } from '#platform/web/shared/dates.ts';
import { traces, type Board, type MissingPerson, type Trace } from '../../../contract/hall/board.ts';
import { missingWord, wordsOfBody } from './board-words.ts';

interface MissingPaneProps {
  readonly board: Board;
  readonly missing: readonly MissingPerson[];
  readonly cursor: Cursor;
  readonly onSignIn: (person: MissingPerson) => void;
}

/** More than these nobody reads at once; the rest is one press on its delegation away. */
const mostShown = 200;

/** 谁没到: those first whom somebody must look for, each with what was last seen of him. */
export function MissingPane({ board, missing, cursor, onSignIn }: MissingPaneProps) {
  const words = wordsOfBody(board.bodyKind);
  const ended = missingWord(board) === '缺席';
  return (
    <Pane label="谁没到">
      <header className="board-sec">
        <h2>{ended ? '谁缺席' : '谁没到'}</h2>
        <span className="s">{missing.length > 0 && `${missing.length} 人${ended ? '' : '，先列要人去找的'}`}</span>
        <span className="right s">
          拨打 <Key keys="t" /> 补签 <Key keys="s" />
        </span>
      </header>
      {missing.length === 0 ? (
        <Nobody board={board} />
      ) : (
        <MissingTable board={board} missing={missing} cursor={cursor} onSignIn={onSignIn} />
      )}
      {missing.length > mostShown && (
        <p className="m board-note">
          另有 {missing.length - mostShown} 人，点左边的{words.group}分别查看。
        </p>
      )}
      {missing.length > 0 && (
        <p className="m board-note">散会仍未到且未请假的记为缺席，写入履职档案。系统只列事实，是否正当由会议主持机构认定。</p>
      )}
    </Pane>
  );
}

/** Nobody is missing: because all are here, or because there is nobody or nothing to come to yet. */
function Nobody({ board }: { readonly board: Board }) {
  if (!board.sitting) return <Empty words="这次会议还没有日程" hint="先在“日程”里排好会议，这里就列出每一场谁没到。" />;
  if (board.count.due === 0) return <Empty words="这一场还没有应到的人" hint="先在“人员”里填入名单，再在“日程”里核对谁应到。" />;
  return <Empty words="应到的人都到了或已请假" />;
}

function MissingTable({ board, missing, cursor, onSignIn }: MissingPaneProps) {
  const words = wordsOfBody(board.bodyKind);
  const ended = missingWord(board) === '缺席';
  const here = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    // Newer browsers answer with a promise, which React would take for a clean-up.
    here.current?.scrollIntoView({ block: 'nearest' });
  }, [cursor.id]);
  return (
    <table className="table missing">
      <colgroup>
        <col style={{ width: 88 }} />
        <col style={{ width: 64 }} />
        <col />
        <col style={{ width: ended ? 68 : 132 }} />
        <col style={{ width: 44 }} />
      </colgroup>
      <thead>
        <tr>
          <th>{words.group === '代表团' ? '团' : words.group}</th>
          <th>{words.member}</th>
          <th>最后动态</th>
          <th>{ended ? '结果' : '预计'}</th>
          <th>电话</th>
        </tr>
      </thead>
      <tbody>
        {missing.slice(0, mostShown).map((one) => (
          <tr
            key={one.attendeeId}
            ref={one.attendeeId === cursor.id ? here : undefined}
            data-row=""
            className={one.attendeeId === cursor.id ? 'on' : undefined}
            onClick={() => cursor.go(one.attendeeId)}
            onDoubleClick={() => onSignIn(one)}
          >
            <td className="m cut" title={one.groupName}>
              {words.short(one.groupName)}
            </td>
            <td className="b cut" title={[one.name, one.title].filter(Boolean).join('，')}>
              {one.name}
            </td>
            <td className="cut" title={one.words}>
              {one.words}
            </td>
            <td>{ended ? <Clock tone="waiting" words="缺席" /> : <Expected one={one} startsAt={board.sitting!.startsAt} />}</td>
            <td className="num">{one.phone && <CallLink one={one} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function CallLink({ one }: { readonly one: MissingPerson }) {
  return (
    <a className="call" href={`tel:${one.phone}`} title={`拨打 ${one.phone}`}>
      <Icon name="phone" label={`拨打${one.name}`} />
    </a>
  );
}

const tones: Readonly<Record<Trace, ClockTone>> = {
  calling: 'overdue',
  refused: 'running',
  near: 'soon',
  riding: 'soon',
  asked: 'running',
};

function Expected({ one, startsAt }: { readonly one: MissingPerson; readonly startsAt: string }) {
  if (one.expectedAt === null) return <Clock tone={tones[one.trace]} words={traces[one.trace]} />;
  const late = Math.ceil((Date.parse(one.expectedAt) - Date.parse(startsAt)) / 60_000);
  return <Clock tone={late > 0 ? 'soon' : 'running'} words={`${timeWords(one.expectedAt)} 到${late > 0 ? `，迟 ${late} 分` : ''}`} />;
}
