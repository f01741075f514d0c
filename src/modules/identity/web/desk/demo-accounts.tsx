import { useState } from 'react';
import { Read } from '#platform/web/desk/states.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import type { DemoAccount } from '../../contract/account.ts';
import { listDemoAccounts } from '../../contract/routes.ts';

const terminals = { desk: null, mobile: '手机端', screen: '大屏' } as const;

/** The demo's people by role; one click signs in. */
export function DemoAccounts({ onPick }: { onPick: (account: DemoAccount) => Promise<void> }) {
  const accounts = useRead(listDemoAccounts);
  const [going, setGoing] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const pick = async (account: DemoAccount) => {
    setGoing(account.accountId);
    setRefusal(null);
    try {
      await onPick(account);
    } catch (error) {
      setRefusal(wordsOf(error));
      setGoing(null);
    }
  };
  return (
    <>
      <header>
        <h2>演示账号</h2>
        <p className="s">点一下即以该身份登录；一键登录视为已通过两次确认。人名、单位、事项均为虚构。</p>
      </header>
      {refusal && (
        <p className="refused-line" role="alert">
          {refusal}
        </p>
      )}
      <Read of={accounts} rows={10}>
        {({ groups }) => (
          <div className="demo-groups">
            {groups.map((group) => (
              <section key={group.name} aria-label={group.name}>
                <h3>{group.name}</h3>
                {group.accounts.map((account) => (
                  <button
                    key={account.accountId}
                    type="button"
                    className="demo-account"
                    disabled={going !== null}
                    aria-busy={going === account.accountId}
                    onClick={() => void pick(account)}
                  >
                    <b>{account.name}</b>
                    <span>
                      {account.title}
                      {terminals[account.terminal] && <span className="tag">{terminals[account.terminal]}</span>}
                    </span>
                    <span className="s">{going === account.accountId ? '正在登录' : account.words}</span>
                  </button>
                ))}
              </section>
            ))}
          </div>
        )}
      </Read>
    </>
  );
}
