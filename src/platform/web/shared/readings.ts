import { type DehydratedState, type QueryClient, dehydrate, hydrate } from '@tanstack/react-query';
import { deviceStore } from './store.ts';

const key = 'queries';
const keptFor = 14 * 86_400_000;

/**
 * Keeps what was read for times without signal: puts the readings of the last visit into `client`, then saves them again, at most once in
 * two seconds, whenever something new was read. Resolves when the first render may start; a device without IndexedDB just reads anew.
 */
export async function keepReadings(client: QueryClient): Promise<void> {
  try {
    const kept = await (await deviceStore()).get('readings', key);
    if (kept && Date.now() - Date.parse(kept.savedAt) < keptFor) {
      hydrate(client, kept.content as DehydratedState);
      // Nobody listened since: what is kept is shown at once, but read anew where it is looked at.
      await client.invalidateQueries({ refetchType: 'none' });
    }
  } catch {
    return;
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success') return;
    timer ??= setTimeout(() => {
      timer = undefined;
      void save(client);
    }, 2_000);
  });
}

/** Forgets all readings of this device, for a sign-out. Drafts and outgoing writes belong to a person and stay until that person returns. */
export async function forgetReadings(): Promise<void> {
  await (await deviceStore()).clear('readings').catch(() => undefined);
}

async function save(client: QueryClient): Promise<void> {
  const content = JSON.parse(
    JSON.stringify(dehydrate(client, { shouldDehydrateQuery: (query) => query.state.status === 'success' })),
  ) as unknown;
  await (await deviceStore()).put('readings', { savedAt: new Date().toISOString(), content }, key).catch(() => undefined);
}
