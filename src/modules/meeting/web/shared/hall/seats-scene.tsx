import { useEffect, useMemo, useState } from 'react';
import { QrPicture } from '#platform/web/shared/qr-picture.tsx';
import type { SeatLine, ViewOf } from '../../../contract/hall/scene.ts';
import { findSeats } from './seat-finder.ts';
import { SeatCard } from './seat-card.tsx';

/** Names on one page, and how long it stands. */
const perPage = 48;
const pageMilliseconds = 9_000;
/** Of those found, each with his delegation below the name. */
const mostFound = 30;
/** Whoever walks away leaves the list to the next one. */
const forgottenAfter = 25_000;

/**
 * 找座位: the list goes round by delegation, and a code brings everybody's own seat onto his phone. On a screen that can be touched one finds oneself
 * by the letters of one's name or the number of one's certificate, and sees the way.
 */
export function SeatsScene({ view }: { readonly view: ViewOf<'seats'> }) {
  const [typed, setTyped] = useState('');
  const [picked, setPicked] = useState<SeatLine | null>(null);
  const touched = useTouch();
  const type = (next: string) => {
    setTyped(next);
    setPicked(null);
  };
  useEffect(() => {
    if (!typed && !picked) return undefined;
    const timer = setTimeout(() => {
      setTyped('');
      setPicked(null);
    }, forgottenAfter);
    return () => clearTimeout(timer);
  }, [typed, picked]);
  const found = useMemo(() => findSeats(view.people, typed), [view.people, typed]);
  if (view.people.length === 0)
    return (
      <main className="hall-wall">
        <section className="hall-panel">
          <p className="hall-quiet">座位还没有公布</p>
        </section>
      </main>
    );
  const one = picked ?? (found.length === 1 ? found[0]! : null);
  return (
    <main className="hall-wall seats-wall">
      <section className="hall-panel" aria-label="座位名单">
        {one && view.plan ? (
          <SeatCard one={one} plan={view.plan} onClose={() => type('')} />
        ) : typed ? (
          <Found people={found} typed={typed} onPick={setPicked} />
        ) : (
          <Round people={view.people} {...(touched ? { onPick: setPicked } : {})} />
        )}
      </section>
      {touched ? <Finder typed={typed} onType={type} address={view.address} /> : <ByPhone address={view.address} />}
    </main>
  );
}

/** Whether fingers reach the screen: a tablet or a touch wall. */
function useTouch(): boolean {
  const [touched, setTouched] = useState(() => matchMedia('(any-pointer: coarse)').matches);
  useEffect(() => {
    const media = matchMedia('(any-pointer: coarse)');
    const look = () => setTouched(media.matches);
    media.addEventListener('change', look);
    return () => media.removeEventListener('change', look);
  }, []);
  return touched;
}

/** On a wall nobody can touch the phone is the finder. */
function ByPhone({ address }: { readonly address: string }) {
  return (
    <section className="hall-panel seat-phone" aria-label="用手机看座位">
      <h2>用手机看我的座位</h2>
      <QrPicture text={address} ecc="medium" label="打开手机座位页的二维码" />
      <ol>
        <li>用手机扫一扫上面的码</li>
        <li>登录履职通，直接看到本人的排号、座号和该走的门</li>
      </ol>
    </section>
  );
}

const signs = '1234567890ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');

interface FinderProps {
  readonly typed: string;
  readonly onType: (next: string) => void;
  readonly address: string;
}

