import { useCallback, useEffect, useRef, useState } from 'react';
import type { OwnScreen } from '../../contract/screens.ts';
import { askScreenCode, readOwnScreen } from '../../contract/screens.ts';
import { call } from '../shared/call.ts';
import type { PairedScreen } from './wall-page.ts';

/** What this browser is: a screen of a body, one that shows a code, or one that has not reached the server since it was switched on. */
export type Standing =
  | { readonly state: 'starting'; readonly away: boolean }
  | { readonly state: 'waiting'; readonly code: string; readonly expiresAt: string; readonly away: boolean }
  | { readonly state: 'paired'; readonly screen: PairedScreen };

const keptKey = 'screen';
/** While a code is shown somebody stands before the screen and types; afterwards the question only says that the screen is alive. */
const pauses = { waiting: 3_000, paired: 45_000, away: 5_000 };

/**
 * Asks the server again and again what this browser is, takes a code where it is nothing yet, and remembers its pairing, so that a restart
 * without a network shows the last figures at once. `check` asks at once.
 */
export function useOwnScreen(): { readonly standing: Standing; readonly check: () => void } {
  const [standing, setStanding] = useState<Standing>(keptStanding);
  const again = useRef<() => void>(() => undefined);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const ask = async () => {
      const own = await ownScreen().catch(() => null);
      if (ended) return;
      if (own) keep(own);
      setStanding((before) => next(before, own));
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), own ? (own.state === 'paired' ? pauses.paired : pauses.waiting) : pauses.away);
    };
    again.current = () => {
      clearTimeout(timer);
      void ask();
    };
    again.current();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, []);
  return { standing, check: useCallback(() => again.current(), []) };
}

/** The server's word; a browser that is nothing yet asks for a code. */
async function ownScreen(): Promise<OwnScreen> {
  const own = await call(readOwnScreen);
  return own.state === 'unpaired' ? await call(askScreenCode, { body: { device: deviceWords() } }) : own;
}

function next(before: Standing, own: OwnScreen | null): Standing {
  if (own?.state === 'paired') {
    const screen = { id: own.id, name: own.name, bodyId: own.bodyId };
    return before.state === 'paired' && sameScreen(before.screen, screen) ? before : { state: 'paired', screen };
  }
  if (own?.state === 'waiting') return { state: 'waiting', code: own.code, expiresAt: own.expiresAt, away: false };
  // The server was not reached: what is known stays.
  return before.state === 'paired' ? before : { ...before, away: true };
}

function sameScreen(one: PairedScreen, other: PairedScreen): boolean {
  return one.id === other.id && one.name === other.name && one.bodyId === other.bodyId;
}

function keptStanding(): Standing {
  const kept = localStorage.getItem(keptKey);
  return kept ? { state: 'paired', screen: JSON.parse(kept) as PairedScreen } : { state: 'starting', away: false };
}

/** Remembers the pairing, and forgets everything that was read for a body when the screen is no longer its. */
function keep(own: OwnScreen): void {
  if (own.state === 'paired') {
    localStorage.setItem(keptKey, JSON.stringify({ id: own.id, name: own.name, bodyId: own.bodyId } satisfies PairedScreen));
    return;
  }
  localStorage.removeItem(keptKey);
  for (const key of Object.keys(localStorage)) if (key.startsWith('wall:')) localStorage.removeItem(key);
}

/** `1920×1080 · Chrome · Windows`: by what the office tells its screens apart before they have names. */
function deviceWords(): string {
  const { userAgent } = navigator;
  const browser = /Edg/.test(userAgent)
    ? 'Edge'
    : /Firefox/.test(userAgent)
      ? 'Firefox'
      : /Chrome/.test(userAgent)
        ? 'Chrome'
        : /Safari/.test(userAgent)
          ? 'Safari'
          : null;
  const system = /Windows/.test(userAgent)
    ? 'Windows'
    : /Android/.test(userAgent)
      ? 'Android'
      : /Mac OS/.test(userAgent)
        ? 'macOS'
        : /Linux/.test(userAgent)
          ? 'Linux'
          : null;
  const pixels = `${Math.round(screen.width * devicePixelRatio)}×${Math.round(screen.height * devicePixelRatio)}`;
  return [pixels, browser, system].filter(Boolean).join(' · ');
}
