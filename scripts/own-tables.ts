import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseSync, Visitor, type Expression, type TemplateLiteral } from 'oxc-parser';

/** A place where one module reaches into another's tables. */
export interface Trespass {
  readonly file: string;
  readonly line: number;
  readonly table: string;
  readonly owner: string;
}

/**
 * Rule 6 where types do not see it: a module's SQL texts, its Kysely calls and the table interface of its `tables.ts` may only name tables
 * that a migration of the same module makes. Tests are free to look.
 */
export function trespasses(root: string): Trespass[] {
  const owners = tableOwners(root);
  const files = globSync('src/modules/*/server/**/*.ts', { cwd: root }).filter((file) => !file.endsWith('.test.ts'));
  return files.toSorted().flatMap((file) => {
    const module = file.split(/[\\/]/)[2]!;
    const source = readFileSync(join(root, file), 'utf8');
    return tablesNamedIn(file, source).flatMap(({ table, start }) => {
      const owner = owners.get(table);
      if (!owner || owner === module) return [];
      return [{ file, line: source.slice(0, start).split('\n').length, table, owner }];
    });
  });
}

/** The module that makes each table, told by the first line of its migration: `-- module: <name>`. */
export function tableOwners(root: string): Map<string, string> {
  const owners = new Map<string, string>();
  for (const file of globSync('db/migrations/*.sql', { cwd: root }).toSorted()) {
    const sql = readFileSync(join(root, file), 'utf8');
    const module = /^-- module: ([a-z]+)\n/.exec(sql)?.[1];
    if (!module) throw new Error(`${file}: its first line must be "-- module: <name>"`);
    const made = sql.matchAll(/^\s*create (?:unlogged )?(?:table|(?:materialized )?view) (?:if not exists )?"?(\w+)"?/gim);
    for (const [, table] of made) owners.set(table!.toLowerCase(), module);
  }
  return owners;
}

interface Named {
  readonly table: string;
  readonly start: number;
}

const kyselyCalls = /^(selectFrom|insertInto|updateTable|deleteFrom|mergeInto|(inner|left|right|full|cross)Join(Lateral)?|from|using)$/;

function tablesNamedIn(file: string, source: string): Named[] {
  const { program } = parseSync(file, source);
  const named: Named[] = [];
  new Visitor({
    TemplateLiteral(node) {
      named.push(...inSql(node.quasis.map((quasi) => quasi.value.raw).join(' $ '), node.start));
    },
    Literal(node) {
      if (typeof node.value === 'string' && node.value.includes(' ')) named.push(...inSql(node.value, node.start));
    },
    CallExpression(node) {
      if (node.callee.type !== 'MemberExpression' || node.callee.property.type !== 'Identifier') return;
      if (kyselyCalls.test(node.callee.property.name)) named.push(...inReference(node.arguments[0]));
    },
    TSInterfaceDeclaration(node) {
      if (!file.endsWith('/tables.ts') || !node.id.name.endsWith('Tables')) return;
      for (const member of node.body.body) {
        if (member.type !== 'TSPropertySignature' || member.key.type !== 'Identifier') continue;
        named.push({ table: member.key.name, start: member.start });
      }
    },
  }).visit(program);
  return named;
}

const tableLists =
  /\b(?:from|join|into|update|table|truncate|copy|using|only)\s+((?:"?\w+"?(?:\s+(?:as\s+)?(?!on\b|where\b|set\b|values\b)\w+)?\s*,\s*)*"?\w+"?)/gi;

/** Tables behind the words of SQL that take tables, also in lists: `from a, b as c`. */
function inSql(text: string, start: number): Named[] {
  const lists = [...text.matchAll(tableLists)].map(([, list]) => list!.split(','));
  return lists.flat().map((entry) => ({ table: entry.trim().split(/\s+/)[0]!.replaceAll('"', '').toLowerCase(), start }));
}

/** `'case_file as c'`, or a list of such. */
function inReference(argument: unknown): Named[] {
  const node = argument as Expression | TemplateLiteral | undefined;
  if (node?.type === 'ArrayExpression') return node.elements.flatMap((element) => inReference(element));
  if (node?.type !== 'Literal' || typeof node.value !== 'string') return [];
  return [{ table: node.value.split(/\s+/)[0]!.toLowerCase(), start: node.start }];
}

if (process.argv[1] === import.meta.filename) {
  const root = resolve(process.argv[2] ?? join(import.meta.dirname, '..'));
  const found = trespasses(root);
  for (const { file, line, table, owner } of found) {
    console.error(`${file}:${line}: rule 6: a module queries only its own tables; ${table} belongs to ${owner}`);
  }
  if (found.length > 0) process.exitCode = 1;
}
