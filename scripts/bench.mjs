/** `npm run bench [-- PART…]`: measures what is promised, on this machine, and prints it as a table. */
import { spawnSync } from 'node:child_process';
import { buildIfNeeded, checkNode, enterInstallation, installIfNeeded } from './prepare.mjs';

checkNode();
enterInstallation();
await installIfNeeded();
await buildIfNeeded();
const bench = ['--import', 'tsx', 'scripts/bench/main.ts', ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, bench, { stdio: 'inherit' });
process.exitCode = status ?? 1;
