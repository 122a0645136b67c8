/** Makes sure that the journeys find a browser: one that is there, the system's package, or Playwright's own. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fail, run, say } from './say.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Resolves with the environment that leads Playwright to it. */
export async function findChromium() {
  const there = installedChromium() ?? (await installPackage());
  if (there) return { CHROMIUM_PATH: there };
  const { chromium } = await import('@playwright/test');
  if (existsSync(chromium.executablePath())) return {};
  say('installing Chromium …');
  const { code, output } = await run(process.execPath, [
    'node_modules/@playwright/test/cli.js',
    'install',
    'chromium',
  ]);
  if (code !== 0)
    fail(`${output}\nNo browser for the journeys. Install Chromium, or set CHROMIUM_PATH to one.`);
  return {};
}

function installedChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return existsSync(given) ? given : fail(`CHROMIUM_PATH: there is no ${given}.`);
  const folders = (process.env.PATH ?? '').split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) =>
    existsSync(file),
  );
}

/** Debian's, where we may install it. */
async function installPackage() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  say('installing Chromium (apt-get) …');
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], quiet);
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], quiet);
  return installedChromium();
}
