// npm test: everything that can be proved, from a fresh clone. The last line counts: `N passed, N failed, N skipped`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from './check.mjs';
import { ensureInstalled, environmentOfPackages, node, root } from './installation.mjs';
import { ensureBuilt } from './web-build.mjs';

ensureInstalled();
const begun = Date.now();
const stages = [
  { title: '检查', run: check },
  { title: '单元与数据库测试', run: () => runTests(['unit', 'database']) },
  { title: '浏览器测试', run: runBrowserTests },
];
const sum = { passed: 0, failed: 0, skipped: 0 };
for (const { title, run } of stages) {
  console.log(`\n== ${title}`);
  const counts = await run();
  for (const key of Object.keys(sum)) sum[key] += counts[key];
}
console.log(`\n用时 ${Math.round((Date.now() - begun) / 1000)} 秒`);
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exitCode = sum.failed > 0 ? 1 : 0;

function runBrowserTests() {
  ensureBuilt();
  return runTests(['browser']);
}

function runTests(projects) {
  const folder = mkdtempSync(join(tmpdir(), 'luzhitong-results-'));
  const report = join(folder, 'report.json');
  try {
    const words = ['run', '--passWithNoTests', ...projects.flatMap((name) => ['--project', name])];
    const vitest = [
      join(root, 'node_modules/vitest/vitest.mjs'),
      ...words,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ];
    const answer = spawnSync(node, vitest, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: environmentOfPackages() });
    return counted(report, answer.status === 0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file that could not even be loaded, or an error outside all tests, counts as one failure: it must not pass for silence. */
function counted(report, succeeded) {
  let result;
  try {
    result = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return { passed: 0, failed: succeeded ? 0 : 1, skipped: 0 };
  }
  const brokenFiles = result.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = result.numFailedTests + brokenFiles;
  return {
    passed: result.numPassedTests,
    failed: failed === 0 && !succeeded ? 1 : failed,
    skipped: result.numPendingTests + (result.numTodoTests ?? 0),
  };
}
