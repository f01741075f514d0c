import type { CaseView } from '../../contract/views.ts';

/** The passages of a matter in running text: each with its name, the items of lists numbered. For reading beside a decision. */
export function Passages({ text }: { text: CaseView['text'] }) {
  return (
    // It scrolls where the text is long: the keyboard must get in.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="screen-text" role="group" aria-label="正文" tabIndex={0}>
      {passagesOf(text).map((part) => (
        <p key={part.name}>
          <span className="s">{part.label}</span> {inWords(part.value)}
        </p>
      ))}
    </div>
  );
}

/** The parts of a matter that are prose and hold something. */
export function passagesOf(text: CaseView['text']): CaseView['text'] {
  return text.filter((part) => (part.input === 'text' || part.input === 'list') && part.value);
}

function inWords(value: unknown): string {
  return Array.isArray(value) ? (value as string[]).map((line, index) => `${index + 1}. ${line}`).join(' ') : String(value);
}
