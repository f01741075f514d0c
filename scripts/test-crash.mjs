// npm run test:crash: the crash test with 200 kills instead of the few of npm test; some twenty minutes. CRASH_KILLS and CRASH_SEED change that.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, environmentOfPackages, node, root } from './installation.mjs';

ensureInstalled();
const words = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'database', 'src/apps/server/crash.database.test.ts'];
const env = environmentOfPackages({ CRASH_KILLS: process.env['CRASH_KILLS'] ?? '200' });
process.exitCode = spawnSync(node, words, { cwd: root, stdio: 'inherit', env }).status ?? 1;
