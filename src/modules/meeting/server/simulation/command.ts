import type { Command } from 'commander';
import type { SimulatedDay } from './simulate-day.ts';

/** Adds `meeting simulate`: a session day against a server of its own, to see that nothing is lost and every figure is true. */
export function addSimulation(program: Command): void {
  const area = program.commands.find((one) => one.name() === 'meeting') ?? program.command('meeting').description('会议');
  area
    .command('simulate')
    .description('模拟一个会议日：签到、乘车、用餐、文件、通知和改期，设备和手机时断时续，服务被杀两次，最后逐项核对服务器的数字')
    .option('--people <number>', '多少人参会', '300')
    .option('--seed <number>', '随机数种子，相同的种子排出相同的一天', '4')
    .option('--json', '只输出一行 JSON')
    .action(async ({ people, seed, json }: { people: string; seed: string; json?: boolean }) => {
      const count = Number(people);
      if (!Number.isInteger(count) || count < 50 || count > 20_000) throw new Error('--people 应为 50 到 20000 之间的整数');
      const { simulateDay } = await import('./simulate-day.ts');
      const day = await simulateDay({ people: count, seed: Number(seed) || 4, say: json ? undefined : (words) => console.log(words) });
      console.log(json ? JSON.stringify(day) : wordsOf(day));
      if (day.faults.length > 0) process.exitCode = 1;
    });
}

function wordsOf(day: SimulatedDay): string {
  const { papers, notices } = day;
  const lines = [
    `签到 ${day.scans} 次（手机 ${day.signIns} 次），丢失 ${day.lost}，重复 ${day.doubled}，与门口所见不符 ${day.wrong}；重复放行实有 ${day.conflictsTrue} 起，报告 ${day.conflictsReported} 起。`,
    `文件 ${papers.issued} 份，读过 ${papers.read} 人次，收回 ${papers.returned} 份；通知 ${notices.sent} 条，已读 ${notices.read} 人次，确认 ${notices.confirmed} 人次；请假 ${day.leaves} 人。`,
    `杀掉服务 ${day.kills} 次，当时有 ${Object.values(day.cutOff).reduce((sum, count) => sum + count, 0)} 次写入正在进行；用原编号重发 ${day.repeated} 次；用时 ${day.seconds} 秒。`,
    ...Object.entries(day.latency).map(([route, { calls, p50, p95 }]) => `  ${route}：${calls} 次，中位 ${p50} 毫秒，p95 ${p95} 毫秒`),
    day.faults.length === 0 ? '服务器的数字与实际逐项相符。' : `不符 ${day.faults.length} 处：`,
    ...day.faults.map((fault) => `  ✗ ${fault}`),
  ];
  return lines.join('\n');
}
