/** `npm run bench`: measures what is promised, on this machine, and prints it as a table. */
import { spawnSync } from 'node:child_process';
import { buildIfNeeded, checkNode, enterInstallation, installIfNeeded } from './prepare.mjs';

checkNode();
enterInstallation();
await installIfNeeded();
await buildIfNeeded();
const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/bench/main.ts'], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
