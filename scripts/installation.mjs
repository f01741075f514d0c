// Plain JavaScript without dependencies: this runs before anything is installed, under whatever Node the machine has.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The Node that the product is written for; it comes with the installed packages. */
export const node = join(root, 'node_modules', '.bin', 'node');

/** Installs the packages where they are missing or differ from package-lock.json. Ends the process where that fails. */
export function ensureInstalled(say = console.log) {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 20) fail(`需要 Node.js 20 以上版本，当前是 ${process.versions.node}。`);
  if (isInstalled()) return;
  say('正在安装依赖（第一次需要几分钟）……');
  const begun = Date.now();
  const answer = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: environmentOfMachine(),
    shell: process.platform === 'win32',
  });
  if (answer.status !== 0) fail('依赖没有安装成功。请检查网络或 npm 的镜像设置后重试。');
  if (!isInstalled()) fail('依赖安装后仍不完整。请删除 node_modules 文件夹后重试。');
  say(`依赖已装好（${Math.round((Date.now() - begun) / 1000)} 秒）。`);
}

/** The environment in which `node` and the installed tools are found first. */
export function environmentOfPackages(extra = {}) {
  return { ...process.env, PATH: [join(root, 'node_modules', '.bin'), pathOfMachine()].join(delimiter), ...extra };
}

/** Says what is wrong and ends the process. */
export function fail(message) {
  console.error(message);
  process.exit(1);
}

/**
 * Compares what npm noted about node_modules with the lock file. No stamp of our own: it would go stale whenever somebody
 * runs npm by hand.
 */
function isInstalled() {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !present || !existsSync(node)) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    const found = present[path];
    return path === '' || (found ? found.version === entry.version : entry.optional === true);
  });
}

function packagesOf(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return null;
  }
}

/** Without node_modules/.bin: installing replaces the Node that lies there, so it must not be the one that installs. */
function environmentOfMachine() {
  return { ...process.env, PATH: pathOfMachine() };
}

function pathOfMachine() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.filter((folder) => !folder.endsWith(join('node_modules', '.bin'))).join(delimiter);
}
