import type { Closable } from '#platform/server/lifecycle.ts';
import type { ProvidedDatabase } from '#platform/server/postgres/provide-database.ts';
import type { Settings } from '#platform/server/settings.ts';

/** Composes the modules' subscribers and jobs and starts them. */
export async function composeWorker(_parts: { settings: Settings; database: ProvidedDatabase }): Promise<Closable> {
  const idle = setInterval(() => undefined, 60_000);
  return { close: () => clearInterval(idle) };
}
