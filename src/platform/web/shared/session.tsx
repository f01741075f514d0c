import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { Problem } from '../../contract/problem.ts';
import { type BodyTheme, wearTheme } from './appearance.ts';
import { actInSeat, onSignedOut, seatInUse } from './call.ts';
import { forgetReadings } from './readings.ts';

/** A working identity as the shells need it; the directory module's `seat` fits. */
export interface SessionSeat {
  readonly id: string;
  readonly kind: 'mandate' | 'post';
  readonly title: string;
  readonly organisation: {
    readonly id: string;
    readonly kind: string;
    readonly name: string;
    readonly shortName: string;
    readonly regionCode: string;
  };
  readonly roles: readonly string[];
}

/** Who is signed in; the directory module's `me` fits. */
export interface SessionMe {
  readonly person: { readonly id: string; readonly name: string };
  readonly phone: string;
  readonly seats: readonly SessionSeat[];
  readonly seat: SessionSeat | null;
  readonly permissions: readonly string[];
  readonly theme: BodyTheme;
}

export interface Session {
  /** `unknown` until the first answer; `signedOut` shows the sign-in page; `unreachable` where nothing was ever read on this device. */
  readonly state: 'unknown' | 'signedIn' | 'signedOut' | 'unreachable';
  readonly me: SessionMe | null;
  readonly error: Error | null;
  /** Asks again who is signed in, e.g. after a sign-in. */
  readonly refresh: () => Promise<void>;
  readonly switchSeat: (seatId: string) => Promise<void>;
  /** Forgets everything that was read on this device; the page that ends the session on the server calls it afterwards. */
  readonly forget: () => Promise<void>;
}

const SessionContext = createContext<Session | null>(null);

/** Holds who is signed in and in which seat. `load` is the call that answers it; the terminal's app passes it, since the platform knows no module. */
export function SessionProvider({ load, children }: { readonly load: () => Promise<SessionMe>; readonly children: ReactNode }) {
  const client = useQueryClient();
  const [seatId, setSeatId] = useState(seatInUse);
  const [left, setLeft] = useState(false);
  const asked = useQuery({ queryKey: ['session.me', seatId], queryFn: () => loadMe(load, client), staleTime: 60_000 });
  const me = left ? null : (asked.data ?? null);

  useEffect(() => onSignedOut(() => setLeft(true)), []);
  useEffect(() => {
    if (me) wearTheme(me.theme);
  }, [me]);

  const refresh = useCallback(async () => {
    await client.invalidateQueries({ queryKey: ['session.me'] });
    await client.fetchQuery({ queryKey: ['session.me', seatInUse()], queryFn: () => loadMe(load, client), staleTime: 0 });
    setSeatId(seatInUse());
    setLeft(false);
  }, [client, load]);
  const switchSeat = useCallback(
    async (next: string) => {
      actInSeat(next);
      await client.fetchQuery({ queryKey: ['session.me', next], queryFn: () => loadMe(load, client), staleTime: 0 });
      setSeatId(seatInUse());
    },
    [client, load],
  );
  const forget = useCallback(async () => {
    setLeft(true);
    actInSeat(null);
    client.clear();
    await forgetReadings();
  }, [client]);

  const session = useMemo<Session>(
    () => ({
      state: stateOf(me, left, asked.error, asked.isPending && asked.fetchStatus === 'paused'),
      me,
      error: asked.error,
      refresh,
      switchSeat,
      forget,
    }),
    [me, left, asked.error, asked.isPending, asked.fetchStatus, refresh, switchSeat, forget],
  );
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession needs a SessionProvider above it');
  return session;
}

/** Who is signed in. Only for pages that stand behind the sign-in. */
export function useMe(): SessionMe {
  const { me } = useSession();
  if (!me) throw new Error('useMe needs somebody signed in');
  return me;
}

/** Whether the seat in use holds a permission: `const can = useCan(); can('matter.report')`. */
export function useCan(): (permission: string) => boolean {
  const { me } = useSession();
  return useCallback((permission) => me?.permissions.includes(permission) ?? false, [me]);
}

/**
 * Who is signed in. Where that is somebody else than last time on this device (a shared phone, an expired session), everything that the
 * other has read is forgotten before anything is shown.
 */
async function loadMe(load: () => Promise<SessionMe>, client: QueryClient): Promise<SessionMe> {
  const me = await loadInValidSeat(load);
  if (localStorage.getItem('person') !== me.person.id) {
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session.me' });
    await forgetReadings();
    localStorage.setItem('person', me.person.id);
  }
  return me;
}

/** A seat that ended since the last visit must not lock its holder out: then the server chooses another. */
async function loadInValidSeat(load: () => Promise<SessionMe>): Promise<SessionMe> {
  try {
    return await load();
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'actor.seat') throw error;
    actInSeat(null);
    return load();
  }
}

function stateOf(me: SessionMe | null, left: boolean, error: Error | null, paused: boolean): Session['state'] {
  if (left || (error instanceof Problem && error.status === 401)) return 'signedOut';
  if (me) return 'signedIn';
  return error || paused ? 'unreachable' : 'unknown';
}
