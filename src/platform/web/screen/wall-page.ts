import type { ComponentType } from 'react';
import type { WallLink } from './wall-link.ts';

/** A paired screen as it knows itself. */
export interface PairedScreen {
  readonly id: string;
  readonly name: string;
  readonly bodyId: string;
}

export interface WallPageProps {
  readonly screen: PairedScreen;
  readonly link: WallLink;
}

/** A page of the wall. Modules export lists of them from `web/screen/index.ts`. */
export interface WallPage {
  readonly name: string;
  readonly load: () => Promise<{ default: ComponentType<WallPageProps> }>;
  /** For pages that an office calls onto a screen: while one is called, it stands in place of the one that the address names. */
  readonly onCall?: {
    /** Tells `listener` whenever that may have changed; returns the function that ends it. */
    readonly watch: (link: WallLink, listener: () => void) => () => void;
    readonly isCalled: (link: WallLink) => boolean;
  };
}
