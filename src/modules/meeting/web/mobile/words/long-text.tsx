import './words.css';

/** A brief or a speech as it is read: paragraphs apart from each other, numbered headings (一、二、) strong. */
export function LongText({ text }: { readonly text: string }) {
  const paragraphs = text.split(/\n+/).filter((one) => one.trim() !== '');
  return (
    <div className="brief-text">
      {paragraphs.map((one, index) => (
        <p key={`${String(index)} ${one.slice(0, 12)}`} className={/^[一二三四五六七八九十]+、/.test(one) ? 'strong' : undefined}>
          {one}
        </p>
      ))}
    </div>
  );
}
