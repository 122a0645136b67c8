/** `npm start`, `npm run dev`: install and build what is missing, then become the supervisor. */
import { buildIfNeeded, checkNode, enterInstallation, installIfNeeded } from './prepare.mjs';
import { step } from './say.mjs';

checkNode();
enterInstallation();
await installIfNeeded();
if (process.argv.includes('--dev'))
  await step('bundling', process.execPath, ['scripts/build.mjs', '--no-pages']);
else await buildIfNeeded();
await import('../dist/supervisor.mjs');
