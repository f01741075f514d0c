import type { Actor } from '../../contract/actor.ts';
import { holds } from '../../contract/actor.ts';
import {
  askScreenCode,
  endScreen,
  listScreens,
  pairScreen,
  readOwnScreen,
  renameScreen,
  screenChanged,
  screenPermissions,
} from '../../contract/screens.ts';
import { bind } from '../http/bind.ts';
import type { ServerModule } from '../module.ts';
import type { Settings } from '../settings.ts';
import { end, pair, rename, screensOf } from './manage-screens.ts';
import type { ScreenParts } from './own-screen.ts';
import { askCode, ownScreenOf } from './own-screen.ts';

/** Wall screens that offices pair by a code, in the form of a module. Their requests are let in by {@link withScreens} (authenticate.ts). */
export function screenModule({ publicUrl }: Pick<Settings, 'publicUrl'>): ServerModule {
  const parts: ScreenParts = { secure: publicUrl.startsWith('https:') };
  return {
    name: 'screen',
    permissions: screenPermissions,
    policies: { 'screen.pair': pairsScreens },
    routes: [
      bind(readOwnScreen, { raw: (call) => ownScreenOf(parts, call) }),
      bind(askScreenCode, { raw: (call) => askCode(parts, call) }),
      bind(listScreens, { read: (tx) => screensOf(tx) }),
      bind(pairScreen, { write: (tx, { body }) => pair(tx, body) }),
      bind(renameScreen, { write: (tx, { params, body }) => rename(tx, params.id, body.name) }),
      bind(endScreen, { write: (tx, { params }) => end(tx, params.id) }),
    ],
    events: [screenChanged],
  };
}

/** Those who look after the body's rooms and figures; auditors and the security administrator only look on. */
function pairsScreens(actor: Actor): boolean {
  return actor.scope === 'office' && actor.bodyId !== null && holds(actor, 'clerk', 'officeLeader', 'leader', 'administrator');
}
