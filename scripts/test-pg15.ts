import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgres } from '../src/platform/server/postgres/open-postgres.ts';

/** `npm run test:pg15`: the database suite on the oldest PostgreSQL that the product supports. Further words go to vitest. */
const server = await openPostgres({ dataDir: join(tmpdir(), 'luzhitong-test-15'), purpose: 'test', major: 15, durable: false });
const vitest = join(import.meta.dirname, '../node_modules/vitest/vitest.mjs');
const suite = spawn(process.execPath, [vitest, 'run', '--project', 'database', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, TEST_DATABASE_URL: server.url('postgres') },
});
const [code] = (await once(suite, 'exit')) as [number | null];
await server.close();
process.exit(code ?? 1);
