import { runMeasuring } from './measure.ts';

await runMeasuring({ folder: 'bench/evaluate', ending: '.ts', usage: 'npm run evaluate -- 任务… [--json]' });
