import { useState } from 'react';
import type { Passkey, Session } from '../../contract/account.ts';
import { endMyOtherSessions, endMySession, listMyPasskeys, listMySessions, readMyAccount, removePasskey } from '../../contract/routes.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import { Button } from '#platform/web/mobile/button.tsx';
import { Page } from '#platform/web/mobile/page.tsx';
import { Line, Row, Section } from '#platform/web/mobile/parts.tsx';
import { Confirm } from '#platform/web/mobile/sheet.tsx';
import { telling } from '#platform/web/mobile/toast.tsx';
import { Reading } from '#platform/web/shared/conditions.tsx';
import { agoWords, dayWords } from '#platform/web/shared/dates.ts';
import { IconComputer, IconDevice, IconKey, IconLock, IconPlus } from '#platform/web/shared/icons.tsx';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { howSignedIn } from '../shared/awaited-factor.ts';
import { NewPasskey } from './new-passkey.tsx';

/** How one signs in, and where one is signed in: everything a lost phone makes one look for. */
export default function AccountPage() {
  return (
    <Page title="账号与安全" parent="/me">
      <Password />
      <Passkeys />
      <Sessions />
    </Page>
  );
}

function Password() {
  const account = useRead(readMyAccount);
  return (
    <Section title="登录密码">
      <div className="card flush">
        <Reading result={account} rows={1}>
          {(data) => (
            <Row icon={IconLock} to="/me/password" note={passwordWords(data)}>
              {data.passwordSet ? '修改密码' : '设置密码'}
            </Row>
          )}
        </Reading>
      </div>
    </Section>
  );
}

function passwordWords({ passwordSet, passwordAgeDays }: AnswerOf<typeof readMyAccount>): string {
  if (!passwordSet) return '还没有设置';
  return passwordAgeDays ? `${passwordAgeDays} 天前设置` : '今天设置';
}

function Passkeys() {
  const passkeys = useRead(listMyPasskeys);
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Passkey | null>(null);
  const remove = useWrite(removePasskey);
  const none = (
    <Row icon={IconKey} note="添加后不用再输密码，更安全">
      还没有添加
    </Row>
  );
  return (
    <Section title="通行密钥" note="用指纹或面容登录">
      <div className="card flush">
        <Reading result={passkeys} rows={1} isEmpty={(data) => data.items.length === 0} empty={none}>
          {(data) => data.items.map((key) => <PasskeyRow key={key.id} passkey={key} onRemove={() => setRemoving(key)} />)}
        </Reading>
        {'credentials' in navigator && (
          <button type="button" className="row" onClick={() => setAdding(true)}>
            <IconPlus />
            <span className="row-words">添加这台设备</span>
          </button>
        )}
      </div>
      {adding && <NewPasskey onClose={() => setAdding(false)} />}
      {removing && (
        <Confirm
          title={`删除“${removing.name}”？`}
          act="删除"
          look="warn"
          onClose={() => setRemoving(null)}
          onConfirm={() => telling(remove.mutateAsync({ params: { id: removing.id } }), '已删除')}
        >
          删除后，那台设备不能再用它登录。
        </Confirm>
      )}
    </Section>
  );
}

function PasskeyRow({ passkey, onRemove }: { readonly passkey: Passkey; readonly onRemove: () => void }) {
  const remove = (
    <button type="button" className="textual" onClick={onRemove} aria-label={`删除${passkey.name}`}>
      删除
    </button>
  );
  const used = passkey.lastUsedAt ? `${agoWords(passkey.lastUsedAt)}用过` : `${dayWords(passkey.madeAt)}添加，还没用过`;
  return (
    <Row icon={IconKey} note={used} end={remove}>
      {passkey.name}
    </Row>
  );
}

function Sessions() {
  const sessions = useRead(listMySessions);
  const [ending, setEnding] = useState<Session | null>(null);
  const end = useWrite(endMySession);
  const endOthers = useWrite(endMyOtherSessions);
  return (
    <Section title="登录着的设备">
      <Reading result={sessions} rows={2}>
        {({ items }) => (
          <>
            <div className="card flush">
              {items.map((one) => (
                <SessionRow key={one.id} session={one} onEnd={() => setEnding(one)} />
              ))}
            </div>
            {items.some((one) => !one.current) && (
              <div className="section">
                <Button busy={endOthers.isPending} onClick={() => void telling(endOthers.mutateAsync({}), '其他登录都已结束')}>
                  结束其他全部登录
                </Button>
              </div>
            )}
          </>
        )}
      </Reading>
      {ending && (
        <Confirm
          title="结束这处登录？"
          act="结束登录"
          onClose={() => setEnding(null)}
          onConfirm={() => telling(end.mutateAsync({ params: { id: ending.id } }), '已结束')}
        >
          {ending.device} 上将立即退出。如果不认得这台设备，请同时修改密码。
        </Confirm>
      )}
    </Section>
  );
}

function SessionRow({ session, onEnd }: { readonly session: Session; readonly onEnd: () => void }) {
  const desk = /Windows|Mac|Linux|Kylin|UOS/.test(session.device);
  const end = (
    <button type="button" className="textual" onClick={onEnd} aria-label={`结束${session.device}的登录`}>
      结束
    </button>
  );
  const words = [howSignedIn(session), session.address, session.current ? '现在用的' : `${agoWords(session.lastSeenAt)}用过`];
  return (
    <Row
      icon={desk ? IconComputer : IconDevice}
      note={<Line words={words} />}
      end={session.current ? <span className="tag">本机</span> : end}
    >
      {session.device.replace(' · ', '，')}
    </Row>
  );
}
