import { useState } from 'react';
import { Seats } from './seats.tsx';
import { SizeChoice } from './size-choice.tsx';
import { signOut } from '#modules/identity/contract/routes.ts';
import { Button } from '#platform/web/mobile/button.tsx';
import { InstallRow } from '#platform/web/mobile/install.tsx';
import { Page } from '#platform/web/mobile/page.tsx';
import { Row, Section } from '#platform/web/mobile/parts.tsx';
import { Confirm } from '#platform/web/mobile/sheet.tsx';
import { toast } from '#platform/web/mobile/toast.tsx';
import { call } from '#platform/web/shared/call.ts';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { IconBell, IconComputer, IconKey, IconSend } from '#platform/web/shared/icons.tsx';
import { useOutgoing } from '#platform/web/shared/outgoing.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import { useMe, useSession } from '#platform/web/shared/session.tsx';
import { readMember } from '../../contract/routes.ts';
import './me.css';

/** Who I am here, in which seat, how the terminal looks, and my account. */
export default function MePage() {
  const me = useMe();
  const writes = useOutgoing().filter((write) => write.state !== 'sent').length;
  return (
    <Page title="我的" room bare>
      <div className="head me-head">
        <span className="me-mark" aria-hidden>
          {me.person.name.slice(0, 1)}
        </span>
        <div>
          <h2>{me.person.name}</h2>
          <p className="second">{me.seat?.title ?? '没有工作身份'}</p>
          <p className="label">{me.phone}</p>
        </div>
      </div>
      <Seats />
      <Section title="字号和版式">
        <SizeChoice />
      </Section>
      <Section title="设置">
        <div className="card flush">
          <Row icon={IconBell} to="/messages/choices" note="每种通知怎么告诉我">
            消息提醒
          </Row>
          <Row icon={IconKey} to="/me/account" note="密码、通行密钥、登录着的设备">
            账号与安全
          </Row>
          <Row
            icon={IconSend}
            to="/outgoing"
            note="没有信号时写的东西"
            end={writes > 0 ? <span className="strong">{writes} 件</span> : undefined}
          >
            待发送
          </Row>
          <InstallRow />
          <a className="row" href="/desk/">
            <IconComputer />
            <span className="row-words">
              打开电脑端<span className="label">适合在电脑上成批办理</span>
            </span>
          </a>
        </div>
      </Section>
      {me.seat?.kind === 'mandate' && <OwnContact seatId={me.seat.id} />}
      <SignOut unsent={writes} />
    </Page>
  );
}

/** What the office has of a deputy or member to reach him by. */
function OwnContact({ seatId }: { readonly seatId: string }) {
  const { data } = useRead(readMember, { params: { id: seatId } });
  const { phone, postalAddress } = data?.contact ?? { phone: null, postalAddress: null };
  if (!phone && !postalAddress) return null;
  return (
    <Section title="联系方式">
      <div className="card">
        {phone && <p>电话 {phone}</p>}
        {postalAddress && <p>通信地址 {postalAddress}</p>}
        <p className="label">工作机构按这里联系您、给您寄信。有变化请告诉工作机构更改。</p>
      </div>
    </Section>
  );
}

function SignOut({ unsent }: { readonly unsent: number }) {
  const { forget } = useSession();
  const [asking, setAsking] = useState(false);
  const leave = async () => {
    try {
      await call(signOut);
      await forget();
    } catch (error) {
      toast(wordsOf(error), 'fault');
    }
  };
  return (
    <div className="section">
      <Button onClick={() => setAsking(true)}>退出登录</Button>
      {asking && (
        <Confirm title="退出登录？" act="退出登录" onConfirm={leave} onClose={() => setAsking(false)}>
          {unsent > 0
            ? `还有 ${unsent} 件没有发出，会留在这台手机上，等您再次登录后继续发送。`
            : '草稿会留在这台手机上，读过的内容会清除。'}
        </Confirm>
      )}
    </div>
  );
}
