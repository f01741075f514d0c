/** `312/560` over a bar. */
export function Share({ of, all }: { readonly of: number; readonly all: number }) {
  return (
    <span className="papers-share">
      <span className="num">
        {of}/{all}
      </span>
      <i aria-hidden="true">
        <b style={{ width: `${all === 0 ? 0 : (of / all) * 100}%` }} />
      </i>
    </span>
  );
}
