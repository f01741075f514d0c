import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createServer } from '#platform/server/http/server.ts';
import { sharedBuckets } from '#platform/server/http/shared-buckets.ts';
import { Throttle } from '#platform/server/http/throttle.ts';
import type { Lifecycle } from '#platform/server/lifecycle.ts';
import { LiveHub } from '#platform/server/live/hub.ts';
import type { ServerModule } from '#platform/server/module.ts';
import type { ProvidedDatabase } from '#platform/server/postgres/provide-database.ts';
import { withScreens } from '#platform/server/screens/authenticate.ts';
import type { Settings } from '#platform/server/settings.ts';
import type { Authenticator } from '#modules/directory/server/index.ts';
import { openAuthenticator } from '#modules/directory/server/index.ts';
import type { Background } from '#apps/worker/background.ts';
import { startBackground } from '#apps/worker/background.ts';
import type { Installation } from './installation.ts';
import { openInstallation } from './installation.ts';
import { composeModules } from './modules.ts';
import { serverPages } from './pages.ts';

const dist = join(import.meta.dirname, '../../../dist');

/**
 * Composes the modules into the HTTP server and starts it. With the embedded database this process does the worker's part too; a server of a
 * larger installation leaves that to `npm run worker`.
 */
export async function composeServer(life: Lifecycle, settings: Settings, provided: ProvidedDatabase): Promise<FastifyInstance> {
  const installation = openInstallation(life, settings, provided, 'server');
  const { database, files, log } = installation;
  if (settings.demo) {
    const { demoSeeds, seedDemo } = await import('./seed.ts');
    await seedDemo(database, demoSeeds, { settings, files, say: (words) => console.log(words) });
  }
  const authenticator = life.keep(await openAuthenticator(database, settings));
  const hub = await openHub(installation, authenticator);
  const modules = composeModules({ settings, files, log, hub, settle: () => authenticator.settle() });
  // Begun first and awaited before anybody is answered: the database is busy with it while the routes are laid.
  const background = settings.database.kind === 'embedded' ? startBackground(installation, modules).then(life.keep) : null;
  background?.catch(() => undefined);
  const server = await makeServer(life, installation, { modules, authenticator, hub, background });
  await background;
  life.keep(server);
  await server.listen({ port: settings.port, host: settings.host });
  return server;
}

/** Streams end when their account's sessions or seats change, also by another process, so that rights are looked at anew. */
async function openHub({ database, log }: Installation, { changes }: Authenticator): Promise<LiveHub> {
  const hub = new LiveHub({ database, log });
  await hub.start();
  changes.on('changed', (id) => hub.endStreamsOf(id)).on('unsure', () => hub.endAll());
  return hub;
}

interface Serving {
  readonly modules: readonly ServerModule[];
  readonly authenticator: Authenticator;
  readonly hub: LiveHub;
  readonly background: Promise<Background> | null;
}

async function makeServer(
  life: Lifecycle,
  { settings, database, log }: Installation,
  { modules, authenticator, hub, background }: Serving,
): Promise<FastifyInstance> {
  const throttle = new Throttle();
  life.keep(throttle.share(sharedBuckets(database)));
  return await createServer({
    settings,
    database,
    modules,
    log,
    hub,
    dist,
    throttle,
    authenticate: withScreens(database, (request) => authenticator.authenticate(request)),
    pages: serverPages(database, modules, settings),
    countJobs: background ? async () => await (await background).countJobs() : undefined,
  });
}
