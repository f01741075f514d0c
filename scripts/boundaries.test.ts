import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { trespasses } from './own-tables.ts';

const root = join(import.meta.dirname, '..');
let place: string;

/** A small code base that keeps all rules of docs/architecture.md §1. */
const clean: Record<string, string> = {
  'src/platform/contract/actor.ts': `import { z } from 'zod';\nexport const actor = z.string();`,
  'src/platform/server/database.ts': `import { actor } from '../contract/actor.ts';\nexport const database = actor;`,
  'src/platform/server/tables.ts': `export interface PlatformTables { readonly outbox: { readonly id: string } }`,
  'src/platform/web/shared/call.ts': `export { actor as call } from '../../contract/actor.ts';`,
  'src/platform/web/mobile/bar.tsx': `export { call as bar } from '../shared/call.ts';`,
  'src/platform/web/desk/frame.tsx': `export { call as frame } from '../shared/call.ts';`,
  'src/modules/directory/contract/person.ts': `export { actor as person } from '#platform/contract/actor.ts';`,
  'src/modules/directory/server/index.ts': `import type { DirectoryTables } from './tables.ts';\nexport type Directory = DirectoryTables;\nexport { names } from './names.ts';`,
  'src/modules/directory/server/names.ts': `export { person as names } from '../contract/person.ts';`,
  'src/modules/directory/server/tables.ts': `export interface DirectoryTables { readonly person: { readonly id: string } }`,
  'src/modules/directory/server/factory.ts': `export { names as makePerson } from './names.ts';`,
  'src/modules/directory/web/shared/index.ts': `export { person as badge } from '../../contract/person.ts';`,
  'src/modules/directory/web/shared/inside.ts': `export { call as inside } from '#platform/web/shared/call.ts';`,
  'src/modules/directory/web/desk/index.ts': `export { badge as deskPage } from '../shared/index.ts';`,
  'src/modules/matter/contract/case.ts': `export { person as handler } from '#modules/directory/contract/person.ts';`,
  'src/modules/matter/server/index.ts': `export { names } from '#modules/directory/server/index.ts';\nexport { rules } from './case-rules.ts';`,
  'src/modules/matter/server/case-rules.ts': `export { handler as rules } from '../contract/case.ts';`,
  'src/modules/matter/server/tables.ts': `export interface MatterTables { readonly matter_case: { readonly id: string } }`,
  'src/modules/matter/server/queries/list-cases.ts': `export const text = 'select * from matter_case join unnest($1) on true';`,
  'src/modules/matter/server/case.test.ts': `import { makePerson } from '#modules/directory/server/factory.ts';\nimport type { PlatformTables } from '#platform/server/tables.ts';\nexport type Seen = PlatformTables;\nexport const seen = makePerson;`,
  'src/modules/matter/web/desk/index.ts': `export { badge } from '#modules/directory/web/shared/index.ts';\nexport { frame } from '#platform/web/desk/frame.tsx';\nexport { own } from '../shared/own.ts';`,
  'src/modules/matter/web/mobile/index.ts': `export { bar } from '#platform/web/mobile/bar.tsx';`,
  'src/modules/matter/web/shared/own.ts': `export { handler as own } from '../../contract/case.ts';`,
  'src/modules/meeting/server/index.ts': `export { names as meeting } from '#modules/directory/server/index.ts';`,
  'src/modules/duty/server/index.ts': `export { rules as duty } from '#modules/matter/server/index.ts';`,
  'src/apps/server/main.ts': `import 'node:fs';\nexport { duty } from '#modules/duty/server/index.ts';\nexport { database } from '#platform/server/database.ts';`,
  'src/apps/desk/main.tsx': `export { frame } from '#platform/web/desk/frame.tsx';\nexport { badge } from '#modules/matter/web/desk/index.ts';\nexport { person } from '#modules/directory/contract/person.ts';`,
  'src/apps/mobile/main.tsx': `export { bar } from '#modules/matter/web/mobile/index.ts';`,
  'db/migrations/0001_platform.sql': `-- module: platform\ncreate table outbox (id uuid);\n`,
  'db/migrations/0002_directory.sql': `-- module: directory\ncreate table person (id uuid);\n`,
  'db/migrations/0003_matter.sql': `-- module: matter\ncreate table matter_case (id uuid references person);\n`,
};

