import type { AnswerOf } from '#platform/contract/route.ts';
import { WallFrame } from '#platform/web/screen/frame.tsx';
import { Mark } from '#platform/web/screen/marks.tsx';
import type { WallMark } from '#platform/web/screen/marks.tsx';
import { Lead, Panel, grouped } from '#platform/web/screen/panel.tsx';
import type { WallPageProps } from '#platform/web/screen/wall-page.ts';
import { useWallReading } from '#platform/web/screen/wall-reading.ts';
import { readSupervision } from '../../contract/annual.ts';
import { readBoard } from '../../contract/routes.ts';
import { PromisesPanel } from './promises-panel.tsx';
import { UnitsPanel } from './units-panel.tsx';
import './today.css';
import './supervision.css';

type Supervision = AnswerOf<typeof readSupervision>;
type KindLine = Supervision['kinds'][number];

/** 督办: what is due, late, red and promised, of every kind that the body has. Figures alone; no case, no person. */
export default function SupervisionPage({ link }: WallPageProps) {
  const supervision = useWallReading(readSupervision, link);
  const board = useWallReading(readBoard, link);
  if (!supervision.data)
    return (
      <main className="notice" role="status">
        正在读取数据
        <p>{supervision.failing && '现在连不上服务器，正在重试。'}</p>
      </main>
    );
  const { data } = supervision;
  return (
    <WallFrame
      body={data.bodyKind}
      title={`${data.bodyName}督办`}
      at={data.at}
      readAt={supervision.readAt!}
      failing={supervision.failing}
      link={link}
    >
      <main className="wall supervision">
        <div className="stack left">
          <DuePanel kinds={data.kinds} />
          <CardsPanel kinds={data.kinds} />
        </div>
        <div className="stack right">
          <UnitsPanel board={board.data} />
          <PromisesPanel board={board.data} />
        </div>
      </main>
    </WallFrame>
  );
}

const parts = [
  { of: 'veryOverdue', mark: 'overdue', word: '严重逾期' },
  { of: 'overdue', mark: 'overdue', word: '逾期' },
  { of: 'soon', mark: 'soon', word: '临期' },
  { of: 'running', mark: 'running', word: '正常' },
  { of: 'waiting', mark: 'closed', word: '没有在计时' },
] as const satisfies readonly { of: keyof KindLine; mark: WallMark; word: string }[];

/** In hand by kind, and how their deadlines stand. 在办 = 严重逾期 + 逾期 + 临期 + 正常 + 没有在计时. */
function DuePanel({ kinds }: { readonly kinds: readonly KindLine[] }) {
  const total = (of: (typeof parts)[number]['of'] | 'open') => kinds.reduce((sum, one) => sum + one[of], 0);
  const [open, late] = [total('open'), total('overdue') + total('veryOverdue')];
  const longest = Math.max(1, ...kinds.map((one) => one.open));
  if (open === 0)
    return (
      <Panel label="期限">
        <p className="quiet">现在没有在办的事项</p>
      </Panel>
    );
  return (
    <Panel label="期限">
      <Lead
        figure={grouped(late)}
        unit="件"
        say={late > 0 ? `逾期，其中严重逾期 ${grouped(total('veryOverdue'))} 件` : '没有逾期的'}
        note={`在办 ${grouped(open)} 件，临期 ${grouped(total('soon'))} 件`}
      />
      <div className="kinds">
        {kinds.map((one) => (
          <div key={one.kind} className="kind">
            <span className="name">{one.name}</span>
            <div className="in-hand">
              <span
                className="length"
                style={{ width: `${(one.open / longest) * 100}%` }}
                role="img"
                aria-label={parts.map((part) => `${part.word} ${one[part.of]}`).join('，')}
              >
                {parts.map((part) => one[part.of] > 0 && <i key={part.of} className={part.of} style={{ flexGrow: one[part.of] }} />)}
              </span>
              <span className="words">
                {parts
                  .filter((part) => one[part.of] > 0)
                  .map((part) => (
                    <span key={part.of}>
                      <Mark mark={part.mark} />
                      {part.word} <b>{grouped(one[part.of])}</b>
                    </span>
                  ))}
                {one.open === 0 && <span>没有在办的</span>}
              </span>
            </div>
            <b className="count">{grouped(one.open)}</b>
          </div>
        ))}
      </div>
    </Panel>
  );
}

const cards = [
  { of: 'red', word: '红牌' },
  { of: 'yellow', word: '黄牌' },
  { of: 'blue', word: '蓝牌' },
] as const;

/** Supervision cards by kind. A case has the card of its clock that stands worst, and may carry one of each colour for different units. */
function CardsPanel({ kinds }: { readonly kinds: readonly KindLine[] }) {
  const sum = (of: (typeof cards)[number]['of']) => kinds.reduce((total, one) => total + one.cards[of], 0);
  return (
    <Panel label="三色牌">
      <table className="cards">
        <thead>
          <tr>
            <th>三色牌</th>
            {kinds.map((one) => (
              <th key={one.kind}>{one.name}</th>
            ))}
            <th>合计</th>
          </tr>
        </thead>
        <tbody>
          {cards.map((card) => (
            <tr key={card.of}>
              <th>
                <i className={`card-${card.of}`} aria-hidden="true" />
                {card.word}
              </th>
              {kinds.map((one) => (
                <td key={one.kind}>{grouped(one.cards[card.of])}</td>
              ))}
              <td>
                <b>{grouped(sum(card.of))}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
