import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useAddress } from '#platform/web/desk/address.ts';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { seatInUse } from '#platform/web/shared/call.ts';
import type { Kind } from '../../contract/kind.ts';
import { useKinds } from './matter-marks.tsx';

/** The kind that a page of the office works on, and the others that it could. */
export interface OfficeKind {
  readonly kind: Kind;
  readonly kinds: readonly Kind[];
  readonly choose: (kind: string) => void;
}

/** Which of the kinds that fit the page is worked on: the one in the address, else the one used last in this seat, else the first. */
export function useOfficeKind(fits: (kind: Kind) => boolean): OfficeKind | null {
  const kinds = useKinds().filter(fits);
  const [address, change] = useAddress();
  const kept = keptKind();
  const kind = kinds.find((one) => one.kind === address['kind']) ?? kinds.find((one) => one.kind === kept) ?? kinds[0];
  useEffect(() => {
    if (kind && address['kind'] === kind.kind) keepKind(kind.kind);
  }, [kind, address]);
  // What narrows one kind's queue means nothing in another's.
  return kind ? { kind, kinds, choose: (next) => change({ kind: next }, { replaceAll: true }) } : null;
}

/** Turns between kinds by press, or [ and ]; nothing where there is one only. `all` is the word for all of them together. */
export function KindSwitch({
  kinds,
  picked,
  onPick,
  all,
}: {
  kinds: readonly { readonly kind: string; readonly words: { readonly name: string } }[];
  picked: string | undefined;
  onPick: (kind: string | undefined) => void;
  all?: string;
}): ReactNode {
  const choices = [...(all ? [{ id: undefined, words: all }] : []), ...kinds.map((one) => ({ id: one.kind, words: one.words.name }))];
  const place = Math.max(
    0,
    choices.findIndex((one) => one.id === picked),
  );
  const turn = (by: number) => onPick(choices[(place + by + choices.length) % choices.length]!.id);
  const several = kinds.length > 1;
  useKeys([several && { keys: ['[', ']'], label: '换类型', act: (event) => turn(event.key === '[' ? -1 : 1) }]);
  if (!several) return null;
  return (
    <span className="choices kind-switch" role="group" aria-label="类型">
      {choices.map((one) => (
        <button key={one.words} type="button" aria-pressed={one.id === picked} onClick={() => onPick(one.id)}>
          {one.words}
        </button>
      ))}
    </span>
  );
}

/** In this browser, for the seat: who works on motions all day comes back to them. */
const storageKey = () => `office-kind:${seatInUse() ?? ''}`;

function keptKind(): string | null {
  try {
    return localStorage.getItem(storageKey());
  } catch {
    return null;
  }
}

function keepKind(kind: string): void {
  try {
    localStorage.setItem(storageKey(), kind);
  } catch {
    // A browser without storage asks again.
  }
}
