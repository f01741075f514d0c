import { momentWords } from '#platform/web/shared/dates.ts';
import { useMe } from '#platform/web/shared/session.tsx';
import type { CaseView, HandlingView } from '../../contract/views.ts';
import { ratingsOf, scoreWords, sealedWords } from '../shared/index.ts';
import type { SidedRating } from '../shared/index.ts';
import './case-ratings.css';

/** How one round was judged, by the proposer and, where both sides rate, by the unit: score, band, and the parts of each score. */
export function CaseRatings({ view, handling, round }: { view: CaseView; handling: HandlingView; round: number }) {
  const me = useMe();
  const ratings = ratingsOf(view, handling, round, me.person.id);
  return (
    <div className={ratings.length > 1 ? 'ratings-pair' : undefined}>
      {ratings.map((one) => (
        <OneRating key={one.rating.id} sided={one} />
      ))}
    </div>
  );
}

function OneRating({ sided: { rating, title, hidden } }: { sided: SidedRating }) {
  const score = scoreWords(rating);
  const bad = rating.overall === 'dissatisfied' && !hidden;
  return (
    <div className={bad ? 'cite digest-quote bad' : 'cite digest-quote'}>
      {title && <p className="s">{title}</p>}
      {hidden ? (
        <p>
          <b>{sealedWords}</b>
        </p>
      ) : (
        <>
          <p>
            <b>{[rating.overallLabel, score].filter(Boolean).join('，')}</b>
            {rating.attitude && `，态度：${rating.attitude}`}
            {rating.result && `，结果：${rating.result}`}
            {rating.sealed && <span className="s"> {sealedWords}</span>}
          </p>
          {rating.scores.length > 0 && (
            <dl className="scores">
              {rating.scores.map((part) => [<dt key={`${part.name}-name`}>{part.label}</dt>, <dd key={part.name}>{part.score}</dd>])}
            </dl>
          )}
          {rating.reason && <p>{rating.reason}</p>}
          {rating.words && <p>{rating.words}</p>}
        </>
      )}
      <p className="s">
        {rating.person.name}
        {rating.person.title && `（${rating.person.title}）`} {momentWords(rating.at)}
      </p>
    </div>
  );
}
