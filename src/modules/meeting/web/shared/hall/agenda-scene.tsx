import { timeWords } from '#platform/web/shared/dates.ts';
import type { AgendaLine, ViewOf } from '../../../contract/hall/scene.ts';
import { HallMarkIcon } from './marks.tsx';

/** 议程: what is now, what is next, and what comes after. */
export function AgendaScene({ view }: { readonly view: ViewOf<'agenda'> }) {
  const now = view.agenda.find((item) => item.state === 'now');
  const next = view.agenda.find((item) => item.state === 'pending');
  return (
    <main className="hall-wall agenda-wall">
      <section className="hall-panel agenda-now" aria-label="正在进行">
        {now ? <Stage word="正在" item={now} strong /> : null}
        {next ? <Stage word="接下来" item={next} strong={!now} /> : null}
        {!now && !next && <p className="hall-quiet">{view.agenda.length === 0 ? '议程还没有公布' : '各项议程已经进行完毕'}</p>}
        {view.next && (
          <p className="after">
            下一场 <b>{timeWords(view.next.startsAt)}</b> {view.next.title}
            {view.next.place && `，${view.next.place}`}
          </p>
        )}
      </section>
      {view.agenda.length > 0 && <AgendaPanel agenda={view.agenda} />}
    </main>
  );
}

function Stage({ word, item, strong }: { readonly word: string; readonly item: AgendaLine; readonly strong: boolean }) {
  return (
    <div className={strong ? 'stage strong' : 'stage'}>
      <span>
        {word}
        {item.at && !strong && ` ${timeWords(item.at)}`}
      </span>
      <h2>{item.title}</h2>
      {item.presenter && <p>{item.presenter}</p>}
    </div>
  );
}

/** So many lines are read from five metres; of longer agendas those around what is now. */
const mostLines = 9;

export function AgendaPanel({ agenda, lines = mostLines }: { readonly agenda: readonly AgendaLine[]; readonly lines?: number }) {
  const at = Math.max(
    0,
    agenda.findIndex((item) => item.state === 'now' || item.state === 'pending'),
  );
  const from = Math.max(0, Math.min(at - 2, agenda.length - lines));
  return (
    <section className="hall-panel agenda-panel" aria-label="议程">
      <ol>
        {agenda.slice(from, from + lines).map((item) => (
          <li key={item.id} className={`is-${item.state} depth-${Math.min(2, item.depth)}`}>
            <span className="at">{item.state === 'now' ? '正在' : item.at ? timeWords(item.at) : item.number}</span>
            <span className="what">
              {item.title}
              {item.state === 'now' && item.presenter && <small>{item.presenter}</small>}
            </span>
            {item.state === 'done' && <HallMarkIcon mark="done" />}
            {item.state === 'skipped' && <small>略过</small>}
          </li>
        ))}
      </ol>
    </section>
  );
}
