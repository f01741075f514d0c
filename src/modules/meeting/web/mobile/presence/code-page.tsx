import { useMemo } from 'react';
import { LinkButton } from '#platform/web/mobile/button.tsx';
import { usePathMember } from '#platform/web/mobile/address.ts';
import { Page } from '#platform/web/mobile/page.tsx';
import { Reading } from '#platform/web/shared/conditions.tsx';
import { timeWords } from '#platform/web/shared/dates.ts';
import { IconCamera, IconDone } from '#platform/web/shared/icons.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import { useOffline } from '#platform/web/shared/signal.ts';
import { useNow } from '#platform/web/shared/now.ts';
import { QrPicture } from '#platform/web/shared/qr-picture.tsx';
import { makeCode, secondsLeft, stepAt, stepSeconds } from '../../../contract/presence/code-rules.ts';
import { readOwnPass, readOwnPresence } from '../../../contract/presence/routes.ts';
import type { OwnPass } from '../../../contract/presence/views.ts';
import { signerOf } from '../../shared/presence/device-arts.ts';
import { useClockOffset } from '../../shared/presence/use-clock.ts';
import './code.css';

/** One's own code, big, with the seconds that it is still good for. Made on the phone itself, so it needs no network. */
export default function CodePage() {
  const meetingId = usePathMember('meetingId');
  const params = { params: { meetingId } };
  // The key does not change: what was read once is shown at once, and for as long as the phone is signed in.
  const pass = useRead(readOwnPass, params, { staleTime: 3_600_000 });
  return (
    <Page title="我的签到码" parent="/meeting" bare acts={<SignInAct meetingId={meetingId} />}>
      <Reading result={pass} rows={6}>
        {(own) => <OwnCode pass={own} />}
      </Reading>
    </Page>
  );
}

function OwnCode({ pass }: { readonly pass: OwnPass }) {
  const now = useNow(0.5) + useClockOffset(pass.meetingId);
  const offline = useOffline();
  const step = stepAt(now);
  const text = useMemo(
    () => makeCode(pass, step * stepSeconds * 1_000, signerOf(pass.seed)),
    // oxlint-disable-next-line react/exhaustive-deps -- one code a step
    [pass.attendeeId, pass.meetingId, pass.seed, step],
  );
  const left = secondsLeft(now);
  return (
    <div className="own-code">
      <div className="own-code-card">
        <p className="own-code-name">{pass.name}</p>
        <p className="own-code-who">{[pass.groupName, pass.title].filter(Boolean).join('，')}</p>
        <QrPicture text={text} label={`${pass.name}的签到码`} />
        <div className="own-code-left" aria-hidden="true">
          <i style={{ width: `${(left / stepSeconds) * 100}%` }} />
        </div>
        <p className="own-code-seconds">
          <b>{left}</b> 秒后自动更新
        </p>
      </div>
      <PresentAt meetingId={pass.meetingId} />
      <p className="own-code-hint">
        {offline ? '现在没有网络，签到码照常可用。' : '请把屏幕调到最亮，对准扫码设备。'}
        截屏或转发的码会过期。扫不出时请出示证件，证件码 {pass.badgeCode}。
      </p>
    </div>
  );
}

/** The last places where one is in: the answer to 扫上了吗. */
function PresentAt({ meetingId }: { readonly meetingId: string }) {
  const own = useRead(readOwnPresence, { params: { meetingId } }, { topics: [`meeting:${meetingId}`] });
  const latest = (own.data?.lists ?? [])
    .filter((list) => list.present && list.at)
    .toSorted((one, other) => (one.at! < other.at! ? 1 : -1))[0];
  if (!latest) return null;
  return (
    <p className="own-code-in" role="status">
      <IconDone size={20} />
      <span>
        {latest.title}，{timeWords(latest.at!)} 已签到
      </span>
    </p>
  );
}

function SignInAct({ meetingId }: { readonly meetingId: string }) {
  const own = useRead(readOwnPresence, { params: { meetingId } }, { topics: [`meeting:${meetingId}`] });
  const open = own.data?.lists.some((list) => list.canSignIn) ?? false;
  return (
    <LinkButton look={open ? 'fill' : 'calm'} icon={IconCamera} to={`/meeting/${meetingId}/sign-in`}>
      扫会场码签到
    </LinkButton>
  );
}
