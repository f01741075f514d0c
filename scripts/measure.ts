import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { MeasuringTask, Measurement } from '../bench/measurement.ts';

const root = join(import.meta.dirname, '..');

/** Where the tasks of a command lie, and how the command is called. */
export interface MeasuringCommand {
  /** `bench` or `bench/evaluate`. */
  readonly folder: string;
  readonly ending: string;
  readonly usage: string;
}

/**
 * Runs the tasks named on the command line one after the other, or lists all when none is. `--json` prints one JSON object a line and nothing else.
 * The exit code is not zero where the first is unknown or one fails.
 */
export async function runMeasuring(command: MeasuringCommand, words: readonly string[] = process.argv.slice(2)): Promise<void> {
  const asJson = words.includes('--json');
  const given = words.filter((word) => word !== '--json');
  const tasks = tasksIn(command);
  const [name] = given;
  if (name === undefined) return list(command, tasks);
  // `matter.inbox` lies in matter-inbox.bench.ts.
  const fileOf = (word: string) => tasks.get(word.replaceAll('.', '-'));
  if (!fileOf(name)) {
    console.error(`没有名为 ${name} 的任务。可用：${[...tasks.keys()].join('、') || '（无）'}`);
    process.exitCode = 1;
    return;
  }
  // What follows the names is said to each of them.
  const named = given.findIndex((word) => !fileOf(word));
  const [names, rest] = named === -1 ? [given, []] : [given.slice(0, named), given.slice(named)];
  for (const one of names) {
    const measurements = await (await load(fileOf(one)!)).measure(rest);
    for (const measurement of measurements) console.log(asJson ? JSON.stringify(judged(measurement)) : inWords(measurement));
  }
}

function tasksIn({ folder, ending }: MeasuringCommand): Map<string, string> {
  const files = globSync(`*${ending}`, { cwd: join(root, folder) }).filter((file) => !file.endsWith('.test.ts'));
  return new Map(files.toSorted().map((file) => [file.slice(0, -ending.length), join(root, folder, file)]));
}

async function list(command: MeasuringCommand, tasks: ReadonlyMap<string, string>): Promise<void> {
  console.log(`用法：${command.usage}`);
  for (const [name, file] of tasks) console.log(`  ${name.padEnd(24)} ${(await load(file)).description}`);
}

async function load(file: string): Promise<MeasuringTask> {
  return (await import(file)) as MeasuringTask;
}

/** A figure with its ratio to the floor, and whether it comes as far as it shall. */
function judged(measurement: Measurement): Measurement & { ratio?: number; passes?: boolean } {
  const { value, floor, reach } = measurement;
  const ratio = floor ? value / floor : undefined;
  const bounded = reach?.of === 'value' ? value : ratio;
  const passes = reach && bounded !== undefined ? ('most' in reach ? bounded <= reach.most : bounded >= reach.least) : undefined;
  return { ...measurement, ratio, passes };
}

function inWords(measurement: Measurement): string {
  const { ratio, passes, reach } = judged(measurement);
  const against = ratio === undefined ? '' : `  （下限 ${round(measurement.floor!)} ${measurement.unit} 的 ${round(ratio)} 倍）`;
  const wanted =
    reach &&
    `${'most' in reach ? `不超过 ${reach.most}` : `不低于 ${reach.least}`}${reach.of === 'value' ? ` ${measurement.unit}` : ' 倍'}`;
  const verdict = passes === undefined ? '' : `  ${passes ? '✓' : '✗'} ${wanted}`;
  return `${measurement.name}: ${round(measurement.value)} ${measurement.unit}${against}${verdict}`;
}

function round(value: number): string {
  return Number(value.toPrecision(4)).toString();
}
