import { useState, type FormEvent } from 'react';
import { newId } from '#platform/contract/identifiers.ts';
import { usePathMember } from '#platform/web/mobile/address.ts';
import { Button, LinkButton } from '#platform/web/mobile/button.tsx';
import { TextField } from '#platform/web/mobile/fields.tsx';
import { Page } from '#platform/web/mobile/page.tsx';
import { Reading, wordsOf } from '#platform/web/shared/conditions.tsx';
import { momentWords, timeWords } from '#platform/web/shared/dates.ts';
import { IconDone, IconSoon } from '#platform/web/shared/icons.tsx';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { readOwnPresence, signInByHallCode } from '../../../contract/presence/routes.ts';
import type { OwnPresence } from '../../../contract/presence/views.ts';
import type { ScanStatus } from '../../../contract/presence/words.ts';
import { Camera } from '../../shared/presence/camera.tsx';
import './scan.css';
import './code.css';

/** Signing in on one's own phone: only in the hall, where the screen shows a code that changes, and only while sign-in is open. */
export default function SignInPage() {
  const meetingId = usePathMember('meetingId');
  const own = useRead(readOwnPresence, { params: { meetingId } }, { topics: [`meeting:${meetingId}`], staleTime: 5_000 });
  // Kept here: once in, there is nothing left to sign in to, and what is read anew says so.
  const [done, setDone] = useState<SignedIn | null>(null);
  return (
    <Page title="扫会场码签到" parent={`/meeting/${meetingId}/code`}>
      <Reading result={own} rows={6}>
        {(presence) =>
          done ? (
            <Done {...done} meetingId={meetingId} />
          ) : presence.lists.some((list) => list.canSignIn) ? (
            <SignIn meetingId={meetingId} presence={presence} onDone={setDone} />
          ) : (
            <NotNow meetingId={meetingId} presence={presence} />
          )
        }
      </Reading>
    </Page>
  );
}

interface SignedIn {
  readonly title: string;
  readonly at: string;
}

interface SignInProps {
  readonly meetingId: string;
  readonly presence: OwnPresence;
  readonly onDone: (done: SignedIn) => void;
}

function SignIn({ meetingId, presence, onDone }: SignInProps) {
  const [figures, setFigures] = useState('');
  const write = useWrite(signInByHallCode, {
    onDone: (answer) => {
      setFigures('');
      if (answer.letsIn || answer.status === 'redeemed') onDone({ title: answer.title, at: answer.entry?.at ?? answer.now });
    },
  });
  const send = (code: string) => {
    if (!write.isPending) write.mutate({ params: { meetingId }, body: { nonce: newId(), code } });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (/^\d{6}$/.test(figures)) send(figures);
  };
  return (
    <div className="sign-in-form section">
      <p className="second">
        现在可以签到：
        {presence.lists
          .filter((list) => list.canSignIn)
          .map((list) => list.title)
          .join('、')}
      </p>
      <Camera label="对准会场屏幕上的签到码" onCode={send} paused={write.isPending} />
      <form className="card" onSubmit={submit}>
        <TextField
          label="或输入屏幕上的 6 位数字"
          value={figures}
          onText={(text) => setFigures(text.replaceAll(/\D/g, '').slice(0, 6))}
          inputMode="numeric"
          autoComplete="one-time-code"
          fault={write.error ? wordsOf(write.error) : write.data ? (refusals[write.data.status] ?? '没有签到成功，请到入口处扫码。') : null}
        />
        <Button type="submit" look="fill" busy={write.isPending} disabled={figures.length !== 6}>
          签到
        </Button>
      </form>
    </div>
  );
}

const refusals: Partial<Record<ScanStatus, string>> = {
  expired: '这个码已经过期，请看屏幕上现在显示的码。',
  unknown: '码不对，请看屏幕上现在显示的码。',
  product: '您不在这项日程的应到名单上，请看日程或问会务组。',
  closed: '现在不在签到时段。',
};

function Done({ title, at, meetingId }: SignedIn & { readonly meetingId: string }) {
  return (
    <>
      <div className="sign-in-done in" role="status">
        <IconDone size={56} />
        <b>已签到</b>
        <p>{title}</p>
        <p>{timeWords(at)}</p>
      </div>
      <LinkButton to={`/meeting/${meetingId}/code`}>返回我的签到码</LinkButton>
    </>
  );
}

function NotNow({ meetingId, presence }: { readonly meetingId: string; readonly presence: OwnPresence }) {
  const next = presence.lists.find((list) => !list.present && list.opensAt && list.opensAt > presence.now);
  const done = presence.lists.findLast((list) => list.present);
  return (
    <div className="section">
      <div className="condition">
        <IconSoon size={40} />
        <p className="condition-title">现在没有可以在手机上签到的会议</p>
        <p className="condition-words">
          {done && `${done.title}已签到（${timeWords(done.at!)}）。`}
          {next ? `下一项“${next.title}”${momentWords(next.opensAt!)} 开始签到。` : '会场开始签到后，这里会自动打开摄像头。'}
        </p>
      </div>
      <LinkButton to={`/meeting/${meetingId}/code`}>出示我的签到码</LinkButton>
    </div>
  );
}
