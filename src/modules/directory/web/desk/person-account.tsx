import { useState } from 'react';
import type { AccountState } from '#modules/identity/contract/account.ts';
import {
  changePhone,
  disableAccount,
  enableAccount,
  endSessionOfPerson,
  endSessionsOfPerson,
  readAccount,
  resetPassword,
} from '#modules/identity/contract/routes.ts';
import { howSignedIn } from '#modules/identity/web/shared/index.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { Clock } from '#platform/web/desk/clock.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { Facts, Section } from '#platform/web/desk/page.tsx';
import { Read } from '#platform/web/desk/states.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { agoWords, momentWords } from '#platform/web/shared/dates.ts';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { AreaField, FormDialog, Refusal, TextField, faultOf } from '#platform/web/desk/form.tsx';

type Wanted = 'disable' | 'reset' | 'phone' | null;

/** A person's account for the security administrator: state, sessions, and the acts on them. */
export function PersonAccount({ personId, name }: { personId: string; name: string }) {
  const account = useRead(readAccount, { params: { personId } });
  const [wanted, setWanted] = useState<Wanted>(null);
  return (
    <Read of={account} rows={6}>
      {({ account: state }) =>
        state ? (
          <>
            <AccountFacts personId={personId} state={state} onWant={setWanted} />
            <Sessions personId={personId} state={state} />
            {wanted === 'disable' && <DisableDialog personId={personId} name={name} onClose={() => setWanted(null)} />}
            {wanted === 'reset' && <ResetDialog personId={personId} name={name} onClose={() => setWanted(null)} />}
            {wanted === 'phone' && <PhoneDialog personId={personId} onClose={() => setWanted(null)} />}
          </>
        ) : (
          <Section title="账号">
            <p className="m">这位人员还没有账号。</p>
          </Section>
        )
      }
    </Read>
  );
}

function AccountFacts({ personId, state, onWant }: { personId: string; state: AccountState; onWant: (wanted: Wanted) => void }) {
  const { say } = useUndo();
  const enable = useWrite(enableAccount, { onDone: () => say('账号已启用') });
  const [openedAt] = useState(() => Date.now());
  const locked = state.lockedUntil !== null && Date.parse(state.lockedUntil) > openedAt;
  const off = state.status === 'disabled' || locked;
  return (
    <Section
      title="账号"
      act={
        <Clock
          tone={state.status === 'disabled' ? 'waiting' : locked ? 'soon' : 'done'}
          words={state.status === 'disabled' ? '已停用' : locked ? '已锁定' : '正常'}
        />
      }
    >
      <Facts
        pairs={[
          ['登录手机', state.phone],
          ['停用原因', state.disabledReason],
          ['锁定到', locked && state.lockedUntil ? momentWords(state.lockedUntil) : null],
          [
            '密码',
            state.passwordSetAt ? `${momentWords(state.passwordSetAt)}设置${state.mustChangePassword ? '，下次登录须修改' : ''}` : '未设置',
          ],
          ['通行密钥', state.passkeys > 0 ? `${state.passkeys} 把` : '没有'],
          ['最近登录', state.lastSignInAt ? momentWords(state.lastSignInAt) : '还没有登录过'],
        ]}
      />
      <div className="row wrap account-acts">
        {off && (
          <Button small filled busy={enable.isPending} onPress={() => enable.mutate({ params: { personId } })}>
            {state.status === 'disabled' ? '启用账号' : '解除锁定'}
          </Button>
        )}
        {state.status === 'active' && (
          <Button small onPress={() => onWant('disable')}>
            停用账号
          </Button>
        )}
        <Button small onPress={() => onWant('reset')}>
          重置密码
        </Button>
        <Button small onPress={() => onWant('phone')}>
          更换手机号
        </Button>
      </div>
      <Refusal error={enable.error} />
    </Section>
  );
}

