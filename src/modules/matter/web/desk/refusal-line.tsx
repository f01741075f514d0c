/** Why something was refused, as one line above or below what was asked. */
export function RefusalLine({ words }: { words: string | null | undefined }) {
  return words ? (
    <p className="refused-line" role="alert">
      {words}
    </p>
  ) : null;
}
