/**
 * `npm run test:interop`: public programs written for the WebUI API or OpenAI's images, as they are published, and the
 * requests of well-known ones, against the built product. Not part of `npm test`: it fetches those programs, into a
 * temporary folder. `npm run test:interop -- webuiapi` runs only the files of that name.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfNeeded, checkNode, enterInstallation, installIfNeeded } from './prepare.mjs';
import { say, step } from './say.mjs';

const NODE_CLIENTS = { 'node-sd-webui': '0.0.8', openai: '7.55.0', 'stable-diffusion-api': '0.0.7' };
const PYTHON_CLIENTS = 'e2e/interop/requirements.txt';
const isWindows = process.platform === 'win32';

checkNode();
enterInstallation();
await installIfNeeded();
await buildIfNeeded();

const clients = mkdtempSync(join(tmpdir(), 'atelier-interop-'));
try {
  await fetchNodeClients();
  const python = await fetchPythonClients();
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'e2e/interop/config.ts'];
  const { status } = spawnSync(process.execPath, [...vitest, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, INTEROP_CLIENTS: clients, INTEROP_PYTHON: python ?? '' },
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(clients, { recursive: true, force: true });
}

async function fetchNodeClients() {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  // The sharp that one of them asks for brings no library along; ours does.
  const overrides = { sharp: dependencies.sharp };
  const wanted = { private: true, dependencies: NODE_CLIENTS, overrides };
  writeFileSync(join(clients, 'package.json'), JSON.stringify(wanted));
  const args = ['install', '--prefix', clients, '--ignore-scripts', '--no-audit', '--no-fund'];
  await step('fetching clients for Node', 'npm', args);
}

/** The interpreter that has them; null without Python. */
async function fetchPythonClients() {
  const found = ['python3', 'python'].find((command) => isPython3(command));
  if (!found) {
    say(
      'There is no Python 3 here, so its clients are skipped. Install it (https://python.org) and run again.',
    );
    return null;
  }
  const home = join(clients, 'python');
  await step('making room for Python', found, ['-m', 'venv', home]);
  const python = join(home, ...(isWindows ? ['Scripts', 'python.exe'] : ['bin', 'python']));
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', PYTHON_CLIENTS];
  await step('fetching clients for Python', python, pip);
  return python;
}

function isPython3(command) {
  const { status } = spawnSync(command, ['-c', 'import sys, venv; sys.exit(sys.version_info < (3, 9))']);
  return status === 0;
}
