import { createServer } from 'node:http';
import type { Closable } from '#platform/server/lifecycle.ts';
import type { ProvidedDatabase } from '#platform/server/postgres/provide-database.ts';
import type { Settings } from '#platform/server/settings.ts';

/** Composes the modules into the HTTP server and starts it. */
export async function composeServer({ settings }: { settings: Settings; database: ProvidedDatabase }): Promise<Closable> {
  const server = createServer((_request, response) => response.writeHead(503).end());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(settings.port, settings.host, resolve);
  });
  console.log(`履职通已启动：${settings.publicUrl}`);
  return {
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
