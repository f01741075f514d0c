import type { FastifyInstance } from 'fastify';
import type { Database } from '#platform/server/database.ts';
import { askAsNobody } from '#platform/server/http/ask.ts';
import type { ServerModule } from '#platform/server/module.ts';
import type { Settings } from '#platform/server/settings.ts';
import { publicPages } from '#apps/public/plugin.ts';

/** The pages that the server makes itself: the citizens' terminal, fed by the public routes of `modules` as nobody. */
export function serverPages(
  database: Database,
  modules: readonly ServerModule[],
  { publicUrl }: Pick<Settings, 'publicUrl'>,
): (server: FastifyInstance) => Promise<void> {
  return publicPages({ ask: askAsNobody(database, modules), publicUrl, clock: database.clock });
}
