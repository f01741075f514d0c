import { useState } from 'react';
import type { ReactNode } from 'react';
import { Popover } from 'antd';
import { Facts } from './page.tsx';

/** How a due date came about, in the words that the server kept with it. */
export interface DeadlineAccount {
  /** Pairs as 起算, 期限, 到期, 顺延, 依据; those without a value are left out. */
  readonly pairs: readonly (readonly [string, ReactNode])[];
  /** The whole reckoning as one sentence, where the parts are not known one by one. */
  readonly sentence?: string | null;
  /** The due date lies beyond the last loaded calendar year, or its article was not checked against the original. */
  readonly doubt?: string | null;
}

/** The account of a due date as pairs. */
export function DeadlineFacts({ account }: { account: DeadlineAccount }) {
  return (
    <>
      <Facts pairs={account.pairs} name={64} />
      {account.sentence && <p className="explain-words">{account.sentence}</p>}
      {account.doubt && <p className="doubt">{account.doubt}</p>}
    </>
  );
}

/** A due date that explains itself: opens by click, Enter or Space, closes by Esc. */
export function ExplainDeadline({ account, children }: { account: DeadlineAccount; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      title="期限怎么算"
      destroyOnHidden
      content={
        <div className="explain">
          <DeadlineFacts account={account} />
        </div>
      }
    >
      <button
        type="button"
        className="bare explain-open"
        aria-expanded={open}
        title="期限怎么算"
        onClick={(event) => event.stopPropagation()}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setOpen(false);
        }}
      >
        {children}
      </button>
    </Popover>
  );
}
