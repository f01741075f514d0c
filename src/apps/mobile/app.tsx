import { RouterProvider } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Toasts } from '#platform/web/mobile/toast.tsx';
import { followLive } from '#platform/web/shared/live.ts';
import { outgoing } from '#platform/web/shared/outgoing.ts';
import { useSession } from '#platform/web/shared/session.tsx';
import { router } from './router.tsx';
import { UpdateNotice } from './update-notice.tsx';

/** The phone terminal: its pages, and what runs beside them while somebody is signed in. */
export function App() {
  useBackground();
  useOpenedMessages();
  return (
    <>
      <RouterProvider router={router} />
      <UpdateNotice />
      <Toasts />
    </>
  );
}

/** A pressed push message opens its page in the window that is there already. */
function useOpenedMessages(): void {
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return undefined;
    const open = ({ data }: MessageEvent<{ open?: string }>) => {
      if (data.open) void router.navigate({ to: data.open });
    };
    navigator.serviceWorker.addEventListener('message', open);
    return () => navigator.serviceWorker.removeEventListener('message', open);
  }, []);
}

/** Live updates and the row of outgoing writes belong to the person and the seat that are signed in. */
function useBackground(): void {
  const client = useQueryClient();
  const { state, me } = useSession();
  const personId = state === 'signedIn' ? me?.person.id : undefined;
  const seatId = me?.seat?.id;
  useEffect(() => {
    if (personId) void outgoing.begin(personId).catch(() => undefined);
  }, [personId]);
  useEffect(() => (personId ? followLive(client) : undefined), [client, personId, seatId]);
  useEffect(() => {
    if (personId) void paperUpkeep().then((papers) => papers.keepPapersTidy(personId), ignored);
    else if (state === 'signedOut') void paperUpkeep().then((papers) => papers.leaveNoPapers(), ignored);
  }, [state, personId]);
}

/** Papers leave this device by rules of their own: when their time is over, when they are withdrawn, when their reader signs out. */
const paperUpkeep = () => import('#modules/meeting/web/mobile/papers/upkeep.ts');
const ignored = () => undefined;
