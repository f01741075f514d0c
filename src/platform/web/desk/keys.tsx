import { createContext, useContext, useEffect, useId, useLayoutEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';

/** What one key does on the page that is open. */
export interface KeyBinding {
  /** `j`, `Enter`, `Space`, `Escape`, `Shift+a`, `Ctrl+z`, `/`, `?`, `[`; several where they do the same; `1-9` for a row of digits. */
  readonly keys: string | readonly string[];
  /** Two to six words of Chinese for the key line and the list of all keys. */
  readonly label: string;
  readonly act: (event: KeyboardEvent) => void;
  /** The key is known here but does nothing now: shown struck out with this reason. */
  readonly blocked?: string | undefined;
  /** Left out of the key line; still in the list of all keys. */
  readonly quiet?: boolean;
  /** Also works while the focus is in a field. Only for keys with Ctrl and for Escape. */
  readonly everywhere?: boolean;
}

/** Binds `bindings` while the calling component is mounted and no dialog lies above its layer. */
export function useKeys(bindings: readonly (KeyBinding | null | false | undefined)[]): void {
  const registry = useRegistry();
  const depth = useContext(DepthContext);
  const id = useId();
  const wanted = bindings.filter((binding): binding is KeyBinding => Boolean(binding));
  const latest = useRef<readonly KeyBinding[]>(wanted);
  const signature = wanted.map((one) => `${namesOf(one).join(' ')}|${one.label}|${one.blocked ?? ''}|${one.quiet ? 1 : 0}`).join('\n');
  useLayoutEffect(() => {
    latest.current = wanted;
  });
  useLayoutEffect(() => {
    registry.put(id, { depth, list: () => latest.current });
    return () => registry.drop(id);
  }, [registry, id, depth, signature]);
}

/** Listens for keys on behalf of everything inside it. Stands once around the desk. */
export function KeyboardRoot({ children }: { children: ReactNode }) {
  const registry = useMemo(() => new KeyRegistry(), []);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => registry.dispatch(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [registry]);
  return <RegistryContext.Provider value={registry}>{children}</RegistryContext.Provider>;
}

/** A layer above the page: while it is mounted, only the keys bound inside it work. Dialogs stand in one. */
export function KeyLayer({ children }: { children: ReactNode }) {
  const registry = useRegistry();
  const depth = useContext(DepthContext) + 1;
  useLayoutEffect(() => registry.raise(depth), [registry, depth]);
  return <DepthContext.Provider value={depth}>{children}</DepthContext.Provider>;
}

/** The keys that work now, those bound last first. */
export function useBoundKeys(): readonly KeyBinding[] {
  const registry = useRegistry();
  return useSyncExternalStore(registry.subscribe, registry.visible);
}

/** One key as a cap. `keys` is written as in {@link KeyBinding}. */
export function Key({ keys }: { keys: string }) {
  return <kbd>{capOf(keys)}</kbd>;
}

/** Names of the keys of a binding, as the caps show them. */
export function capsOf(binding: KeyBinding): readonly string[] {
  return namesOf(binding)
    .slice(0, 2)
    .flatMap((name) => (/^\d-\d$/.test(name) ? [name[0]!, name[2]!] : [capOf(name)]));
}

/** True where letters typed belong to the element that has the focus. */
export function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches('textarea, select, [role="combobox"], [role="textbox"], [role="spinbutton"]')) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'file', 'range'].includes(target.type);
}

const RegistryContext = createContext<KeyRegistry | null>(null);
const DepthContext = createContext(0);

function useRegistry(): KeyRegistry {
  const registry = useContext(RegistryContext);
  if (!registry) throw new Error('useKeys needs a KeyboardRoot above it');
  return registry;
}

interface Bound {
  readonly depth: number;
  readonly list: () => readonly KeyBinding[];
}

/** All bindings of the mounted components, and the depth of the topmost layer. */
class KeyRegistry {
  private readonly bound = new Map<string, Bound>();
  private readonly layers: number[] = [0];
  private readonly listeners = new Set<() => void>();
  private snapshot: readonly KeyBinding[] = [];

  put(id: string, bound: Bound): void {
    this.bound.delete(id);
    this.bound.set(id, bound);
    this.refresh();
  }

  drop(id: string): void {
    this.bound.delete(id);
    this.refresh();
  }

  raise(depth: number): () => void {
    this.layers.push(depth);
    this.refresh();
    return () => {
      this.layers.splice(this.layers.lastIndexOf(depth), 1);
      this.refresh();
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly visible = (): readonly KeyBinding[] => this.snapshot;

  dispatch(event: KeyboardEvent): void {
    if (event.isComposing || event.defaultPrevented) return;
    const name = nameOf(event);
    const inField = isField(event.target);
    if ((name === 'Enter' || name === 'Space') && isPressable(event.target)) return;
    for (const binding of this.current()) {
      if ((inField && !binding.everywhere) || !namesOf(binding).some((keys) => matches(keys, name))) continue;
      event.preventDefault();
      if (!binding.blocked) binding.act(event);
      return;
    }
  }

  private current(): KeyBinding[] {
    const top = Math.max(...this.layers);
    return [...this.bound.values()]
      .filter((one) => one.depth === top)
      .reverse()
      .flatMap((one) => one.list());
  }

  private refresh(): void {
    this.snapshot = this.current();
    for (const listener of this.listeners) listener();
  }
}

function namesOf(binding: KeyBinding): readonly string[] {
  return typeof binding.keys === 'string' ? [binding.keys] : binding.keys;
}

function matches(keys: string, name: string): boolean {
  const range = /^(\d)-(\d)$/.exec(keys);
  return range ? name.length === 1 && name >= range[1]! && name <= range[2]! : keys === name;
}

/** `Ctrl+k`, `Shift+a`, `j`, `?`: Shift is named only where it does not already show in the character. */
function nameOf(event: KeyboardEvent): string {
  // An input method that stays on outside fields hides the character; the position of the key still tells it.
  const raw = event.key === 'Process' ? event.code.replace(/^(Key|Digit)/, '') : event.key;
  const key = raw === ' ' ? 'Space' : raw.length === 1 ? raw.toLowerCase() : raw;
  const shifted = event.shiftKey && (key.length > 1 || /[a-z]/.test(key));
  return `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${shifted ? 'Shift+' : ''}${key}`;
}

function isPressable(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches(
      'button, a[href], summary, input, [role="button"], [role="checkbox"], [role="tab"], [role="menuitem"], [role="option"], [role="switch"]',
    )
  );
}

const capNames: Readonly<Record<string, string>> = { Escape: 'Esc', ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' };

function capOf(keys: string): string {
  return keys
    .split('+')
    .map((part) => capNames[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(' ');
}
