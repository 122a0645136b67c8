/**
 * `npm test`: sets up what is missing, runs every stage, and ends with `N passed, N failed`.
 * `npm test -- unit journeys` runs only the stages named.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfNeeded, checkNode, enterInstallation, installIfNeeded } from './prepare.mjs';
import { fail, run, say } from './say.mjs';

checkNode();
enterInstallation();
await installIfNeeded();

const reports = mkdtempSync(join(tmpdir(), 'atelier-reports-'));
const node = process.execPath;
const bin = (path) => join('node_modules', path);
const total = { passed: 0, failed: 0 };

/** A stage that is right or wrong as a whole. */
const check =
  (...commands) =>
  async () => {
    let output = '';
    for (const args of commands) {
      const result = await run(node, args, { NEXT_TELEMETRY_DISABLED: '1', CHECKPOINT_DISABLE: '1' });
      output += result.output;
      if (result.code !== 0) return { passed: 0, failed: 1, output };
    }
    return { passed: 1, failed: 0, output: '' };
  };

/** A stage that counts its tests in a JSON report. A run that broke down without a failed test is a failure too. */
async function counted(args, environment, report, read) {
  const { code, output } = await run(node, args, { ...environment, CI: '1', FORCE_COLOR: '0' });
  const counts = existsSync(report)
    ? read(JSON.parse(readFileSync(report, 'utf8')))
    : { passed: 0, failed: 0 };
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return { ...counts, output: counts.failed > 0 ? output : '' };
}

const vitest = (project) => () => {
  const report = join(reports, `${project}.json`);
  const args = [
    'run',
    '--project',
    project,
    // A file for each core; unless told, one core is left idle.
    '--maxWorkers=100%',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  return counted([bin('vitest/vitest.mjs'), ...args], {}, report, (found) => ({
    passed: found.numPassedTests,
    failed: found.numFailedTests,
  }));
};

async function journeys() {
  const { findChromium } = await import('./chromium.mjs');
  const report = join(reports, 'journeys.json');
  const environment = { ...(await findChromium()), PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  const args = ['test', '--reporter=line,json'];
  return counted([bin('@playwright/test/cli.js'), ...args], environment, report, ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
  }));
}

async function build() {
  await buildIfNeeded();
  return { passed: 1, failed: 0, output: '' };
}

const STAGES = {
  style: check([bin('@biomejs/biome/bin/biome'), 'ci', '--colors=off', '--max-diagnostics=50', '.']),
  types: check(
    [bin('prisma/build/index.js'), 'generate'],
    [bin('next/dist/bin/next'), 'typegen'],
    [bin('typescript/bin/tsc'), '--noEmit', '-p', '.'],
  ),
  layering: check(['scripts/layering.mjs']),
  unused: check([bin('knip/bin/knip.js'), '--no-progress']),
  unit: vitest('unit'),
  build,
  integration: vitest('integration'),
  journeys,
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in STAGES));
if (unknown) fail(`There is no stage ${unknown}. There are: ${Object.keys(STAGES).join(', ')}.`);

for (const [name, runStage] of Object.entries(STAGES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const started = performance.now();
  const { passed, failed, output } = await runStage();
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  if (output) say(output.trimEnd());
  say(
    `${failed > 0 ? 'FAILED' : 'ok    '} ${name.padEnd(12)} ${passed} passed, ${failed} failed, ${seconds} s`,
  );
  total.passed += passed;
  total.failed += failed;
}
rmSync(reports, { recursive: true, force: true });
process.exitCode = total.failed > 0 ? 1 : 0;
say(`${total.passed} passed, ${total.failed} failed`);