/** One violation each: the file that trespasses, what it says, and how it must be named. */
const planted: readonly (readonly [file: string, text: string, named: string])[] = [
  ['src/platform/server/upward.ts', `export { names } from '#modules/directory/server/index.ts';`, 'rule 1'],
  ['src/platform/contract/upward.ts', `export { person } from '#modules/directory/contract/person.ts';`, 'rule 1'],
  ['src/platform/web/shared/upward.ts', `export { badge } from '#modules/directory/web/shared/index.ts';`, 'rule 1'],
  ['src/modules/matter/server/upward.ts', `export { database } from '#apps/server/main.ts';`, 'rule 1'],
  ['src/modules/matter/contract/package.ts', `export { Kysely } from 'kysely';`, 'rule 2'],
  ['src/modules/matter/contract/node.ts', `export { join } from 'node:path';`, 'rule 2'],
  ['src/modules/matter/contract/server.ts', `export { rules } from '../server/case-rules.ts';`, 'rule 2'],
  ['src/modules/matter/contract/platform.ts', `export { database } from '#platform/server/database.ts';`, 'rule 2'],
  ['src/modules/matter/contract/lazy.ts', `export const lazy = () => import('../server/case-rules.ts');`, 'rule 2'],
  ['src/modules/matter/contract/type.ts', `export type Lazy = import('../server/case-rules.ts').Rules;`, 'rule 2'],
  ['src/modules/matter/web/desk/server.ts', `export { rules } from '../../server/case-rules.ts';`, 'rule 3'],
  ['src/modules/matter/web/shared/platform.ts', `export { database } from '#platform/server/database.ts';`, 'rule 3'],
  ['src/modules/matter/server/web.ts', `export { own } from '../web/shared/own.ts';`, 'rule 3'],
  ['src/platform/server/web.ts', `export { call } from '../web/shared/call.ts';`, 'rule 3'],
  ['src/apps/desk/server.ts', `export { names } from '#modules/directory/server/index.ts';`, 'rule 3'],
  ['src/modules/matter/server/deep.ts', `export { names } from '#modules/directory/server/names.ts';`, 'rule 4'],
  ['src/modules/matter/server/relative.ts', `export { names } from '../../directory/server/names.ts';`, 'rule 4'],
  ['src/modules/matter/server/factory-in-earnest.ts', `export { makePerson } from '#modules/directory/server/factory.ts';`, 'rule 4'],
  ['src/modules/matter/server/deep.test.ts', `export { names } from '#modules/directory/server/names.ts';`, 'rule 4'],
  ['src/modules/matter/web/desk/deep.ts', `export { inside } from '#modules/directory/web/shared/inside.ts';`, 'rule 4'],
  ['src/apps/server/deep.ts', `export { names } from '#modules/directory/server/names.ts';`, 'rule 4'],
  ['src/modules/directory/server/higher.ts', `export { rules } from '#modules/matter/server/index.ts';`, 'rule 5'],
  ['src/modules/directory/contract/higher.ts', `export { handler } from '#modules/matter/contract/case.ts';`, 'rule 5'],
  ['src/modules/meeting/server/sideways.ts', `export { rules } from '#modules/matter/server/index.ts';`, 'rule 5'],
  ['src/modules/matter/server/higher.ts', `export { duty } from '#modules/duty/server/index.ts';`, 'rule 5'],
  ['src/modules/matter/server/circle-a.ts', `import { b } from './circle-b.ts';\nexport const a = () => b;`, 'Dependency cycle'],
  ['src/modules/matter/server/circle-b.ts', `import { a } from './circle-a.ts';\nexport const b = () => a;`, 'Dependency cycle'],
  ['src/modules/matter/server/foreign.ts', `export type { DirectoryTables } from '#modules/directory/server/tables.ts';`, 'rule 6'],
  ['src/modules/matter/server/outbox.ts', `export type { PlatformTables } from '#platform/server/tables.ts';`, 'rule 6'],
  ['src/modules/matter/web/desk/phone.ts', `export { bar } from '../mobile/index.ts';`, 'rule 6'],
  ['src/modules/matter/web/desk/phone-kit.ts', `export { bar } from '#platform/web/mobile/bar.tsx';`, 'rule 6'],
  ['src/modules/matter/web/shared/desk-kit.ts', `export { frame } from '#platform/web/desk/frame.tsx';`, 'rule 6'],
  ['src/modules/matter/web/mobile/neighbour.ts', `export { deskPage } from '#modules/directory/web/desk/index.ts';`, 'rule 6'],
  ['src/apps/mobile/desk.ts', `export { frame } from '#apps/desk/main.tsx';`, 'rule 6'],
  ['src/apps/mobile/desk-page.ts', `export { deskPage } from '#modules/directory/web/desk/index.ts';`, 'rule 6'],
  ['src/modules/directory/nowhere.ts', `export const nowhere = 1;`, 'does not belong to any known element'],
];

beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'boundaries-'));
  for (const file of ['package.json', 'scripts/import-resolver.cjs']) {
    mkdirSync(dirname(join(place, file)), { recursive: true });
    cpSync(join(root, file), join(place, file));
  }
  symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'));
  write(clean);
});
afterAll(() => rmSync(place, { recursive: true }));

describe('the rules of docs/architecture.md §1', () => {
  test('a clean code base passes', () => {
    expect(lint()).toEqual([]);
    expect(trespasses(place)).toEqual([]);
  });

  test('each planted violation is found, is named, and nothing else is', () => {
    write(Object.fromEntries(planted.map(([file, text]) => [file, text])));
    const found = lint();
    for (const [file] of planted) rmSync(join(place, file));
    const missed = planted.filter(([file, , named]) => !found.some((fault) => fault.file === file && fault.message.includes(named)));
    expect(missed.map(([file, , named]) => ({ file, named, instead: found.filter((fault) => fault.file === file) }))).toEqual([]);
    expect(found.filter((fault) => !planted.some(([file]) => file === fault.file))).toEqual([]);
  });

  test.each([
    ['a query text', 'server/queries/peek.ts', 'export const text = `select m.id from matter_case m, person p where p.id = ${1}`;'],
    ['a joined table', 'server/queries/peek.ts', `export const text = 'select 1 from matter_case left join "person" on true';`],
    ['a written table', 'server/queries/peek.ts', `export const text = 'insert into person (id) values ($1)';`],
    ['a Kysely call', 'server/queries/peek.ts', `export const rows = (db: Db) => db.selectFrom('person as p').select('p.id');`],
    ['a table interface', 'server/tables.ts', `export interface MatterTables {\n  readonly person: { readonly id: string };\n}`],
  ])("rule 6: %s that names another module's table is found", (_what, file, text) => {
    const path = `src/modules/matter/${file}`;
    write({ [path]: text });
    expect(trespasses(place)).toMatchObject([{ file: path, table: 'person', owner: 'directory' }]);
    const script = join(import.meta.dirname, 'own-tables.ts');
    expect(() => execFileSync(process.execPath, [script, place], { stdio: 'pipe' })).toThrow(
      /rule 6: a module queries only its own tables; person belongs to directory/,
    );
    rmSync(join(place, path));
    write(clean);
  });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(place, file)), { recursive: true });
    writeFileSync(join(place, file), `${text}\n`);
  }
}

/** What the project's own oxlint configuration says, but for the rules that look at types. */
function lint(): { file: string; message: string }[] {
  const configuration = readFileSync(join(root, '.oxlintrc.json'), 'utf8').replace('"typeAware": true', '"typeAware": false');
  writeFileSync(join(place, '.oxlintrc.json'), configuration);
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
  const answer = spawnSync(process.execPath, [oxlint, '--format', 'json', 'src'], { cwd: place, encoding: 'utf8' });
  const { diagnostics } = JSON.parse(answer.stdout) as { diagnostics: { message: string; filename: string }[] };
  return diagnostics.map((fault) => ({ file: fault.filename, message: fault.message }));
}
