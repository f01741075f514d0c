import { Suspense, lazy, useEffect, useMemo } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import { DeskFrame } from '#platform/web/desk/frame.tsx';
import type { SeatChoice } from '#platform/web/desk/frame.tsx';
import { Notices } from '#platform/web/desk/notices.tsx';
import { Loading, Refused } from '#platform/web/desk/states.tsx';
import { deskTheme } from '#platform/web/desk/theme.ts';
import type { DeskBody } from '#platform/web/desk/theme.ts';
import { followLive } from '#platform/web/shared/live.ts';
import { useMe, useSession } from '#platform/web/shared/session.tsx';
import { usePaletteSources } from './palette-sources.ts';
import { useRooms } from './rooms.ts';

const SignInPage = lazy(() => import('#modules/identity/web/desk/sign-in-page.tsx'));

/** What every page stands in: the sign-in until somebody is signed in, then the frame in the colours of the seat. */
export function DeskShell() {
  const session = useSession();
  if (session.state === 'signedIn') return <SignedIn key={session.me?.seat?.id} />;
  return (
    <ConfigProvider theme={deskTheme('unit')}>
      {session.state === 'signedOut' && (
        <Suspense fallback={<Loading />}>
          <SignInPage />
        </Suspense>
      )}
      {session.state === 'unknown' && <Loading />}
      {session.state === 'unreachable' && <Refused error={session.error} onRetry={() => void session.refresh()} />}
    </ConfigProvider>
  );
}

function SignedIn() {
  const me = useMe();
  const session = useSession();
  const navigate = useNavigate();
  const client = useQueryClient();
  const path = useRouterState({ select: (state) => state.location.pathname.replace(/^\/desk/, '') || '/' });
  const rooms = useRooms();
  const seats = useMemo(() => me.seats.map(choiceOf), [me.seats]);
  const palette = usePaletteSources(rooms);
  useEffect(() => followLive(client), [client]);
  const takeSeat = async (id: string) => {
    await session.switchSeat(id);
    await navigate({ to: '/' });
  };
  // A badge is a hook of its page; the frame is mounted anew per seat, so their number never changes while it lives.
  const bar = rooms.map((room) => ({ path: room.path, title: room.title, count: room.navigation.badge?.() }));
  return (
    <DeskFrame
      mark={{ body: me.theme, name: me.seat?.organisation.shortName ?? '履职通' }}
      rooms={bar}
      path={path}
      onGo={(to) => void navigate({ to })}
      seats={seats}
      seatId={me.seat?.id ?? null}
      onSeat={(id) => void takeSeat(id)}
      person={{ name: me.person.name, note: me.seat ? shortTitle(me.seat) : '' }}
      personMenu={[
        { id: 'sessions', label: '登录与安全', act: () => void navigate({ to: '/account' }) },
        { id: 'leave', label: '退出登录', act: () => void leave(session.forget) },
      ]}
      notices={<Notices />}
      palette={palette}
    >
      <Suspense fallback={<Loading />}>
        <Outlet />
      </Suspense>
    </DeskFrame>
  );
}

function choiceOf(seat: ReturnType<typeof useMe>['seats'][number]): SeatChoice {
  const kind = seat.organisation.kind;
  const body: DeskBody = kind === 'congress' || kind === 'cppcc' ? kind : 'unit';
  return { id: seat.id, organisation: seat.organisation.name, title: seat.title, body };
}

/** The title without the name of the organisation, which the body mark already gives. */
function shortTitle({ title, organisation }: NonNullable<ReturnType<typeof useMe>['seat']>): string {
  const named = [organisation.name, organisation.shortName].find((name) => title.startsWith(name) && title.length > name.length);
  return named ? title.slice(named.length) : title;
}

async function leave(forget: () => Promise<void>): Promise<void> {
  const { signOut } = await import('#modules/identity/web/desk/sign-out.ts');
  await signOut();
  await forget();
}
