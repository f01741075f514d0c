import type { Command } from 'commander';
import { uuid } from '#platform/contract/identifiers.ts';
import { verifyChain } from '#platform/server/audit/verify.ts';
import type { Database } from '#platform/server/database.ts';

/** Adds `audit verify`. */
export function auditCommands(program: Command, open: () => Promise<{ database: Database }>): void {
  const area = program.command('audit').description('操作记录');
  area
    .command('verify')
    .description('重新计算操作记录的校验链；发现改动时退出码为 1')
    .option('--body <编号>', '只核对一个机构', (value: string) => uuid.parse(value))
    .action(async ({ body }: { body?: string }) => {
      const { database } = await open();
      const report = await verifyChain(database, body, progress);
      if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
      for (const head of report.heads) console.log(`${head.bodyId}  ${head.position} 条  ${head.hash}`);
      console.log(`共核对 ${report.sealed} 条已封存记录，${report.unsealed} 条等待封存。`);
      for (const { bodyId, position, reason } of report.breaks)
        console.error(`校验链被破坏：机构 ${bodyId || '不明'}，第 ${position || '？'} 条：${reason}`);
      if (report.breaks.length > 0) process.exitCode = 1;
      else console.log('校验链完整。请把上面每个机构的末条校验值抄存到别处，可证明日后没有删去末尾。');
    });
}

function progress(count: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r已核对 ${count} 条`);
}
