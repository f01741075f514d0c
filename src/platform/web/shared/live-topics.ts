import { useEffect } from 'react';

/** Topics that the pages of this window look at besides one's own, each with the number of readings that name it. */
const wishes = new Map<string, number>();
const listeners = new Set<() => void>();

/** The topics that this window wants to hear of. */
export function wishedTopics(): readonly string[] {
  return [...wishes.keys()];
}

export function onWishes(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Asks for live events of `topics` while the component is shown. */
export function useLiveTopics(topics: readonly string[] | undefined): void {
  const named = topics?.join(',') ?? '';
  useEffect(() => {
    if (!named) return undefined;
    const list = named.split(',');
    for (const topic of list) wishes.set(topic, (wishes.get(topic) ?? 0) + 1);
    tell();
    return () => {
      for (const topic of list) {
        const count = (wishes.get(topic) ?? 1) - 1;
        if (count > 0) wishes.set(topic, count);
        else wishes.delete(topic);
      }
      tell();
    };
  }, [named]);
}

function tell(): void {
  for (const listener of listeners) listener();
}
