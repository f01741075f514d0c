import type { ComponentType } from 'react';

/**
 * One page of a terminal. Modules export lists of them from `web/<terminal>/index.ts`; the terminal's app composes the lists into its
 * router and its navigation. `load` is called when the page is first opened, so its code is no part of the first download.
 */
export interface TerminalPage {
  /** TanStack Router path below the terminal's base, e.g. `/matters/$matterId`. */
  readonly path: string;
  /** Chinese title of the page, for the window and the navigation. */
  readonly title: string;
  readonly load: () => Promise<{ default: ComponentType }>;
  /** Shown only to seats that hold this permission; omitted for pages open to everybody signed in. */
  readonly permission?: string;
  /** Opens without anybody signed in, e.g. for a device that proves itself; the phone terminal alone has such pages. */
  readonly withoutPerson?: boolean;
  /** Where the page stands in the navigation; omitted for pages that are reached from others. */
  readonly navigation?: { readonly order: number; readonly icon?: string; readonly badge?: () => number | undefined };
}
