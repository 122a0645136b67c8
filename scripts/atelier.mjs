/** `npm run atelier -- <command>`: the command line. */
import { existsSync } from 'node:fs';
import { checkNode, enterInstallation, installIfNeeded } from './prepare.mjs';
import { step } from './say.mjs';

const PROGRAM = 'dist/cli.mjs';

checkNode();
enterInstallation();
await installIfNeeded();
// An older build is good enough, and a server may be running from it.
if (!existsSync(PROGRAM)) await step('bundling', process.execPath, ['scripts/build.mjs', '--no-pages']);
await import(`../${PROGRAM}`);
