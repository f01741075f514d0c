import { useEffect, useState } from 'react';
import { Problem } from '#platform/contract/problem.ts';
import { Unreachable, call } from '#platform/web/shared/call.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import { useOffline } from '#platform/web/shared/signal.ts';
import type { PaperTexts, PaperView } from '../../../contract/papers/paper.ts';
import { readPaper, readPaperTexts } from '../../../contract/papers/routes.ts';
import { downloads } from './downloads.ts';
import { openEarlyOrNow } from './early.ts';
import { afterFirstPage } from './first-page.ts';
import { type OpenPaper, type PaperSource, warmUp } from './open-paper.ts';
import { type KeptPaper, dropPaper, keptPaper, keptTexts } from './shelf.ts';

/** A paper as the reader works with it. */
export interface PaperAtHand {
  readonly view: PaperView;
  readonly pages: number;
  readonly version: number;
  readonly sizes: PaperTexts['sizes'];
  readonly onDevice: boolean;
  /** A newer version than the one on this device is in force, but there is no signal to get it. */
  readonly outdated: boolean;
  readonly open: OpenPaper | null;
  /** Texts of the pages; null while they are on their way or where they are missing. */
  readonly texts: readonly string[] | null;
}

export type PaperState =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: unknown; readonly retry: () => void }
  | { readonly state: 'there'; readonly paper: PaperAtHand };

/**
 * Opens a paper from this device where it is here whole, else from the server. While it is open it follows what happens to it: one that is withdrawn or
 * whose time is over closes and leaves the device.
 */
export function usePaper(personId: string, meetingId: string, paperId: string): PaperState {
  const kept = useKept(personId, paperId);
  const offline = useOffline();
  const asked = useRead(readPaper, { params: { meetingId, paperId } }, { topics: [`meeting:${meetingId}`] });
  const gone = asked.error instanceof Problem && (asked.error.status === 404 || asked.error.status === 410);
  const closed = gone || asked.data?.closed === true;
  useEffect(() => {
    if (closed && kept) void dropPaper(personId, paperId);
  }, [closed, kept, personId, paperId]);
  const whole = kept?.whole ? kept : null;
  // Until the server has answered, and wherever it cannot, what is on the device is what there is.
  const fresh = asked.data && (asked.isFetchedAfterMount || !whole) ? asked.data : undefined;
  const fromDevice = whole && (!fresh || fresh.version === whole.version || offline) ? whole : null;
  const view = fromDevice ? { ...fromDevice.view, ...(fresh ? { title: fresh.title, reading: fresh.reading } : {}) } : fresh;
  const version = fromDevice?.version ?? view?.version ?? 0;
  const open = useOpen(kept === undefined || closed || !view ? null : (fromDevice ?? { meetingId, view }), version);
  const texts = useTexts(
    kept === undefined || closed || !view ? null : { personId, meetingId, paperId, version, device: fromDevice !== null },
  );
  const error = closed
    ? (asked.error ?? new Problem('meeting.paper-returned', 410, '这份文件会后收回，现在已经不能打开。'))
    : (open.error ?? (view ? null : asked.error));
  if (error) return { state: 'failed', error: offlineWords(error, kept), retry: () => (open.error ? open.retry() : void asked.refetch()) };
  if (!view)
    return asked.fetchStatus === 'paused' && kept === null
      ? { state: 'failed', error: offlineWords(new Unreachable(), kept), retry: () => void asked.refetch() }
      : { state: 'loading' };
  return {
    state: 'there',
    paper: {
      view,
      version,
      pages: view.versions.find((one) => one.version === version)?.pages ?? 1,
      sizes: fromDevice?.sizes ?? texts?.sizes ?? [],
      onDevice: fromDevice !== null,
      outdated: Boolean(fromDevice && asked.data && asked.data.version > fromDevice.version),
      open: open.paper,
      texts: texts?.pages ?? null,
    },
  };
}

