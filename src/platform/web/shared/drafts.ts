import { useCallback, useEffect, useRef, useState } from 'react';
import { deviceStore } from './store.ts';

export interface Draft<Content> {
  readonly content: Content;
  /** Null until the device has answered whether something is kept; then whether a kept draft was found. */
  readonly restored: boolean | null;
  readonly savedAt: string | null;
  readonly change: (part: Partial<Content> | ((content: Content) => Content)) => void;
  /** Forgets the draft: it was sent, or the writer gave it up. */
  readonly discard: () => Promise<void>;
}

/**
 * Unfinished writing that survives a closed window and a dead battery: it is saved on this device half a second after each change.
 * `name` must hold the person and the seat, since several people may share a device. Content may hold pictures as `Blob`.
 */
export function useDraft<Content extends object>(name: string, initial: Content): Draft<Content> {
  const [content, setContent] = useState(initial);
  const [restored, setRestored] = useState<boolean | null>(null);
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const touched = useRef(false);
  const gone = useRef(false);
  const empty = useRef(initial);

  useEffect(() => {
    let current = true;
    const restore = async () => {
      const kept = await readDraft(name);
      if (!current) return;
      if (kept && !touched.current) setContent({ ...empty.current, ...(kept.content as Content) });
      setSavedAt(kept?.savedAt ?? null);
      setRestored(Boolean(kept));
    };
    void restore();
    return () => {
      current = false;
    };
  }, [name]);

  useEffect(() => {
    if (!touched.current || gone.current) return undefined;
    const timer = setTimeout(() => {
      // What was sent meanwhile must not come back.
      if (!gone.current) void saveDraft(name, content).then(setSavedAt);
    }, 500);
    return () => clearTimeout(timer);
  }, [name, content]);

  const change = useCallback((part: Partial<Content> | ((content: Content) => Content)) => {
    touched.current = true;
    setContent((before) => (typeof part === 'function' ? part(before) : { ...before, ...part }));
  }, []);
  const discard = useCallback(async () => {
    gone.current = true;
    await forgetDraft(name);
  }, [name]);
  return { content, restored, savedAt, change, discard };
}

/** The kept draft, or null; also where the device keeps nothing at all. */
export async function readDraft(name: string): Promise<{ readonly savedAt: string; readonly content: unknown } | null> {
  try {
    return (await (await deviceStore()).get('drafts', name)) ?? null;
  } catch {
    return null;
  }
}

/** Keeps a draft and tells when; null where the device keeps nothing. */
export async function saveDraft(name: string, content: unknown): Promise<string | null> {
  const savedAt = new Date().toISOString();
  try {
    await (await deviceStore()).put('drafts', { savedAt, content }, name);
    return savedAt;
  } catch {
    return null;
  }
}

export async function forgetDraft(name: string): Promise<void> {
  await (await deviceStore()).delete('drafts', name).catch(() => undefined);
}
