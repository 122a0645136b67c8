/** `npm run build`: the database client, the pages, the programs around them. `--no-pages`: without Next's part. */
import { rmSync, writeFileSync } from 'node:fs';
import { bundle } from './esbuild.mjs';
import { hashSources, STAMP } from './prepare.mjs';
import { fail, run } from './say.mjs';

const QUIET = { NEXT_TELEMETRY_DISABLED: '1', CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' };

async function part(args, environment) {
  const { code, output } = await run(process.execPath, args, { ...QUIET, ...environment });
  if (code !== 0) fail(output.trimEnd());
}

const withPages = !process.argv.includes('--no-pages');
// Taken first: what is edited meanwhile asks for another build.
const hash = hashSources();
// Without its stamp a build that is cut short is made again.
rmSync('dist', { recursive: true, force: true });
await part(['node_modules/prisma/build/index.js', 'generate']);
if (withPages) await part(['node_modules/next/dist/bin/next', 'build'], { NODE_ENV: 'production' });
await bundle();
if (withPages) writeFileSync(STAMP, hash);
