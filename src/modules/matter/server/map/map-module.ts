import { bind } from '#platform/server/http/bind.ts';
import type { ServerModule } from '#platform/server/module.ts';
import type { Settings } from '#platform/server/settings.ts';
import { readMap, readOutline } from '../../contract/routes.ts';
import { openMapSource } from './map-source.ts';

/** The maps that pages of this module draw. Apart from the module itself, because only they hang on the operator's settings. */
export function matterMapModule(settings: Pick<Settings, 'map' | 'demo'>): ServerModule {
  const source = openMapSource(settings);
  return {
    name: 'matter-map',
    permissions: {},
    policies: {},
    routes: [bind(readMap, { read: () => source.map() }), bind(readOutline, { read: () => source.outline() })],
  };
}
