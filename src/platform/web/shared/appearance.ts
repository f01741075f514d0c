import { useSyncExternalStore } from 'react';

export type BodyTheme = 'congress' | 'cppcc' | 'unit';
export type TextSize = 'standard' | 'elder';

const listeners = new Set<() => void>();
const root = document.documentElement;

/** Puts the last known theme and size on `<html>`; call it before the first render so that nothing jumps. */
export function restoreAppearance(): void {
  root.dataset.body = localStorage.getItem('theme') ?? 'congress';
  root.dataset.size = sizeOfHost() ?? localStorage.getItem('size') ?? 'standard';
}

/** Colours the terminal for the body of the seat in use. */
export function wearTheme(theme: BodyTheme): void {
  localStorage.setItem('theme', theme);
  root.dataset.body = theme;
  const brand = getComputedStyle(root).getPropertyValue('--brand').trim();
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', brand);
}

/** Switches between the standard and the elder version (长辈版). */
export function chooseSize(size: TextSize): void {
  localStorage.setItem('size', size);
  root.dataset.size = size;
  for (const listener of listeners) listener();
}

/** The size in use; the component renders anew when it changes. */
export function useSize(): TextSize {
  return useSyncExternalStore(subscribe, () => (root.dataset.size === 'elder' ? 'elder' : 'standard'));
}

/** Whether the user was ever asked which size suits; the first run asks. */
export function sizeWasChosen(): boolean {
  return localStorage.getItem('size') !== null || sizeOfHost() !== null;
}

/** 浙里办 and 浙政钉 hosts hand over the user's choice as `uiStyle=elder`, which a page has to follow (DOMAIN §8.4). */
function sizeOfHost(): TextSize | null {
  const style = new URLSearchParams(location.search).get('uiStyle');
  return style === null ? null : style === 'elder' ? 'elder' : 'standard';
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
