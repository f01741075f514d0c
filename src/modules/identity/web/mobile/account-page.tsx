import { useState } from 'react';
import type { Passkey, Session } from '../../contract/account.ts';
import { signInMethods } from '../../contract/account.ts';
import { endMyOtherSessions, endMySession, listMyPasskeys, listMySessions, readMyAccount, removePasskey } from '../../contract/routes.ts';
import { Button } from '#platform/web/mobile/button.tsx';
import { Page } from '#platform/web/mobile/page.tsx';
import { Line, Row, Section } from '#platform/web/mobile/parts.tsx';
import { Confirm } from '#platform/web/mobile/sheet.tsx';
import { toast } from '#platform/web/mobile/toast.tsx';
import { Reading, wordsOf } from '#platform/web/shared/conditions.tsx';
import { agoWords, dayWords } from '#platform/web/shared/dates.ts';
import { IconComputer, IconDevice, IconKey, IconLock, IconPlus } from '#platform/web/shared/icons.tsx';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { NewPasskey } from './new-passkey.tsx';

/** How one signs in, and where one is signed in: everything a lost phone makes one look for. */
export default function AccountPage() {
  return <Page title="账号与安全" parent="/me"><Password /><Passkeys /><Sessions /></Page>;
}

function Password() {
  const account = useRead(readMyAccount);
  return (
    <Section title="登录密码">
      <div className="card flush">
        <Reading result={account} rows={1}>
          {(data) => <Row icon={IconLock} to="/me/password" note={data.passwordSet ? `${data.passwordAgeDays ?? 0} 天前设置` : '还没有设置'}>{data.passwordSet ? '修改密码' : '设置密码'}</Row>}
        </Reading>
      </div>
    </Section>
  );
}

function Passkeys() {
  const passkeys = useRead(listMyPasskeys);
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Passkey | null>(null);
  const remove = useWrite(removePasskey);
  return (
    <Section title="通行密钥" note="用指纹或面容登录">
      <div className="card flush">
        <Reading result={passkeys} rows={1} isEmpty={(data) => data.items.length === 0} empty={<Row icon={IconKey} note="添加后不用再输密码，更安全">还没有添加</Row>}>
          {(data) => data.items.map((key) => (
            <Row key={key.id} icon={IconKey} note={key.lastUsedAt ? `${agoWords(key.lastUsedAt)}用过` : `${dayWords(key.madeAt)}添加，还没用过`}
              end={<button type="button" className="textual" onClick={() => setRemoving(key)} aria-label={`删除${key.name}`}>删除</button>}>{key.name}</Row>
          ))}
        </Reading>
        {'credentials' in navigator && <button type="button" className="row" onClick={() => setAdding(true)}><IconPlus /><span className="row-words">添加这台设备</span></button>}
      </div>
      {adding && <NewPasskey onClose={() => setAdding(false)} />}
      {removing && (
        <Confirm title={`删除“${removing.name}”？`} act="删除" look="warn" onClose={() => setRemoving(null)}
          onConfirm={() => remove.mutateAsync({ params: { id: removing.id } }).then(() => toast('已删除'), (error) => toast(wordsOf(error), 'fault'))}>
          删除后，那台设备不能再用它登录。
        </Confirm>
      )}
    </Section>
  );
}

function Sessions() {
  const sessions = useRead(listMySessions);
  const [ending, setEnding] = useState<Session | null>(null);
  const end = useWrite(endMySession);
  const endOthers = useWrite(endMyOtherSessions, { onDone: ({ ended }) => toast(`已结束 ${ended} 处登录`) });
  return (
    <Section title="登录着的设备">
      <Reading result={sessions} rows={2}>
        {({ items }) => (
          <>
            <div className="card flush">
              {items.map((one) => (
                <Row key={one.id} icon={/Windows|Mac|Linux|Kylin|UOS/.test(one.device) ? IconComputer : IconDevice} note={<Line words={[signInMethods[one.method], one.address, one.current ? '现在用的' : `${agoWords(one.lastSeenAt)}用过`]} />}
                  end={one.current ? <span className="tag">本机</span> : <button type="button" className="textual" onClick={() => setEnding(one)} aria-label={`结束${one.device}的登录`}>结束</button>}>{one.device}</Row>
              ))}
            </div>
            {items.some((one) => !one.current) && <div className="section"><Button busy={endOthers.isPending} onClick={() => endOthers.mutate({}, { onError: (error) => toast(wordsOf(error), 'fault') })}>结束其他全部登录</Button></div>}
          </>
        )}
      </Reading>
      {ending && (
        <Confirm title="结束这处登录？" act="结束登录" onClose={() => setEnding(null)}
          onConfirm={() => end.mutateAsync({ params: { id: ending.id } }).then(() => toast('已结束'), (error) => toast(wordsOf(error), 'fault'))}>
          {ending.device} 上将立即退出。如果不认得这台设备，请同时修改密码。
        </Confirm>
      )}
    </Section>
  );
}
