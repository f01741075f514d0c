// npm run check: types, rules of the code base, unused code, form. All of it in well under a minute.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, environmentOfPackages, node, root } from './installation.mjs';

const checks = [
  { name: '类型', command: ['tsc', '-b'] },
  { name: '代码规则与分层', command: ['oxlint', '--deny-warnings', '--format', 'unix'] },
  { name: '表的归属', command: [node, join(root, 'scripts/own-tables.ts')] },
  { name: '无用代码', command: ['knip', '--no-progress', '--no-config-hints'] },
  { name: '格式', command: ['oxfmt', '--check'] },
];

/** Runs all checks, two at a time, and shows what each failing one says. Returns how many passed and failed. */
export async function check() {
  const waiting = [...checks];
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const passed = await run(next);
      counts[passed ? 'passed' : 'failed'] += 1;
    }
  };
  await Promise.all([work(), work()]);
  return counts;
}

function run({ name, command: [program, ...words] }) {
  const begun = performance.now();
  const child = spawn(program, words, {
    cwd: root,
    env: environmentOfPackages({ NO_COLOR: '1', FORCE_COLOR: undefined }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk));
  return new Promise((resolve) => {
    child.on('error', (error) => said.push(Buffer.from(`${error.message}\n`)));
    child.on('close', (code) => {
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      console.log(`${code === 0 ? '✓' : '✗'} ${name}（${seconds} 秒）`);
      if (code !== 0) process.stdout.write(Buffer.concat(said));
      resolve(code === 0);
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  ensureInstalled();
  const { failed } = await check();
  process.exitCode = failed > 0 ? 1 : 0;
}
