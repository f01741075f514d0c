// Plain JavaScript without dependencies: `npm start` runs this under whatever Node the machine has.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { environmentOfPackages, fail, node, root } from './installation.mjs';

/** The terminals that run in a browser; citizens' pages are made by the server. */
export const terminals = ['mobile', 'desk', 'screen'];

const names = { mobile: '手机端', desk: '办公端', screen: '大屏端' };

/** Builds each terminal into dist/ whose sources have changed since it was built last; all of them with `afresh`. */
export function ensureBuilt({ afresh = false, say = console.log } = {}) {
  const shared = fingerprint(
    ['src/platform', 'src/modules', 'public'],
    ['package-lock.json', 'vite.config.ts', 'tsconfig.web.json', 'tsconfig.shared.json'],
  );
  for (const terminal of terminals) {
    if (!existsSync(join(root, 'src/apps', terminal, 'index.html'))) continue;
    const wanted = createHash('sha256')
      .update(shared)
      .update(fingerprint([`src/apps/${terminal}`], []))
      .digest('hex');
    if (!afresh && stampOf(terminal) === wanted) continue;
    say(`正在生成${names[terminal]}页面……`);
    build(terminal);
    mkdirSync(join(root, 'dist'), { recursive: true });
    writeFileSync(stampPath(terminal), wanted);
  }
}

function build(terminal) {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const answer = spawnSync(node, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: environmentOfPackages({ TERMINAL: terminal, NODE_ENV: 'production' }),
  });
  if (answer.status !== 0) fail(`${names[terminal]}页面没有生成成功，原因见上。`);
  for (const file of filesBelow(`dist/${terminal}`)) if (/\.(m?js|css|html|svg|json|webmanifest)$/.test(file)) pack(join(root, file));
}

/** Lays a packed copy beside the file, once and well, so that the server need not pack it for every visitor. */
function pack(path) {
  const bytes = readFileSync(path);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  if (bytes.length > 1_024) writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }));
}

function stampOf(terminal) {
  const built = existsSync(join(root, 'dist', terminal, 'index.html')) && existsSync(stampPath(terminal));
  return built ? readFileSync(stampPath(terminal), 'utf8') : null;
}

function stampPath(terminal) {
  return join(root, 'dist', `${terminal}.sources`);
}

/** What a browser gets to see: contracts and web parts. Server code may change without a new build. */
function fingerprint(folders, files) {
  const hash = createHash('sha256');
  const found = folders.flatMap((folder) => filesBelow(folder)).filter((path) => !isForServer(path));
  for (const path of [...found.sort(), ...files.filter((file) => existsSync(join(root, file)))]) {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesBelow(folder) {
  if (!existsSync(join(root, folder))) return [];
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]));
}

function isForServer(path) {
  return /^src\/(platform\/server|modules\/[^/]+\/(server|web\/public))\//.test(path) || /\.(test\.tsx?|md)$/.test(path);
}
