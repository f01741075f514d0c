import { listDemoAccounts, signInAsDemo } from '../../contract/routes.ts';
import type { DemoAccount } from '../../contract/account.ts';
import { Section } from '#platform/web/mobile/parts.tsx';
import { call } from '#platform/web/shared/call.ts';
import { Reading } from '#platform/web/shared/conditions.tsx';
import { IconComputer, IconForward } from '#platform/web/shared/icons.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import { returnPath } from './return-path.ts';
import type { SigningIn } from './use-sign-in.ts';

const homes = { mobile: '/m/', desk: '/desk/', screen: '/screen/' } as const;

/** The demo's people: one press and one works as that person. */
export function DemoAccounts({ signingIn }: { readonly signingIn: SigningIn }) {
  const accounts = useRead(listDemoAccounts);
  const enter = (account: DemoAccount) => {
    const returnTo = account.terminal === 'mobile' ? returnPath() : homes[account.terminal];
    void signingIn.run(() => call(signInAsDemo, { body: { accountId: account.accountId, returnTo } }));
  };
  return (
    <Section title="演示账号" note="点一下即可进入，视为已通过两次确认">
      <Reading result={accounts} rows={4} isEmpty={(data) => data.groups.length === 0} empty={<p className="second">还没有演示数据。</p>}>
        {({ groups }) =>
          groups.map((group) => (
            <div key={group.name} className="demo-group">
              <h3 className="second">{group.name}</h3>
              <div className="card flush">
                {group.accounts.map((account) => (
                  <button key={account.accountId} type="button" className="row" disabled={signingIn.busy} onClick={() => enter(account)}>
                    <span className="row-words wrap">
                      <b className="strong">{account.name}</b> {account.title}
                      <span className="label">{account.words}</span>
                    </span>
                    {account.terminal === 'desk' && <IconComputer size={20} label="在电脑端使用" />}
                    <span className="go">
                      <IconForward size={20} />
                    </span>
                  </button>
                ))}
              </div>
            </div>
          ))
        }
      </Reading>
    </Section>
  );
}
