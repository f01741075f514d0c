import { useState } from 'react';
import { DeskDialog } from './dialog.tsx';
import { Key, capsOf, useBoundKeys, useKeys } from './keys.tsx';
import type { KeyBinding } from './keys.tsx';
import { UndoOffer, useUndo } from './undo.tsx';

/** The bottom line: the keys of the open page at left; the last act with its undo, or what was saved, at right. */
export function KeyLine() {
  const bound = useBoundKeys();
  // The list is that of the page: once it is open, only its own keys are bound.
  const [open, setOpen] = useState<readonly KeyBinding[] | null>(null);
  const undo = useUndo();
  useKeys([
    { keys: '?', label: '全部按键', act: () => setOpen(bound), quiet: true },
    {
      keys: 'Ctrl+z',
      label: '撤销刚才的操作',
      act: () => void undo.take(),
      quiet: true,
      blocked: undo.offer ? undefined : '现在没有可撤销的操作',
    },
  ]);
  const shown = bound.filter((binding, index) => !binding.quiet && bound.findIndex((other) => other.label === binding.label) === index);
  return (
    <footer className="keys">
      <div className="keys-here">
        {shown.map((binding) => (
          <KeyHint key={binding.label} binding={binding} />
        ))}
      </div>
      <button type="button" className="keys-all" onClick={() => setOpen(bound)}>
        <Key keys="?" />
        全部按键
      </button>
      <UndoOffer />
      {open && <KeyHelp bindings={open} onClose={() => setOpen(null)} />}
    </footer>
  );
}

function KeyHint({ binding }: { binding: KeyBinding }) {
  return (
    <span className={binding.blocked ? 'off' : undefined} title={binding.blocked}>
      {capsOf(binding).map((cap) => (
        <kbd key={cap}>{cap}</kbd>
      ))}
      {binding.label}
    </span>
  );
}

function KeyHelp({ bindings, onClose }: { bindings: readonly KeyBinding[]; onClose: () => void }) {
  return (
    <DeskDialog title="本页按键" note="光标在输入框里时，字母键只用来打字；按 Esc 离开输入框。" onClose={onClose} width={560}>
      <dl className="key-help">
        {bindings.map((binding) => (
          <div key={binding.label}>
            <dt>
              {capsOf(binding).map((cap) => (
                <kbd key={cap}>{cap}</kbd>
              ))}
            </dt>
            <dd>
              {binding.label}
              {binding.blocked && <span className="s">（{binding.blocked}）</span>}
            </dd>
          </div>
        ))}
      </dl>
    </DeskDialog>
  );
}