function Sessions({ personId, state }: { personId: string; state: AccountState }) {
  const { say } = useUndo();
  const end = useWrite(endSessionOfPerson, { onDone: () => say('已结束这次登录') });
  const endAll = useWrite(endSessionsOfPerson, { onDone: ({ ended }) => say(`已结束 ${ended} 次登录`) });
  return (
    <Section
      title="登录着的设备"
      note={state.sessions.length > 0 ? `${state.sessions.length} 处` : undefined}
      act={
        <Button
          small
          busy={endAll.isPending}
          blocked={state.sessions.length === 0 ? '没有登录着的设备' : null}
          onPress={() => endAll.mutate({ params: { personId } })}
        >
          全部结束
        </Button>
      }
    >
      {state.sessions.map((one) => (
        <div key={one.id} className="line-item">
          <span>
            {one.device}
            <br />
            <span className="s">
              {one.address}，{howSignedIn(one)}，{agoWords(one.lastSeenAt)}用过
            </span>
          </span>
          <Button small busy={end.isPending} onPress={() => end.mutate({ params: { personId, id: one.id } })}>
            结束
          </Button>
        </div>
      ))}
      {state.sessions.length === 0 && <p className="m">现在没有登录。</p>}
      <Refusal error={end.error ?? endAll.error} />
    </Section>
  );
}

function DisableDialog({ personId, name, onClose }: { personId: string; name: string; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const { say } = useUndo();
  const write = useWrite(disableAccount, {
    onDone: () => {
      say(`已停用 ${name} 的账号`);
      onClose();
    },
  });
  return (
    <FormDialog
      title={`停用账号：${name}`}
      note="立即结束全部登录，启用前不能再登录。"
      words="停用账号"
      busy={write.isPending}
      error={write.error}
      onSubmit={() => write.mutate({ params: { personId }, body: { reason } })}
      onClose={onClose}
    >
      <ReasonField value={reason} onChange={setReason} error={write.error} />
    </FormDialog>
  );
}

function ResetDialog({ personId, name, onClose }: { personId: string; name: string; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const write = useWrite(resetPassword);
  const password = write.data?.temporaryPassword;
  if (password) {
    return (
      <DeskDialog title={`临时密码：${name}`} note="只显示这一次，下次登录须修改。请当面或电话告知本人。" onClose={onClose}>
        <p>
          <b className="temporary">{password}</b>
        </p>
        <Button onPress={() => void navigator.clipboard.writeText(password)}>复制临时密码</Button>
      </DeskDialog>
    );
  }
  return (
    <FormDialog
      title={`重置密码：${name}`}
      note="立即结束全部登录；临时密码只显示一次。"
      words="重置密码"
      busy={write.isPending}
      error={write.error}
      onSubmit={() => write.mutate({ params: { personId }, body: { reason } })}
      onClose={onClose}
    >
      <ReasonField value={reason} onChange={setReason} error={write.error} />
    </FormDialog>
  );
}

function PhoneDialog({ personId, onClose }: { personId: string; onClose: () => void }) {
  const [phone, setPhone] = useState('');
  const [reason, setReason] = useState('');
  const { say } = useUndo();
  const write = useWrite(changePhone, {
    onDone: () => {
      say('登录手机号已更换');
      onClose();
    },
  });
  return (
    <FormDialog
      title="更换登录手机号"
      note="请先核实是本人；更换后全部登录立即结束。"
      words="更换手机号"
      busy={write.isPending}
      error={write.error}
      onSubmit={() => write.mutate({ params: { personId }, body: { phone, reason } })}
      onClose={onClose}
    >
      <TextField name="新手机号" value={phone} onChange={setPhone} required inputMode="tel" wrong={faultOf(write.error, 'phone')} />
      <ReasonField value={reason} onChange={setReason} error={write.error} />
    </FormDialog>
  );
}

function ReasonField({ value, onChange, error }: { value: string; onChange: (value: string) => void; error: Error | null }) {
  return (
    <AreaField
      name="原因"
      hint="写入操作记录"
      value={value}
      onChange={onChange}
      required
      minLength={2}
      maxLength={200}
      wrong={faultOf(error, 'reason')}
    />
  );
}
