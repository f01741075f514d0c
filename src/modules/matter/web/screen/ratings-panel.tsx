import type { AnswerOf } from '#platform/contract/route.ts';
import { Lead, Panel, grouped } from '#platform/web/screen/panel.tsx';
import type { readBoard } from '../../contract/routes.ts';
import { shareOf } from './promises-panel.tsx';

/** How proposers rated what was done. The first level of the rules is the best one. */
export function RatingsPanel({ board }: { readonly board: AnswerOf<typeof readBoard> | null }) {
  const ratings = board?.ratings ?? [];
  const rated = ratings.reduce((sum, one) => sum + one.count, 0);
  const [best] = ratings;
  if (!board) return <Panel label="提出人评价">{null}</Panel>;
  if (!best || rated === 0)
    return (
      <Panel label="提出人评价">
        <p className="quiet">还没有评价</p>
      </Panel>
    );
  return (
    <Panel label="提出人评价">
      <Lead figure={shareOf(best.count, rated)} unit="%" say={`评价为${best.label}`} note={`已评价 ${grouped(rated)} 件`} />
      <div className="ratings">
        {ratings.map((one) => (
          <div key={one.rating} className="rating">
            <span>{one.label}</span>
            <span className="length">
              <i style={{ width: `${(one.count / rated) * 100}%` }} />
            </span>
            <b>{grouped(one.count)}</b>
          </div>
        ))}
      </div>
    </Panel>
  );
}
