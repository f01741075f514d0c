import { runMeasuring } from './measure.ts';

await runMeasuring({ folder: 'bench', ending: '.bench.ts', usage: 'npm run bench -- 名称… [--json]' });
