import type { AnswerOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { bind } from '#platform/server/http/bind.ts';
import type { ServerModule } from '#platform/server/module.ts';
import type { Settings } from '#platform/server/settings.ts';
import { organisationsByIds, regionsWithin } from '#modules/directory/server/index.ts';
import { readMap, readOutline } from '../../contract/routes.ts';
import type { MapSource } from './map-source.ts';
import { openMapSource } from './map-source.ts';

/** The maps that pages of this module draw. Apart from the module itself, because only they hang on the operator's settings. */
export function matterMapModule(settings: Pick<Settings, 'map' | 'demo'>): ServerModule {
  const source = openMapSource(settings);
  return {
    name: 'matter-map',
    permissions: {},
    policies: {},
    routes: [bind(readMap, { read: () => source.map() }), bind(readOutline, { read: (tx) => outlineOf(tx, source) })],
  };
}

/** The outlines of the regions inside the one of the actor's body. */
async function outlineOf(tx: Tx, source: MapSource): Promise<AnswerOf<typeof readOutline>> {
  const bodyId = tx.actor.bodyId!;
  const body = (await organisationsByIds(tx, [bodyId])).get(bodyId)!;
  const { name, parts } = await regionsWithin(tx, body.regionCode);
  return await source.outline(name, parts);
}
