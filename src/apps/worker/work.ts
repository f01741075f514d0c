import { runProcess } from '#platform/server/lifecycle.ts';
import { provideDatabase } from '#platform/server/postgres/provide-database.ts';
import { readSettings } from '#platform/server/settings.ts';
import { composeWorker } from './compose.ts';

/** The process that runs subscribers and jobs beside one or more servers. The server migrates; this one only works. */
export async function work(): Promise<void> {
  await runProcess(async (life) => {
    const settings = readSettings();
    const provided = life.keep(await provideDatabase(settings, 'worker'));
    await composeWorker(life, settings, provided);
  });
}
