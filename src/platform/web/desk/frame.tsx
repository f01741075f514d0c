import { createContext, useContext, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { ConfigProvider, Dropdown } from 'antd';
import { dayAndWeekday, timeWords } from '../shared/dates.ts';
import { useOffline } from '../shared/signal.ts';
import { useNow } from '../shared/now.ts';
import { Icon } from './icon.tsx';
import { KeyLine } from './key-line.tsx';
import { Palette } from './palette.tsx';
import type { PaletteSource } from './palette.tsx';
import { deskTheme } from './theme.ts';
import type { DeskBody } from './theme.ts';

export interface Room {
  readonly path: string;
  readonly title: string;
  readonly count?: number | undefined;
}

export interface SeatChoice {
  readonly id: string;
  /** `市住房和城乡建设局`. */
  readonly organisation: string;
  readonly title: string;
  readonly body: DeskBody;
}

/** Whose matters the page shows: the coloured block at the top left. */
export interface BodyMark {
  readonly body: DeskBody;
  readonly name: string;
  readonly note?: string;
}

export interface FrameProps {
  readonly mark: BodyMark;
  readonly rooms: readonly Room[];
  readonly path: string;
  readonly onGo: (path: string) => void;
  readonly seats: readonly SeatChoice[];
  readonly seatId: string | null;
  readonly onSeat: (id: string) => void;
  readonly person: { readonly name: string; readonly note: string };
  readonly personMenu: readonly { readonly id: string; readonly label: string; readonly act: () => void }[];
  /** The bell with its list. */
  readonly notices?: ReactNode;
  readonly palette: readonly PaletteSource[];
  readonly children: ReactNode;
}

/** The desk around every page: top bar, page, key line. */
export function DeskFrame(props: FrameProps) {
  const [override, setOverride] = useState<BodyMark | null>(null);
  const mark = override ?? props.mark;
  useEffect(() => {
    document.documentElement.dataset.body = mark.body;
  }, [mark.body]);
  const theme = useMemo(() => deskTheme(mark.body), [mark.body]);
  return (
    <ConfigProvider theme={theme}>
      <MarkContext.Provider value={setOverride}>
        <a className="skip" href="#page">
          跳到正文
        </a>
        <div className="desk">
          <TopBar {...props} mark={mark} />
          <OfflineLine />
          {props.children}
          <KeyLine />
        </div>
      </MarkContext.Provider>
    </ConfigProvider>
  );
}

const MarkContext = createContext<(mark: BodyMark | null) => void>(() => undefined);

/** While the calling page is open, the block shows `mark`: a case wears the colour of the body that owns it. */
export function useBodyMark(mark: BodyMark | null): void {
  const put = useContext(MarkContext);
  const { body, name, note } = mark ?? {};
  useLayoutEffect(() => {
    if (!body || !name) return undefined;
    put({ body, name, note });
    return () => put(null);
  }, [put, body, name, note]);
}

function TopBar({ mark, rooms, path, onGo, seats, seatId, onSeat, person, personMenu, notices, palette }: FrameProps) {
  return (
    <header className="top">
      <SeatSwitch mark={mark} seats={seats} seatId={seatId} onSeat={onSeat} />
      <Rooms rooms={rooms} path={path} onGo={onGo} />
      <Palette sources={palette} />
      <div className="who">
        <Now />
        {notices}
        <Dropdown
          trigger={['click']}
          placement="bottomRight"
          menu={{ items: personMenu.map(({ id, label, act }) => ({ key: id, label, onClick: act })) }}
        >
          <button type="button" className="bare person-open">
            <b>{person.name}</b> <span className="cut person-note">{person.note}</span> <Icon name="down" />
          </button>
        </Dropdown>
      </div>
    </header>
  );
}

/** The rooms as a row; those that find no place stand in 更多, so that a seat with many rooms loses none on a narrow screen. */
function Rooms({ rooms, path, onGo }: Pick<FrameProps, 'rooms' | 'path' | 'onGo'>) {
  const row = useRef<HTMLElement>(null);
  const [shown, setShown] = useState(rooms.length);
  useLayoutEffect(() => {
    const element = row.current;
    if (!element) return undefined;
    const measure = () => {
      const first = element.children[0] as HTMLElement | undefined;
      setShown([...element.children].filter((child) => (child as HTMLElement).offsetTop === first?.offsetTop).length);
    };
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    measure();
    return () => watch.disconnect();
  }, [rooms]);
  const isOn = (room: Room) => path === room.path || path.startsWith(`${room.path}/`);
  const hidden = rooms.slice(shown);
  return (
    <>
      <nav className="rooms" aria-label="业务" ref={row}>
        {rooms.map((room, index) => (
          <a
            key={room.path}
            href={`/desk${room.path}`}
            className={isOn(room) ? 'on' : undefined}
            aria-current={isOn(room) ? 'page' : undefined}
            tabIndex={index < shown ? 0 : -1}
            aria-hidden={index < shown ? undefined : true}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey) return;
              event.preventDefault();
              onGo(room.path);
            }}
          >
            {room.title}
            {room.count !== undefined && room.count > 0 && <i>{room.count}</i>}
          </a>
        ))}
      </nav>
      {hidden.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{ items: hidden.map((room) => ({ key: room.path, label: room.title, onClick: () => onGo(room.path) })) }}
        >
          <button type="button" className={hidden.some(isOn) ? 'rooms-more on' : 'rooms-more'}>
            {hidden.find(isOn)?.title ?? '更多'} <Icon name="down" />
          </button>
        </Dropdown>
      )}
    </>
  );
}

function SeatSwitch({ mark, seats, seatId, onSeat }: Pick<FrameProps, 'mark' | 'seats' | 'seatId' | 'onSeat'>) {
  const words = (
    <>
      {mark.name} {mark.note && <small>{mark.note}</small>}
    </>
  );
  if (seats.length < 2) return <div className="body-mark">{words}</div>;
  const items = seats.map((seat) => ({
    key: seat.id,
    onClick: () => onSeat(seat.id),
    label: (
      <span className={`seat-choice ${seat.body}`}>
        <i aria-hidden="true" />
        <span>
          <b>{seat.organisation}</b>
          <br />
          <span className="s">
            {seat.title}
            {seat.id === seatId ? '，正在使用' : ''}
          </span>
        </span>
      </span>
    ),
  }));
  return (
    <Dropdown trigger={['click']} menu={{ items, selectedKeys: seatId ? [seatId] : [] }}>
      <button type="button" className="body-mark" aria-label={`工作身份：${mark.name}，切换`}>
        {words} <Icon name="down" />
      </button>
    </Dropdown>
  );
}

function Now() {
  const at = new Date(useNow()).toISOString();
  return (
    <time dateTime={at} className="time-now">
      {dayAndWeekday(at).replace('星期', '周')} {timeWords(at)}
    </time>
  );
}

function OfflineLine() {
  const offline = useOffline();
  return offline ? (
    <div className="offline-line" role="status">
      <Icon name="offline" />
      现在连不上服务器。可以继续看已打开的内容；没有送出的操作会留在原处，连上后请再按一次。
    </div>
  ) : null;
}
