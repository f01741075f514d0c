import { useEffect, useRef, useState } from 'react';

interface LongWordsProps {
  readonly words: string;
  readonly open?: boolean;
  readonly lines?: number;
}

/** A long text that shows its first lines and opens on demand. */
export function LongWords({ words, open = false, lines = 7 }: LongWordsProps) {
  const [whole, setWhole] = useState(open);
  const [cut, setCut] = useState(false);
  const text = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (text.current && !whole) setCut(text.current.scrollHeight > text.current.clientHeight + 4);
  }, [words, whole]);
  return (
    <>
      <p ref={text} className={whole ? 'prose' : 'prose clamped'} style={{ WebkitLineClamp: whole ? undefined : lines }}>
        {words}
      </p>
      {cut && !open && (
        <button type="button" className="textual" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? '收起' : '看全文'}
        </button>
      )}
    </>
  );
}
