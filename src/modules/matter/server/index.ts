import { Problem } from '#platform/contract/problem.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { ServerModule } from '#platform/server/module.ts';
import { matterEvents } from '../contract/events.ts';
import { presenceChanged } from '../contract/presence.ts';
import { matterPermissions } from '../contract/permissions.ts';
import { matterCommands } from './commands.ts';
import { loadCase } from './engine/case.ts';
import { matterJobs } from './jobs.ts';
import { noticeKinds } from './notices.ts';
import { matterPolicies } from './policy.ts';
import { matterRoutes } from './routes.ts';
import { matterSubscribers } from './subscribers.ts';
import type { MatterTables } from './tables.ts';

/** Matters of every kind, for the processes that are composed of modules. */
export const matterModule: ServerModule = {
  name: 'matter',
  permissions: matterPermissions,
  policies: matterPolicies,
  routes: matterRoutes,
  events: [...matterEvents, presenceChanged],
  commands: matterCommands,
  subscribers: matterSubscribers,
  jobs: matterJobs,
  notificationKinds: Object.values(noticeKinds),
  liveTopics: [{ prefix: 'matter', mayFollow: seesMatter }],
  fileSubjects: [{ kind: 'matter', mayRead: seesMatter }],
};

/** Whoever sees the case sees its files and hears when something happens to it. Who may add files is the acts' affair. */
async function seesMatter(tx: Tx, matterId: string, file?: { readonly bodyId: string }): Promise<boolean> {
  const rows = await tables<MatterTables>(tx)
    .selectFrom('matter')
    .select(['body_id'])
    .where('id', '=', matterId)
    .$if(file !== undefined, (found) => found.where('body_id', '=', file!.bodyId))
    .execute();
  const cases = await Promise.all(rows.map((row) => loadCase(tx, row.body_id, matterId).catch(unlessHidden)));
  return cases.some((one) => one !== null);
}

function unlessHidden(error: unknown): null {
  if (error instanceof Problem && error.code === 'matter.not-found') return null;
  throw error;
}

/** The demo's texts and its seed, loaded only where something is seeded: they are the largest files of all. */
export const loadDemo = async () => {
  const [{ cityTexts }, { seedMatters }] = await Promise.all([import('./demo/city-texts.ts'), import('./seed.ts')]);
  return { cityTexts, seedMatters };
};
export { mattersRaised } from './queries/list-raised.ts';
export { matterCitizensModule } from './citizens/citizens-module.ts';
export { matterMapModule } from './map/map-module.ts';
export { matterIntakeModule } from './intake/intake-module.ts';
export { matterSpeechModule } from './speech/speech-module.ts';
