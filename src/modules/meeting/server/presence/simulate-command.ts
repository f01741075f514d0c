import type { Command } from 'commander';

/** Adds `meeting simulate`: a session day against a server of its own, to see that nothing is lost. */
export function addSimulation(program: Command): void {
  const area = program.commands.find((one) => one.name() === 'meeting') ?? program.command('meeting').description('会议');
  area
    .command('simulate')
    .description('模拟一个会议日：多台扫码设备时断时续，服务被杀两次，最后核对有没有丢签到')
    .option('--people <number>', '多少人参会', '300')
    .option('--seed <number>', '随机数种子，相同的种子排出相同的一天', '4')
    .option('--json', '只输出一行 JSON')
    .action(async ({ people, seed, json }: { people: string; seed: string; json?: boolean }) => {
      const count = Number(people);
      if (!Number.isInteger(count) || count < 10 || count > 20_000) throw new Error('--people 应为 10 到 20000 之间的整数');
      const { simulateDay } = await import('./simulate-day.ts');
      const day = await simulateDay({ people: count, seed: Number(seed) || 4, say: json ? undefined : (words) => console.log(words) });
      console.log(json ? JSON.stringify(day) : wordsOf(day));
      if (day.lost + day.doubled + day.wrong > 0 || day.conflictsTrue !== day.conflictsReported) process.exitCode = 1;
    });
}

function wordsOf(day: {
  scans: number;
  lost: number;
  doubled: number;
  wrong: number;
  conflictsTrue: number;
  conflictsReported: number;
  seconds: number;
}): string {
  return `扫码 ${day.scans} 次，丢失 ${day.lost}，重复 ${day.doubled}，与门口所见不符 ${day.wrong}；重复放行实有 ${day.conflictsTrue} 起，报告 ${day.conflictsReported} 起；用时 ${day.seconds} 秒。`;
}
