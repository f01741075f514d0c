import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { Sealer } from '#platform/server/audit/sealer.ts';
import { Database } from '#platform/server/database.ts';
import { FileRoom } from '#platform/server/files/file-room.ts';
import { serializers } from '#platform/server/http/log.ts';
import type { ServerParts } from '#platform/server/http/server.ts';
import { createServer } from '#platform/server/http/server.ts';
import { LiveHub } from '#platform/server/live/hub.ts';
import type { ServerModule } from '#platform/server/module.ts';
import { Dispatcher } from '#platform/server/outbox/dispatcher.ts';
import { withScreens } from '#platform/server/screens/authenticate.ts';
import type { Settings } from '#platform/server/settings.ts';
import { readSettings } from '#platform/server/settings.ts';
import type { IsolatedDatabase } from '#platform/server/testing/database.ts';
import { isolatedDatabase } from '#platform/server/testing/database.ts';
import type { Authenticator } from '#modules/directory/server/index.ts';
import { openAuthenticator } from '#modules/directory/server/index.ts';
import { testPhoneSecret } from '#modules/identity/server/factory.ts';
import { composeModules } from '../modules.ts';
import { serverPages } from '../pages.ts';

/** All modules behind HTTP as the product composes them, on a database of their own; nothing listens, calls are injected. */
export interface ComposedServer {
  readonly server: FastifyInstance;
  readonly modules: readonly ServerModule[];
  readonly database: Database;
  readonly isolated: IsolatedDatabase;
  readonly authenticator: Authenticator;
  readonly settings: Settings;
  /** Every line that was logged so far. */
  readonly logged: readonly string[];
  /** Lets everything that follows from what was committed happen: subscribers and sealing. */
  readonly settle: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export const composedOrigin = 'http://luzhitong.test';

export interface ComposedParts extends Partial<Pick<ServerParts, 'dist' | 'throttle' | 'checkAnswers'>> {
  /** Changes the modules before they are served, e.g. takes a wall down. */
  readonly change?: (modules: readonly ServerModule[]) => readonly ServerModule[];
  /** A server on the database of another one; closing leaves that one alone. */
  readonly on?: ComposedServer;
  readonly demo?: boolean;
  /** Takes the second wall down: requests run with the worker's role, which row-level security lets see everything. */
  readonly withoutRowSecurity?: boolean;
}

export async function composedServer({ change, on, demo, withoutRowSecurity, ...parts }: ComposedParts = {}): Promise<ComposedServer> {
  const isolated = on?.isolated ?? (await isolatedDatabase());
  const dataDir = mkdtempSync(join(tmpdir(), 'luzhitong-composed-'));
  const settings = readSettings({ DATA_DIR: dataDir, SECRET: testPhoneSecret, DEMO: demo ? 'on' : 'off', PUBLIC_URL: composedOrigin });
  const database = new Database(withoutRowSecurity ? { ...isolated, appUrl: isolated.workerUrl } : isolated);
  const logged: string[] = [];
  const keep = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      logged.push(String(chunk));
      done();
    },
  });
  const log = pino({ level: 'info', serializers }, keep);
  const authenticator = await openAuthenticator(database);
  const hub = new LiveHub({ database, log });
  await hub.start();
  const files = on ? filesOf(on) : new FileRoom({ settings: settings.files, dataDir });
  const composed = composeModules({ settings, files, log, hub, settle: () => authenticator.settle() });
  const modules = change ? change(composed) : composed;
  const authenticate = withScreens(database, (request) => authenticator.authenticate(request));
  const pages = serverPages(database, modules, settings);
  const server = await createServer({
    settings,
    database,
    modules,
    log,
    hub,
    authenticate,
    pages,
    throttle: null,
    checkAnswers: true,
    ...parts,
  });
  const dispatcher = new Dispatcher(
    database,
    modules.flatMap((module) => module.subscribers ?? []),
    log,
  );
  const sealer = new Sealer(database, log);
  return {
    server,
    modules,
    database,
    isolated,
    authenticator,
    settings,
    logged,
    settle: async () => {
      await dispatcher.drain();
      await sealer.drain();
    },
    close: async () => {
      await server.close();
      await authenticator.close();
      await database.close();
      if (!on) await isolated.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function filesOf(on: ComposedServer): FileRoom {
  return new FileRoom({ settings: on.settings.files, dataDir: on.settings.dataDir });
}
