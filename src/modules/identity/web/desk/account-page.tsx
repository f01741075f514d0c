import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { NoticeChoices } from '#platform/web/desk/notice-choices.tsx';
import { DeskPage, Facts, Pane, Panes, Section } from '#platform/web/desk/page.tsx';
import { Empty, Read } from '#platform/web/desk/states.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { call } from '#platform/web/shared/call.ts';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { agoWords, momentWords } from '#platform/web/shared/dates.ts';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import {
  endMyOtherSessions,
  endMySession,
  listMyPasskeys,
  listMySessions,
  readMyAccount,
  registerPasskey,
  removePasskey,
  startPasskeyRegistration,
} from '../../contract/routes.ts';
import { howSignedIn } from '../shared/awaited-factor.ts';
import { ChangePasswordForm } from './change-password-form.tsx';

/** Where I am signed in, and what I sign in with. */
export default function AccountPage() {
  return (
    <DeskPage title="登录与安全">
      <Panes columns="minmax(0, 1fr) 460px">
        <Pane label="登录的设备">
          <MySessions />
        </Pane>
        <Pane label="登录方式" as="aside">
          <MyPassword />
          <MyPasskeys />
          <NoticeChoices />
        </Pane>
      </Panes>
    </DeskPage>
  );
}

function MySessions() {
  const sessions = useRead(listMySessions);
  const { say } = useUndo();
  const end = useWrite(endMySession, { onDone: () => say('已结束这次登录') });
  const endOthers = useWrite(endMyOtherSessions, { onDone: ({ ended }) => say(`已结束其他设备上的 ${ended} 次登录`) });
  const others = sessions.data?.items.filter((one) => !one.current).length ?? 0;
  return (
    <Section
      title="登录着的设备"
      note="看到不认识的设备，请结束它并修改密码"
      act={
        <Button small onPress={() => endOthers.mutate({})} busy={endOthers.isPending} blocked={others === 0 ? '没有其他设备登录' : null}>
          结束其他设备的登录
        </Button>
      }
    >
      <Read of={sessions}>
        {({ items }) => (
          <table className="small-table">
            <thead>
              <tr>
                <th>设备</th>
                <th style={{ width: 140 }}>地址</th>
                <th style={{ width: 150 }}>登录方式</th>
                <th style={{ width: 130 }}>登录时间</th>
                <th style={{ width: 130 }}>最近使用</th>
                <th style={{ width: 90 }} className="num">
                  操作
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((one) => (
                <tr key={one.id}>
                  <td>
                    <Icon name="computer" /> {one.device} {one.current && <span className="tag strong">本机</span>}
                  </td>
                  <td>{one.address}</td>
                  <td>{howSignedIn(one)}</td>
                  <td>{momentWords(one.startedAt)}</td>
                  <td>{agoWords(one.lastSeenAt)}</td>
                  <td className="num">
                    {!one.current && (
                      <Button small onPress={() => end.mutate({ params: { id: one.id } })} busy={end.isPending}>
                        结束
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Read>
    </Section>
  );
}

function MyPassword() {
  const account = useRead(readMyAccount);
  const [open, setOpen] = useState(false);
  const { say } = useUndo();
  return (
    <Section
      title="密码"
      act={
        <Button small onPress={() => setOpen(true)}>
          修改密码
        </Button>
      }
    >
      <Read of={account} rows={2}>
        {(mine) => (
          <>
            <Facts
              pairs={[
                ['手机号', mine.phone],
                [
                  '密码',
                  mine.passwordSet ? (mine.passwordAgeDays === null ? '已设置' : `${mine.passwordAgeDays} 天前设置`) : '未设置，可设置一个',
                ],
              ]}
            />
            {mine.mustChangePassword && <p className="doubt">密码已到期或是临时密码，请修改。</p>}
            {open && (
              <DeskDialog title="修改密码" note="保存后，其他设备上的登录会全部结束。" onClose={() => setOpen(false)} width={420}>
                <ChangePasswordForm
                  currentNeeded={mine.currentPasswordNeeded}
                  onDone={() => {
                    setOpen(false);
                    say('密码已修改，其他设备上的登录已结束');
                  }}
                />
              </DeskDialog>
            )}
          </>
        )}
      </Read>
    </Section>
  );
}

function MyPasskeys() {
  const passkeys = useRead(listMyPasskeys);
  const remove = useWrite(removePasskey);
  const [refusal, setRefusal] = useState<string | null>(null);
  const add = async () => {
    setRefusal(null);
    try {
      await addPasskey();
      await passkeys.refetch();
    } catch (error) {
      setRefusal(error instanceof Error && error.name === 'NotAllowedError' ? '没有添加：您取消了，或设备没有回应。' : wordsOf(error));
    }
  };
  return (
    <Section
      title="通行密钥"
      note="用指纹、面容或安全密钥登录，不用输密码"
      act={
        <Button small onPress={() => void add()}>
          添加
        </Button>
      }
    >
      {refusal && (
        <p className="refused-line" role="alert">
          {refusal}
        </p>
      )}
      <Read of={passkeys} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty words="还没有通行密钥" hint="在单位电脑或手机上添加一把，登录更快也更安全。" />
          ) : (
            items.map((one) => (
              <div key={one.id} className="line-item">
                <span>
                  <b>{one.name}</b>{' '}
                  <span className="s">
                    {momentWords(one.madeAt)}添加{one.lastUsedAt && `，${agoWords(one.lastUsedAt)}用过`}
                  </span>
                </span>
                <Button small onPress={() => remove.mutate({ params: { id: one.id } })} busy={remove.isPending}>
                  删除
                </Button>
              </div>
            ))
          )
        }
      </Read>
    </Section>
  );
}

async function addPasskey(): Promise<void> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  const { challengeId, options } = await call(startPasskeyRegistration);
  const response = await startRegistration({ optionsJSON: options as unknown as Parameters<typeof startRegistration>[0]['optionsJSON'] });
  await call(registerPasskey, {
    body: { challengeId, response: response as unknown as Record<string, unknown>, name: navigator.platform || '这台设备' },
  });
}
