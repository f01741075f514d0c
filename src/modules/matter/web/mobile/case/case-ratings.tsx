import type { CaseView, HandlingView } from '../../../contract/views.ts';
import { ratingsOf, scoreWords, sealedWords, type SidedRating } from '../../shared/index.ts';
import { dayWords } from '#platform/web/shared/dates.ts';
import type { State } from '#platform/web/shared/deadline.ts';
import { IconLock } from '#platform/web/shared/icons.tsx';
import { useMe } from '#platform/web/shared/session.tsx';
import { StateSay } from '#platform/web/shared/state.tsx';

/** How a reply was judged, by one side or both; what is sealed says only that it was given. */
export function CaseRatings({
  found,
  handling,
  round,
}: {
  readonly found: CaseView;
  readonly handling: HandlingView;
  readonly round: number;
}) {
  const me = useMe();
  return ratingsOf(found, handling, round, me.person.id).map((one) => <OneRating key={one.rating.id} sided={one} />);
}

function OneRating({ sided: { rating, title, hidden } }: { readonly sided: SidedRating }) {
  const state: State = rating.overall === 'dissatisfied' ? 'overdue' : 'done';
  const score = scoreWords(rating);
  return (
    <div className="rating">
      {title && <p className="label">{title}</p>}
      {rating.sealed && (
        <StateSay state="closed" icon={IconLock}>
          {sealedWords}
        </StateSay>
      )}
      {!hidden && (
        <>
          {rating.overallLabel !== '' && <StateSay state={state}>{rating.overallLabel}</StateSay>}
          {score && <p className="strong">{score}</p>}
          {rating.scores.length > 0 && (
            <p className="second wrap">{rating.scores.map((part) => `${part.label} ${part.score}`).join('，')}</p>
          )}
          {rating.reason && <p className="prose">{rating.reason}</p>}
          {rating.words && <p className="prose second">{rating.words}</p>}
        </>
      )}
      <p className="second wrap">
        {rating.person.name}评价，{dayWords(rating.at)}
      </p>
    </div>
  );
}
