import { useEffect, useMemo, useState } from 'react';
import type { SeatLine, ViewOf } from '../../../contract/hall/scene.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** Names on one page, and how long it stands. */
const perPage = 48;
const pageMilliseconds = 9_000;
/** So few names on a page are written larger. */
const roomy = 36;
/** Whoever walks away leaves the list to the next one. */
const forgottenAfter = 20_000;

/** 找座位: the list goes round by delegation; whoever touches the initials of his name finds his seat at once. */
export function SeatsScene({ view }: { readonly view: ViewOf<'seats'> }) {
  const [typed, setTyped] = useState('');
  useEffect(() => {
    if (!typed) return undefined;
    const timer = setTimeout(() => setTyped(''), forgottenAfter);
    return () => clearTimeout(timer);
  }, [typed]);
  const found = typed ? view.people.filter((one) => one.initials.startsWith(typed.toLowerCase())) : null;
  if (view.people.length === 0)
    return (
      <main className="hall-wall">
        <section className="hall-panel">
          <p className="hall-quiet">座位还没有公布</p>
        </section>
      </main>
    );
  return (
    <main className="hall-wall seats-wall">
      <section className="hall-panel" aria-label="座位名单">
        {found ? <Found people={found} typed={typed} /> : <Round people={view.people} />}
      </section>
      <section className="hall-panel seat-keys" aria-label="按姓名首字母查座位">
        <h2>查我的座位</h2>
        <p>按姓名拼音首字母，如 张三 按 Z S</p>
        <div className="typed" role="status">
          {typed || <span>　</span>}
        </div>
        <div className="letters">
          {letters.split('').map((letter) => (
            <button key={letter} type="button" onClick={() => setTyped((before) => (before + letter).slice(0, 4))}>
              {letter}
            </button>
          ))}
          <button type="button" className="wide" onClick={() => setTyped((before) => before.slice(0, -1))} disabled={!typed}>
            退格
          </button>
          <button type="button" className="wide" onClick={() => setTyped('')} disabled={!typed}>
            清空
          </button>
        </div>
      </section>
    </main>
  );
}

function Found({ people, typed }: { readonly people: readonly SeatLine[]; readonly typed: string }) {
  if (people.length === 0) return <p className="hall-quiet">没有首字母是“{typed}”的人。请按退格重试，或询问工作人员。</p>;
  const few = people.length <= 3;
  return (
    <>
      <header className="seat-head">
        <h2>首字母 {typed}</h2>
        <span>{people.length} 人</span>
      </header>
      <ul className={few ? 'seat-list few' : 'seat-list'}>
        {people.slice(0, perPage).map((one) => (
          <SeatItem key={`${one.name} ${one.place}`} one={one} withGroup />
        ))}
      </ul>
    </>
  );
}

/** Page after page: each delegation begins a new one. */
function Round({ people }: { readonly people: readonly SeatLine[] }) {
  const pages = useMemo(() => pagesOf(people), [people]);
  const [at, setAt] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setAt((before) => before + 1), pageMilliseconds);
    return () => clearInterval(timer);
  }, []);
  const page = pages[at % pages.length]!;
  return (
    <>
      <header className="seat-head">
        <h2>{page.groupName || '其他人员'}</h2>
        <span>
          {page.total} 人{page.of > 1 && `，第 ${page.number}/${page.of} 页`}
        </span>
        <span className="dots">
          {(at % pages.length) + 1} / {pages.length}
        </span>
      </header>
      <ul
        className={page.people.length > roomy ? 'seat-list' : 'seat-list roomy'}
        style={{ gridTemplateRows: `repeat(${Math.max(6, Math.ceil(page.people.length / 4))}, minmax(0, 1fr))` }}
      >
        {page.people.map((one) => (
          <SeatItem key={`${one.name} ${one.place}`} one={one} />
        ))}
      </ul>
    </>
  );
}

function SeatItem({ one, withGroup = false }: { readonly one: SeatLine; readonly withGroup?: boolean }) {
  return (
    <li>
      <b>{one.name}</b>
      <span>{one.place}</span>
      {withGroup && <small>{[one.groupName, one.door && `由${one.door}进`].filter(Boolean).join('，')}</small>}
    </li>
  );
}

function pagesOf(people: readonly SeatLine[]) {
  const groups = Map.groupBy(people, (one) => one.groupName);
  return [...groups].flatMap(([groupName, of]) => {
    const pages = Math.ceil(of.length / perPage);
    return Array.from({ length: pages }, (_, index) => ({
      groupName,
      total: of.length,
      number: index + 1,
      of: pages,
      people: of.slice(index * perPage, (index + 1) * perPage),
    }));
  });
}
