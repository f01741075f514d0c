import { Fragment, type ReactNode } from 'react';
import { dayWords, timeWords } from '#platform/web/shared/dates.ts';
import type { HallScene, ViewOf } from '../../../contract/hall/scene.ts';

/** 欢迎: whose meeting it is, where and when, and what comes next. */
export function WelcomeScene({ view, scene }: { readonly view: ViewOf<'welcome'>; readonly scene: HallScene }) {
  const { opensOn, closesOn, place } = scene.meeting;
  return (
    <main className="hall-wall welcome">
      <div className="welcome-in">
        <p>欢迎出席</p>
        <h2 className={view.title.length > 22 ? 'long' : undefined}>{phrases(view.title)}</h2>
        {view.words && <p className="welcome-words">{view.words}</p>}
        <p className="welcome-days">
          {opensOn === closesOn ? dayWords(opensOn) : `${dayWords(opensOn)}至${dayWords(closesOn)}`}
          {place && `　${place}`}
        </p>
      </div>
      {view.next && (
        <p className="welcome-next">
          <b>{timeWords(view.next.startsAt)}</b>
          {view.next.title}
          {view.next.place && <span>{view.next.place}</span>}
        </p>
      )}
    </main>
  );
}

/** A name of a session breaks after its term (第十五届), never inside it. */
function phrases(title: string): ReactNode {
  return title.split(/(?<=届)/).map((part) => (
    <Fragment key={part}>
      {part}
      <wbr />
    </Fragment>
  ));
}

/** 通知: a few words that everybody must see. */
export function NoticeScene({ view }: { readonly view: ViewOf<'notice'> }) {
  const length = view.words.length;
  return (
    <main className="hall-wall">
      <section className="hall-panel notice-panel" aria-label="通知">
        {view.title && <h2>{view.title}</h2>}
        {view.words && <p className={length > 160 ? 'small' : length > 70 ? 'middle' : undefined}>{view.words}</p>}
      </section>
    </main>
  );
}
