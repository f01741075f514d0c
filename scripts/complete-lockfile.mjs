// `node scripts/complete-lockfile.mjs` after adding or updating packages: npm leaves packages of other platforms out of package-lock.json
// where the registry at hand does not have them, and then `npm ci` refuses the file. Their versions are fixed by the packages that want
// them, so their entries can be written without asking anybody.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './installation.mjs';

/** The entries that `packages` of a lock file lacks: wanted as optional by an entry, found nowhere above it. */
export function missingEntries(packages) {
  const missing = {};
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isFound(packages, path, name)) continue;
      const platform = platformOf(name);
      if (!platform || !/^\d/.test(version)) continue;
      missing[placeFor(missing, path, name, version)] = entryOf(version, platform, entry.dev === true);
    }
  }
  return missing;
}

/** Looks for `name` as Node does: in the package's own node_modules, then in each one above. */
function isFound(packages, path, name) {
  const levels = path.split(/\/?node_modules\//);
  for (let count = levels.length; count > 0; count -= 1) {
    const above = levels
      .slice(0, count)
      .filter(Boolean)
      .map((level) => `node_modules/${level}`);
    if (packages[[...above, `node_modules/${name}`].join('/')]) return true;
  }
  return false;
}

/** At the top, unless another version has taken that place. */
function placeFor(missing, path, name, version) {
  const top = `node_modules/${name}`;
  return !missing[top] || missing[top].version === version ? top : `${path}/${top}`;
}

const systems = 'aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32|windows';
const processors = 'arm64|arm|ia32|loong64|mips64el|ppc64|riscv64|s390x|wasm32|x64';

function platformOf(name) {
  const found = new RegExp(`(?:^|[-/])(${systems})-(${processors})(?:-(\\w+))?$`).exec(name);
  if (!found) return null;
  const [, system, processor, abi = ''] = found;
  const libc = system !== 'linux' ? null : abi.startsWith('musl') ? 'musl' : abi.startsWith('gnu') ? 'glibc' : null;
  return { processor, libc, system: system === 'windows' ? 'win32' : system };
}

/** In the order in which npm writes the members, so that its next run changes nothing. */
function entryOf(version, { processor, libc, system }, dev) {
  return { version, cpu: [processor], ...(dev ? { dev } : {}), ...(libc ? { libc: [libc] } : {}), optional: true, os: [system] };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = join(root, 'package-lock.json');
  const lock = JSON.parse(readFileSync(path, 'utf8'));
  const missing = missingEntries(lock.packages);
  const entries = Object.entries({ ...lock.packages, ...missing }).sort(([one], [other]) => one.localeCompare(other, 'en'));
  writeFileSync(path, `${JSON.stringify({ ...lock, packages: Object.fromEntries(entries) }, null, 2)}\n`);
  console.log(`已补上 ${Object.keys(missing).length} 项。`);
}
