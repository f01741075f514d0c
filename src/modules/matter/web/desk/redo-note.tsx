import type { CaseView, HandlingView } from '../../contract/views.ts';
import { dayWords } from '#platform/web/shared/dates.ts';

/** A share that the proposer was not satisfied with and that is to be done again; null where nothing is. */
export function redoOf(view: CaseView): { readonly handling: HandlingView; readonly rating: HandlingView['ratings'][number] } | null {
  for (const handling of view.handlings) {
    const rating = handling.ratings.at(-1);
    const answered = handling.replies.some((reply) => reply.round === handling.round && reply.state === 'issued');
    if (handling.round > 1 && rating?.overall === 'dissatisfied' && !answered && handling.mark !== 'done' && handling.mark !== 'closed')
      return { handling, rating };
  }
  return null;
}

/** Says that a case comes back, how often, and why. */
export function RedoNote({ view }: { view: CaseView }) {
  const redo = redoOf(view);
  if (!redo) return null;
  const { handling, rating } = redo;
  return (
    <div className="redo-note" role="note">
      <b>
        {rating.person.name}不满意，第 {handling.round} 次办理
      </b>
      {rating.reason && <p>{rating.reason}</p>}
      <p className="s">
        {dayWords(rating.at)}评价
        {handling.worker && `，上次由${handling.worker.name}处置`}
      </p>
    </div>
  );
}
