import { memo, useEffect, useId, useRef } from 'react';
import { type Paragraph, findInPages, paragraphsOf, plainText } from '../../../contract/papers/paper-text.ts';
import type { Watermark } from './watermark.ts';

interface LargePrintProps {
  readonly texts: readonly string[];
  /** In CSS pixels. */
  readonly size: number;
  readonly page: number;
  readonly find: string;
  /** Changes when the page was chosen elsewhere (a jump, a hit) and must come into sight. */
  readonly jump: number;
  readonly onPage: (page: number) => void;
  readonly onPicture: (page: number) => void;
  readonly watermark: Watermark;
}

/** The paper's words without its layout, in large print, page after page. For eyes that a page on a phone is too small for, and for screen readers. */
export function LargePrint({ texts, size, page, find, jump, onPage, onPicture, watermark }: LargePrintProps) {
  const place = useRef<HTMLDivElement>(null);
  const wanted = useRef(page);
  useEffect(() => {
    wanted.current = page;
  });
  useEffect(() => {
    place.current?.querySelector(`[data-page="${wanted.current}"]`)?.scrollIntoView({ block: 'start' });
  }, [jump]);
  useEffect(() => {
    const root = place.current;
    if (!root) return undefined;
    // The page whose words cross the upper third of the window is the one being read.
    const watch = new IntersectionObserver(
      (entries) => {
        const here = entries.find((entry) => entry.isIntersecting);
        if (here) onPage(Number((here.target as HTMLElement).dataset['page']));
      },
      { root, rootMargin: '-30% 0px -69% 0px' },
    );
    for (const section of root.querySelectorAll('section')) watch.observe(section);
    return () => watch.disconnect();
  }, [texts, onPage]);
  return (
    <div className="large-print-place">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
      <div ref={place} className="large-print" style={{ fontSize: size }} tabIndex={0} role="region" aria-label="大字阅读">
        {texts.map((text, index) => (
          <PageWords
            // oxlint-disable-next-line react/no-array-index-key -- pages have no other name and never change places
            key={index}
            number={index + 1}
            text={text}
            find={findInPages([text], find).length > 0 ? find : ''}
            onPicture={onPicture}
          />
        ))}
      </div>
      {watermark && <WatermarkOverWords words={watermark} />}
    </div>
  );
}

/** The reader's name over the words, on every screenful and, as it is no background, on paper too. */
function WatermarkOverWords({ words }: { readonly words: string }) {
  const id = useId();
  const step = Array.from(words).reduce((width, char) => width + (char > '\u2e80' ? 17 : 9.5), 80);
  return (
    <svg className="large-print-mark" aria-hidden="true">
      <pattern id={id} width={step} height={200} patternUnits="userSpaceOnUse" patternTransform="rotate(-25.7)">
        <text y={50}>{words}</text>
        <text x={step / 2} y={150}>
          {words}
        </text>
        <text x={-step / 2} y={150}>
          {words}
        </text>
      </pattern>
      <rect width="100%" height="100%" fill={`url(#${id})`} />
    </svg>
  );
}

interface PageWordsProps {
  readonly number: number;
  readonly text: string;
  readonly find: string;
  readonly onPicture: (page: number) => void;
}

const PageWords = memo(function PageWords({ number, text, find, onPicture }: PageWordsProps) {
  const paragraphs = paragraphsOf(text);
  return (
    <section data-page={number} aria-label={`第 ${number} 页`}>
      <h3 className="large-print-page">第 {number} 页</h3>
      {paragraphs.length === 0 && (
        <p className="large-print-none">
          这一页是图片，没有可以放大的文字。
          <button type="button" className="reader-link" onClick={() => onPicture(number)}>
            看原版
          </button>
        </p>
      )}
      {paragraphs.map((paragraph, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a paragraph has no other name and never changes its place
        <Words key={index} of={paragraph} find={find} />
      ))}
    </section>
  );
});

function Words({ of, find }: { readonly of: Paragraph; readonly find: string }) {
  const words = <Marked words={of.words} find={find} />;
  return of.heading ? <h4>{words}</h4> : <p>{words}</p>;
}

/** The words with what was looked for marked; spaces within do not matter. */
function Marked({ words, find }: { readonly words: string; readonly find: string }) {
  const wanted = plainText(find);
  if (wanted === '' || !plainText(words).includes(wanted)) return words;
  const pattern = new RegExp(
    Array.from(find.trim().replaceAll(/\s+/g, ''), (char) => char.replace(/[.*+?^${}()|[\]\\]/, String.raw`\$&`)).join(String.raw`\s*`),
    'giu',
  );
  const parts: (string | { readonly at: number; readonly words: string })[] = [];
  let at = 0;
  for (const hit of words.matchAll(pattern)) {
    parts.push(words.slice(at, hit.index), { at: hit.index, words: hit[0] });
    at = hit.index + hit[0].length;
  }
  parts.push(words.slice(at));
  return <>{parts.map((part) => (typeof part === 'string' ? part : <mark key={part.at}>{part.words}</mark>))}</>;
}
