// npm start: from a fresh clone to a running demo with one command. `-- --reset` empties the data of the demo first.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, environmentOfPackages, fail, node, root } from './installation.mjs';
import { ensureBuilt } from './web-build.mjs';

const known = new Set(['--reset', '--help']);
const words = process.argv.slice(2);
const unknown = words.find((word) => !known.has(word));
if (unknown) fail(`不认识的参数 ${unknown}。用法：npm start 或 npm start -- --reset（清空演示数据后启动）`);
if (words.includes('--help')) {
  console.log('npm start              安装依赖、生成页面、启动数据库和服务\nnpm start -- --reset   先清空演示数据再启动');
  process.exit(0);
}

ensureInstalled();
ensureBuilt();
if (words.includes('--reset')) reset();
run();

function reset() {
  const answer = spawnSync(node, ['--disable-warning=ExperimentalWarning', join(root, 'scripts/reset.ts')], {
    cwd: root,
    stdio: 'inherit',
    env: environmentOfPackages(),
  });
  if (answer.status !== 0) process.exit(answer.status ?? 1);
}

function run() {
  console.log('正在启动服务……');
  // The channel tells the server when this process is gone, however it ended, so that no server is left without its terminal.
  const server = spawn(node, [join(root, 'src/apps/server/main.ts')], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: environmentOfPackages(),
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal));
  server.on('error', (error) => fail(`服务没有启动成功：${error.message}`));
  server.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
