import type { Command } from 'commander';
import type { Database } from '#platform/server/database.ts';
import { systemActor } from '#platform/server/outbox/dispatcher.ts';
import { bodiesOf, searchPeople } from '#modules/directory/server/index.ts';
import { matterProblem } from '../contract/problems.ts';
import { importMessages } from './import/import-messages.ts';

/** `npm run cli -- import matters --kind report --body 明州市人大 FILE.jsonl` */
export function matterCommands(program: Command, open: () => Promise<{ database: Database }>): void {
  const area = program.commands.find((command) => command.name() === 'import') ?? program.command('import').description('从文件导入');
  area
    .command('matters')
    .description('从 JSON Lines 文件导入事项；中断后再运行一次会接着导入，不会重复')
    .argument('<file>', '每行一条记录：title、body、time，可有 id、place、category')
    .requiredOption('--body <name>', '哪个人大，写名称或简称')
    .option('--kind <kind>', '事项种类，目前可导入 report（督事）', 'report')
    .option('--author <name>', '以哪位代表的名义；不写则轮流记在本级代表名下')
    .option('--json', '只输出一行 JSON 结果')
    .action(async (file: string, options: { body: string; kind: string; author?: string; json?: boolean }) => {
      if (options.kind !== 'report') throw matterProblem('import.file', { reason: '目前只能导入 report（督事）。' });
      const { database } = await open();
      const bodyId = await bodyNamed(database, options.body);
      const authorId = options.author ? await deputyNamed(database, bodyId, options.author) : null;
      const outcome = await importMessages({ database, bodyId, file, authorId, onProgress: options.json ? () => undefined : drawProgress });
      if (options.json) return console.log(JSON.stringify(outcome));
      console.log(`\n导入 ${outcome.taken} 件，先前已导入 ${outcome.known} 件，退回 ${outcome.rejected} 行，用时 ${outcome.seconds} 秒。`);
      if (outcome.rejectsFile) console.log(`退回的行和原因在 ${outcome.rejectsFile}`);
    });
}

async function bodyNamed(database: Database, name: string): Promise<string> {
  const bodies = await database.read(systemActor, (tx) => bodiesOf(tx, { kind: 'congress' }), { access: 'worker' });
  const found = bodies.find((body) => body.id === name || body.name === name || body.shortName === name);
  if (!found)
    throw matterProblem('import.file', {
      reason: `没有叫“${name}”的人大。现有：${bodies
        .slice(0, 12)
        .map((body) => body.shortName)
        .join('、')}${bodies.length > 12 ? '等' : ''}。`,
    });
  return found.id;
}

async function deputyNamed(database: Database, bodyId: string, name: string): Promise<string> {
  const found = await database.read({ ...systemActor, bodyId }, (tx) => searchPeople(tx, name, 2), { access: 'worker' });
  const exact = found.find((person) => person.name === name) ?? found[0];
  if (!exact) throw matterProblem('import.file', { reason: `没有找到叫“${name}”的代表。` });
  return exact.id;
}

function drawProgress({
  bytes,
  of,
  taken,
  known,
  rejected,
}: {
  bytes: number;
  of: number;
  taken: number;
  known: number;
  rejected: number;
}): void {
  const share = Math.min(1, bytes / of);
  const bar = '█'.repeat(Math.round(share * 30)).padEnd(30, '░');
  process.stdout.write(`\r${bar} ${String(Math.round(share * 100)).padStart(3)}%  导入 ${taken}，已有 ${known}，退回 ${rejected}`);
}
