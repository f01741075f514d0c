import { useEffect, useRef, useState } from 'react';

/** A long text that shows its first lines and opens on demand. */
export function LongWords({ words, open = false }: { readonly words: string; readonly open?: boolean }) {
  const [whole, setWhole] = useState(open);
  const [cut, setCut] = useState(false);
  const text = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (text.current && !whole) setCut(text.current.scrollHeight > text.current.clientHeight + 4);
  }, [words, whole]);
  return (
    <>
      <p ref={text} className={whole ? 'prose' : 'prose clamped'}>
        {words}
      </p>
      {(cut || whole) && !open && (
        <button type="button" className="textual" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? '收起' : '看全文'}
        </button>
      )}
    </>
  );
}
