import { useEffect, useMemo, useState } from 'react';
import { Icon } from '#platform/web/desk/icon.tsx';
import { call } from '#platform/web/shared/call.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import { endPresence, listPresence, presenceHolds, showPresence } from '../../contract/presence.ts';
import type { MatterLine } from '../../contract/views.ts';

/** Names of the colleagues who have each case open now, by matter. A mark that is not renewed goes by itself, also without a network. */
export function useColleagues(): ReadonlyMap<string, readonly string[]> {
  const read = useRead(listPresence, {}, { staleTime: 0 });
  const { data, dataUpdatedAt, refetch } = read;
  const [now, setNow] = useState(() => Date.now());
  const next = Math.min(...(data?.items ?? []).map((one) => dataUpdatedAt + one.milliseconds));
  useEffect(() => {
    if (!Number.isFinite(next)) return undefined;
    // Renewals are not told, so they are asked for before a mark would end.
    const ask = setTimeout(() => void refetch(), Math.max(1_000, next - Date.now() - presenceHolds / 4));
    const end = setTimeout(() => setNow(Date.now()), Math.max(0, next - Date.now()) + 50);
    return () => {
      clearTimeout(ask);
      clearTimeout(end);
    };
  }, [next, refetch, dataUpdatedAt, now]);
  return useMemo(() => {
    const names = new Map<string, readonly string[]>();
    for (const { matterId, name, milliseconds } of data?.items ?? [])
      if (dataUpdatedAt + milliseconds > Math.max(now, dataUpdatedAt)) names.set(matterId, [...(names.get(matterId) ?? []), name]);
    return names;
  }, [data, dataUpdatedAt, now]);
}

/** Shows colleagues that one has `matter` open, from a moment's stay on; ends with leaving it, hiding the window, or silence. */
export function useOwnPresence(matter: Pick<MatterLine, 'bodyId' | 'id'> | undefined): void {
  const [bodyId, matterId] = [matter?.bodyId, matter?.id];
  useEffect(() => {
    if (!bodyId || !matterId) return undefined;
    const input = { params: { bodyId, matterId } };
    let shown = false;
    // What fails is said by its absence: the mark ends.
    const show = () => {
      if (document.visibilityState !== 'visible') return;
      shown = true;
      call(showPresence, input).catch(() => undefined);
    };
    const hide = () => {
      if (shown) call(endPresence, input).catch(() => undefined);
      shown = false;
    };
    const turn = () => (document.visibilityState === 'visible' ? show() : hide());
    const first = setTimeout(show, stay);
    const beat = setInterval(show, presenceHolds / 3);
    document.addEventListener('visibilitychange', turn);
    return () => {
      clearTimeout(first);
      clearInterval(beat);
      document.removeEventListener('visibilitychange', turn);
      hide();
    };
  }, [bodyId, matterId]);
}

/** Who walks through a list with J does not look at each row. */
const stay = 800;

/** Who else has the case open: `范柏松在看`. */
export function ColleagueMark({ names }: { names: readonly string[] | undefined }) {
  if (!names || names.length === 0) return null;
  return (
    <span className="colleague" title={`${names.join('、')}正在看这一件`}>
      <Icon name="eye" /> {names[0]}
      {names.length > 1 && ` 等 ${names.length} 人`}在看
    </span>
  );
}
