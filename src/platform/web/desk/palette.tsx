import { Suspense, lazy, useState } from 'react';
import { Icon } from './icon.tsx';
import { useKeys } from './keys.tsx';

export interface PaletteItem {
  readonly id: string;
  readonly title: string;
  /** Number, people, unit: what tells it from its like. */
  readonly note?: string;
  readonly act: () => void;
}

/** Where the palette finds things. A source without `search` offers its commands by title, pinyin initials or number. */
export interface PaletteSource {
  readonly name: string;
  readonly items?: readonly (PaletteItem & { readonly initials?: string })[];
  readonly search?: (text: string, signal: AbortSignal) => Promise<readonly PaletteItem[]>;
}

const PaletteDialog = lazy(() => import('./palette-dialog.tsx'));

/** The find box of the top bar; Ctrl K or / opens it. */
export function Palette({ sources }: { sources: readonly PaletteSource[] }) {
  const [open, setOpen] = useState(false);
  useKeys([{ keys: 'Ctrl+k', label: '找件、找人或命令', act: () => setOpen(true), everywhere: true, quiet: true }]);
  return (
    <>
      <button type="button" className="find" onClick={() => setOpen(true)}>
        <Icon name="find" />
        <span className="grow cut">编号、标题、人名，或输入命令</span>
        <kbd>Ctrl K</kbd>
      </button>
      {open && (
        <Suspense fallback={null}>
          <PaletteDialog sources={sources} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
