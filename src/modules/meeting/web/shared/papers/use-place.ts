import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { refreshModule } from '#platform/web/shared/queries.ts';
import { signal } from '#platform/web/shared/signal.ts';
import type { PaperView } from '../../../contract/papers/paper.ts';
import { noteReading, sendReports } from './reports.ts';
import { type KeptPlace, shelf } from './shelf.ts';

/** How often where one is goes to the device, and to the server. */
const [keepAfter, tellAfter] = [1_500, 20_000];

/**
 * Keeps where somebody is in a paper, on the device at once and with the server now and then, so that another device goes on from there and the
 * secretariat knows who has read what. Gives the function that is told of each page.
 */
export function usePlace(of: {
  readonly personId: string;
  readonly view: PaperView | null;
  readonly version: number;
}): (page: number) => void {
  const { personId, view, version } = of;
  const client = useQueryClient();
  const place = useRef<KeptPlace | null>(null);
  const begun = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const told = useRef(0);
  const [paperId, meetingId, attends] = [view?.id, view?.meetingId, view?.reader.attends === true];
  const reached = view?.reading?.furthestPage ?? 1;
  const keep = useCallback(async () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const now = place.current;
    if (!now || !paperId || !meetingId) return;
    await (await shelf()).put('places', now, [personId, paperId]).catch(() => undefined);
    if (!attends) return;
    const reading = { openedAt: begun.current ?? now.at, lastReadAt: now.at, page: now.page, furthestPage: now.furthest };
    await noteReading(personId, meetingId, { paperId, version, ...reading });
    if (Date.now() - told.current < tellAfter || signal.state === 'offline') return;
    told.current = Date.now();
    await sendReports(personId);
  }, [personId, paperId, meetingId, attends, version]);
  useEffect(() => {
    const leave = () => {
      if (document.visibilityState === 'hidden') void keep();
    };
    document.addEventListener('visibilitychange', leave);
    const unwatch = signal.watch((state) => state === 'online' && void sendReports(personId));
    return () => {
      document.removeEventListener('visibilitychange', leave);
      unwatch();
      told.current = 0;
      // Lists that show what is unread look again.
      void keep().then(() => refreshModule(client, 'meeting'));
    };
  }, [keep, client, personId]);
  return useCallback(
    (page) => {
      const at = new Date().toISOString();
      begun.current ??= at;
      place.current = { page, furthest: Math.max(page, place.current?.furthest ?? reached), at };
      timer.current ??= setTimeout(() => void keep(), keepAfter);
    },
    [keep, reached],
  );
}