function Finder({ typed, onType, address }: FinderProps) {
  const add = (sign: string) => onType((typed + sign).slice(0, 16));
  return (
    <section className="hall-panel seat-keys" aria-label="查我的座位">
      <div className="seat-scan">
        <div>
          <h2>查我的座位</h2>
          <p>按姓名首字母，如 ZS</p>
          <p>或者按证件号</p>
          <p>或者用手机扫码看</p>
        </div>
        <QrPicture text={address} ecc="medium" label="打开手机座位页的二维码" />
      </div>
      <input
        className="typed"
        value={typed}
        aria-label="姓名、拼音首字母或证件号"
        placeholder="姓名、首字母或证件号"
        autoComplete="off"
        onChange={(event) => onType(event.target.value.slice(0, 16))}
      />
      <div className="letters">
        {signs.map((sign) => (
          <button key={sign} type="button" onClick={() => add(sign)}>
            {sign}
          </button>
        ))}
        <button type="button" className="wide" onClick={() => onType(typed.slice(0, -1))} disabled={!typed}>
          退格
        </button>
        <button type="button" className="wide" onClick={() => onType('')} disabled={!typed}>
          清空
        </button>
      </div>
    </section>
  );
}

interface FoundProps {
  readonly people: readonly SeatLine[];
  readonly typed: string;
  readonly onPick: (one: SeatLine) => void;
}

function Found({ people, typed, onPick }: FoundProps) {
  if (people.length === 0) return <p className="hall-quiet">没有找到“{typed.toUpperCase()}”。请按退格重试，或询问工作人员。</p>;
  const shown = people.slice(0, mostFound);
  return (
    <>
      <header className="seat-head">
        <h2>{typed.toUpperCase()}</h2>
        <span>
          {people.length} 人{people.length > mostFound ? `，先列 ${mostFound} 人，再按一个字母` : '，点自己的名字看走法'}
        </span>
      </header>
      <SeatList people={shown} onPick={onPick} withGroup />
    </>
  );
}

/** Page after page: each delegation begins a new one. */
function Round({ people, onPick }: { readonly people: readonly SeatLine[]; readonly onPick?: (one: SeatLine) => void }) {
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
      <SeatList people={page.people} {...(onPick ? { onPick } : {})} />
    </>
  );
}

interface SeatListProps {
  readonly people: readonly SeatLine[];
  readonly onPick?: (one: SeatLine) => void;
  /** The delegation and the door below each name. */
  readonly withGroup?: boolean;
}

/** Columns of names with their seats, as large as their number lets them be. */
function SeatList({ people, onPick, withGroup = false }: SeatListProps) {
  const { size, columns, rows } = sizeOf(people, withGroup);
  return (
    <ul
      className={`seat-list ${size}`}
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`, gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))` }}
    >
      {people.map((one) => (
        <li key={`${one.seat} ${one.name}`}>
          {onPick ? (
            <button type="button" onClick={() => onPick(one)}>
              <SeatWords one={one} withGroup={withGroup} />
            </button>
          ) : (
            <SeatWords one={one} withGroup={withGroup} />
          )}
        </li>
      ))}
    </ul>
  );
}

/** Long names (维吾尔族等) and seats on the stage need wider columns; what does not fit into a line then has room for a second one. */
function sizeOf(people: readonly SeatLine[], withGroup: boolean): { size: 'few' | 'roomy' | 'many'; columns: number; rows: number } {
  const count = people.length;
  if (withGroup && count <= 4) return { size: 'few', columns: 1, rows: count };
  if (withGroup && count <= 16) return { size: 'roomy', columns: 2, rows: 8 };
  const isWide = withGroup || people.some((one) => isLong(one.name) || Array.from(one.place).length > 6);
  const columns = isWide ? 3 : 4;
  const rows = Math.max(6, Math.ceil(count / columns));
  return { size: rows > 9 ? 'many' : 'roomy', columns, rows };
}

const isLong = (name: string) => Array.from(name).length > 6;

function SeatWords({ one, withGroup }: { readonly one: SeatLine; readonly withGroup: boolean }) {
  return (
    <>
      <b className={isLong(one.name) ? 'long' : undefined}>{one.name}</b>
      <span>{one.place}</span>
      {withGroup && <small>{[one.groupName, one.door && `由${one.door}进`].filter(Boolean).join('，')}</small>}
    </>
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
