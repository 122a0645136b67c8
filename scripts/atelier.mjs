/** `npm run atelier -- <command>`: the command line. */
import { buildIfNeeded, checkNode, enterInstallation, installIfNeeded } from './prepare.mjs';

checkNode();
enterInstallation();
await installIfNeeded();
await buildIfNeeded();
await import('../dist/cli.mjs');
