import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useEffect, useRef, useState } from 'react';
import { uncover } from './cover.ts';
import { type FirstPicture, fits } from './early.ts';
import { drawPage, forget } from './page-picture.ts';
import type { Watermark } from './watermark.ts';

interface SheetProps {
  readonly pdf: PDFDocumentProxy | null;
  readonly number: number;
  /** It is the page being read: it is drawn before its neighbours. */
  readonly current: boolean;
  readonly width: number;
  readonly height: number;
  readonly watermark: Watermark;
  /** Words to mark on the page. */
  readonly find: string;
  /** A picture that was begun before this page was there; null where there is none. */
  readonly early: Promise<FirstPicture | null> | null;
  readonly onDrawn: () => void;
  readonly onFault: (error: unknown) => void;
}

/**
 * The picture of one page. It is drawn when it comes into sight, again where it is shown in another size, and its memory is given back when it leaves.
 * While it is drawn anew the last picture stays, stretched.
 */
export function SheetPicture({ pdf, number, current, width, height, watermark, find, early, onDrawn, onFault }: SheetProps) {
  const place = useRef<HTMLDivElement>(null);
  const told = useRef({ onDrawn, onFault });
  const first = useRef(current);
  useEffect(() => {
    told.current = { onDrawn, onFault };
    first.current = current;
  });
  const wanted = useRef({ number, width, watermark, find });
  useEffect(() => {
    wanted.current = { number, width, watermark, find };
  });
  const [awaited, setAwaited] = useState(early);
  useEffect(() => {
    if (!awaited) return undefined;
    let here = true;
    const take = (picture: FirstPicture | null) => {
      if (here && picture && place.current && fits(picture, wanted.current)) {
        show(place.current, picture.canvas, picture);
        told.current.onDrawn();
      }
      uncover();
      if (here) setAwaited(null);
    };
    awaited.then(take, () => take(null));
    return () => {
      here = false;
    };
  }, [awaited]);
  useEffect(() => {
    const holder = place.current;
    const picture = { number, width, watermark, find };
    if (awaited || !pdf || !holder || width < 1 || holder.dataset['drawn'] === nameOf(picture)) return undefined;
    const stop = new AbortController();
    // Pages that rush past are not drawn; the one being read is not kept waiting.
    const wait = holder.dataset['drawn'] ? 160 : first.current ? 0 : 60;
    const timer = setTimeout(() => {
      const put = async () => {
        const canvas = await drawPage({ pdf, ...picture }, stop.signal);
        if (!canvas) return;
        show(holder, canvas, picture);
        told.current.onDrawn();
      };
      put().catch((error: unknown) => {
        if (!stop.signal.aborted) told.current.onFault(error);
      });
    }, wait);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [awaited, pdf, number, width, watermark, find]);
  useEffect(() => {
    const holder = place.current;
    return () => {
      for (const canvas of holder?.querySelectorAll('canvas') ?? []) forget(canvas);
    };
  }, []);
  return <div ref={place} className="sheet-picture" style={{ height }} role="img" aria-label={`第 ${number} 页`} />;
}

type Wanted = Pick<SheetProps, 'width' | 'watermark' | 'find'>;
const nameOf = ({ width, watermark, find }: Wanted) => `${width} ${watermark ?? ''} ${find}`;

function show(holder: HTMLElement, canvas: HTMLCanvasElement, picture: Wanted): void {
  for (const old of holder.querySelectorAll('canvas')) {
    old.remove();
    forget(old);
  }
  holder.append(canvas);
  holder.dataset['drawn'] = nameOf(picture);
}
