/** Bundles the programs around Next into dist/: our code in, packages left outside. */
import { build } from 'esbuild';

const PROGRAMS = {
  supervisor: 'server/supervisor.ts',
  web: 'server/web.ts',
  worker: 'worker/main.ts',
  'engine-process': 'worker/engine-process.ts',
  'upscale-process': 'worker/upscale-process.ts',
  cli: 'server/cli/main.ts',
};

export async function bundle() {
  await build({
    entryPoints: PROGRAMS,
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    tsconfig: 'tsconfig.json',
    sourcemap: true,
    logLevel: 'warning',
  });
}
