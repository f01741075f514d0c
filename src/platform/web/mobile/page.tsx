import { useCanGoBack, useRouter } from '@tanstack/react-router';
import { createContext, useContext, useEffect, useRef, type ReactNode } from 'react';
import { IconBack } from '../shared/icons.tsx';
import { OfflineBanner } from './offline-banner.tsx';

/** The tab bar of the terminal; the app provides it, since only it knows the terminal's rooms. */
export const TabBarContext = createContext<ReactNode>(null);

interface PageProps {
  readonly title: string;
  /** Where 返回 leads when the page was opened from outside, e.g. from a notification. */
  readonly parent?: string;
  /** Acts at the right end of the bar. */
  readonly tools?: ReactNode;
  /** The act bar; `null` for pages without one. */
  readonly acts?: ReactNode;
  /** Below the acts: what is saved, what is missing yet, or why it was refused. */
  readonly actWords?: ReactNode;
  /** Rooms of the tab bar have no way back and show the tabs. */
  readonly room?: boolean;
  /** The bar melts into a white head below it. */
  readonly bare?: boolean;
  readonly children: ReactNode;
}

/** An inner page: white 48 px bar, content, acts within reach of the thumb. */
export function Page({ title, parent = '/', tools, acts, actWords, room, bare, children }: PageProps) {
  const tabs = useContext(TabBarContext);
  return (
    <Frame
      title={title}
      foot={
        (acts || room) && (
          <>
            {acts && <div className="acts">{acts}</div>}
            {actWords && <div className="label foot-words">{actWords}</div>}
            {room && tabs}
          </>
        )
      }
      head={
        <header className={bare ? 'top bare' : 'top'}>
          <div className="top-in">
            {!room && <BackTool parent={parent} />}
            <h1>{title}</h1>
            {tools}
          </div>
        </header>
      }
    >
      {children}
    </Frame>
  );
}

interface DayPageProps {
  readonly title: string;
  readonly words: ReactNode;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** The day page: the only one that wears the body's colour. */
export function DayPage({ title, words, tools, children }: DayPageProps) {
  const tabs = useContext(TabBarContext);
  return (
    <Frame
      title="首页"
      foot={tabs}
      head={
        <header className="band">
          <div className="band-in">
            <div>
              <h1>{title}</h1>
              <p>{words}</p>
            </div>
            {tools && <div className="band-tools">{tools}</div>}
          </div>
        </header>
      }
    >
      {children}
    </Frame>
  );
}

interface FrameProps {
  readonly title: string;
  readonly head?: ReactNode;
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}

/** The bones of every page: head, content, foot, and the name of the window. */
export function Frame({ title, head, foot, children }: FrameProps) {
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    document.title = `${title}，履职通`;
  }, [title]);
  // A screen reader starts at the new page's content, not at the link that was pressed.
  useEffect(() => {
    if (document.activeElement === document.body) main.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className="phone">
      <OfflineBanner />
      {head}
      <main ref={main} tabIndex={-1}>
        {children}
      </main>
      {foot && <footer className="foot">{foot}</footer>}
    </div>
  );
}

function BackTool({ parent }: { readonly parent: string }) {
  const router = useRouter();
  const canGoBack = useCanGoBack();
  const goBack = () => {
    if (canGoBack) router.history.back();
    else void router.navigate({ to: parent, replace: true });
  };
  return (
    <button type="button" className="tool" aria-label="返回" onClick={goBack}>
      <IconBack />
    </button>
  );
}