/** Where the network is missed because the paper is not here, one is told so. */
function offlineWords(error: unknown, kept: KeptPaper | null | undefined): unknown {
  if (!(error instanceof Unreachable) || kept?.whole) return error;
  return Object.assign(new Unreachable(), { message: '这份文件还没有下载到这台设备，现在又连不上服务器。连上网络后再打开。' });
}

/** What of the paper is on this device: undefined until it is known. */
function useKept(personId: string, paperId: string): KeptPaper | null | undefined {
  // The list has just looked; what it saw is shown at once, and looked at again.
  const [kept, setKept] = useState<KeptPaper | null | undefined>(() => {
    const seen = downloads.now.kept.get(paperId);
    return seen?.personId === personId && seen.whole && isInTime(seen) ? seen : undefined;
  });
  useEffect(() => {
    let here = true;
    void warmUp().catch(() => undefined);
    keptPaper(personId, paperId).then(
      (found) =>
        here &&
        setKept((before) =>
          before && found && before.version === found.version && isInTime(found) ? before : found && isInTime(found) ? found : null,
        ),
      () => here && setKept(null),
    );
    return () => {
      here = false;
    };
  }, [personId, paperId]);
  return kept;
}

function isInTime(paper: KeptPaper): boolean {
  return paper.until === null || Date.parse(paper.until) > Date.now();
}

type Openable = KeptPaper | { readonly meetingId: string; readonly view: PaperView };

function useOpen(
  what: Openable | null,
  version: number,
): { readonly paper: OpenPaper | null; readonly error: unknown; readonly retry: () => void } {
  const [opened, setOpened] = useState<{ readonly key: string; readonly paper: OpenPaper | null; readonly error: unknown } | null>(null);
  const [attempt, setAttempt] = useState(0);
  const device = what !== null && 'pieces' in what;
  const paperId = what === null ? '' : device ? what.paperId : what.view.id;
  const bytes = what === null ? 0 : device ? what.bytes : (what.view.versions.find((one) => one.version === version)?.bytes ?? 0);
  const key = what === null ? '' : `${device ? 'device' : 'server'} ${paperId} ${version} ${bytes} ${attempt}`;
  const [held, setHeld] = useState<{ readonly key: string; readonly source: PaperSource } | null>(null);
  if (what !== null && held?.key !== key)
    setHeld({
      key,
      source: device ? { kind: 'device', paper: what } : { kind: 'server', meetingId: what.meetingId, paperId, version, bytes },
    });
  useEffect(() => {
    if (!held) return undefined;
    let here = true;
    let paper: OpenPaper | null = null;
    const begin = async () => {
      try {
        const found = await openEarlyOrNow(held.source);
        if (!here) {
          found.close();
          return;
        }
        paper = found;
        setOpened({ key: held.key, paper: found, error: null });
      } catch (error) {
        if (here) setOpened({ key: held.key, paper: null, error });
      }
    };
    void begin();
    return () => {
      here = false;
      paper?.close();
    };
  }, [held]);
  const current = opened?.key === key ? opened : null;
  return { paper: current?.paper ?? null, error: current?.error ?? null, retry: () => setAttempt((before) => before + 1) };
}

function useTexts(
  of: { personId: string; meetingId: string; paperId: string; version: number; device: boolean } | null,
): PaperTexts | null {
  const [texts, setTexts] = useState<{ readonly key: string; readonly texts: PaperTexts } | null>(null);
  const key = of ? `${of.personId} ${of.meetingId} ${of.paperId} ${of.version} ${of.device}` : '';
  useEffect(() => {
    if (key === '') return undefined;
    const [personId, meetingId, paperId, version, device] = key.split(' ') as [string, string, string, string, string];
    let here = true;
    // The first page is drawn before its words are unpacked: nobody searches in the first instant.
    const found =
      device === 'true'
        ? afterFirstPage().then(() => keptTexts(personId, paperId))
        : call(readPaperTexts, { params: { meetingId, paperId, version: Number(version) } });
    found.then(
      (read) => here && read && setTexts({ key, texts: read }),
      () => undefined,
    );
    return () => {
      here = false;
    };
  }, [key]);
  return texts?.key === key ? texts.texts : null;
}
