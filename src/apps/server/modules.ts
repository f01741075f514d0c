import type { Actor } from '#platform/contract/actor.ts';
import type { FileRoom } from '#platform/server/files/file-room.ts';
import type { Logger } from '#platform/server/http/log.ts';
import type { LiveHub } from '#platform/server/live/hub.ts';
import type { ServerModule } from '#platform/server/module.ts';
import { pushHosts, pushKeys, pushSender } from '#platform/server/notifications/push.ts';
import { platformModule } from '#platform/server/platform-module.ts';
import { screenModule } from '#platform/server/screens/screen-module.ts';
import type { Settings } from '#platform/server/settings.ts';
import { transcriberOf } from '#platform/server/speech/transcriber.ts';
import { directoryModule, peopleForIdentity, permissionsIn } from '#modules/directory/server/index.ts';
import { identityModule, zhezhengdingProvider } from '#modules/identity/server/index.ts';
import {
  matterCitizensModule,
  matterIntakeModule,
  matterMapModule,
  matterModule,
  matterSpeechModule,
  mattersRaised,
} from '#modules/matter/server/index.ts';
import { meetingModules } from '#modules/meeting/server/index.ts';
import { profileModule } from '#modules/profile/server/index.ts';
import { mayRemindAt } from './reminding-hours.ts';

export interface ModuleParts {
  readonly settings: Settings;
  readonly files: FileRoom;
  readonly log: Logger;
  /** Null in processes that serve no event streams. */
  readonly hub: LiveHub | null;
  /** Resolves when an ended session is known to be ended everywhere; see the directory's authenticator. */
  readonly settle: () => Promise<void>;
}

/** All modules of the product, lower tiers first, with the platform's own as the last. */
export function composeModules({ settings, files, log, hub, settle }: ModuleParts): readonly ServerModule[] {
  const keys = pushKeys(settings);
  const push = { publicKey: keys.publicKey, hosts: pushHosts, send: pushSender(keys) };
  const modules: ServerModule[] = [
    identityModule({
      settings,
      people: peopleForIdentity,
      providers: settings.zhezhengding ? [zhezhengdingProvider(settings.zhezhengding)] : [],
      settle,
      log: (line, error) => log.warn({ err: error }, line),
    }),
    directoryModule({ settings, permissionsOf: (actor: Actor) => permissionsIn(modules, actor) }),
    profileModule,
    matterModule,
    matterMapModule(settings),
    matterIntakeModule({ settings, files }),
    matterSpeechModule({ files, transcriber: transcriberOf(settings.transcription) }),
    matterCitizensModule({ files, push }),
    ...meetingModules({ settings, files, raised: mattersRaised }),
    screenModule(settings),
  ];
  modules.push(platformModule({ modules: [...modules], files, hub, push, mayRemindAt }));
  return modules;
}
